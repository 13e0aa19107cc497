"""How the rule of a pair came about."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.borders.made import Made, rule

from comity.borders.history import Stretch, history
from comity.borders.rules import World


def stretches(made: Made, pair: str = "PER CHL") -> list[Stretch]:
    passport, destination = pair.split()
    return history(made.record.pair(passport, destination))


def told(found: list[Stretch]) -> list[tuple[str, str | None, str]]:
    return [
        (str(each.begins), str(each.ends) if each.ends else None, each.rule.requirement.value)
        for each in found
        if each.rule
    ]


def test_stretches_follow_each_other_to_today(made: Made) -> None:
    made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-a", "visa_required", '"..2012-01-01"', "to: 2014-11-30")
        + rule("chl-b", "visa_free", "2014-12-01", "days: 15"),
    )
    found = stretches(made)
    assert told(found) == [
        ("2012-01-01", "2014-11-30", "visa_required"),
        ("2014-12-01", None, "visa_free"),
    ]
    assert [each.open for each in found] == [True, False]


def test_days_among_which_a_change_lies_bound_both_stretches(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2021-01-05/2021-03-09", gone="2021-05-02")
    made.seen("PER CHL", "visa_free", "2021-05-02/2022-07-01", days=90)
    assert told(stretches(made)) == [
        ("2021-01-05", "2021-03-09/2021-05-01", "visa_required"),
        ("2021-03-10/2021-05-02", None, "visa_free"),
    ]


def test_a_beginning_that_is_known_by_month_or_year_is_told_so(made: Made) -> None:
    made.curated("CHL", "rules:\n" + rule("chl-a", "visa_free", "2015"))
    made.curated("BOL", "rules:\n" + rule("bol-a", "visa_free", "2015-04"))
    assert told(stretches(made)) == [("2015", None, "visa_free")]
    assert told(stretches(made, "PER BOL")) == [("2015-04", None, "visa_free")]


def test_a_pause_of_the_record_is_no_stretch(made: Made) -> None:
    made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-a", "visa_free", "2015-01-01", "to: 2015-12-31")
        + rule("chl-b", "evisa", "2018-01-01"),
    )
    assert told(stretches(made)) == [
        ("2015-01-01", "2015-12-31/2017-12-31", "visa_free"),
        ("2016-01-01/2018-01-01", None, "evisa"),
    ]


def test_a_suspension_and_a_closure_are_stretches_of_their_own(made: Made) -> None:
    made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-a", "visa_free", "2015-01-01")
        + """
suspensions:
- {id: chl-stop, passports: [PER], suspends: [visa_free], leaves: visa_required,
   from: 2020-03-20, to: 2021-10-31, sources: [gazette]}
closures:
- {id: chl-shut, passports: [PER], bars: covid_ban, from: 2020-03-20, to: 2020-09-30, sources: [gazette]}
""",
    )
    found = stretches(made)
    assert [str(each.begins) for each in found] == ["2015-01-01", "2020-03-20", "2020-10-01", "2021-11-01"]
    assert [each.candidates.closure is not None for each in found] == [False, True, False, False]
    assert [len(each.candidates.suspended) for each in found] == [0, 1, 1, 0]


def test_a_stretch_tells_what_those_with_the_best_papers_have(made: Made) -> None:
    more = "days: 15\nconditions: {registered: true}\notherwise: visa_required"
    made.curated("CHL", "rules:\n" + rule("chl-a", "visa_free", "2015-01-01", more))
    (one,) = stretches(made)
    assert one.rule is not None
    assert one.rule.id == "chl-a"
    assert one.candidates.base is not None
    assert one.candidates.base.requirement.value == "visa_required"


def test_what_only_the_snapshots_change_beside_a_curated_rule_is_no_change(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2021-01-05/2021-03-09", gone="2021-05-02")
    made.seen("PER CHL", "visa_free", "2021-05-02/2022-07-01", days=90)
    made.curated("CHL", "rules:\n" + rule("chl-a", "evisa", "2015-01-01"))
    assert told(stretches(made)) == [("2015-01-01", None, "evisa")]


def test_a_pair_of_which_nothing_is_known_has_no_history(made: Made) -> None:
    assert stretches(made) == []


DAYS = st.dates(date(2015, 1, 1), date(2024, 12, 31))
READINGS = st.lists(
    st.tuples(st.sampled_from(["visa_free", "evisa", "visa_required", "no_prior_visa"]), st.integers(0, 300)),
    min_size=1,
    max_size=5,
)
CURATED = st.lists(
    st.tuples(
        st.sampled_from(["visa_free", "eta", "visa_required"]), DAYS, st.integers(0, 500), st.booleans()
    ),
    max_size=3,
)


def made_of(
    folder: Path,
    readings: list[tuple[str, int]],
    curated: list[tuple[str, date, int, bool]],
) -> Made:
    """Readings one after the other with a gap of a month; curated rules where they fall."""
    made = Made(folder)
    first = date(2017, 6, 1)
    for requirement, long in readings:
        last = first + timedelta(long)
        gone = last + timedelta(30)
        made.seen("PER CHL", requirement, f"{first}/{last}", gone=gone.isoformat())
        first = gone
    entries = [
        rule(
            f"chl-{number}",
            requirement,
            (begins.isoformat()[:7] if vague else begins.isoformat()),
            f"to: {begins + timedelta(long + 31)}",
        )
        for number, (requirement, begins, long, vague) in enumerate(curated)
    ]
    return made.curated("CHL", "rules:\n" + "".join(entries))


@settings(max_examples=60, deadline=None)
@given(READINGS, CURATED)
def test_stretches_are_in_order_and_no_day_is_in_two(
    readings: list[tuple[str, int]], curated: list[tuple[str, date, int, bool]]
) -> None:
    with TemporaryDirectory() as folder:
        made = made_of(Path(folder), readings, curated)
        pair = made.record.pair("PER", "CHL")
        found = history(pair)
    assert found
    for one, following in pairwise(found):
        assert one.ends is not None
        assert one.begins.last <= one.ends.first < following.begins.last
        assert one.ends.last < following.begins.last
        assert one.ends.first < following.begins.first
    for each in found:
        sure = each.begins.last
        assert pair.candidates(sure, World.EARLY).base == each.candidates.base
