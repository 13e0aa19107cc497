"""How newspapers write dates: for each word that may begin one, the patterns to try, and their meaning."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from comity.dates import readings as r
from comity.dates.patterns import DIGITS, RULES, any_of, rule
from comity.dates.words import (
    FEASTS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    month,
    number,
    weekday,
)

_SHIFT = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}
_UNIT_DAYS = {"hour": 0.05, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}


def _year(match: re.Match[str], group: str = "y") -> int | None:
    found = match.groupdict().get(group)
    return int(found) if found else None


def _day(year: int | None, named_month: str, day: str) -> r.Reading | None:
    if year is None:
        valid = int(day) <= r.month_days(2020, month(named_month))[1].day
        return r.MonthDay(month(named_month), int(day)) if valid else None
    return _fixed(year, month(named_month), int(day))


def _fixed(year: int, named_month: int, day: int) -> r.Fixed | None:
    try:
        found = date(year, named_month, day)
    except ValueError:
        return None
    return r.Fixed(found, found)


def _counted(match: re.Match[str]) -> tuple[str, int]:
    """The unit and how many of it; a fortnight is two weeks."""
    unit, count = match["u"].lower(), number(match["n"])
    return ("week", 2 * count) if unit == "fortnight" else (unit, count)


def _from(start: r.Reading | None, end: r.Reading | None) -> r.Reading | None:
    if start is None or end is None:
        return None
    if isinstance(start, r.Fixed) and isinstance(end, r.Fixed):
        return r.Fixed(start.first, end.last) if start.first <= end.last else None
    if isinstance(end, r.Fixed):
        counted = r.From(start, end).days(end.last, r.Towards.PAST)
        return r.Fixed(*counted) if counted else None
    return r.From(start, end)


# Days with their month. ---------------------------------------------------------------------------


@rule(MONTHS, r"<M> <D>(?:,? <Y>)?<TO><M2> <D2>(?:,? <Y2>)?")
@rule(DIGITS, r"<D> <M>(?:,? <Y>)?<TO><D2> <M2>(?:,? <Y2>)?")
def _days_of_two_months(match: re.Match[str]) -> r.Reading | None:
    if re.search(r"\band\b|&", match[0]):  # "July 30 and Aug. 26" are two days
        return None
    end = _day(_year(match, "y2"), match["m2"], match["d2"])
    return _from(_day(_year(match), match["m"], match["d"]), end)


@rule(MONTHS, r"<M> <D>(?:\s*[-–—]\s*| to | through | and (?=\d+\b(?! [a-z]{4}))|/)<D2>(?:,? <Y>)?(?! <M2>)")
@rule(DIGITS, r"<D>(?:\s*[-–—]\s*| to | and | through |/)<D2> (?:of )?<M>(?:,? <Y>)?")
def _days_of_a_month(match: re.Match[str]) -> r.Reading | None:
    year = _year(match)
    start, end = _day(year, match["m"], match["d"]), _day(year, match["m"], match["d2"])
    return _from(start, end) if int(match["d"]) < int(match["d2"]) else None


@rule(MONTHS, r"<M> (?:the )?<D>(?:(?:,| of)? <Y>)?")
@rule(DIGITS, r"<D>(?: of|,)? <M>(?:,? <Y>)?")
@rule(DIGITS, r"<D>[-/.]<M>[-/.]<Y>")
def _day_of_a_month(match: re.Match[str]) -> r.Reading | None:
    return _day(_year(match), match["m"], match["d"])


@rule(ORDINALS, rf"(?P<o>{any_of(ORDINALS)}) (?:day )?of <M>(?:,? <Y>)?")
def _day_in_words(match: re.Match[str]) -> r.Reading | None:
    return _day(_year(match), match["m"], str(ORDINALS[match["o"].lower()]))


@rule(
    "new christmas boxing",
    rf"(?P<f>{any_of(FEASTS).replace(chr(39), '[’' + chr(39) + ']')})(?:,? <Y>)?(?![-\w])",
)
def _feast(match: re.Match[str]) -> r.Reading | None:
    named_month, day = FEASTS[re.sub(r"\s+", " ", match["f"].lower().replace("’", "'"))]
    year = _year(match)
    return _fixed(year, named_month, day) if year else r.MonthDay(named_month, day)


@rule(DIGITS, r"<D>-<M>-(?P<yy>[0-4]\d)(?![\d-])")
def _day_of_a_short_year(match: re.Match[str]) -> r.Reading | None:
    return _fixed(2000 + int(match["yy"]), month(match["m"]), int(match["d"]))


@rule(
    DIGITS,
    r"(?P<y>\d{4})(?:(?P<p>[-/.])(?P<m>\d\d?)(?P=p)(?P<d>\d\d?)|年(?P<m2>\d\d?)月(?P<d2>\d\d?)日)(?!\d|[-/.]\d)",
)
def _year_first(match: re.Match[str]) -> r.Reading | None:
    return _fixed(int(match["y"]), int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))


@rule(DIGITS, r"(?P<d>\d\d?)(?P<p>[-/.])(?P<m>\d\d?)(?P=p)(?P<y>(?:19|20)\d\d)(?!\d|[-/.]\d)")
def _year_last(match: re.Match[str]) -> r.Reading | None:
    day, named_month, year = int(match["d"]), int(match["m"]), int(match["y"])
    european, american = _fixed(year, named_month, day), _fixed(year, day, named_month)
    if european and american and european != american and match["p"] == "/":
        return r.Either(european.first, american.first)  # only a slash is written in both orders
    return european or american


@rule(DIGITS, r"(?P<d>[12]?\d|3[01]|0[1-9])(?:st|nd|rd|th)\b(?: of (?P<k>this|last|next) month)?")
def _day_of_this_month(match: re.Match[str]) -> r.Reading | None:
    return r.DayOfMonth(int(match["d"]), _SHIFT[match["k"].lower()] if match["k"] else None)


# Months, years and their parts. -------------------------------------------------------------------


@rule(MONTHS, r"<M><TO><M2>(?: (?:of )?<Y>)?(?! \d)")
def _months(match: re.Match[str]) -> r.Reading | None:
    year = _year(match)
    if year:
        end = r.Fixed(*r.month_days(year, month(match["m2"])))
        return _from(r.Month(month(match["m"])), end)
    return r.From(r.Month(month(match["m"])), r.Month(month(match["m2"])))


@rule(MONTHS, r"<M>(?:,| of)? <Y>")
def _month_of_a_year(match: re.Match[str]) -> r.Reading:
    return r.Fixed(*r.month_days(int(match["y"]), month(match["m"])))


@rule(MONTHS, r"<M>,? (?:of )?(?P<k>last|this|next) year\b")
def _month_of_last_year(match: re.Match[str]) -> r.Reading:
    return r.Month(month(match["m"]), years=_SHIFT[match["k"].lower()])


@rule(MONTHS, r"<M>")
def _month(match: re.Match[str]) -> r.Reading:
    return r.Month(month(match["m"]))


@rule(DIGITS, r"<Y>(?:\s*[-–—/]\s*| to | and | through | until )(?P<y2>(?:1[5-9]|20)?\d\d)(?!\d|[.,-]\d)")
def _years(match: re.Match[str]) -> r.Reading | None:
    start, end = int(match["y"]), int(match["y2"])
    end += start // 100 * 100 if end < 100 else 0
    return r.Fixed(date(start, 1, 1), date(end, 12, 31)) if start < end else None


@rule(DIGITS, r"<Y>s\b")
def _decade(match: re.Match[str]) -> r.Reading:
    return r.Fixed(*r.unit_days("decade", date(int(match["y"]), 1, 1), 0))


@rule(DIGITS, r"<Y>(?![\w-])")
def _whole_year(match: re.Match[str]) -> r.Reading:
    return r.Fixed(date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31))


@rule(SEASONS, r"<SEASON>(?: of)? <Y>")
def _season(match: re.Match[str]) -> r.Reading:
    return r.Fixed(*r.season_days(match["s"].lower(), int(match["y"])))


@rule(
    "first second third fourth",
    r"(?P<o>first|second|third|fourth) (?P<h>quarter|half)"
    r"(?: of (?:(?P<k>last|this|the|next) year|<Y>))?(?![-\w])",
)
@rule("q1 q2 q3 q4", r"Q(?P<o>[1-4])(?P<h>) <Y>(?P<k>)")
def _quarter(match: re.Match[str]) -> r.Reading | None:
    which = (
        "first second third fourth".split().index(match["o"].lower()) + 1 if match["h"] else int(match["o"])
    )
    parts = 2 if (match["h"] or "").lower() == "half" else 4
    if which > parts or (parts == 2 and not (match["k"] or match["y"])):  # the first half of a match
        return None
    if match["y"]:
        return r.Fixed(*r.quarter_days(int(match["y"]), which, parts))
    return r.Quarter(which, parts, _SHIFT.get(match["k"].lower(), 0) if match["k"] else None)


@rule(
    [part for part in PARTS if part not in ("start", "beginning", "end", "middle")],
    r"(?P<part>early|mid|late)(?:-| )(?:in |on )?(?:the )?(?P<rest>)",
)
@rule("start beginning end middle", r"(?P<part>start|beginning|end|middle) of (?:the )?(?P<rest>)")
@rule("eve", r"(?P<part>eve) of (?:the )?(?P<rest>)")
def _part(match: re.Match[str]) -> r.Reading | None:
    raise NotImplementedError  # `parse` reads what follows and wraps it


# Weekdays and weeks. ------------------------------------------------------------------------------


@rule(WEEKDAYS, r"<W>,? (?:of )?(?P<k>last|this|next) week\b")
def _weekday_of_a_week(match: re.Match[str]) -> r.Reading:
    return r.Weekday(weekday(match["w"]), weeks=_SHIFT[match["k"].lower()])


@rule(WEEKDAYS, r"<W><TIME>")
def _weekday(match: re.Match[str]) -> r.Reading:
    return r.Weekday(weekday(match["w"]))


@rule(
    "last this next",
    r"(?P<k>last|this|next) (?:<W>|<M>|<SEASON>|(?P<u>week|month|year|decade|weekend|quarter)\b)<TIME>",
)
def _which(match: re.Match[str]) -> r.Reading | None:
    shift = _SHIFT[match["k"].lower()]
    side = {-1: r.Towards.PAST, 0: None, 1: r.Towards.FUTURE}[shift]
    if match["w"]:
        return r.Weekday(weekday(match["w"]), weeks=None if shift else 0, side=side)
    if match["m"]:
        return r.Month(month(match["m"]), years=None if shift else 0, side=side)
    if match["s"]:
        return r.Season(match["s"].lower(), shift)
    unit = match["u"].lower()
    if unit == "weekend":
        return r.Weekend(0 if shift == 0 else shift)
    return r.Window(120, 0) if unit == "quarter" else r.Period(unit, shift)


@rule(WEEKDAYS, r"<W> week(?=[,.;:]|$)")
@rule("a", r"a week (?:from|on) <W>")
def _a_week_after_next(match: re.Match[str]) -> r.Reading:
    return r.Moved(r.Weekday(weekday(match["w"]), side=r.Towards.FUTURE), 7)


@rule("a", r"a week ago (?:on |this |last )?<W>")
def _a_week_before_last(match: re.Match[str]) -> r.Reading:
    return r.Moved(r.Weekday(weekday(match["w"]), side=None), -7)


@rule("week month year weekend", r"(?P<u>week|month|year|weekend) (?:before (?P<p>last)|after next)\b")
def _next_but_one(match: re.Match[str]) -> r.Reading:
    shift = -2 if match["p"] else 2
    unit = match["u"].lower()
    return r.Weekend(shift) if unit == "weekend" else r.Period(unit, shift)


@rule("weekend", r"weekend\b")
def _weekend(_: re.Match[str]) -> r.Reading:
    return r.Weekend()


@rule("week month year", r"(?P<u>week|month|year)(?! on\b)\b")
def _running(match: re.Match[str]) -> r.Reading:
    return r.Period(match["u"].lower(), 0)  # only inside "the end of the month"


# Counted from today. ------------------------------------------------------------------------------

_NAMED = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


@rule(_NAMED, r"(?P<t>today|tonight|yesterday|tomorrow)\b")
def _today(match: re.Match[str]) -> r.Reading:
    return r.Ago("day", _NAMED[match["t"].lower()])


@rule("this last", r"(?:this (?:morning|afternoon|evening)|last (?P<t>night))\b")
def _this_morning(match: re.Match[str]) -> r.Reading:
    return r.Ago("day", -1 if match["t"] else 0)


@rule("day", r"day (?:before (?P<t>yesterday)|after tomorrow)\b")
def _two_days_off(match: re.Match[str]) -> r.Reading:
    return r.Ago("day", -2 if match["t"] else 2)


@rule("overnight", r"overnight\b")
def _overnight(_: re.Match[str]) -> r.Reading:
    return r.Window(1, 0)


@rule("recently lately", r"(?:recently|lately)\b")
def _recently(_: re.Match[str]) -> r.Reading:
    return r.Window(30, 0)


@rule(
    "earlier later",
    r"(?P<e>earlier|later) (?:(?P<t>today)|in the (?P<d>day)|(?:this|in the) (?P<u>week|month|year))\b",
)
def _earlier(match: re.Match[str]) -> r.Reading:
    if match["u"]:
        return r.Side(match["e"].lower() == "later", r.Period(match["u"].lower(), 0))
    return r.Ago("day", 0)


@rule([DIGITS, *NUMBERS], r"<N> <U> (?:(?P<t>ago)|from (?:now|today))\b")
def _ago(match: re.Match[str]) -> r.Reading:
    unit, count = _counted(match)
    return r.Ago(unit, -count if match["t"] else count)


@rule("half", r"half a year ago\b")
def _half_a_year_ago(_: re.Match[str]) -> r.Reading:
    return r.Ago("month", -6)


@rule("a few several couple some", r"(?:a )?(?:few|several|some|couple of) <U> ago\b")
@rule([f"{unit}s" for unit in UNITS], r"<U> ago\b")
def _some_time_ago(match: re.Match[str]) -> r.Reading:
    days = _UNIT_DAYS[match["u"].lower()]
    return r.Window(round(8 * days), 0, gap=round(2 * days))


@rule("recent coming", r"(?P<k>recent|coming) (?P<u>day|week|month|year)s\b")
def _recent(match: re.Match[str]) -> r.Reading:
    days = {"day": 10, "week": 42, "month": 183, "year": 5 * 365}[match["u"].lower()]
    return r.Window(days, 0) if match["k"].lower() == "recent" else r.Window(0, days)


@rule("last past next coming following", r"<WHICH> (?:(?:<FEW>|<N>) )?<U>")
def _window(match: re.Match[str]) -> r.Reading | None:
    if (
        match["n"] is None
        and match["few"] is None
        and (match[0][-1] != "s" and match["k"].lower() not in ("past", "coming"))
    ):
        return None
    count = 5.0 if match["few"] else float(number(match["n"] or "one"))
    if match["n"] is None and match["few"] is None and match[0].lower().endswith("s"):
        count = 5
    days = round(count * _UNIT_DAYS[match["u"].lower()]) or 1
    return r.Window(days, 0) if match["k"].lower() in ("last", "past") else r.Window(0, days)


@rule("decades", r"decades\b")
def _decades(_: re.Match[str]) -> r.Reading:
    return r.Window(40 * 365, 0)  # only after "for" or "over"


# Counted from what was told before. ---------------------------------------------------------------


@rule([DIGITS, *NUMBERS], r"<N> <U> (?P<t>earlier|later|after(?=[.,;]))(?! than\b)")
def _told(match: re.Match[str]) -> r.Reading:
    unit, count = _counted(match)
    return r.Told(unit, -count if match["t"].lower() == "earlier" else count)


@rule(
    "same previous following",
    r"(?P<k>same|previous|following) (?:(?P<u>day|week|month|year)|morning|afternoon|evening|night)\b",
)
@rule("next", r"(?P<k>next) (?:(?P<u>day)|morning|afternoon|evening)\b(?! or\b)")
def _told_day(match: re.Match[str]) -> r.Reading:
    count = {"same": 0, "previous": -1, "following": 1, "next": 1}[match["k"].lower()]
    return r.Told((match["u"] or "day").lower(), count)


@rule("day", r"day (?P<t>before|after)(?=[.,;:])")
def _day_before(match: re.Match[str]) -> r.Reading:
    return r.Told("day", -1 if match["t"].lower() == "before" else 1)


# Terms that are set. ------------------------------------------------------------------------------


@rule("within", r"within (?:the )?(?:next |coming )?<N>(?:-| )<U>(?:['’] time)?(?! of\b)")
@rule("in", r"in (?:the next )?<N> <U>(?:['’] time)?(?! (?:of|ago|since|that|the)\b)")
@rule(
    [DIGITS, *NUMBERS],
    r"<N> <U>(?= to (?:leave|depart|pack|go|quit|exit|comply|respond|reply|answer|withdraw|surrender))",
)
@rule([DIGITS, *NUMBERS], r"<N>-<U> (?:deadline|ultimatum|notice)")
def _due(match: re.Match[str]) -> r.Reading | None:
    unit, count = _counted(match)
    return None if unit == "decade" else r.Due(unit, count)


# What a pattern alone cannot tell. ----------------------------------------------------------------


def parse(text: str, at: int, word: str) -> tuple[r.Reading, int] | None:
    """The longest date that begins at this word (its lower-case form, or `DIGITS`), and where it ends."""
    best: tuple[r.Reading, int] | None = None
    for pattern, build in RULES.get(word, ()):
        match = pattern.match(text, at)
        if match is None or (best and match.end() <= best[1]):
            continue
        if "rest" in pattern.groupindex:
            found = _wrapped(text, match)
        else:
            reading = build(match)
            found = (reading, match.end()) if reading else None
        if found and (best is None or found[1] > best[1]):
            best = found
    if best and isinstance(best[0], r.Weekday) and word in WEEKDAYS and best[0].weeks is None:
        return _weekday_with_date(text, at, best)
    return best


_NEXT_WORD = re.compile(r"[^\W_]+")


def _parse_next(text: str, at: int) -> tuple[r.Reading, int] | None:
    word = _NEXT_WORD.match(text, at)
    return parse(text, at, DIGITS if word[0][0].isdigit() else word[0].lower()) if word else None


def _wrapped(text: str, match: re.Match[str]) -> tuple[r.Reading, int] | None:
    found = _parse_next(text, match.end())
    if found is None:
        return None
    reading, end = found
    if match["part"].lower() == "eve":
        return (r.Moved(reading, -1), end) if _is_one_day(reading) else None
    if isinstance(reading, r.Weekday | r.MonthDay | r.Ago):  # "late on Tuesday" is that Tuesday
        return reading, end
    if isinstance(reading, r.Month | r.Period | r.Season) or (
        isinstance(reading, r.Fixed) and reading.first != reading.last
    ):
        return r.Part(PARTS[match["part"].lower()], reading), end
    return None


def _is_one_day(reading: r.Reading) -> bool:
    if isinstance(reading, r.Fixed):
        return reading.first == reading.last
    return isinstance(reading, r.Weekday | r.MonthDay | r.DayOfMonth)


_BEFORE_DATE = re.compile(r"(?:,| \(|)\s*(?:the )?(?=\w)")


def _weekday_with_date(text: str, at: int, found: tuple[r.Reading, int]) -> tuple[r.Reading, int] | None:
    """The date after the weekday, if one follows: "Friday, 31 May, 2019", "Tuesday (Oct. 4)"."""
    reading, end = found
    gap = _BEFORE_DATE.match(text, end)
    follows = _parse_next(text, gap.end()) if gap and gap.end() > end else None
    if follows and isinstance(reading, r.Weekday):
        dated, dated_end = follows
        if isinstance(dated, r.MonthDay):
            found = replace(dated, weekday=reading.weekday), dated_end
        if isinstance(dated, r.Either):
            fits = [day for day in (dated.one, dated.other) if day.weekday() == reading.weekday]
            found = (r.Fixed(fits[0], fits[0]) if len(fits) == 1 else dated), dated_end
        if isinstance(dated, r.Fixed) and dated.first == dated.last:
            found = dated, dated_end
    reading, end = found
    return reading, end + (text[at:end].count("(") and text[end : end + 1] == ")")
