"""What if: suppositions in words, as rules."""

from __future__ import annotations

import pytest
from tests.borders.made import Made, day

from comity.borders.requirement import Requirement
from comity.borders.rules import Basis, World
from comity.borders.supposing import supposed
from comity.errors import QuestionError

TODAY = day("2025-01-12")


@pytest.mark.parametrize(
    ("told", "destination", "passport", "requirement", "days", "months"),
    [
        ("JPN exempts RUS 90 days", "JPN", "RUS", Requirement.VISA_FREE, 90, None),
        ("JPN exempts RUS", "JPN", "RUS", Requirement.VISA_FREE, None, None),
        ("Japan exempts Russia for 1 day", "JPN", "RUS", Requirement.VISA_FREE, 1, None),
        ("japan EXEMPTS russian 6 months", "JPN", "RUS", Requirement.VISA_FREE, None, 6),
        ("  New Zealand exempts South Korea 30 days ", "NZL", "KOR", Requirement.VISA_FREE, 30, None),
        ("SCHENGEN exempts RUS 90 days", "SCH", "RUS", Requirement.VISA_FREE, 90, None),
        ("JPN requires visas of USA", "JPN", "USA", Requirement.VISA_REQUIRED, None, None),
        ("JPN asks a visa from the United States", "JPN", "USA", Requirement.VISA_REQUIRED, None, None),
        ("JPN requires an e-visa for USA", "JPN", "USA", Requirement.EVISA, None, None),
        ("JPN requires eta of USA", "JPN", "USA", Requirement.ETA, None, None),
    ],
)
def test_a_supposition_is_a_rule_from_the_day_on(
    told: str,
    destination: str,
    passport: str,
    requirement: Requirement,
    days: int | None,
    months: int | None,
) -> None:
    rule = supposed(told, TODAY)
    assert (rule.destination, set(rule.passports)) == (destination, {passport})
    assert rule.requirement is requirement
    assert (rule.days, rule.months, rule.basis) == (days, months, Basis.ASSUMED)
    assert rule.period.holds(TODAY, World.EARLY)
    assert rule.period.ends is None


@pytest.mark.parametrize(
    "told",
    ["JPN loves RUS", "JPN exempts", "exempts RUS", "JPN requires of RUS", "", "JPN exempts RUS 90 weeks"],
)
def test_what_supposes_nothing_known_is_refused_with_an_example(told: str) -> None:
    with pytest.raises(QuestionError):
        supposed(told, TODAY)


def test_a_sentence_of_another_shape_is_answered_with_the_right_ones() -> None:
    with pytest.raises(QuestionError, match="write 'JPN exempts RUS 90 days' or 'JPN requires visas of RUS'"):
        supposed("JPN loves RUS", TODAY)


def test_no_day_at_all_is_no_exemption() -> None:
    with pytest.raises(QuestionError, match="exempts for no day at all"):
        supposed("JPN exempts RUS 0 days", TODAY)


def test_an_unknown_state_is_suggested() -> None:
    with pytest.raises(QuestionError, match=r"did you mean Japan \(JPN\)"):
        supposed("Japn exempts RUS 90 days", TODAY)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("JPN exempts JPN", "JPN asks its own citizens for no visa"),
        ("JPN exempts SCHENGEN 90 days", "has no passport in the record"),
        ("EU exempts RUS 90 days", "is no destination in the record"),
    ],
)
def test_only_states_are_exempted_and_only_states_and_areas_exempt(
    made: Made, told: str, message: str
) -> None:
    for pair in ("JPN RUS", "RUS JPN"):
        made.seen(pair, "visa_required", "2019-01-05/2025-03-01")
    with pytest.raises(QuestionError, match=message):
        made.visas.reciprocity("JPN", "RUS", TODAY, assume=[told])


def test_a_supposition_changes_the_relation_of_a_pair(made: Made) -> None:
    for pair in ("JPN RUS", "RUS JPN", "JPN CHL", "CHL JPN"):
        made.seen(pair, "visa_required", "2019-01-05/2025-03-01")
    visas = made.visas
    (one,) = visas.reciprocity("JPN", "RUS", TODAY, assume=["JPN exempts RUS 90 days"])
    assert (one["relation"], one["freer"], one["since"]) == ("one_way", "RUS", "2025-01-12")
    both = ["JPN exempts RUS 90 days", "RUS exempts JPN 90 days"]
    (mutual,) = visas.reciprocity("JPN", "RUS", TODAY, assume=both)
    assert (mutual["relation"], mutual["reverse"]["rule"]["basis"]) == ("mutual", "assumed")
    (other,) = visas.reciprocity("JPN", "CHL", TODAY, assume=both)
    assert other["relation"] == "none"
