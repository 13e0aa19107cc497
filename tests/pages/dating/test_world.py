"""The dated events of the world, and the clues that naming them gives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from comity.errors import OntologyError
from comity.pages.dating import world
from comity.pages.dating.clues import Article

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = "happenings: []\nmeetings: []\ngatherings: []\n"


def allows(text: str, day: date) -> bool:
    clues = list(world.of_world(Article.of([text]), world.load()))
    assert clues
    return all(clue.allows(day) for clue in clues)


def test_the_file_of_events_is_whole() -> None:
    known = world.load()
    assert len(known.happenings) >= 80
    assert all(edition[0].days <= 20 for gathering in known.gatherings for edition in gathering.editions)
    assert all(meeting.on.days <= 3 for meeting in known.meetings)
    assert len({happening.name for happening in known.happenings}) == len(known.happenings)


def test_no_text_names_an_event_before_it_happened() -> None:
    assert not allows("Ties were poor before the invasion of Ukraine.", date(2022, 2, 20))
    assert allows("Ties were poor before the invasion of Ukraine.", date(2022, 2, 25))


def test_a_month_beside_an_event_limits_the_year() -> None:
    text = "Ties were poor before the invasion of Ukraine in February."
    assert allows(text, date(2022, 10, 4))
    assert not allows(text, date(2023, 3, 1))


def test_what_is_feared_has_not_happened() -> None:
    text = "Kyiv spoke of fears of an invasion of Ukraine."
    assert list(world.of_world(Article.of([text]), world.load())) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            EMPTY.replace("happenings: []", "happenings: [{name: A, on: 2020-13, says: [a]}]"),
            "entry A: '2020-13'",
        ),
        (
            EMPTY.replace("happenings: []", "happenings: [{name: A, on: 2020, says: ['(']}]"),
            "entry A: .* no pattern",
        ),
        (
            EMPTY.replace("meetings: []", "meetings: [{name: A, on: 2020, whom: [B]}]"),
            "entry A: unknown key whom",
        ),
        ("happenings: []\n", "meetings is missing|gatherings, meetings is missing"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "events.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        world.load(path)
