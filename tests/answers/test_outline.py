"""A pair at a glance: the same events as its timeline, counted, and entries a part at a time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import comity
from comity.answers import classes
from comity.errors import QuestionError
from comity.ledger.store import Store
from webledger import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.answers.part import Key
    from comity.answers.timeline import Entry
    from comity.api import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    place = tmp_path_factory.mktemp("ledger") / "comity.db"
    with Store(place, write=True) as store:
        fill(store, 1500)
    with comity.open(place, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Pages with talks, in which both sides do the same, and a dispute."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "talks.txt").write_text(
        "TOKYO, May 2, 2024\n\nJapan and Russia held talks in Tokyo on Tuesday.\n\n"
        "Japan expelled a Russian diplomat on Wednesday, an official said.\n",
        "utf-8",
    )
    with comity.open(folder / "comity.db") as opened:
        opened.read([folder])
        yield opened


TOLD = st.fixed_dictionaries(
    {},
    optional={
        "since": st.sampled_from(["2015", "2019-03"]),
        "until": st.sampled_from(["2023", "2020-02"]),
        "types": st.lists(st.sampled_from(["SANCTION", "ACCUSE", "CONSULT"]), max_size=2),
        "statuses": st.lists(st.sampled_from(["actual", "denied"]), max_size=2),
    },
)


@given(told=TOLD)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_outline_has_the_events_of_the_timeline(ledger: Ledger, told: dict[str, Any]) -> None:
    found = ledger.outline("JPN", "RUS", **told)
    entries = ledger.timeline("RUS", "Japan", **told)
    assert sorted(each.id for each in found.events) == sorted(each.event.id for each in entries)
    assert list(found.events) == sorted(found.events, key=lambda each: (each.first, each.id))
    by_id = {each.event.id: each.event for each in entries}
    for each in found.events:
        event = by_id[each.id]
        assert (each.type, each.mode, each.status) == (event.type, event.mode, event.status.value)
        assert (each.first, each.last, each.disputed) == (event.days.first, event.days.last, event.disputed)
        assert each.direction == f"{event.actors[0]}->{event.recipients[0]}"


@given(told=TOLD)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_counts_beside_a_filter_say_what_choosing_it_would_give(
    ledger: Ledger, told: dict[str, Any]
) -> None:
    found = ledger.outline("JPN", "RUS", **told)
    for kind, number in found.types.items():
        assert len(ledger.outline("JPN", "RUS", **{**told, "types": [kind]}).events) == number
    for status, number in found.statuses.items():
        assert len(ledger.outline("JPN", "RUS", **{**told, "statuses": [status]}).events) == number
    assert sum(found.classes.values()) == sum(found.directions.values()) == len(found.events)
    assert found.classes == Counter(classes.of_type(each.type) for each in found.events)


def joined(ledger: Ledger, limit: int, *, newest_first: bool) -> list[Entry]:
    outline = ledger.outline("JPN", "RUS")
    found: list[Entry] = []
    after: Key | None = None
    while True:
        part = ledger.entries(outline, limit=limit, after=after, newest_first=newest_first)
        found.extend(part.items)
        after = part.next
        if after is None:
            return found


@given(limit=st.integers(1, 80), newest_first=st.booleans())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_entries_in_parts_are_the_timeline(ledger: Ledger, limit: int, *, newest_first: bool) -> None:
    entries = sorted(
        ledger.timeline("JPN", "RUS"),
        key=lambda each: (each.event.days.first, each.event.id),
        reverse=newest_first,
    )
    assert joined(ledger, limit, newest_first=newest_first) == entries


def test_a_part_may_begin_at_a_day(ledger: Ledger) -> None:
    outline = ledger.outline("JPN", "RUS")
    later = ledger.entries(outline, limit=3, after=("2019-01-01", ""))
    assert [each.event.id for each in later.items] == [
        each.id for each in outline.events if each.first.year >= 2019
    ][:3]


def test_a_key_of_another_list_is_told(ledger: Ledger) -> None:
    with pytest.raises(QuestionError, match="is no place in this list"):
        ledger.entries(ledger.outline("JPN", "RUS"), after=("x", 1))
    with pytest.raises(QuestionError, match="at least one item"):
        ledger.entries(ledger.outline("JPN", "RUS"), limit=0)


def test_what_both_sides_do_is_one_event_of_both(examples: Ledger) -> None:
    found = examples.outline("RUS", "JPN")
    assert {each.type: each.direction for each in found.events} == {
        "CONSULT": "both",
        "SANCTION": "JPN->RUS",
    }
    assert found.directions == {"both": 1, "JPN->RUS": 1}


def test_an_outline_as_a_chart_takes_it(examples: Ledger) -> None:
    (sanction,) = examples.outline("RUS", "JPN", types=["sanction"]).records()
    assert {**sanction, "id": ""} == {
        "id": "",
        "date_start": "2024-05-01",
        "date_end": "2024-05-01",
        "direction": "JPN->RUS",
        "type": "SANCTION",
        "mode": "expel",
        "class": "material_conflict",
        "status": "actual",
        "disputed": False,
    }


def test_events_are_chosen_by_words_of_their_documents(examples: Ledger) -> None:
    assert len(examples.outline("RUS", "JPN", text="HELD TALKS").events) == 2
    assert examples.outline("RUS", "JPN", text="held_talks").events == ()
    assert examples.outline("RUS", "JPN", publisher="Nobody").events == ()


def test_two_states_without_an_event_have_an_empty_outline(ledger: Ledger) -> None:
    found = ledger.outline("JPN", "TUV")
    assert (found.events, dict(found.types), found.records()) == ((), {}, [])
    assert ledger.entries(found).items == ()
