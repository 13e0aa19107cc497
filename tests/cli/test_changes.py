"""`comity changes` as somebody at a terminal, in a pipe or with a feed reader meets it."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import icalendar
import pytest
from lxml import etree
from rich.console import Console
from tests.answers.followed import Report, ledger, measure, step

from comity.cli import main, screen
from comity.records import State

if TYPE_CHECKING:
    from pathlib import Path

MEASURES = [
    measure(
        "expulsion",
        "expulsion",
        step("2024-05-03", State.IN_FORCE, "out", "eight diplomats", "2024-05-10"),
        step("2024-05-09", State.ENDED, "left"),
    ),
    measure("Houses of Culture", "institution", step("2024-08-01", State.ANNOUNCED, "houses", "three")),
]
REPORTS = [
    Report("out", "Chile ordered eight Peruvian diplomats to leave by 10 May.", "2024-05-03"),
    Report("left", "The eight Peruvian diplomats left Chile.", "2024-05-09"),
    Report("houses", "Chile will open three Houses of Culture in Peru on 1 August.", "2024-05-20"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(ledger(tmp_path_factory.mktemp("changes") / "comity.db", MEASURES, REPORTS))


class Asked:
    """What the command printed, and its exit code."""

    def __init__(self, capfd: pytest.CaptureFixture[str], place: str, *arguments: str) -> None:
        try:
            self.code: object = main(["changes", *arguments, "--ledger", place])
        except SystemExit as stopped:
            self.code = stopped.code or 0
        captured = capfd.readouterr()
        self.out, self.err = captured.out, captured.err


def test_a_pipe_gets_a_line_a_change_and_then_what_was_announced(
    place: str, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = Asked(capfd, place, "Peru", "Chile", "--since", "2024")
    assert asked.code == 0
    assert "\x1b" not in asked.out
    lines = [line.split() for line in asked.out.splitlines()]
    assert [[line[0], *line[3:6], *line[6:11]] for line in lines[:3]] == [
        ["2024-08-01", "CHL", "->", "PER", "institution", "-", "announced", "-", "houses"],
        ["2024-05-09", "CHL", "->", "PER", "expulsion", "in_force", "ended", "-", "left"],
        ["2024-05-03", "CHL", "->", "PER", "expulsion", "-", "in_force", "2024-05-10", "out"],
    ]
    assert [(line[0], line[6], line[7], line[8]) for line in lines[3:]] == [
        ("2024-05-10", "expulsion", "announced", "leave"),
        ("2024-08-01", "institution", "announced", "opens"),
    ]


def test_json_is_one_record_of_changes_and_announced_days(
    place: str, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = Asked(capfd, place, "PER", "CHL", "--since", "2024-05-04", "--until", "2024-06", "--json")
    record = json.loads(asked.out)
    assert list(record) == ["since", "until", "states", "kinds", "changes", "announced"]
    assert (record["since"], record["until"]) == ("2024-05-04", "2024-06-30")
    assert [each["event"] for each in record["changes"]] == ["left"]
    (day,) = record["announced"]
    assert (day["date"], day["occasion"], day["change"]["event"]) == ("2024-05-10", "leave by", "out")


def test_rules_of_the_record_stand_beside_the_ledgers(place: str, capfd: pytest.CaptureFixture[str]) -> None:
    asked = Asked(capfd, place, "CHN", "JPN", "--since", "2024-11", "--until", "2024-11", "--json")
    changes = json.loads(asked.out)["changes"]
    assert changes
    assert {each["basis"] for each in changes} == {"record"}
    assert all(each["document"] and each["publisher"] and each["event"] is None for each in changes)


def test_a_terminal_groups_changes_by_day(
    place: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setattr(screen, "console", lambda: Console(file=shown, width=100, color_system=None))
    Asked(capfd, place, "PER", "CHL", "--since", "2024-05-01", "--until", "2024-12")
    assert [line.rstrip() for line in shown.getvalue().splitlines()] == [
        "3 changes of PER and CHL since 1 May 2024 until 31 Dec 2024",
        "",
        "1 Aug 2024",
        "  CHL → PER  Houses of Culture (institution): announced  three",
        "    m-houses  “Chile will open three Houses of Culture in Peru on 1 August.” (The Lima Letter,",
        "              stated)",
        "",
        "9 May 2024",
        "  CHL → PER  expulsion: in force → ended",
        "    m-out  “The eight Peruvian diplomats left Chile.” (The Lima Letter, stated)",
        "",
        "3 May 2024",
        "  CHL → PER  expulsion: in force  eight diplomats  by 10 May 2024",
        "    m-out  “Chile ordered eight Peruvian diplomats to leave by 10 May.” (The Lima Letter, stated)",
        "",
        "announced days and deadlines",
        "  CHL → PER  expulsion: leave by 10 May 2024",
        "  CHL → PER  Houses of Culture (institution): opens on 1 Aug 2024",
        "",
        "comity measure m-houses shows the history of one with its quotes",
    ]


def test_words_of_a_page_are_shown_and_not_obeyed(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "Chile \x1b[2Jordered\x07 a \u202ediplomat to leave."
    bad = measure("House\x1b]0;x\x07s", "institution", step("2024-05-03", State.IN_FORCE, "out", "si\x1bx"))
    place = str(ledger(tmp_path / "comity.db", [bad], [Report("out", sentence, "2024-05-03")]))
    piped = Asked(capfd, place, "PER", "CHL", "--since", "2024").out
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setattr(screen, "console", lambda: Console(width=100, color_system=None))
    shown = Asked(capfd, place, "PER", "CHL", "--since", "2024").out
    for told in (piped, shown):
        assert "Chile [2Jordered a diplomat to leave." in told
        assert all(letter.isprintable() for line in told.split("\n") for letter in line)


def test_nothing_says_since_when_and_what_to_try(place: str, capfd: pytest.CaptureFixture[str]) -> None:
    asked = Asked(capfd, place, "PER", "CHL", "--since", "2025", "--until", "2025-02")
    assert asked.out == (
        "Nothing of PER and CHL began, changed or ended since 1 Jan 2025 until 28 Feb 2025; "
        "ask from an earlier day with --since.\n"
    )
    by_default = Asked(capfd, place, "PER", "CHL", "--until", "2024-01-31")
    assert "since 1 Jan 2024 until 31 Jan 2024 (30 days; --since tells another day)" in by_default.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Peruu"], "did you mean Peru (PER)?"),
        (["PER", "PER"], "PER is named twice"),
        (["--since", "yesterday"], "'yesterday' is no day"),
        (["--since", "2024", "--until", "2023"], "swap the two"),
        (["--kind", "expulsions"], "did you mean expulsion?"),
        (["--kind", "zzz"], "there are "),
        (["--atom", "-", "--ics", "-"], "only one of"),
        (["--json", "--ics", "-"], "only one of"),
    ],
)
def test_a_question_without_meaning_says_what_to_ask_instead(
    place: str, capfd: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    asked = Asked(capfd, place, *arguments)
    assert asked.code == 2
    assert words in " ".join(asked.err.split())
    assert asked.out == ""


def test_feed_and_calendar_are_written_to_files(
    place: str, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    feed, dates = tmp_path / "feed.xml", tmp_path / "dates.ics"
    asked = Asked(capfd, place, "PER", "CHL", "--since", "2024", "--atom", str(feed), "--ics", str(dates))
    assert (asked.code, asked.out) == (0, "")
    assert asked.err.splitlines() == [
        f"3 changes written to {feed}",
        f"2 announced days and deadlines written to {dates}",
    ]
    assert etree.parse(str(feed)).getroot().tag.endswith("}feed")
    assert len(icalendar.Calendar.from_ical(dates.read_bytes()).walk("VEVENT")) == 2
    before = feed.read_bytes(), dates.read_bytes()
    Asked(capfd, place, "PER", "CHL", "--since", "2024", "--atom", str(feed), "--ics", str(dates))
    assert (feed.read_bytes(), dates.read_bytes()) == before


def test_both_go_to_standard_output(place: str, capfd: pytest.CaptureFixture[str]) -> None:
    feed = Asked(capfd, place, "PER", "CHL", "--since", "2024", "--atom", "-")
    assert len(etree.fromstring(feed.out.encode())) > 3
    dates = Asked(capfd, place, "PER", "CHL", "--since", "2024", "--ics", "-")
    assert [line for line in dates.out.splitlines() if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20240510",
        "DTSTART;VALUE=DATE:20240801",
    ]


def test_an_empty_feed_and_calendar_are_written_too(
    place: str, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    dates = tmp_path / "dates.ics"
    asked = Asked(capfd, place, "PER", "CHL", "--since", "2030", "--ics", str(dates))
    assert asked.err == f"0 announced days and deadlines written to {dates}\n"
    assert icalendar.Calendar.from_ical(dates.read_bytes()).walk("VEVENT") == []


def test_a_file_that_cannot_be_written_is_told(place: str, capfd: pytest.CaptureFixture[str]) -> None:
    asked = Asked(capfd, place, "--since", "2024", "--atom", "/missing/folder/feed.xml")
    assert asked.code == 2
    assert "/missing/folder/feed.xml cannot be written" in asked.err
