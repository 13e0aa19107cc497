"""Curated rules over snapshots: what may apply on a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.borders.made import Made, day, rule

from comity.borders.requirement import Overlay, Requirement
from comity.borders.rules import Basis, Period, World
from comity.borders.supposing import supposed
from comity.dates import SpanOfDays

if TYPE_CHECKING:
    from datetime import date

    from comity.borders.record import Candidates

FREE, EVISA, VISA = Requirement.VISA_FREE, Requirement.EVISA, Requirement.VISA_REQUIRED


def on(
    made: Made, told: str, *, passport: str = "PER", destination: str = "CHL", world: World = World.EARLY
) -> Candidates:
    return made.record.pair(passport, destination).candidates(day(told), world)


def base(made: Made, told: str, passport: str = "PER", destination: str = "CHL") -> str | None:
    found = on(made, told, passport=passport, destination=destination).base
    return found.requirement.value if found else None


def test_a_curated_rule_goes_before_the_snapshots_which_stay_beside_it(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2025-03-01")
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90"))
    found = on(made, "2020-01-01")
    assert found.base is not None
    assert found.seen is not None
    assert (found.base.requirement, found.seen.requirement) == (FREE, VISA)
    assert base(made, "2019-12-31") == "visa_required"


def test_after_the_last_day_of_a_curated_rule_a_younger_snapshot_speaks(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2025-03-01")
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "to: 2021-12-31"))
    assert (base(made, "2021-12-31"), base(made, "2022-01-01")) == ("visa_free", "visa_required")


def test_a_snapshot_older_than_the_end_of_a_curated_rule_says_nothing_of_what_follows(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2023-01-05/2025-03-01", days=30)
    more = "to: 2025-12-31\nconditions: {purpose: [tourism]}\notherwise: visa_required"
    made.curated("CHL", "rules:\n" + rule("chl-trial", "visa_free", "2024-01-01", more))
    assert base(made, "2025-12-31") == "visa_required"
    assert base(made, "2026-01-01") == "visa_required"
    found = on(made, "2026-01-01").base
    assert found is not None
    assert str(found.period.begins) == "2026-01-01"


def test_a_rule_for_fewer_passports_goes_before_one_for_more(made: Made) -> None:
    text = "rules:\n" + "".join(
        [
            rule("chl-all", "visa_required", "2020-01-01", passports='"*"'),
            rule("chl-north", "evisa", "2020-01-01", passports="[PER, BOL, ECU]"),
            rule("chl-per", "visa_free", "2020-01-01", passports="[PER]"),
        ]
    )
    made.curated("CHL", text)
    assert base(made, "2020-06-01") == "visa_free"
    assert base(made, "2020-06-01", "BOL") == "evisa"
    assert base(made, "2020-06-01", "COL") == "visa_required"


def test_who_meets_no_condition_is_given_what_the_rule_says_otherwise(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2025-03-01")
    more = "days: 15\nconditions: {registered: true}\notherwise: evisa\nnote: By post."
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", more))
    found = on(made, "2020-06-01")
    assert [each.id for each in found.conditional] == ["chl-per"]
    assert found.base is not None
    assert (found.base.requirement, found.base.conditions) == (EVISA, ())
    assert (found.base.days, found.base.note) == (None, "")


def test_without_an_otherwise_it_is_what_the_snapshots_say(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2025-03-01")
    more = "conditions: {registered: true}"
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", more))
    found = on(made, "2020-06-01").base
    assert found is not None
    assert (found.requirement, found.basis) == (VISA, Basis.SEEN)


def test_rules_with_conditions_stand_the_most_liberal_first(made: Made) -> None:
    text = "rules:\n" + "".join(
        [
            rule("chl-e", "evisa", "2020", "conditions: {purpose: [business]}"),
            rule("chl-short", "visa_free", "2020", "days: 15\nconditions: {biometric: true}"),
            rule("chl-long", "visa_free", "2020", "days: 90\nconditions: {registered: true}"),
        ]
    )
    made.curated("CHL", text)
    assert [each.id for each in on(made, "2021-06-01").conditional] == ["chl-long", "chl-short", "chl-e"]


STOP = """
suspensions:
- {id: chl-stop, passports: [PER, BOL], suspends: [visa_free], leaves: visa_required,
   from: 2020-03-20, to: 2021-10-31, sources: [gazette]}
"""


def test_a_suspended_curated_rule_is_void_and_stays_to_be_told(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90") + STOP)
    found = on(made, "2020-03-20")
    assert found.base is not None
    assert (found.base.id, found.base.requirement) == ("chl-stop", VISA)
    assert [(one.id, stop.id) for one, stop in found.suspended] == [("chl-per", "chl-stop")]
    days = ["2020-03-19", "2021-10-31", "2021-11-01"]
    assert [base(made, each) for each in days] == ["visa_free", "visa_required", "visa_free"]


def test_a_suspended_rule_with_conditions_is_none_that_could_be_met(made: Made) -> None:
    more = "conditions: {registered: true}\notherwise: evisa"
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", more) + STOP)
    found = on(made, "2020-06-01")
    assert found.conditional == ()
    assert found.base is not None
    assert found.base.requirement is VISA


def test_a_rule_that_snapshots_showed_is_suspended_too(made: Made) -> None:
    made.seen("BOL CHL", "visa_free", "2019-01-05/2025-03-01", days=30)
    made.curated("CHL", STOP)
    assert base(made, "2020-06-01", "BOL") == "visa_required"
    assert base(made, "2021-11-01", "BOL") == "visa_free"


def test_a_suspension_of_others_changes_nothing(made: Made) -> None:
    made.seen("ECU CHL", "visa_free", "2019-01-05/2025-03-01", days=30)
    made.seen("BOL CHL", "evisa", "2019-01-05/2025-03-01")
    made.curated("CHL", STOP)
    assert base(made, "2020-06-01", "ECU") == "visa_free"
    assert base(made, "2020-06-01", "BOL") == "evisa"


def test_a_rule_that_is_not_suspended_goes_on_beside_a_suspended_reading(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2025-03-01")
    made.curated("CHL", "rules:\n" + rule("chl-per", "evisa", "2020-01-01") + STOP)
    assert base(made, "2020-06-01") == "evisa"


def test_a_suspension_may_name_the_rule(made: Made) -> None:
    text = "rules:\n" + rule("chl-per", "visa_free", "2020-01-01")
    text += rule("chl-bol", "visa_free", "2020-01-01", passports="[BOL]")
    made.curated("CHL", text + STOP.replace("[visa_free]", "[chl-bol]"))
    assert base(made, "2020-06-01", "PER") == "visa_free"
    assert base(made, "2020-06-01", "BOL") == "visa_required"


SHUT = """
closures:
- {id: chl-shut, passports: "*", bars: covid_ban, from: 2020-04-01, to: 2020-09-30, sources: [gazette]}
"""


def test_a_closure_bars_entry_and_leaves_the_rule_beneath(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01") + SHUT)
    found = on(made, "2020-04-01")
    assert found.closure is not None
    assert found.closure.bars is Overlay.COVID_BAN
    assert base(made, "2020-04-01") == "visa_free"
    assert on(made, "2020-10-01").closure is None


def test_closures_of_both_layers_count(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2025-03-01")
    made.seen("PER CHL", "covid_ban", "2020-11-19/2021-05-13", gone="2021-06-07")
    made.curated("CHL", SHUT)
    barred = ["2020-04-01", "2020-10-01", "2020-11-19", "2021-05-13"]
    assert [on(made, each).closure is not None for each in barred] == [True, False, True, True]


def test_where_a_file_is_complete_snapshots_bar_nobody(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2025-03-01")
    made.seen("PER CHL", "covid_ban", "2020-11-19/2021-05-13", gone="2021-06-07")
    made.curated("CHL", SHUT, begins="2012-01-01")
    assert on(made, "2020-12-01").closure is None
    assert on(made, "2020-05-01").closure is not None


def test_a_reading_younger_than_the_review_goes_before_a_rule_told_to_hold_still(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2025-06-01", days=90, gone="2025-09-10")
    made.seen("PER CHL", "eta", "2025-09-10/2026-02-17")
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90"))
    assert base(made, "2025-12-01") == "eta"
    assert base(made, "2025-06-01") == "visa_free"


def test_a_rule_reviewed_after_the_reading_stays(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2025-03-01", days=90, gone="2025-04-10")
    made.seen("PER CHL", "eta", "2025-04-10/2026-02-17")
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90"))
    assert base(made, "2025-12-01") == "visa_free"


def test_a_rule_with_an_end_stays_until_it(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2025-06-01", days=90, gone="2025-09-10")
    made.seen("PER CHL", "eta", "2025-09-10/2026-02-17")
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "to: 2025-12-31"))
    assert base(made, "2025-12-01") == "visa_free"


def test_a_rule_of_an_area_is_one_of_its_members_from_the_day_they_join(made: Made) -> None:
    made.seen("PER HRV", "evisa", "2019-01-05/2025-03-01")
    made.seen("PER FRA", "evisa", "2019-01-05/2025-03-01")
    made.curated("SCH", "rules:\n" + rule("sch-per", "visa_free", "2020-01-01", "days: 90"))
    assert base(made, "2020-06-01", destination="SCH") == "visa_free"
    assert base(made, "2020-06-01", destination="FRA") == "visa_free"
    assert base(made, "2022-12-31", destination="HRV") == "evisa"
    assert base(made, "2023-01-01", destination="HRV") == "visa_free"
    assert base(made, "2020-06-01", destination="CHL") is None


def test_suspensions_and_closures_of_an_area_are_clipped_alike(made: Made) -> None:
    made.seen("PER HRV", "visa_free", "2019-01-05/2025-03-01")
    made.curated("SCH", (STOP + SHUT).replace("chl-", "sch-").replace("to: 2021-10-31", "to: 2023-06-30"))
    assert base(made, "2020-06-01", destination="HRV") == "visa_free"
    assert on(made, "2020-06-01", destination="HRV").closure is None
    assert base(made, "2023-01-01", destination="HRV") == "visa_required"
    assert base(made, "2023-07-01", destination="HRV") == "visa_free"


def test_a_rule_of_the_state_itself_goes_before_one_of_its_area(made: Made) -> None:
    made.curated("SCH", "rules:\n" + rule("sch-per", "visa_required", "2020-01-01"))
    made.curated("FRA", "rules:\n" + rule("fra-per", "visa_free", "2020-01-01"))
    assert base(made, "2020-06-01", destination="FRA") == "visa_free"
    assert base(made, "2020-06-01", destination="DEU") == "visa_required"


def test_the_record_of_a_pair_begins_with_its_first_rule_of_either_layer(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2025-03-01")
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2015"))
    record = made.record
    assert str(record.pair("PER", "CHL").begins) == "2015-01-01"
    assert record.pair("PER", "BOL").begins is None


def test_supposing_a_rule_puts_it_before_all_others(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2025-03-01")
    made.curated("CHL", "rules:\n" + rule("chl-per", "evisa", "2020-01-01") + STOP + SHUT)
    record = made.record.supposing(supposed("CHL exempts PER 90 days", day("2020-05-01")))
    pair = record.pair("PER", "CHL")
    before, after = (
        pair.candidates(day("2020-03-01"), World.EARLY),
        pair.candidates(day("2020-05-01"), World.EARLY),
    )
    assert before.base is not None
    assert after.base is not None
    assert (before.base.id, after.base.id) == ("chl-per", "supposed")
    assert after.closure is None


def test_supposing_leaves_the_other_direction_and_other_passports_alone(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2025-03-01")
    made.seen("CHL PER", "visa_required", "2019-01-05/2025-03-01")
    actual = made.record
    record = actual.supposing(supposed("CHL exempts PER", day("2020-05-01")))
    assert record.pair("CHL", "PER") == actual.pair("CHL", "PER")
    assert record.passports() == actual.passports()


def test_suppositions_add_up(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2025-03-01")
    made.seen("CHL PER", "visa_required", "2019-01-05/2025-03-01")
    when = day("2020-05-01")
    record = made.record
    for told in ("CHL exempts PER", "PER exempts CHL"):
        record = record.supposing(supposed(told, when))
    for pair in (("PER", "CHL"), ("CHL", "PER")):
        found = record.pair(*pair).candidates(when, World.EARLY).base
        assert found is not None
        assert found.basis is Basis.ASSUMED


def test_what_is_supposed_of_an_area_holds_in_its_members(made: Made) -> None:
    made.seen("PER FRA", "visa_required", "2019-01-05/2025-03-01")
    made.seen("PER HRV", "visa_required", "2019-01-05/2025-03-01")
    when = day("2020-05-01")
    record = made.record.supposing(supposed("SCHENGEN exempts PER 90 days", when))

    def asked(destination: str, told: date) -> Requirement | None:
        found = record.pair("PER", destination).candidates(told, World.EARLY).base
        return found.requirement if found else None

    assert (asked("FRA", when), asked("HRV", when)) == (FREE, VISA)
    assert asked("HRV", day("2023-01-01")) is FREE


SPANS = st.tuples(
    st.dates(day("2019-01-01"), day("2021-12-31")),
    st.integers(0, 60),
    st.integers(0, 400),
    st.integers(0, 60),
)


@given(SPANS, st.dates(day("2018-06-01"), day("2023-12-31")))
def test_a_rule_holds_for_certain_where_it_holds_in_both_worlds(
    span: tuple[date, int, int, int], told: date
) -> None:
    first, late, long, slack = span
    begins = SpanOfDays(first, first + timedelta(late))
    ends = SpanOfDays(begins.last + timedelta(long), begins.last + timedelta(long + slack))
    period = Period(begins, ends)
    early, later = period.holds(told, World.EARLY), period.holds(told, World.LATE)
    if begins.last <= told <= ends.first:
        assert early
        assert later
    if told < begins.first or told > ends.last:
        assert not early
        assert not later
    assert early is (begins.last <= told <= ends.last)
    assert later is (begins.first <= told <= ends.first)


@given(SPANS, st.dates(day("2018-06-01"), day("2023-12-31")))
def test_one_rule_follows_another_without_a_gap_or_overlap_in_either_world(
    span: tuple[date, int, int, int], told: date
) -> None:
    first, late, _, _ = span
    change = SpanOfDays(first, first + timedelta(late))
    ends = SpanOfDays(change.first - timedelta(1), change.last - timedelta(1))
    before = Period(SpanOfDays.day(day("2017-01-01")), ends)
    after = Period(change, None)
    for world in World:
        assert before.holds(told, world) is not after.holds(told, world)


@pytest.mark.parametrize("precision", ["2020", "2020-05", "2020-05-04"])
def test_days_change_at_most_where_pairs_tell(made: Made, precision: str) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2025-03-01")
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", precision, "to: 2021-06") + STOP + SHUT)
    pair = made.record.pair("PER", "CHL")
    changes = set(pair.changes())
    told = day("2019-02-01")
    while told < day("2022-06-01"):
        following = told + timedelta(1)
        if following not in changes:
            for world in World:
                assert pair.candidates(told, world) == pair.candidates(following, world), told
        told = following
