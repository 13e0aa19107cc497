"""Whether two states treat one another's passports alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.borders.made import Made, day, rule

from comity.borders.reciprocity import Compared, Relation, compared, offer, turns
from comity.borders.requirement import Requirement

if TYPE_CHECKING:
    from comity.borders.record import Record

TODAY = day("2022-06-01")


def pair(made: Made, there: str, back: str, *, days: tuple[int | None, int | None] = (None, None)) -> Record:
    """What Chile asks of Peruvians, and Peru of Chileans."""
    made.seen("PER CHL", there, "2019-01-05/2025-03-01", days=days[0])
    made.seen("CHL PER", back, "2019-01-05/2025-03-01", days=days[1])
    return made.record


@pytest.mark.parametrize(
    ("there", "back", "days", "relation", "freer"),
    [
        ("visa_free", "visa_free", (90, 90), Relation.MUTUAL, None),
        ("visa_free", "visa_free", (90, 30), Relation.UNEQUAL, None),
        ("visa_free", "visa_on_arrival", (90, 90), Relation.UNEQUAL, None),
        ("visa_free", "eta", (90, 90), Relation.UNEQUAL, None),
        ("visa_free", "visa_required", (90, None), Relation.ONE_WAY, "PER"),
        ("evisa", "visa_free", (None, 30), Relation.ONE_WAY, "CHL"),
        ("evisa", "visa_required", (None, None), Relation.NONE, None),
        ("no_admission", "visa_required", (None, None), Relation.NONE, None),
        ("eta_or_evisa", "visa_free", (None, 90), Relation.UNKNOWN, None),
    ],
)
def test_two_offers_are_compared(
    made: Made,
    there: str,
    back: str,
    days: tuple[int | None, int | None],
    relation: Relation,
    freer: str | None,
) -> None:
    found = compared(pair(made, there, back, days=days), "PER", "CHL", TODAY)
    assert (found.relation, found.freer) == (relation, freer)


def test_where_one_side_is_in_no_source_nothing_is_compared(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2025-03-01")
    found = compared(made.record, "PER", "CHL", TODAY)
    assert (found.relation, found.since) == (Relation.UNKNOWN, None)


def test_an_offer_is_the_best_that_a_formality_gives(made: Made) -> None:
    more = "days: 15\nconditions: {registered: true, biometric: true}\notherwise: visa_required"
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", more))
    found = offer(made.record, "PER", "CHL", TODAY)
    assert (found.requirement, found.needed, found.stay) == (Requirement.VISA_FREE, False, 15)


def test_diplomats_and_residents_of_a_region_are_not_everybody(made: Made) -> None:
    text = "rules:\n" + rule("chl-all", "visa_required", "2020-01-01", passports='"*"')
    text += rule("chl-d", "visa_free", "2020-01-01", "conditions: {passport: [diplomatic]}")
    text += rule("chl-s", "visa_free", "2020-01-01", "conditions: {resident_of: [sakhalin]}")
    made.curated("CHL", text)
    assert offer(made.record, "PER", "CHL", TODAY).requirement is Requirement.VISA_REQUIRED


def test_a_closed_border_lets_nobody_in(made: Made) -> None:
    record = pair(
        made.seen("PER CHL", "covid_ban", "2022-05-01/2022-07-01", gone="2022-08-01"),
        "visa_free",
        "visa_free",
    )
    found = compared(record, "PER", "CHL", TODAY)
    assert (found.one.barred, found.one.requirement) == (True, Requirement.VISA_FREE)
    assert (found.relation, found.freer) == (Relation.ONE_WAY, "CHL")


def test_the_relation_is_dated_from_its_last_change(made: Made) -> None:
    made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-a", "visa_required", "2015-01-01", "to: 2020-05-31")
        + rule("chl-b", "visa_free", "2020-06-01", "days: 30", passports="[PER]"),
    )
    made.curated(
        "PER",
        "rules:\n"
        + rule("per-a", "visa_free", "2015-01-01", "days: 30\nto: 2021-02-28", passports="[CHL]")
        + rule("per-b", "visa_free", "2021-03-01", "days: 90", passports="[CHL]"),
    )
    record = made.record

    def since(told: str) -> tuple[Relation, str, bool]:
        found = compared(record, "PER", "CHL", day(told))
        return found.relation, str(found.since), found.open

    assert since("2019-01-01") == (Relation.ONE_WAY, "2015-01-01", True)
    assert since("2020-12-01") == (Relation.MUTUAL, "2020-06-01", False)
    assert since("2022-01-01") == (Relation.UNEQUAL, "2021-03-01", False)


def test_what_held_when_the_record_begins_may_be_older(made: Made) -> None:
    found = compared(pair(made, "visa_free", "visa_free"), "PER", "CHL", TODAY)
    assert (found.since, found.open) == (date(2019, 1, 5), True)


def test_a_side_that_changes_places_begins_anew(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2020-03-01", gone="2020-04-01")
    made.seen("PER CHL", "visa_required", "2020-04-01/2025-03-01")
    made.seen("CHL PER", "visa_required", "2019-01-05/2020-03-01", gone="2020-04-01")
    made.seen("CHL PER", "visa_free", "2020-04-01/2025-03-01")
    found = compared(made.record, "PER", "CHL", TODAY)
    assert (found.freer, found.since, found.open) == ("CHL", date(2020, 4, 1), False)


def test_what_is_offered_turns_on_the_days_by_which_it_had(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2020-03-09", gone="2020-05-02")
    made.seen("PER CHL", "visa_free", "2020-05-02/2021-02-01", days=30)
    made.seen("PER CHL", "visa_free", "2021-03-01/2023-03-01", days=90)
    made.seen("PER CHL", "covid_ban", "2022-01-10/2022-02-01", gone="2022-02-20")
    # A longer stay is the same requirement; a border is closed and open again.
    assert turns(made.record, "PER", "CHL") == [day("2020-05-02"), day("2022-01-10"), day("2022-02-20")]
    assert turns(made.record, "CHL", "PER") == []


def test_an_offer_on_a_day_of_a_change_is_not_certain(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2021-01-05/2021-03-09", gone="2021-05-02")
    made.seen("PER CHL", "visa_free", "2021-05-02/2022-07-01", days=90)
    assert not offer(made.record, "PER", "CHL", day("2021-04-01")).certain
    assert offer(made.record, "PER", "CHL", day("2021-05-02")).certain


REQUIREMENTS = [each.value for each in Requirement]
SIDE = st.tuples(
    st.sampled_from(REQUIREMENTS),
    st.sampled_from([None, 30, 90]),
    st.sampled_from(REQUIREMENTS),
    st.integers(0, 900),
)


def side(made: Made, states: str, told: tuple[str, int | None, str, int]) -> None:
    """One reading for so many days, and another one after it."""
    first, days, second, long = told
    change = date.fromordinal(day("2019-01-05").toordinal() + long)
    made.seen(states, first, f"2019-01-05/{change}", days=days, gone="2022-01-01")
    made.seen(states, second, "2022-01-01/2025-03-01", days=days)


@settings(max_examples=60, deadline=None)
@given(SIDE, SIDE, st.dates(day("2018-12-01"), day("2025-06-01")))
def test_the_relation_is_the_same_from_both_sides(
    there: tuple[str, int | None, str, int], back: tuple[str, int | None, str, int], told: date
) -> None:
    with TemporaryDirectory() as folder:
        made = Made(Path(folder))
        side(made, "PER CHL", there)
        side(made, "CHL PER", back)
        record = made.record
        one, other = compared(record, "PER", "CHL", told), compared(record, "CHL", "PER", told)
    assert facts(one) == facts(other)
    assert (one.one, one.other) == (other.other, other.one)


def facts(found: Compared) -> tuple[Relation, str | None, date | None, bool]:
    return found.relation, found.freer, found.since, found.open
