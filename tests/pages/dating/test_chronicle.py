"""The file of the world's dated events, and what is refused in one."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from comity.errors import OntologyError
from comity.ontology import yaml_files
from comity.pages.dating import chronicle

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = "happenings: []\nmeetings: []\ngatherings: []\nseries: []\nusages: []\n"
SECTIONS = ("happenings", "meetings", "gatherings", "series", "usages")


def test_the_file_of_events_is_whole() -> None:
    known = chronicle.load()
    meetings = list(chain.from_iterable(known.met.values()))
    assert len(known.happenings) >= 250
    assert len(meetings) >= 400
    assert all(edition[0].days <= 20 for gathering in known.gatherings for edition in gathering.editions)
    assert all(meeting.on.days <= 3 for meeting in meetings)
    assert len({happening.name for happening in known.happenings}) == len(known.happenings)


def test_no_two_states_have_more_than_a_tenth_of_the_meetings() -> None:
    known = chronicle.load()
    meetings = sum(len(met) for met in known.met.values())
    for who, met in known.met.items():
        assert len(met) <= meetings / 10, who


def test_every_entry_names_a_source_and_its_date() -> None:
    content = yaml_files.load(chronicle.FILE)
    for section in SECTIONS:
        for entry in content[section]:
            assert re.search(r"\b20\d\d\b", entry["source"]), entry["name"]


@pytest.mark.parametrize(
    ("section", "entry", "message"),
    [
        ("happenings", "{name: A, on: 2020-13, says: [a], source: S}", "entry A: '2020-13'"),
        ("happenings", "{name: A, on: 2020, says: ['('], source: S}", "entry A: .* no pattern"),
        ("happenings", "{name: A, on: 2020, says: [a]}", "entry A: source is missing"),
        ("happenings", "{name: A, on: 2020, says: [a], source: ' '}", "entry A: the source is empty"),
        ("meetings", "{name: A, on: 2020, whom: [B], source: S}", "entry A: unknown key whom"),
        ("usages", "{name: A, since: soon, says: [a], source: S}", "entry A: 'soon'"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, section: str, entry: str, message: str) -> None:
    path = tmp_path / "events.yml"
    path.write_text(EMPTY.replace(f"{section}: []", f"{section}: [{entry}]"), encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        chronicle.load(path)


def test_a_file_without_a_section_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    path.write_text("happenings: []\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="gatherings, meetings, series, usages is missing"):
        chronicle.load(path)
