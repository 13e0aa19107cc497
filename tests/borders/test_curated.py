"""The curated rules: dated facts on the day and the day before; China, Russia, Schengen, Malaysia."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from comity.borders import areas, conditions, curation
from comity.borders.answer import Answer, Journey, answer
from comity.borders.record import Record
from comity.borders.requirement import Overlay, Requirement

if TYPE_CHECKING:
    from comity.borders.rules import Closure, Rule, Suspension

FREE, EVISA, VISA, ETA = (
    Requirement.VISA_FREE,
    Requirement.EVISA,
    Requirement.VISA_REQUIRED,
    Requirement.ETA,
)
DAY = timedelta(days=1)


@cache
def record() -> Record:
    return Record()


def asked(passport: str, destination: str, on: str, /, **said: Any) -> Answer:
    """What the record answers a traveller who says no more than this."""
    journey = Journey(passport, destination, date.fromisoformat(on), conditions.facts(said))
    return answer(record(), journey)


def told(passport: str, destination: str, on: str, /, **said: Any) -> tuple[Requirement, int | None]:
    """The requirement, and the longest stay of the rule that applies."""
    found = asked(passport, destination, on, **said)
    return found.requirement, found.rule.stay


def day_before(day: str) -> str:
    return (date.fromisoformat(day) - DAY).isoformat()


# What changed for whom, on which day, for a traveller who says this: what held before, and what holds since.
FACTS: list[tuple[str, str, str, dict[str, Any], Requirement, Requirement]] = [
    ("IDN", "JPN", "2014-12-01", {"registered": True, "biometric": True}, VISA, FREE),
    ("ARE", "JPN", "2017-07-01", {"registered": True, "biometric": True}, VISA, FREE),
    ("IDN", "JPN", "2020-03-27", {"registered": True, "biometric": True}, FREE, VISA),
    ("JPN", "CHN", "2020-03-10", {}, FREE, VISA),
    ("JPN", "CHN", "2020-03-28", {"purpose": "business"}, FREE, VISA),
    ("IDN", "JPN", "2022-10-11", {"registered": True, "biometric": True}, VISA, FREE),
    ("ARE", "JPN", "2022-11-01", {"registered": False, "biometric": True}, VISA, FREE),
    ("QAT", "JPN", "2023-04-02", {"registered": True, "biometric": True}, VISA, FREE),
    ("JPN", "RUS", "2023-08-01", {}, VISA, EVISA),
    ("CHN", "RUS", "2023-08-01", {}, VISA, EVISA),
    ("BRA", "JPN", "2023-09-30", {"biometric": True}, EVISA, FREE),
    ("CHN", "MYS", "2023-12-01", {}, EVISA, FREE),
    ("JPN", "CHN", "2024-11-30", {}, VISA, FREE),
]


@pytest.mark.parametrize(("passport", "destination", "day", "said", "before", "since"), FACTS)
def test_a_dated_fact_holds_from_its_day_and_not_the_day_before(
    passport: str,
    destination: str,
    day: str,
    said: dict[str, Any],
    before: Requirement,
    since: Requirement,
) -> None:
    assert told(passport, destination, day_before(day), **said)[0] is before
    assert told(passport, destination, day, **said)[0] is since


@pytest.mark.parametrize("name", curation.destinations())
def test_every_file_loads_and_every_rule_names_a_source(name: str) -> None:
    file = curation.curated(name)
    assert file is not None
    assert all(each.sources for each in _all(file))


@pytest.mark.parametrize("name", curation.destinations())
def test_ids_begin_with_the_code_of_the_destination(name: str) -> None:
    file = curation.curated(name)
    assert file is not None
    ids = [each.id for each in _all(file)]
    assert [each for each in ids if not each.startswith(name.lower() + "-")] == []


def _all(file: curation.Curated) -> list[Rule | Suspension | Closure]:
    return [*file.rules, *file.suspensions, *file.closures]


# China


def test_japanese_stay_15_days_in_china_until_2020_and_30_since_2024() -> None:
    assert told("JPN", "CHN", "2015-06-01") == (FREE, 15)
    assert told("JPN", "CHN", "2024-12-01") == (FREE, 30)
    assert told("JPN", "CHN", "2026-06-01") == (FREE, 30)


def test_japanese_on_business_needed_no_visa_for_china_some_days_longer_than_tourists() -> None:
    assert told("JPN", "CHN", "2020-03-20", purpose="tourism")[0] is VISA
    assert told("JPN", "CHN", "2020-03-20", purpose="business") == (FREE, 15)


def test_the_exemption_is_no_leave_to_work_nor_for_diplomatic_passports() -> None:
    assert told("JPN", "CHN", "2025-06-01", purpose="work")[0] is VISA
    assert told("JPN", "CHN", "2025-06-01", passport="diplomatic")[0] is VISA


def test_exchange_is_a_purpose_since_the_stay_was_lengthened() -> None:
    assert told("FRA", "CHN", "2024-11-29", purpose="exchange")[0] is VISA
    assert told("FRA", "CHN", "2024-11-30", purpose="exchange") == (FREE, 30)


@pytest.mark.parametrize(
    ("passport", "day", "days"),
    [
        ("FRA", "2023-12-01", 15),
        ("MYS", "2023-12-01", 15),
        ("CHE", "2024-03-14", 15),
        ("AUS", "2024-07-01", 15),
        ("PRT", "2024-10-15", 15),
        ("KOR", "2024-11-08", 15),
        ("LVA", "2024-11-30", 30),
        ("BRA", "2025-06-01", 30),
        ("SAU", "2025-06-09", 30),
        ("RUS", "2025-09-15", 30),
        ("SWE", "2025-11-10", 30),
        ("GBR", "2026-02-17", 30),
        ("KAZ", "2023-11-10", 30),
        ("THA", "2024-03-01", 30),
        ("AZE", "2025-07-16", 30),
    ],
)
def test_china_exempts_from_the_day_told(passport: str, day: str, days: int) -> None:
    assert told(passport, "CHN", day_before(day))[0] is VISA
    assert told(passport, "CHN", day) == (FREE, days)


def test_singapore_had_its_exemption_back_in_2023_and_a_longer_one_in_2024() -> None:
    assert told("SGP", "CHN", "2023-07-25")[0] is VISA
    assert told("SGP", "CHN", "2023-07-26") == (FREE, 15)
    assert told("SGP", "CHN", "2024-02-09") == (FREE, 30)


def test_hainan_alone_is_open_to_more_passports() -> None:
    assert told("IDN", "CHN", "2024-06-01")[0] is VISA
    assert told("IDN", "CHN", "2024-06-01", enters_by="hainan") == (FREE, 30)
    assert told("IDN", "CHN", "2021-06-01", enters_by="hainan")[0] is VISA


def test_who_passes_through_china_may_stay_ten_days() -> None:
    assert told("USA", "CHN", "2025-03-01")[0] is VISA
    assert told("USA", "CHN", "2025-03-01", purpose="transit") == (FREE, 10)


# Russia


def test_japanese_need_a_visa_for_russia_until_the_electronic_one() -> None:
    for day in ("2012-06-01", "2016-12-31", "2019-02-15", "2021-02-01", "2023-07-31"):
        assert told("JPN", "RUS", day)[0] is VISA


def test_the_electronic_visa_lasts_30_days_since_august_2025() -> None:
    assert told("JPN", "RUS", "2025-08-22") == (EVISA, 16)
    assert told("JPN", "RUS", "2025-08-23") == (EVISA, 30)
    assert told("JPN", "RUS", "2025-09-01", purpose="work")[0] is VISA


@pytest.mark.parametrize(
    ("region", "first"),
    [
        ("primorye", "2017-08-08"),
        ("sakhalin", "2018-01-01"),
        ("far-east", "2018-09-01"),
        ("kaliningrad", "2019-07-01"),
        ("saint-petersburg", "2019-10-01"),
    ],
)
def test_regions_had_electronic_visas_before_the_whole_country(region: str, first: str) -> None:
    assert told("JPN", "RUS", day_before(first), enters_by=region)[0] is VISA
    assert told("JPN", "RUS", first, enters_by=region) == (EVISA, 8)
    assert told("JPN", "RUS", first)[0] is VISA
    assert told("JPN", "RUS", "2020-03-18", enters_by=region)[0] is VISA


def test_an_unlisted_passport_has_no_electronic_visa() -> None:
    assert told("USA", "RUS", "2023-08-15")[0] is VISA


def test_japanese_went_to_the_southern_kurils_without_visas_in_agreed_exchange_only() -> None:
    said = {"enters_by": "southern-kurils", "purpose": "exchange"}
    assert told("JPN", "RUS", "2015-07-01", **said)[0] is FREE
    assert told("JPN", "RUS", "1995-07-01", **said)[0] is FREE
    assert told("JPN", "RUS", "2015-07-01", enters_by="southern-kurils", purpose="tourism")[0] is VISA
    assert told("JPN", "RUS", "2015-07-01", purpose="exchange")[0] is VISA


def test_the_exchange_with_the_southern_kurils_is_suspended_then_ended() -> None:
    said = {"enters_by": "southern-kurils", "purpose": "exchange"}
    assert told("JPN", "RUS", "2022-03-20", **said)[0] is FREE
    suspended = asked("JPN", "RUS", "2022-03-21", **said)
    assert suspended.requirement is VISA
    assert [stop.id for _, stop in suspended.decision.candidates.suspended] == [
        "rus-jpn-2022-03-21",
        "rus-jpn-2022-03-21",
    ]
    assert told("JPN", "RUS", "2022-10-01", **said)[0] is VISA


def test_chinese_need_no_visa_for_russia_from_december_2025_to_september_2026() -> None:
    assert told("CHN", "RUS", "2025-11-30") == (EVISA, 30)
    assert told("CHN", "RUS", "2025-12-01") == (FREE, 30)
    assert told("CHN", "RUS", "2025-12-01", purpose="study")[0] is VISA
    assert told("CHN", "RUS", "2026-09-14") == (FREE, 30)
    assert told("CHN", "RUS", "2026-09-15") == (EVISA, 30)


def test_russia_let_nobody_in_for_covid_whatever_the_rule() -> None:
    closed = asked("ARG", "RUS", "2020-05-01")
    assert closed.decision.candidates.closure is not None
    assert closed.decision.candidates.closure.bars is Overlay.COVID_BAN
    assert closed.needed is True


# The Schengen area


@pytest.mark.parametrize(
    ("passport", "day"),
    [
        ("MDA", "2014-04-28"),
        ("ARE", "2015-05-06"),
        ("TLS", "2015-05-26"),
        ("GRD", "2015-05-28"),
        ("VUT", "2015-05-28"),
        ("TON", "2015-11-21"),
        ("COL", "2015-12-03"),
        ("PLW", "2015-12-08"),
        ("PER", "2016-03-15"),
        ("KIR", "2016-06-24"),
        ("SLB", "2016-10-08"),
        ("GEO", "2017-03-28"),
        ("UKR", "2017-06-11"),
        ("XKX", "2024-01-01"),
    ],
)
def test_a_third_country_is_exempt_from_its_day_for_90_days_in_any_180(passport: str, day: str) -> None:
    assert told(passport, "SCH", day_before(day))[0] is VISA
    since = asked(passport, "SCH", day)
    assert (since.requirement, since.rule.stay) == (FREE, 90)
    assert since.rule.window is not None
    assert (since.rule.window.days, since.rule.window.span) == (90, 180)


def test_stays_were_counted_in_months_until_october_2013() -> None:
    before, since = asked("JPN", "SCH", "2013-10-17"), asked("JPN", "SCH", "2013-10-18")
    assert (before.rule.months, before.rule.window) == (3, None)
    assert (since.rule.days, since.rule.window is None) == (90, False)


@pytest.mark.parametrize("passport", ["SRB", "ALB", "MDA", "GEO", "UKR", "XKX"])
def test_only_biometric_passports_are_exempt_where_the_list_says_so(passport: str) -> None:
    assert told(passport, "SCH", "2024-06-14", biometric=False)[0] is VISA
    usual = asked(passport, "SCH", "2024-06-14")
    assert usual.needed is False
    assert [each.condition.kind for each in usual.conditions if each.presumed] != []


def test_british_citizens_moved_freely_until_the_end_of_2020() -> None:
    assert told("GBR", "SCH", "2020-12-31") == (FREE, None)
    assert told("GBR", "SCH", "2021-01-01") == (FREE, 90)
    assert told("GBR", "DEU", "2024-06-14") == (FREE, 90)


def test_citizens_of_the_union_have_no_limit() -> None:
    assert told("FRA", "DEU", "2019-05-01") == (FREE, None)
    assert told("IRL", "SCH", "2024-06-14") == (FREE, None)
    assert told("HRV", "SCH", "2013-06-30") == (FREE, 90)
    assert told("HRV", "SCH", "2013-07-01") == (FREE, None)


def test_vanuatu_is_suspended_then_struck_off() -> None:
    assert told("VUT", "SCH", "2022-05-03") == (FREE, 90)
    for day in ("2022-05-04", "2023-02-03", "2023-02-04", "2025-02-02", "2025-02-03", "2026-01-01"):
        assert told("VUT", "SCH", day)[0] is VISA


def test_georgian_officials_need_visas_since_march_2026() -> None:
    assert told("GEO", "SCH", "2026-03-05", passport="diplomatic")[0] is FREE
    assert told("GEO", "SCH", "2026-03-06", passport="diplomatic")[0] is VISA
    assert told("GEO", "SCH", "2026-03-06")[0] is FREE


def test_russian_visas_are_facilitated_until_september_2022() -> None:
    before, since = asked("RUS", "SCH", "2022-09-11"), asked("RUS", "SCH", "2022-09-12")
    assert before.requirement is since.requirement is VISA
    assert before.decision.candidates.suspended == ()
    assert [stop.id for _, stop in since.decision.candidates.suspended] == ["sch-rus-2022-09-12"]
    assert asked("RUS", "SCH", "2025-11-07").rule.entries == "single"


def test_russian_diplomats_needed_no_visa_until_february_2022() -> None:
    assert told("RUS", "SCH", "2022-02-27", passport="diplomatic") == (FREE, 90)
    assert told("RUS", "SCH", "2022-02-28", passport="diplomatic")[0] is VISA


def test_every_passport_is_on_one_of_the_lists_on_every_day() -> None:
    file = curation.curated("SCH")
    assert file is not None
    passports = set().union(*(rule.passports for rule in file.rules))
    assert len(passports) == 199
    for passport in passports:
        pair = record().pair(passport, "SCH")
        assert [d for d in _days(pair.changes()) if asked(passport, "SCH", d).rule.basis != "curated"] == []


def _days(changes: list[date]) -> list[str]:
    return [day.isoformat() for day in changes if day >= date(2012, 1, 1)]


def test_members_ask_what_the_area_asks_only_while_they_belong_to_it() -> None:
    joined = areas.members("SCH")["HRV"].since
    assert joined == date(2023, 1, 1)
    assert asked("COL", "HRV", "2023-01-01").rule.id == "sch-col"


# Malaysia


def test_chinese_and_indians_register_for_malaysia_then_are_exempt() -> None:
    assert told("CHN", "MYS", "2019-06-01") == (ETA, 15)
    assert told("IND", "MYS", "2017-04-01") == (ETA, 15)
    assert told("IND", "MYS", "2023-12-01") == (FREE, 30)
    assert told("CHN", "MYS", "2025-07-17") == (FREE, 30)
    assert asked("CHN", "MYS", "2025-07-17").rule.window is not None


# Others


def test_brazil_asks_americans_for_visas_again_and_japanese_not() -> None:
    assert told("USA", "BRA", "2019-06-16")[0] is VISA
    assert told("USA", "BRA", "2019-06-17") == (FREE, 90)
    assert told("USA", "BRA", "2025-04-09") == (FREE, 90)
    assert told("USA", "BRA", "2025-04-10") == (EVISA, 90)
    assert told("JPN", "BRA", "2025-04-10") == (FREE, 90)


@pytest.mark.parametrize(
    ("passport", "day"),
    [("TWN", "2012-11-01"), ("CHL", "2014-03-31"), ("POL", "2019-11-11"), ("ISR", "2023-10-19")],
)
def test_a_state_joins_the_visa_waiver_program_on_its_day(passport: str, day: str) -> None:
    assert told(passport, "USA", day_before(day))[0] is VISA
    assert told(passport, "USA", day) == (ETA, 90)


def test_croatia_joined_the_visa_waiver_program_on_a_day_not_known() -> None:
    assert asked("HRV", "USA", "2021-09-01").needed is True
    assert asked("HRV", "USA", "2021-10-15").needed is None
    assert asked("HRV", "USA", "2021-12-01").needed is False


def test_korea_suspended_the_exemption_of_japanese_from_march_2020_to_august_2022() -> None:
    assert told("JPN", "KOR", "2020-03-08") == (FREE, 90)
    assert told("JPN", "KOR", "2020-03-09")[0] is VISA
    assert told("JPN", "KOR", "2022-08-03")[0] is VISA
    assert told("JPN", "KOR", "2022-08-04") == (ETA, 90)
    assert told("JPN", "KOR", "2023-04-01") == (FREE, 90)


def test_taiwan_suspended_what_the_snapshots_show() -> None:
    assert told("JPN", "TWN", "2020-03-18")[0] is FREE
    assert told("JPN", "TWN", "2020-03-19")[0] is VISA
    assert told("USA", "TWN", "2022-09-11")[0] is VISA
    assert told("USA", "TWN", "2022-09-12")[0] is FREE
    assert told("JPN", "TWN", "2022-09-28")[0] is VISA
    assert told("JPN", "TWN", "2022-09-29")[0] is FREE


@pytest.mark.parametrize(
    ("passport", "day"), [("QAT", "2023-11-15"), ("JPN", "2025-01-08"), ("FRA", "2025-04-02")]
)
def test_the_united_kingdom_asks_for_an_authorisation_from_the_day_told(passport: str, day: str) -> None:
    assert told(passport, "GBR", day_before(day))[0] is not ETA
    assert told(passport, "GBR", day) == (ETA, 180)
