"""Who may enter Japan, by its curated rules alone: without what the snapshots showed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from comity.borders import conditions, curation, shown
from comity.borders.deciding import Decision, verdict
from comity.borders.record import Pair
from comity.borders.requirement import Overlay, Requirement
from comity.borders.rules import Rule, World

FREE, EVISA, VISA = Requirement.VISA_FREE, Requirement.EVISA, Requirement.VISA_REQUIRED
DAY = timedelta(days=1)


@cache
def japan() -> curation.Curated:
    file = curation.curated("JPN")
    assert file is not None
    return file


@cache
def pair(passport: str) -> Pair:
    """The curated rules for one passport, with no snapshot beside them."""
    file = japan()
    return Pair(
        passport,
        "JPN",
        tuple(rule for rule in file.rules if rule.covers(passport)),
        tuple(each for each in file.suspensions if each.covers(passport)),
        tuple(each for each in file.closures if each.covers(passport)),
        shown.Pair(),
        file.reviewed,
    )


def asked(code: str, on: str | date, /, *, days: int | None = None, **traveller: Any) -> Decision:
    """What applies to a traveller on a day on which it is known for certain."""
    day = date.fromisoformat(on) if isinstance(on, str) else on
    told = verdict(pair(code), conditions.facts(traveller), day, days)
    assert told.late is None, f"{code} on {on}: known for a span of days only"
    return told.early


def requirement(code: str, on: str | date, /, **traveller: Any) -> Requirement | None:
    return asked(code, on, **traveller).requirement


def exempt(on: str, world: World = World.EARLY) -> set[str]:
    """The ordinary passports that need no visa on this day, under whatever condition."""
    day = date.fromisoformat(on)
    return {
        passport
        for passport in {code for rule in japan().rules for code in rule.passports}
        if _exempt(pair(passport), day, world)
    }


def _exempt(pair: Pair, day: date, world: World) -> bool:
    candidates = pair.candidates(day, world)
    rules = [*candidates.conditional, *([candidates.base] if candidates.base else [])]
    return candidates.closure is None and any(rule.requirement is FREE and _ordinary(rule) for rule in rules)


def _ordinary(rule: Rule) -> bool:
    """Whether it is for ordinary passports, wherever their holders live."""
    return all(condition.kind not in {"passport", "resident_of"} for condition in rule.conditions)


@pytest.mark.parametrize(
    ("on", "count"),
    [
        ("2012-01-01", 64),
        ("2013-06-30", 64),
        ("2013-07-01", 66),  # Malaysia, Thailand
        ("2014-11-30", 66),
        ("2014-12-01", 67),  # Indonesia
        ("2017-06-30", 67),
        ("2017-07-01", 68),  # the Emirates
        ("2019-02-24", 68),
        ("2020-03-08", 68),
        ("2022-10-11", 68),
        ("2023-04-01", 68),
        ("2023-04-02", 69),  # Qatar
        ("2023-09-29", 69),
        ("2023-09-30", 70),  # Brazil
        ("2023-10-11", 70),
        ("2024-03-31", 70),
        ("2024-04-01", 71),  # Panama
        ("2025-01-12", 71),
        ("2025-06-01", 72),  # Paraguay
        ("2025-07-01", 73),  # Peru
        ("2025-08-31", 73),
        ("2025-10-01", 74),  # Montenegro, in September
        ("2026-02-17", 74),
    ],
)
def test_so_many_passports_are_exempt(on: str, count: int) -> None:
    assert len(exempt(on)) == count


def test_who_was_added_when() -> None:
    assert exempt("2019-02-24") - exempt("2012-01-01") == {"ARE", "IDN", "MYS", "THA"}
    assert exempt("2023-10-11") - exempt("2019-02-24") == {"BRA", "QAT"}
    assert exempt("2025-01-12") - exempt("2023-10-11") == {"PAN"}
    assert exempt("2026-02-17") - exempt("2025-01-12") == {"MNE", "PER", "PRY"}
    assert exempt("2012-01-01") <= exempt("2026-02-17")


def test_montenegro_was_added_on_a_day_that_is_not_known() -> None:
    told = verdict(pair("MNE"), {}, date(2025, 9, 15))
    assert told.needed is None
    assert told.late is not None
    assert (told.early.requirement, told.late.requirement) == (VISA, FREE)


def test_whether_the_exemption_of_brazil_was_prolonged_is_not_known() -> None:
    assert requirement("BRA", "2026-09-29") is FREE
    assert verdict(pair("BRA"), {}, date(2026, 9, 30)).needed is None


@pytest.mark.parametrize(
    ("on", "count"),
    [
        ("2020-03-09", 65),  # Hong Kong, Korea, Macao suspended
        ("2020-03-20", 65),
        ("2020-03-21", 30),  # Schengen states, and nine others in Europe
        ("2020-03-26", 30),
        ("2020-03-27", 29),  # Indonesia
        ("2020-03-28", 24),  # South-East Asia, Israel
        ("2020-04-02", 24),
        ("2020-04-03", 0),  # fourteen suspended, and landing denied to the other ten
        ("2020-06-01", 0),
        ("2020-11-01", 0),
        ("2021-11-15", 0),
        ("2022-04-07", 0),
        ("2022-04-08", 0),
        ("2022-10-10", 0),
        ("2022-10-11", 68),
    ],
)
def test_the_pandemic_suspended_the_exemptions_group_by_group(on: str, count: int) -> None:
    assert len(exempt(on)) == count


def test_no_exemption_was_in_use_between_june_2020_and_october_2022() -> None:
    day = date(2020, 6, 1)
    while day <= date(2022, 10, 10):
        assert not exempt(day.isoformat()), day
        day += 7 * DAY


def test_seven_exemptions_stood_all_the_while_but_landing_was_denied() -> None:
    before, after = asked("USA", "2022-04-07"), asked("USA", "2022-04-08")
    assert before.candidates.base is not None
    assert before.candidates.base.requirement is FREE
    assert before.candidates.closure is not None
    assert before.candidates.closure.bars is Overlay.COVID_BAN
    assert before.needed is True
    assert after.requirement is VISA


def test_taiwan_needed_a_visa_once_landing_was_no_longer_denied() -> None:
    assert requirement("TWN", "2020-10-31") is FREE
    assert requirement("TWN", "2020-11-01") is VISA


@pytest.mark.parametrize("passport", ["RUS", "CHN", "NGA", "THA", "TWN", "USA"])
def test_visitors_were_barred_from_april_2020_to_june_2022(passport: str) -> None:
    for day, barred in (
        ("2020-04-03", True),
        ("2021-11-15", True),
        ("2022-06-09", True),
        ("2022-06-10", False),
    ):
        assert (asked(passport, day).candidates.closure is not None) is barred, day


@pytest.mark.parametrize(
    ("passport", "first", "before", "then", "traveller"),
    [
        ("IDN", "2014-12-01", VISA, FREE, {"biometric": True, "registered": True}),
        ("ARE", "2017-07-01", VISA, FREE, {"biometric": True, "registered": True}),
        ("IDN", "2020-03-27", FREE, VISA, {"biometric": True, "registered": True}),
        ("IDN", "2022-10-11", VISA, FREE, {"biometric": True, "registered": True}),
        ("ARE", "2022-11-01", VISA, FREE, {"registered": False}),
        ("QAT", "2023-04-02", VISA, FREE, {"biometric": True, "registered": True}),
        ("BRA", "2023-09-30", EVISA, FREE, {}),
        ("MYS", "2013-07-01", VISA, FREE, {}),
        ("THA", "2013-07-01", VISA, FREE, {}),
        ("PAN", "2024-04-01", VISA, FREE, {}),
        ("PRY", "2025-06-01", VISA, FREE, {"biometric": True}),
        ("PER", "2025-07-01", VISA, FREE, {}),
        ("KOR", "2020-03-09", FREE, VISA, {}),
        ("DEU", "2020-03-21", FREE, VISA, {}),
        ("THA", "2020-03-28", FREE, VISA, {}),
        ("MEX", "2020-04-03", FREE, VISA, {}),
        ("DEU", "2022-10-11", VISA, FREE, {}),
        ("USA", "2022-08-18", VISA, EVISA, {}),
        ("USA", "2022-10-11", EVISA, FREE, {}),
        ("CHN", "2023-06-19", VISA, EVISA, {}),
        ("VNM", "2023-11-01", VISA, EVISA, {}),
    ],
)
def test_changes_come_on_their_day(
    passport: str, first: str, before: Requirement, then: Requirement, traveller: dict[str, Any]
) -> None:
    day = date.fromisoformat(first)
    assert requirement(passport, day - DAY, **traveller) is before
    assert requirement(passport, day, **traveller) is then


@pytest.mark.parametrize(
    ("passport", "on", "days"),
    [
        ("IDN", "2015-06-01", 15),
        ("THA", "2019-02-24", 15),
        ("BRN", "2024-12-09", 14),
        ("BRN", "2024-12-10", 30),
        ("ARE", "2019-02-24", 30),
        ("ARE", "2025-06-30", 30),
        ("ARE", "2025-07-01", 90),
        ("QAT", "2023-04-02", 30),
        ("MYS", "2019-02-24", 90),
        ("USA", "2019-02-24", 90),
        ("TUR", "2012-01-01", 90),
        ("GBR", "2019-02-24", 180),
        ("MEX", "2025-01-12", 180),
    ],
)
def test_how_long_one_may_stay(passport: str, on: str, days: int) -> None:
    rule = asked(passport, on, biometric=True, registered=True).rule
    assert rule is not None
    assert rule.stay == days


def test_six_months_are_for_seven_states() -> None:
    day = date(2019, 2, 24)
    long = {code for rule in japan().rules if rule.months == 6 for code in rule.passports}
    assert long == {"AUT", "CHE", "DEU", "GBR", "IRL", "LIE", "MEX"}
    assert all(asked(code, day, days=180).needed is False for code in long)
    assert asked("FRA", day, days=91).needed is True


def test_indonesia_depends_on_registration() -> None:
    assert asked("IDN", "2015-06-01").needed is None
    assert asked("IDN", "2015-06-01", registered=True, biometric=True, days=10).needed is False
    assert asked("IDN", "2015-06-01", registered=True, biometric=True, days=16).needed is True
    assert asked("IDN", "2015-06-01", registered=False).needed is True
    rule = asked("IDN", "2015-06-01", registered=True, biometric=True).rule
    assert rule is not None
    assert "in the last 3 years" in rule.conditions[1].words


def test_the_emirates_depended_on_registration_until_november_2022() -> None:
    assert asked("ARE", "2022-10-31").needed is None
    assert asked("ARE", "2022-11-01").needed is False
    assert asked("ARE", "2022-11-01", biometric=False).needed is True


def test_russians_need_a_visa_simplified_in_2017() -> None:
    before, after = asked("RUS", "2016-12-31"), asked("RUS", "2017-01-01")
    assert before.needed is after.needed is True
    assert before.rule is not None
    assert after.rule is not None
    assert (before.rule.id, after.rule.id) == ("jpn-rus-visa-2013", "jpn-rus-visa-2017")
    assert asked("RUS", "2019-02-15").needed is True


def test_residents_of_the_southern_kurils_came_on_exchanges_until_2022() -> None:
    exchange = {"resident_of": "southern-kurils", "purpose": "exchange"}
    assert requirement("RUS", "2012-01-01", **exchange) is FREE
    assert requirement("RUS", "2022-09-04", **exchange) is FREE
    assert requirement("RUS", "2022-09-05", **exchange) is VISA
    assert requirement("RUS", "2019-06-01", resident_of="southern-kurils") is VISA
    assert requirement("RUS", "2019-06-01", purpose="exchange") is VISA


def test_chinese_need_a_visa_throughout() -> None:
    for year in range(2012, 2027):
        told = verdict(pair("CHN"), {}, date(year, 1, 2))
        assert told.needed is True
    assert requirement("CHN", "2024-05-01", purpose="business") is VISA
    rules = [rule for rule in japan().rules if rule.passports == {"CHN"}]
    days = {rule.period.begins.first.isoformat() for rule in rules}
    assert {"2015-01-19", "2016-10-17", "2017-05-08", "2019-01-01", "2023-06-19"} <= days


def test_north_koreans_are_barred_but_for_2014_to_2016() -> None:
    assert requirement("PRK", "2014-07-03") is Requirement.NO_ADMISSION
    assert requirement("PRK", "2014-07-04") is VISA
    assert requirement("PRK", "2016-02-09") is VISA
    assert requirement("PRK", "2016-02-10") is Requirement.NO_ADMISSION


def test_diplomats_may_be_exempt_where_others_are_not() -> None:
    assert requirement("IDN", "2016-07-20", passport="diplomatic") is FREE
    assert requirement("IDN", "2016-07-19", passport="diplomatic") is VISA
    assert requirement("UZB", "2020-03-01", passport="service") is FREE
    assert requirement("UZB", "2020-04-03", passport="service") is VISA
    assert requirement("VNM", "2022-10-11", passport="service") is FREE
    assert requirement("VNM", "2022-10-11") is VISA


def test_everybody_else_needs_a_visa() -> None:
    assert requirement("NGA", "2012-01-01") is VISA
    assert requirement("NGA", "2026-02-17") is VISA


def test_no_passport_is_in_two_suspensions_at_once() -> None:
    named = [code for each in japan().suspensions for code in each.passports]
    assert len(named) == len(set(named))
    assert exempt("2019-02-24") <= set(named)
