"""Measures followed through any events: one state a day, and the order of reading changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measures.telling import told

from comity.dates import Basis, SpanOfDays
from comity.measures import follow, moved
from comity.measures.following import ALLOWED, lapse_day
from comity.ontology import kinds, yaml_files
from comity.records import OVER, Measure, State, Status, Told, Unfit

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = kinds.load()
SAID: list[dict[str, Any]] = [
    event
    for scenario in yaml_files.load(Path(__file__).with_name("transitions.yml"))
    for event in scenario["events"]
]
FIRST = date(2015, 1, 1)


@st.composite
def events(draw: st.DrawFn) -> list[Told]:
    """Events of the sentences of the scenarios, in any status and of either side, many on the same days."""
    found = []
    # A few sentences at a time: they would seldom be about the same measure otherwise.
    some = draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=6))
    for number in range(draw(st.integers(1, 14))):
        said = draw(st.sampled_from(some))
        begins = FIRST + timedelta(draw(st.sampled_from([0, 1, 2, 9, 30, 400, 401, 1500, 3000])))
        ends = begins + timedelta(draw(st.sampled_from([0, 0, 0, 1, 30])))
        actor, recipient = draw(st.sampled_from([("NOR", "PER"), ("PER", "NOR")]))
        found.append(
            told(
                f"event-{number:02}",
                f"{begins}/{ends}",
                said["sentence"],
                said["act"],
                status=draw(st.sampled_from([*Status, Status.ACTUAL, Status.ACTUAL])),
                actor=actor,
                recipient=recipient,
            )
        )
    return found


def followed(told: Iterable[Told]) -> tuple[list[Measure], list[Unfit]]:
    return follow(told, "NOR", "PER", KINDS)


@given(events())
@settings(max_examples=300, deadline=None)
def test_a_history_is_in_order_and_has_one_state_on_a_day(events: list[Told]) -> None:
    for measure in followed(events)[0]:
        days = [step.days.last for step in measure.history]
        assert days == sorted(set(days))
        assert days[-1] <= max(measure.heard, days[-1])
        for step in measure.history:
            assert measure.on(step.days.last) is step.state


@given(events())
@settings(max_examples=300, deadline=None)
def test_each_step_is_one_that_is_allowed(events: list[Told]) -> None:
    for measure in followed(events)[0]:
        kind = KINDS[measure.kind]
        for before, after in pairwise(measure.history):
            lapsed = after.state is State.LAPSED and before.state in kind.lapse_of(measure.name)
            told_anew = after.state is before.state and after.value != before.value
            assert lapsed or told_anew or after.state in ALLOWED[before.state] & kind.states
            assert before.state not in OVER


@given(events(), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_the_order_of_reading_changes_nothing(events: list[Told], random: Any) -> None:
    other = list(events)
    random.shuffle(other)
    assert followed(other) == followed(events)


@given(events())
@settings(max_examples=150, deadline=None)
def test_what_comes_later_leaves_the_states_of_earlier_days(events: list[Told]) -> None:
    ordered = sorted(events, key=lambda each: each.event.days.last)
    cut = ordered[len(ordered) // 2].event.days.last
    early, _ = followed(each for each in ordered if each.event.days.last <= cut)
    whole, _ = followed(ordered)

    # A name or a lapse may be known later, so neither is compared.
    def states(measures: list[Measure]) -> list[tuple[object, ...]]:
        return sorted(
            (measure.kind, measure.issuer, str(step.days), step.state.value, step.event)
            for measure in measures
            for step in measure.history
            if step.days.last <= cut and step.state is not State.LAPSED
        )

    assert states(early) == states(whole)


@given(events(), events())
@settings(max_examples=100, deadline=None)
def test_pairs_of_states_are_followed_apart(ours: list[Told], theirs: list[Told]) -> None:
    other = [
        told(
            f"other-{number}",
            str(each.event.days),
            each.tellings[0].sentence,
            each.tellings[0].rule.partition(" ")[0],
            actor="CHL",
            recipient="NOR",
        )
        for number, each in enumerate(theirs)
    ]
    assert followed([*ours, *other]) == followed(ours)


@given(events())
@settings(max_examples=150, deadline=None)
def test_no_settled_move_is_dropped(events: list[Told]) -> None:
    measures, unfit = followed(events)
    known = {(each.kind, each.issuer) for each in measures} | {(each.kind, each.issuer) for each in unfit}
    for each in events:
        if each.event.status is Status.ACTUAL:
            assert {(move.kind, move.issuer) for move in moved(each, "NOR", "PER", KINDS)} <= known


@pytest.mark.parametrize("one_first", [True, False])
def test_which_of_the_two_is_named_first_changes_nothing(one_first: bool) -> None:
    event = told("event", "2020-01-05", "Norway signed a tax treaty with Peru.", "sign-agreement")
    pair = ("NOR", "PER") if one_first else ("PER", "NOR")
    ((measure,), _) = follow([event], *pair, KINDS)
    assert (measure.issuer, measure.subject, measure.mutual) == ("NOR", "PER", True)


def test_a_deadline_is_the_steps() -> None:
    event = told(
        "event", "2020-01-05", "Norway expelled two Peruvian diplomats.", "expel", deadline="2020-01-12"
    )
    ((measure,), _) = followed([event])
    assert measure.history[0].deadline == SpanOfDays.parse("2020-01-12")


def test_a_begin_that_a_document_tells_is_stated_and_shows_its_words() -> None:
    text = "Norway closed the Fjord Center in Peru. The Fjord Center was opened in 1996."
    ((measure,), _) = followed(
        [told("event", "2020-01-05", text.partition(" The")[0], "close-own-mission", text=text)]
    )
    began = measure.history[0]
    assert (str(began.days), began.days.basis, began.event) == ("1996", Basis.STATED, "event")
    assert began.shown == ("page-event", "The Fjord Center was opened in 1996")


def test_what_does_not_fit_says_why() -> None:
    imposed = told("event-1", "2020-01-05", "Norway imposed sanctions on Peru.", "impose-sanctions")
    weighed = told(
        "event-2", "2020-02-05", "Norway weighs sanctions on Peru.", "impose-sanctions", status="considered"
    )
    _, (unfit,) = followed([imposed, weighed])
    assert (unfit.event, unfit.kind, unfit.issuer, unfit.subject) == ("event-2", "sanction", "NOR", "PER")
    assert unfit.reason == "begin would make it considered, and it is in force since 2020-01-05"


def test_news_that_changes_nothing_puts_off_the_lapse() -> None:
    said = "Norway is considering visa-free entry for Peruvians."
    many = [
        told(f"event-{year}", f"{year}-01-05", said, "grant-visa-free", status="considered")
        for year in (2010, 2012, 2014, 2016)
    ]
    ((measure,), _) = followed(many)
    assert [step.state for step in measure.history] == [State.CONSIDERED]
    assert measure.heard == date(2016, 1, 5)


def test_a_state_lapses_only_where_its_kind_says_so() -> None:
    lapse = {State.CONSIDERED: 10}
    assert lapse_day(lapse, State.CONSIDERED, date(2020, 1, 5)) == date(2020, 1, 15)
    assert lapse_day(lapse, State.IN_FORCE, date(2020, 1, 5)) is None
