"""Which rule applies to a traveller, and when it depends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.borders.made import Made, day, rule

from comity.borders import conditions, deciding
from comity.borders.requirement import Requirement

if TYPE_CHECKING:
    from comity.borders.deciding import Verdict

FREE, EVISA, VISA = Requirement.VISA_FREE, Requirement.EVISA, Requirement.VISA_REQUIRED

REGISTERED = rule(
    "chl-registered", "visa_free", "2020-01-01", "days: 15\nconditions: {registered: true}\notherwise: evisa"
)


def asked(made: Made, told: str = "2020-06-01", days: int | None = None, **facts: Any) -> Verdict:
    pair = made.record.pair("PER", "CHL")
    return deciding.verdict(pair, conditions.facts(facts), day(told), days)


def chosen(verdict: Verdict) -> str | None:
    return verdict.early.rule.id if verdict.early.rule else None


@pytest.mark.parametrize(
    ("facts", "needed", "requirement"),
    [
        ({"registered": True}, False, FREE),
        ({"registered": False}, True, EVISA),
        ({}, None, EVISA),
    ],
)
def test_a_condition_is_met_not_met_or_not_said(
    made: Made, facts: dict[str, Any], needed: bool | None, requirement: Requirement
) -> None:
    made.curated("CHL", "rules:\n" + REGISTERED)
    found = asked(made, **facts)
    assert (found.needed, found.early.requirement) == (needed, requirement)


def test_who_said_nothing_is_told_which_rule_is_open_and_who_fails_which_is_not_met(made: Made) -> None:
    made.curated("CHL", "rules:\n" + REGISTERED)
    silent, unregistered = asked(made).early, asked(made, registered=False).early
    assert [each.id for each in silent.open] == ["chl-registered"]
    assert [each.id for each in unregistered.unmet] == ["chl-registered"]
    assert not silent.unmet
    assert not unregistered.open


def test_one_condition_that_fails_outweighs_others_that_are_not_known(made: Made) -> None:
    more = "conditions: {registered: true, passport: [diplomatic]}\notherwise: visa_required"
    made.curated("CHL", "rules:\n" + rule("chl-x", "visa_free", "2020-01-01", more))
    assert asked(made).needed is True
    assert asked(made, passport="diplomatic").needed is None
    assert asked(made, passport="diplomatic", registered=True).needed is False
    assert asked(made, registered=True).needed is True


def test_what_is_usual_is_presumed_unless_the_traveller_says_otherwise(made: Made) -> None:
    more = "conditions: {biometric: usual, purpose: [tourism, visit]}\notherwise: visa_required"
    made.curated("CHL", "rules:\n" + rule("chl-x", "visa_free", "2020-01-01", more))
    assert asked(made).needed is False
    assert asked(made, biometric=False).needed is True
    assert asked(made, purpose="business").needed is True


def test_an_open_rule_that_would_change_nothing_leaves_the_answer_settled(made: Made) -> None:
    made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-all", "visa_free", "2020-01-01", "days: 30")
        + rule("chl-long", "visa_free", "2020-01-01", "days: 90\nconditions: {registered: true}"),
    )
    found = asked(made)
    assert (found.needed, chosen(found)) == (False, "chl-all")
    assert [each.id for each in found.early.open] == ["chl-long"]
    assert chosen(asked(made, registered=True)) == "chl-long"


def test_a_rule_that_gives_less_than_what_everybody_has_is_not_asked_about(made: Made) -> None:
    made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-all", "visa_free", "2020-01-01", "days: 90")
        + rule("chl-less", "visa_free", "2020-01-01", "days: 30\nconditions: {registered: true}")
        + rule("chl-e", "evisa", "2020-01-01", "conditions: {registered: true}"),
    )
    found = asked(made, registered=True)
    assert chosen(found) == "chl-all"
    assert not found.early.open


def test_the_most_liberal_rule_whose_conditions_are_met_applies(made: Made) -> None:
    made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-e", "evisa", "2020-01-01", "conditions: {purpose: [tourism, business]}")
        + rule(
            "chl-x", "visa_free", "2020-01-01", "conditions: {purpose: [tourism]}\notherwise: visa_required"
        ),
    )
    assert asked(made).early.requirement is FREE
    assert asked(made, purpose="business").early.requirement is EVISA
    assert asked(made, purpose="crew").early.requirement is VISA


def test_a_stay_that_is_too_long_for_an_exemption_needs_a_visa(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90"))
    assert asked(made, days=90).needed is False
    long = asked(made, days=91)
    assert (long.needed, long.early.requirement) == (True, VISA)
    assert [each.id for each in long.early.too_long] == ["chl-per"]


def test_a_stay_that_is_too_long_for_one_rule_may_fit_another(made: Made) -> None:
    made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-short", "visa_free", "2020-01-01", "days: 30")
        + rule("chl-long", "visa_free", "2020-01-01", "days: 90\nconditions: {registered: true}"),
    )
    assert chosen(asked(made, days=60, registered=True)) == "chl-long"
    assert asked(made, days=60, registered=False).needed is True
    assert asked(made, days=60).needed is None
    assert asked(made, days=91).needed is True


def test_a_rule_that_names_no_length_fits_every_stay(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01"))
    assert asked(made, days=3000).needed is False


@pytest.mark.parametrize("purpose", deciding.LONG_STAYS)
def test_who_comes_to_work_or_study_is_not_exempt_for_some_days(made: Made, purpose: str) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90"))
    found = asked(made, purpose=purpose)
    assert (found.needed, found.early.requirement) == (True, VISA)
    assert [each.id for each in found.early.unmet] == ["chl-per"]


def test_who_may_move_freely_may_work(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01"))
    assert asked(made, purpose="work").needed is False


def test_a_rule_may_name_work(made: Made) -> None:
    more = "days: 30\nconditions: {purpose: [work]}\notherwise: visa_required"
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", more))
    assert asked(made, purpose="work").needed is False


SHUT = """
closures:
- {id: chl-shut, passports: "*", bars: covid_ban, from: 2020-04-01, sources: [gazette]}
"""


@pytest.mark.parametrize("registered", [None, True, False])
def test_nobody_enters_a_closed_border(made: Made, registered: bool | None) -> None:
    made.curated("CHL", "rules:\n" + REGISTERED + SHUT)
    assert asked(made, registered=registered).needed is True
    assert asked(made, registered=True).early.requirement is FREE


CHANGE = "rules:\n" + rule("chl-old", "visa_required", "2015", "to: 2020-05", passports='"*"')


def test_within_the_days_of_a_change_both_worlds_are_answered(made: Made) -> None:
    made.curated("CHL", CHANGE + rule("chl-new", "visa_free", "2020-05"))
    found = asked(made, "2020-05-15")
    assert found.needed is None
    assert found.late is not None
    assert (found.early.requirement, found.late.requirement) == (VISA, FREE)
    assert asked(made, "2020-04-30").needed is True
    assert asked(made, "2020-06-01").needed is False
    assert asked(made, "2020-06-01").late is None


def test_where_both_worlds_ask_the_same_it_is_settled(made: Made) -> None:
    made.curated("CHL", CHANGE + rule("chl-new", "evisa", "2020-05"))
    found = asked(made, "2020-05-15")
    assert found.needed is True
    assert found.late is not None


def test_where_only_the_snapshots_change_there_is_one_world(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2020-04-01", gone="2020-08-01")
    made.seen("PER CHL", "visa_free", "2020-08-01/2024-08-01")
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90"))
    assert asked(made, "2020-06-01").late is None


def test_where_the_record_may_begin_on_the_day_what_it_begins_with_is_told(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020"))
    found = asked(made, "2020-05-15")
    assert (found.needed, found.late, chosen(found)) == (False, None, "chl-per")


def test_a_coarse_reading_leaves_it_open_whether_a_visa_is_needed(made: Made) -> None:
    made.seen("PER CHL", "eta_or_evisa", "2019-01-05/2024-04-01")
    assert asked(made).needed is None
    assert asked(made).early.requirement is Requirement.ETA_OR_EVISA


def test_of_what_the_record_does_not_have_nothing_is_decided(made: Made) -> None:
    found = asked(made)
    assert (found.needed, found.early.rule, found.early.requirement) == (None, None, None)
