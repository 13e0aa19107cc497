"""Changes as an Atom feed (RFC 4287), and announced days and deadlines as a calendar (RFC 5545).

Nothing of them comes from the clock: the same ledger gives the same bytes, and an entry keeps its id (a tag
of RFC 4151, a UID) however often it is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from comity.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from comity.answers.change import AnnouncedDay, Change, Changes

AUTHORITY = "comity.invalid"
"""In whose name ids are given: a domain that nobody can own (RFC 2606), for a ledger has no address."""

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"

CODE = 3
"""Letters of a state's code."""

LONGEST = 31
"""Days of a span that a calendar shows whole; a longer one stands on its first day."""

_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for, or none to rely on."""

_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of a text around: of no use in a line of several parts, and a way to deceive."""


class Feed(StrEnum):
    """How changes are handed to other programs."""

    ATOM = "atom"
    ICS = "ics"


@dataclass(frozen=True, slots=True)
class Site:
    """Where the pages of a ledger are served, for links that lead there."""

    root: str  # "http://127.0.0.1:8470", without a slash at the end
    query: str = ""  # what the changes were asked by: "one=JPN&kind=expulsion"

    def changes(self, form: str = "") -> str:
        """The page of these changes, or the same as ".atom" or ".ics"."""
        return f"{self.root}/changes{form}{'?' * bool(self.query)}{self.query}"

    def about(self, change: Change) -> str | None:
        """The page of what changed; None where there is none of its own, as for a rule about many states."""
        if change.event is not None:
            return f"{self.root}/measures/{change.measure}"
        if len(change.subject) == len(change.issuer) == CODE:
            return f"{self.root}/visa/{change.subject}/{change.issuer}"
        return None


def feed(found: Changes, form: Feed, site: Site | None = None) -> bytes:
    """The whole feed or calendar; with links to the pages of a site where one serves them."""
    return atom(found, site) if form is Feed.ATOM else calendar(found, site)


def write(told: bytes, out: Path) -> None:
    """Write to a file, which appears whole or not at all; InputError where it cannot be written."""
    beside = out.with_name(out.name + ".part")
    try:
        beside.write_bytes(told)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(f"{out} cannot be written ({error.strerror}); choose another place") from error


def atom(found: Changes, site: Site | None = None) -> bytes:
    """The changes as an Atom feed, the newest first; it was updated when the newest of them was told."""
    from lxml import etree
    from lxml.builder import ElementMaker

    make: Any = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
    updated = max(map(_told_on, found.changes), default=found.since)
    made = make.feed(
        make.id(_tag("changes", *sorted(found.states), *sorted(found.kinds))),
        make.title(_line(_title(found))),
        make.updated(_instant(updated)),
        make.author(make.name("Comity")),
        make.generator("Comity"),
        *_links(make, site),
        *(_entry(make, each, site) for each in found.changes),
    )
    return etree.tostring(made, xml_declaration=True, encoding="utf-8", pretty_print=True)  # type: ignore[no-any-return]


def _links(make: Any, site: Site | None) -> list[Any]:
    """Of the feed: itself, and the page that shows the same."""
    if site is None:
        return []
    return [
        make.link(rel="self", type="application/atom+xml", href=site.changes(".atom")),
        make.link(rel="alternate", type="text/html", href=site.changes()),
    ]


def _entry(make: Any, change: Change, site: Site | None) -> Any:
    told = _instant(_told_on(change))
    entry = make.entry(
        make.id(_tag("change", change.id)),
        make.title(_line(headline(change))),
        make.updated(told),
        make.published(told),
        make.category(term=change.kind),
        make.summary(_line(summary(change))),
        _content(make, change),
    )
    page = site and site.about(change)
    if page:
        entry.append(make.link(rel="alternate", type="text/html", href=page))
    if change.url is not None and change.url.startswith(("https://", "http://")):
        entry.append(make.link(rel="related", href=_line(change.url)))
    return entry


def _content(make: Any, change: Change) -> Any:
    """As XHTML, made of elements: what a page says can be nothing but text in it."""
    from lxml.builder import ElementMaker

    html: Any = ElementMaker(namespace=XHTML, nsmap={None: XHTML})
    parts = [html.p(_line(summary(change)))]
    if change.quote is not None:
        parts.append(html.blockquote(html.p(_line(change.quote))))
    parts.append(html.p(_line(source(change))))
    return make.content(html.div(*parts), type="xhtml")


def calendar(found: Changes, site: Site | None = None) -> bytes:
    """The announced days and deadlines as a calendar of all-day events."""
    import icalendar

    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Comity//Announced days and deadlines//EN")
    name = _line(f"{_title(found)}: announced days and deadlines")
    made.add("name", name)
    made.add("x-wr-calname", name)
    for each in found.announced:
        made.add_component(_day(each, site))
    if not found.announced:
        made.add_component(_nothing())
    return bytes(made.to_ical())


def _day(announced: AnnouncedDay, site: Site | None) -> Any:
    import icalendar

    change, days = announced.change, announced.days
    last = days.last if days.days <= LONGEST else days.first
    made = icalendar.Event()
    made.add("uid", f"{announced.id}@{AUTHORITY}")
    made.add("dtstamp", _midnight(_told_on(change)))
    made.add("dtstart", days.first)
    if last < date.max:  # an event without an end is of one day
        made.add("dtend", last + timedelta(1))
    made.add("summary", _line(f"{subject(change)}: {announced.words(days.human())}"))
    quote = [f"“{change.quote}”"] if change.quote else []
    made.add("description", "\n".join(map(_line, (summary(change), *quote, source(change)))))
    made.add("categories", [change.kind])
    page = site and site.about(change)
    if page:
        made.add("url", page)
    made.add("transp", "TRANSPARENT")  # nobody is busy because a border opens
    return made


def _nothing() -> Any:
    """A calendar has to hold a component: where no day was announced, a time zone, which nobody sees."""
    import icalendar

    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # in local time, as the format wants it here
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone = icalendar.Timezone()
    zone.add("tzid", "Etc/UTC")
    zone.add_component(standard)
    return zone


def subject(change: Change) -> str:
    """Whose measure it is, and what: "JPN → RUS expulsion"."""
    return f"{change.issuer} {'↔' if change.mutual else '→'} {change.subject} {called(change)}"


def called(change: Change) -> str:
    """The measure by its name, with its kind where the name is its own: "Japan Centers (institution)"."""
    kind = _words(change.kind)
    return change.name if kind in change.name.casefold() else f"{change.name} ({kind})"


def headline(change: Change) -> str:
    """As "JPN → RUS expulsion: in force"."""
    return f"{subject(change)}: {_words(change.after.value)}"


def summary(change: Change) -> str:
    """As "10 September 2025: RUS → JPN Japan Centers: in force → ending announced; six centres"."""
    before = f"{_words(change.before.value)} → " if change.before not in {None, change.after} else ""
    parts = [f"{change.days.human()}: {subject(change)}: {before}{_words(change.after.value)}"]
    parts += [change.value] if change.value else []
    parts += [f"deadline {change.deadline.human()}"] if change.deadline else []
    return "; ".join(parts)


def source(change: Change) -> str:
    """Who says so, and where."""
    named = ", ".join(filter(None, (change.publisher, change.document))) or "source unknown"
    return f"{named} (event {change.event})" if change.event else f"{named} (visa record, {change.measure})"


def _title(found: Changes) -> str:
    return "Comity: " + " ".join((" and ".join(found.states), *map(_words, found.kinds), "changes")).strip()


def _told_on(change: Change) -> date:
    """The day on which it could be known: told of, or else come."""
    return change.published or change.days.last


def _tag(*parts: str) -> str:
    return f"tag:{AUTHORITY},2026:{'/'.join(parts)}"


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _words(told: str) -> str:
    return told.replace("_", " ")


def _line(text: str) -> str:
    """On one line, without characters that no feed may hold or that would deceive."""
    return " ".join(_TURNING.sub("", _UNWRITABLE.sub(" ", text)).split())
