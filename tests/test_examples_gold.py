"""The example pages give what a careful reader finds in them: the figures reached, pinned from below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import scoring

if TYPE_CHECKING:
    from comity.answers.contract import Record

EXAMPLES = Path(__file__).parent.parent / "examples"
PRECISION = 0.95
RECALL = 0.92
MISDATED = 0
DEADLINES = 2
ANSWERS = 2


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> scoring.Score:
    ledger = tmp_path_factory.mktemp("examples") / "comity.db"
    found = scoring.score_pages(EXAMPLES / "pages", EXAMPLES / "gold.yml", ledger)
    print(found)
    return found


def faults(scored: scoring.Score) -> str:
    return "\n".join([*scored.faults, str(scored)])


def test_what_is_told_is_right(scored: scoring.Score) -> None:
    assert scored.precision >= PRECISION, faults(scored)


def test_what_is_there_is_found(scored: scoring.Score) -> None:
    assert scored.recall >= RECALL, faults(scored)


def test_furniture_never_speaks(scored: scoring.Score) -> None:
    assert scored.furniture == 0, faults(scored)


def test_pages_are_dated(scored: scoring.Score) -> None:
    assert scored.pages - scored.dated <= MISDATED, faults(scored)


def test_deadlines_and_answers_are_told(scored: scoring.Score) -> None:
    assert scored.deadlines[0] >= DEADLINES, faults(scored)
    assert scored.answers[0] >= ANSWERS, faults(scored)


# The scorer itself, on a page that is not there.


ENTRY = {
    "id": "expels",
    "date": "2022-10-04",
    "actor": "JPN",
    "recipient": "RUS",
    "type": ["SANCTION"],
    "mode": ["expel"],
    "status": ["actual"],
    "deadline": "2022-10-10",
}
PAGE: dict[str, Any] = {
    "doc": "page.txt",
    "published": "2022-10-04",
    "required": [ENTRY],
    "allowed": [],
    "forbidden": ["CHN"],
}
DOCUMENT = {"name": "folder/page.txt", "published": "2022-10-04"}


def event(**changes: object) -> Record:
    plain: Record = {
        "id": "e1",
        "type": "SANCTION",
        "mode": "expel",
        "status": "actual",
        "date_start": "2022-10-04",
        "date_end": "2022-10-04",
        "actors": ["JPN"],
        "recipients": ["RUS"],
        "deadline": "2022-10-10",
        "responds_to": [],
        "sources": [{"document": "folder/page.txt", "quote": "Japan told the consul to go"}],
    }
    return plain | changes


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({}, True),
        ({"date_start": "2022-10-05", "date_end": "2022-10-05"}, True),  # a day off
        ({"date_start": "2022-10-06", "date_end": "2022-10-06"}, False),
        ({"date_start": "2022-09-20", "date_end": "2022-10-10"}, True),
        ({"date_start": "2022-01-01", "date_end": "2022-12-31"}, False),  # says nothing
        ({"type": "COERCE"}, False),
        ({"status": "announced"}, False),
        ({"mode": None}, False),
        ({"actors": ["RUS"], "recipients": ["JPN"]}, False),
        ({"actors": ["JPN", "USA"]}, True),
    ],
)
def test_an_event_is_right_where_it_fits_an_entry(changes: dict[str, object], right: bool) -> None:
    total = scoring.score([PAGE], [event(**changes)], [DOCUMENT])
    assert (total.right, total.wrong, total.found) == ((1, 0, 1) if right else (0, 1, 0))


def test_the_sides_of_a_symmetric_entry_may_stand_either_way() -> None:
    page = PAGE | {"required": [ENTRY | {"symmetric": True}]}
    assert scoring.score([page], [event(actors=["RUS"], recipients=["JPN"])], [DOCUMENT]).found == 1


def test_only_events_between_two_that_cite_the_page_count() -> None:
    alone = event(actors=["JPN"], recipients=["JPN"])
    elsewhere = event(sources=[{"document": "other.txt", "quote": ""}])
    total = scoring.score([PAGE], [alone, elsewhere], [DOCUMENT])
    assert (total.right, total.wrong, total.found, total.recall, total.precision) == (0, 0, 0, 0.0, 0.0)


def test_an_allowed_event_counts_neither_way_for_recall() -> None:
    page = PAGE | {"required": [], "allowed": [ENTRY]}
    total = scoring.score([page], [event()], [DOCUMENT])
    assert (total.precision, total.recall) == (1.0, 1.0)


def test_a_state_of_the_furniture_is_noticed() -> None:
    assert scoring.score([PAGE], [event(recipients=["RUS", "CHN"])], [DOCUMENT]).furniture == 1


@pytest.mark.parametrize(("told", "dated"), [("2022-10-04", 1), ("2022-10-03/2022-10-04", 0), (None, 0)])
def test_a_page_is_dated_where_its_day_is_told(told: str | None, dated: int) -> None:
    total = scoring.score([PAGE], [], [{"name": "page.txt", "published": told}])
    assert (total.dated, total.pages) == (dated, 1)


def test_deadlines_and_answers_are_counted_apart() -> None:
    answer = ENTRY | {"id": "answers", "actor": "RUS", "recipient": "JPN", "answers": "expels"}
    page = PAGE | {"required": [ENTRY, answer]}
    reply = event(id="e2", actors=["RUS"], recipients=["JPN"], responds_to=["e1"], deadline=None)
    total = scoring.score([page], [event(), reply], [DOCUMENT])
    assert (total.deadlines, total.answers) == ((1, 2), (1, 1))
