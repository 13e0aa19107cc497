"""The relation over time: each settled event once, in the period of its first day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.answers import periods, series, turning
from comity.answers.classes import CLASSES
from comity.answers.periods import By
from comity.dates import SpanOfDays
from comity.errors import QuestionError
from comity.ontology import plover
from comity.records import Event, Status

PLOVER = plover.read(resources.files("comity.ontology") / "plover.yml")
FIRST = date(2020, 1, 1)


def event(
    name: str,
    day: str,
    kind: str = "SANCTION",
    *,
    actor: str = "PER",
    recipient: str = "CHL",
    status: Status = Status.ACTUAL,
    statuses: tuple[tuple[Status, str], ...] = (),
    symmetric: bool = False,
) -> Event:
    return Event(
        name,
        kind,
        None,
        (),
        status,
        SpanOfDays.parse(day),
        (actor, recipient) if symmetric else (actor,),
        (actor, recipient) if symmetric else (recipient,),
        (f"mention-{name}",),
        symmetric=symmetric,
        statuses=statuses,
    )


def of(*events: Event, by: By = By.MONTH) -> series.Series:
    return series.of_events(events, "PER", "CHL", by, PLOVER)


@st.composite
def made(draw: st.DrawFn) -> list[Event]:
    found = []
    for number in range(draw(st.integers(1, 30))):
        day = FIRST + timedelta(draw(st.integers(0, 900)))
        actor, recipient = draw(st.sampled_from([("PER", "CHL"), ("CHL", "PER")]))
        kind = draw(st.sampled_from(sorted(PLOVER.types)))
        status = draw(st.sampled_from([Status.ACTUAL, Status.ACTUAL, Status.CONSIDERED]))
        both = draw(st.booleans())
        found.append(
            event(
                str(number), str(day), kind, actor=actor, recipient=recipient, status=status, symmetric=both
            )
        )
    return found


@given(made(), st.sampled_from(By))
def test_the_sums_over_all_periods_are_the_settled_events(events: list[Event], by: By) -> None:
    found = of(*events, by=by)
    settled = [each for each in events if each.status is Status.ACTUAL]
    assert sum(point.events for point in found.lane(series.BOTH)) == len(settled)
    told = Counter(
        {column: sum(point.record()[column] for point in found.lane(series.BOTH)) for column in CLASSES}
    )
    wanted = Counter(CLASSES[PLOVER.types[each.type].event_class - 1] for each in settled)
    assert +told == +wanted
    assert sum(point.score for point in found.lane(series.BOTH)) == pytest.approx(
        sum(PLOVER.types[each.type].goldstein for each in settled)
    )
    one_sided = [each for each in settled if not each.symmetric]
    lanes = sum(point.events for lane in found.directions[:2] for point in found.lane(lane))
    assert lanes == len(one_sided) + 2 * (len(settled) - len(one_sided))


@given(made(), st.sampled_from(By))
def test_periods_follow_one_another_without_a_gap(events: list[Event], by: By) -> None:
    found = of(*events, by=by)
    begins = [point.begins for point in found.lane(series.BOTH)]
    if begins:
        assert begins == list(periods.between(begins[0], begins[-1], by))
    assert len(set(found.periods)) == len(found.periods)


def test_months_without_events_have_zeros() -> None:
    found = of(event("a", "2020-01-05"), event("b", "2020-04-05", "AID"))
    both = found.lane(series.BOTH)
    assert [point.period for point in both] == ["2020-01", "2020-02", "2020-03", "2020-04"]
    assert [point.events for point in both] == [1, 0, 0, 1]
    assert both[1].record()["score_mean"] is None


def test_what_is_known_too_loosely_is_left_out_and_told() -> None:
    found = of(event("a", "2020-01-05"), event("b", "2020"))
    assert [each.id for each in found.loose] == ["b"]
    assert sum(point.events for point in found.lane(series.BOTH)) == 1
    assert not of(event("b", "2020"), by=By.YEAR).loose


def test_what_is_denied_is_counted_apart() -> None:
    denied = event("a", "2020-01-05", statuses=((Status.ACTUAL, "m1"), (Status.DENIED, "m2")))
    found = of(denied, event("b", "2020-01-06"))
    (point,) = found.lane(series.BOTH)
    assert (point.events, point.record()["denied"]) == (1, 1)


def test_what_is_not_settled_does_not_count() -> None:
    assert not of(event("a", "2020-01-05", status=Status.ANNOUNCED)).points


def test_no_event_makes_an_empty_frame_with_all_columns() -> None:
    frame = of().frame()
    assert frame.height == 0
    assert set(series.COLUMNS) <= set(frame.columns)


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(QuestionError, match="no period is called 'fortnight'"):
        periods.read("fortnight")


def test_a_lasting_change_of_level_is_a_turn_and_a_single_outlier_is_none() -> None:
    calm = [1.0, -1.0] * 12
    assert turning.cut([*calm, *(each - 40 for each in calm)]) == [24]
    assert turning.cut([*calm, -40.0, *calm]) == []


def test_a_series_too_short_or_without_change_has_no_turn() -> None:
    assert turning.cut([5.0, -5.0]) == []
    assert turning.cut([0.0] * 60) == []


@given(st.lists(st.floats(-100, 100), max_size=60))
def test_turns_lie_within_the_series_and_are_the_same_each_time(scores: list[float]) -> None:
    found = turning.cut(scores)
    assert found == sorted(set(found)) == turning.cut(scores)
    assert all(0 < at < len(scores) for at in found)
