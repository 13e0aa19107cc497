"""One journey: what applies, how long one may stay, and what each source says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.borders.made import Made, day, rule

from comity.borders import conditions
from comity.borders.answer import Journey, answer, basis_on, last_day_of
from comity.borders.requirement import Requirement
from comity.borders.rules import Basis
from comity.borders.stays import Stay
from comity.errors import QuestionError

if TYPE_CHECKING:
    from comity.borders.answer import Answer

WINDOW = "days: 90\nwindow: {days: 90, in: 180}"


def asked(
    made: Made,
    told: str = "2020-06-01",
    *,
    days: int | None = None,
    stays: list[str] | None = None,
    pair: str = "PER CHL",
    **facts: Any,
) -> Answer:
    """Stays as "2020-01-01/2020-01-31", or with nothing after the slash where they go on."""
    passport, destination = pair.split()
    spans = None if stays is None else tuple(_stay(each) for each in stays)
    journey = Journey(passport, destination, day(told), conditions.facts(facts), days, spans)
    return answer(made.record, journey)


def _stay(told: str) -> Stay:
    first, last = told.split("/")
    return Stay(day(first), day(last) if last else None)


def test_an_answer_names_the_rule_its_basis_and_its_source(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90"))
    found = asked(made)
    assert (found.needed, found.requirement) == (False, Requirement.VISA_FREE)
    assert (found.rule.id, found.basis) == ("chl-per", Basis.CURATED)
    assert [(each.source.publisher, each.agrees) for each in found.said] == [("Official Gazette", True)]
    assert found.granted
    assert not found.questions


def test_a_source_that_disagrees_is_told_beside_the_rule(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2024-04-01")
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90"))
    gazette, table = asked(made).said
    assert (gazette.agrees, table.agrees) == (True, False)
    assert (table.requirement, table.basis) == (Requirement.VISA_REQUIRED, Basis.SEEN)


@pytest.mark.parametrize(
    ("requirement", "days", "agrees"),
    [
        ("visa_free", 90, True),
        ("visa_free", None, True),
        ("no_prior_visa", None, True),
        ("evisa", None, False),
    ],
)
def test_a_source_that_tells_less_agrees(
    made: Made, requirement: str, days: int | None, agrees: bool
) -> None:
    made.seen("PER CHL", requirement, "2019-01-05/2024-04-01", days=days)
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90"))
    assert asked(made).said[-1].agrees is agrees


def test_a_doubtful_reading_of_the_day_is_told_with_its_reason(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2024-04-01")
    made.seen("PER CHL", "evisa", "2020-06-01/2020-06-03", gone="2020-07-01", doubtful="alone")
    doubt = asked(made).said[-1]
    assert (doubt.requirement, doubt.agrees, doubt.doubtful) == (Requirement.EVISA, False, "alone")
    assert all(not each.doubtful for each in asked(made, "2020-06-04").said)


def test_a_day_before_the_finer_source_is_inferred(made: Made) -> None:
    made.seen("PER CHL", "no_prior_visa", "2019-01-05/2019-10-01", gone="2020-02-07")
    made.seen("PER CHL", "visa_free", "2020-02-07/2024-04-01", days=90)
    assert asked(made, "2019-06-01").basis is Basis.INFERRED
    assert asked(made, "2020-02-07").basis is Basis.SEEN
    rule_seen = asked(made).rule
    assert basis_on(rule_seen, day("2020-02-06")) is Basis.INFERRED


def test_where_it_depends_the_open_rule_is_told_with_what_to_ask(made: Made) -> None:
    more = "days: 15\nconditions: {biometric: usual, registered: true}\notherwise: visa_required"
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", more))
    found = asked(made)
    assert (found.needed, found.rule.id) == (None, "chl-per")
    assert found.questions == ("Has the passport been registered with the destination's mission?",)
    assert [(told.met, told.presumed) for told in found.conditions] == [(True, True), (None, False)]
    assert asked(made, registered=True).questions == ()
    assert asked(made, registered=True).needed is False


def test_days_that_a_change_lies_among_are_not_known(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2020-04-01", gone="2020-08-01")
    made.seen("PER CHL", "visa_free", "2020-08-01/2024-04-01")
    found = asked(made)
    assert (found.needed, found.requirement) == (None, Requirement.VISA_REQUIRED)
    assert found.verdict.late is not None
    assert [each.requirement for each in found.said] == [Requirement.VISA_REQUIRED, Requirement.VISA_FREE]


def test_a_source_of_both_rules_around_a_change_is_told_once_where_they_ask_the_same(made: Made) -> None:
    made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-months", "visa_free", "2015-01-01", "months: 3\nto: 2020")
        + rule("chl-days", "visa_free", "2020", "days: 90"),
    )
    found = asked(made)
    assert (found.needed, len(found.said)) == (False, 1)
    assert found.verdict.late is not None


def test_a_stay_that_is_too_long_is_not_granted(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90"))
    found = asked(made, days=91)
    assert (found.needed, found.requirement, found.granted) == (True, Requirement.VISA_REQUIRED, False)


# Days used, days left and the last lawful one.


def test_without_stays_nothing_is_counted(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", WINDOW))
    assert (asked(made).balance, asked(made).last_day) == (None, None)


def test_who_was_never_there_has_all_days_left(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", WINDOW))
    found = asked(made, stays=[])
    assert found.balance is not None
    assert (found.balance.used, found.balance.left) == (0, 90)
    assert found.last_day == date(2020, 8, 29)
    assert found.needed is False


def test_earlier_stays_in_the_window_count(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", WINDOW))
    stays = ["2020-02-01/2020-02-29", "2020-04-01/2020-04-30"]
    found = asked(made, stays=stays)
    assert found.balance is not None
    assert (found.balance.used, found.balance.left) == (59, 31)
    assert asked(made, stays=stays, days=31).needed is False
    assert asked(made, stays=stays, days=32).needed is True


def test_who_has_used_all_days_needs_a_visa(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", WINDOW))
    found = asked(made, stays=["2020-03-01/2020-05-29"])
    assert (found.needed, found.last_day) == (True, None)


def test_a_rule_without_a_window_counts_from_the_day_of_entry(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 30"))
    entering = asked(made, stays=[])
    assert entering.last_day == date(2020, 6, 30)
    there = asked(made, "2020-06-20", stays=["2020-06-01/"])
    assert (there.last_day, there.needed) == (date(2020, 6, 30), False)
    over = asked(made, "2020-07-01", stays=["2020-06-01/"])
    assert (over.last_day, over.needed) == (date(2020, 6, 30), True)


def test_earlier_visits_do_not_count_without_a_window(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 30"))
    found = asked(made, stays=["2020-04-01/2020-04-30", "2020-05-02/2020-05-31"])
    assert (found.needed, found.last_day) == (False, date(2020, 6, 30))


@pytest.mark.parametrize(
    ("entry", "months", "last"),
    [
        ("2021-01-15", 3, "2021-04-14"),
        ("2021-01-31", 1, "2021-02-27"),
        ("2021-08-31", 6, "2022-02-27"),
        ("2021-12-01", 1, "2021-12-31"),
        ("2021-07-01", 6, "2021-12-31"),
        ("2023-11-30", 3, "2024-02-28"),
    ],
)
def test_months_end_on_the_day_before_the_same_one(made: Made, entry: str, months: int, last: str) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020", f"months: {months}"))
    found = asked(made, entry, stays=[])
    assert found.last_day == day(last) == last_day_of(found.rule, day(entry))


def test_a_rule_without_a_length_has_no_last_day(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01"))
    found = asked(made, stays=["2020-01-05/"])
    assert (found.last_day, found.needed) == (None, False)


def test_the_day_of_entry_is_that_of_the_stay_on_which_the_traveller_is() -> None:
    stays = (_stay("2020-01-01/2020-02-01"), _stay("2020-02-01/2020-03-01"))
    entries = [
        Journey("PER", "CHL", day(told), stays=stays).entry
        for told in ("2019-12-31", "2020-01-15", "2020-02-01", "2020-03-01", "2020-03-02")
    ]
    assert entries == [None, date(2020, 1, 1), date(2020, 2, 1), date(2020, 2, 1), None]


# What cannot be answered.


def test_of_a_pair_that_is_in_no_source_nothing_is_told(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2024-04-01")
    with pytest.raises(QuestionError, match="the record has nothing of PER passports for BOL"):
        asked(made, pair="PER BOL")


def test_a_day_before_the_record_says_when_it_begins(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2024-04-01")
    with pytest.raises(
        QuestionError, match="the record of PER passports for CHL begins on 2019-01-05, after 2018-06-01"
    ):
        asked(made, "2018-06-01")


def test_nobody_needs_a_visa_for_home(made: Made) -> None:
    with pytest.raises(QuestionError, match="CHL asks its own citizens for no visa"):
        asked(made, pair="CHL CHL")
