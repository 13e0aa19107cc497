"""`comity visa` as somebody at a terminal or in a pipe meets it."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
import pytest
from tests.borders.made import SCHEMA, Made

from comity.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = """Chile considers visa exemption for Peruvians

SANTIAGO, March 4, 2024 - The Chilean government is considering granting a visa exemption to citizens of
Peru, a spokeswoman for the foreign ministry said on Monday. She told reporters in the capital that the two
ministries had been talking about it since the summer.

A decision is not expected before the end of the year, she said, and the costs are not known yet.
"""


class Told(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    error: str

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.out.splitlines()]


@pytest.fixture
def visa(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Told]:
    """Runs `comity visa` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMITY_LEDGER", raising=False)
    monkeypatch.delenv("COMITY_RECORD", raising=False)

    def run(*arguments: str, given: str = "") -> Told:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        try:
            code = main(["visa", *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        told = capsys.readouterr()
        return Told(code, told.out, told.err)

    return run


def parsed(told: Told) -> Any:
    assert (told.code, told.error) == (0, "")
    return json.loads(told.out)


# The commands that the record was made for.


def test_russians_need_a_visa_for_japan(visa: Callable[..., Told]) -> None:
    told = visa("RUS", "JPN", "--on", "2019-02-15")
    assert (told.code, told.error) == (0, "")
    assert told.lines[:2] == ["Russia -> Japan, 2019-02-15", "visa required"]
    assert told.lines[-1] == "the other way  Japan -> Russia: visa required"
    assert any(line.startswith("rule  ") and "(curated)" in line for line in told.lines)
    assert any("Ministry of Foreign Affairs of Japan" in line for line in told.lines)


def test_registered_indonesians_need_none_for_ten_days(visa: Callable[..., Told]) -> None:
    question = ("IDN", "JPN", "--on", "2015-06-01")
    assert visa(*question, "--registered", "--days", "10").lines[1] == "visa-free, 15 days"
    assert visa(*question, "--no-registered").lines[1] == "visa required"
    silent = visa(*question)
    assert silent.lines[1].startswith("it depends: visa-free, 15 days, given a biometric passport")
    assert any(line.startswith("Has the passport been registered") for line in silent.lines)
    long = visa(*question, "--registered", "--days", "16")
    assert "visa required" in long.lines
    assert "the exemption is for 15 days only" in long.lines


def test_days_in_the_schengen_area_are_counted(visa: Callable[..., Told], tmp_path: Path) -> None:
    (tmp_path / "stays.csv").write_text("entry,exit\n2024-01-01,2024-01-01\n2024-06-01,2024-09-20\n")
    told = visa("GBR", "SCHENGEN", "--on", "2024-06-14", "--stays", "stays.csv")
    assert told.lines[:4] == [
        "United Kingdom -> Schengen Area, 2024-06-14",
        "visa-free, 90 days",
        "at most 90 days in any 180, counted from 2023-12-18",
        "15 days used, 76 left; last lawful day 2024-08-29",
    ]


THREE = "2024-01-01,2024-01-10\n2024-03-01,2024-03-30\n2024-05-01,2024-06-09"


@pytest.mark.parametrize(
    ("stays", "on", "left", "last"),
    [
        (
            THREE,
            "2024-06-19",
            20,
            "2024-07-08",
        ),
        (
            THREE,
            "2024-08-08",
            50,
            "2024-09-26",
        ),
        ("2014-08-15,2014-09-30\n2014-11-01,2014-11-30", "2014-11-30", 13, "2014-12-13"),
    ],
)
def test_stays_may_come_through_a_pipe(
    visa: Callable[..., Told], stays: str, on: str, left: int, last: str
) -> None:
    given = f"entry,exit\n{stays}\n"
    answer = parsed(visa("USA", "SCHENGEN", "--on", on, "--stays", "-", "--json", given=given))
    assert (answer["left_days"], answer["last_day"]) == (left, last)


def test_an_overstay_needs_a_visa(visa: Callable[..., Told]) -> None:
    given = "entry,exit\n2024-01-01,\n"
    told = visa("USA", "SCHENGEN", "--on", "2024-04-10", "--stays", "-", given=given)
    assert told.lines[1] == "visa required: no day of the exemption is left"
    assert told.lines[3].endswith("11 days too many")


def test_history_goes_from_the_oldest_stretch_to_todays(visa: Callable[..., Told]) -> None:
    told = visa("history", "JPN", "CHN")
    lines = told.out.splitlines()
    assert lines[0].startswith("2003-09-01 to ")
    assert "visa-free, 15 days" in lines[0]
    assert any("2020-03-10 to 2020-03-27" in line for line in lines)
    assert any(line.startswith("2024-11-30 to ") and "visa-free, 30 days" in line for line in lines)
    found = parsed(visa("history", "JPN", "CHN", "--json"))
    assert len(found) == len(lines)
    assert found[0]["valid_from"] == "2003-09-01"


def test_reciprocity_of_a_pair(visa: Callable[..., Told]) -> None:
    told = visa("reciprocity", "JPN", "RUS", "--on", "2025-01-12")
    assert told.lines[0] == "Japan and Russia, 2025-01-12"
    assert told.lines[1].startswith("none: both ask for a visa")
    (record,) = parsed(visa("reciprocity", "JPN", "RUS", "--on", "2025-01-12", "--json"))
    assert record["relation"] == "none"
    assert (record["passport"], record["reverse"]["passport"]) == ("JPN", "RUS")


def test_a_what_if_shows_what_it_would_change(visa: Callable[..., Told]) -> None:
    question = ("reciprocity", "JPN", "RUS", "--on", "2025-01-12", "--assume", "JPN exempts RUS 90 days")
    told = visa(*question)
    assert told.lines[1] == "one-way: only RUS passports need no visa, since 2025-01-12"
    assert told.lines[2].startswith("without the supposition: none: both ask for a visa")
    mutual = visa(*question, "--assume", "RUS exempts JPN 90 days")
    assert mutual.lines[1].startswith("mutual: neither asks")


def test_reciprocity_of_one_state_is_a_table(visa: Callable[..., Told]) -> None:
    told = visa("reciprocity", "JPN", "--on", "2025-01-12")
    assert len(told.lines) == 198
    assert all(line.startswith("JPN  ") for line in told.lines)
    assert visa("reciprocity", "JPN", "--all", "--on", "2025-01-12").lines == told.lines
    assert len(parsed(visa("reciprocity", "JPN", "--on", "2025-01-12", "--json"))) == 198


def test_a_what_if_in_a_table_tells_whose_relation_it_changes(visa: Callable[..., Told]) -> None:
    told = visa("reciprocity", "JPN", "--on", "2025-01-12", "--assume", "JPN exempts RUS 90 days")
    assert told.lines[-1] == "the supposition changes JPN and RUS: none -> one_way"


@pytest.mark.parametrize(("on", "count"), [("2019-02-24", 68), ("2023-10-11", 70), ("2025-01-12", 71)])
def test_whom_japan_exempts(visa: Callable[..., Told], on: str, count: int) -> None:
    told = visa("passports", "JPN", "--on", on, "--requirement", "visa_free")
    assert len(told.lines) == count
    found = parsed(visa("passports", "JPN", "--on", on, "--requirement", "visa_free", "--json"))
    assert len(found) == count
    assert {record["requirement"] for record in found} == {"visa_free"}


def test_what_each_state_asks_of_japanese_passports(visa: Callable[..., Told]) -> None:
    asked = ("destinations", "Japan", "--on", "2024-11-25")
    found = parsed(visa(*asked, "--json"))
    assert {each["passport"] for each in found} == {"JPN"}
    assert len(found) == 198
    told = visa(*asked, "--requirement", "visa_required")
    assert "CHN" in {line.split()[0] for line in told.lines}
    assert len(told.lines) == sum(each["requirement"] == "visa_required" for each in found)


def test_an_answer_in_json_is_one_record(visa: Callable[..., Told]) -> None:
    told = visa("RUS", "JPN", "--on", "2019-02-15", "--json")
    assert told.out.count("\n") == 1
    answer = parsed(told)
    assert (answer["needed"], answer["requirement"], answer["reverse"]["needed"]) == (
        True,
        "visa_required",
        True,
    )
    assert (answer["pending"], answer["rule"]["basis"]) == ([], "curated")


def test_states_are_told_by_name_and_demonym(visa: Callable[..., Told]) -> None:
    told = visa("Japanese", "South Korea", "--on", "2019-02-15")
    assert told.lines[0] == "Japan -> South Korea, 2019-02-15"


def test_other_facts_are_said_one_by_one(visa: Callable[..., Told]) -> None:
    question = ("RUS", "JPN", "--on", "2019-02-15", "--json")
    facts = ("--say", "resident_of=southern-kurils", "--purpose", "exchange")
    assert parsed(visa(*question, *facts))["needed"] is False
    assert parsed(visa(*question, "--say", "resident_of=southern-kurils"))["needed"] is True


def test_a_diplomatic_passport_is_said_like_any_other_fact(visa: Callable[..., Told]) -> None:
    told = visa("RUS", "SCHENGEN", "--on", "2020-01-01", "--say", "passport=diplomatic")
    assert told.lines[1] == "visa-free, 90 days"


def test_a_day_after_the_newest_source_is_answered_with_that_sources_day(visa: Callable[..., Told]) -> None:
    assert any(line.startswith("known to  ") for line in visa("RUS", "JPN", "--on", "2060-01-01").lines)
    assert not any(line.startswith("known to") for line in visa("RUS", "JPN", "--on", "2019-01-01").lines)


def test_without_words_the_commands_are_listed(visa: Callable[..., Told]) -> None:
    told = visa("--help")
    assert told.code == 0
    assert "No legal advice" in told.out


# What cannot be answered: one line on standard error, nothing else, and an exit code.


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Japn", "RUS"), "no state is called 'Japn': did you mean Japan (JPN)?"),
        (("Atlantis", "RUS"), "no state is called 'Atlantis'; give its ISO code or English name"),
        (("UN", "RUS"), "United Nations (UNO) has no passport in the record; name a state, as JPN"),
        (("SCHENGEN", "RUS"), "Schengen Area (SCH) has no passport in the record"),
        (("RUS", "NATO"), "is no destination in the record"),
        (("JPN", "Japan"), "JPN asks its own citizens for no visa"),
        (("RUS", "JPN", "--on", "2011-12-31"), "begins on 2012-01-01, after 2011-12-31; ask for that day or"),
        (("RUS", "JPN", "--on", "2019-02-30"), "'2019-02-30' is no day"),
        (("RUS", "JPN", "--on", "yesterday"), "'yesterday' is no day; give one as 2022-10-04"),
        (("RUS", "JPN", "--on", "2019-02"), "'2019-02' is no single day; give one, as 2019-02-01"),
        (("RUS", "JPN", "--days", "0"), "a stay of 0 days is none; give one day or more"),
        (("RUS", "JPN", "--say", "colour=red"), "nothing is asked of a traveller under 'colour'; known are"),
        (("RUS", "JPN", "--say", "age=old"), "age: 'old' is no age in years"),
        (("RUS", "JPN", "--purpose", "fun"), "purpose: 'fun' is none of tourism, business"),
        (
            ("RUS", "JPN", "--record", "none.parquet"),
            "none.parquet is missing; make it by `comity visa",
        ),
        (("RUS", "JPN", "--stays", "none.csv"), "none.csv: cannot be read: No such file or directory"),
        (("history", "JPN", "JPN"), "JPN asks its own citizens for no visa"),
        (("passports", "Japn"), "did you mean Japan (JPN)?"),
        (
            ("passports", "JPN", "--on", "2011-12-31"),
            "the record of JPN begins on 2012-01-01, after",
        ),
        (
            ("passports", "JPN", "--requirement", "free"),
            "no requirement is called 'free'; there are",
        ),
        (("reciprocity", "JPN", "JPN"), "JPN asks its own citizens for no visa"),
        (
            ("reciprocity", "JPN", "RUS", "--assume", "JPN likes RUS"),
            "supposes nothing known; write",
        ),
        (("reciprocity", "JPN", "RUS", "--assume", "JPN exempts JPN"), "asks its own citizens for no visa"),
    ],
)
def test_a_question_without_meaning_is_refused(
    visa: Callable[..., Told], arguments: tuple[str, ...], message: str
) -> None:
    told = visa(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.error.startswith("comity: ")
    assert message in told.error
    assert told.error.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("RUS", "JPN", "--say", "registered"), "'registered' says nothing; write KIND=VALUE, as age=70"),
        (("RUS", "JPN", "--say", "age="), "'age=' says nothing"),
        (("RUS", "JPN", "--days", "many"), "--days"),
        (("RUS",), "DESTINATION"),
        (("reciprocity",), "name a state, a pair, or --all"),
        (("reciprocity", "JPN", "RUS", "--all"), "a pair has no --all; leave B or --all out"),
    ],
)
def test_a_command_that_is_mistyped_says_how_it_is_used(
    visa: Callable[..., Told], arguments: tuple[str, ...], message: str
) -> None:
    told = visa(*arguments)
    assert (told.code, told.out) == (2, "")
    assert message in told.error


@pytest.mark.parametrize(
    ("stays", "message"),
    [
        (
            "entry,exit\n2024-02-01,2024-01-01\n",
            "row 2: a stay ends (2024-01-01) before it begins",
        ),
        (
            "entry,exit\n2024-01-01,2024-02-01\n2024-01-15,2024-03-01\n",
            "row 3: the stay overlaps that of row 2 (2024-01-01 to 2024-02-01, 2024-01-15 to 2024-03-01)",
        ),
        ("arrival,exit\n2024-01-01,2024-02-01\n", "no column 'entry'"),
        ("entry\n2024-01-01\n", "no column 'exit'"),
        ("entry,exit\n1.2.2024,\n", "row 2: '1.2.2024' is no date; write it as 2024-06-14"),
        ("entry,exit\n2024-02-30,\n", "row 2: '2024-02-30' is no day of the calendar"),
    ],
)
def test_wrong_stays_are_refused_with_their_row(
    visa: Callable[..., Told], tmp_path: Path, stays: str, message: str
) -> None:
    (tmp_path / "stays.csv").write_text(stays)
    told = visa("GBR", "SCHENGEN", "--on", "2024-06-14", "--stays", "stays.csv")
    assert (told.code, told.out) == (2, "")
    assert "stays.csv" in told.error
    assert message in told.error


def test_a_record_of_ones_own_is_asked_by_name_or_by_environment(
    visa: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Made(tmp_path).seen("PER CHL", "evisa", "2019-01-05/2025-03-01")
    pl.DataFrame(made.rows, schema=SCHEMA).write_parquet("mine.parquet")
    question = ("PER", "CHL", "--on", "2021-06-01", "--json")
    assert parsed(visa(*question, "--record", "mine.parquet"))["requirement"] == "evisa"
    monkeypatch.setenv("COMITY_RECORD", "mine.parquet")
    assert parsed(visa(*question))["requirement"] == "evisa"


def test_a_file_that_is_no_record_is_refused(visa: Callable[..., Told], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    told = visa("RUS", "JPN", "--record", "letter.txt")
    assert (told.code, told.out) == (2, "")
    assert "letter.txt is no visa record" in told.error


# The ledger.


def test_no_ledger_is_needed(visa: Callable[..., Told], tmp_path: Path) -> None:
    told = visa("RUS", "JPN", "--on", "2019-02-15")
    assert (told.code, told.error) == (0, "")
    assert not list(tmp_path.iterdir())


def test_a_ledger_that_is_named_must_be_there(
    visa: Callable[..., Told], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named = visa("RUS", "JPN", "--ledger", "mine.db")
    assert (named.code, named.out) == (3, "")
    assert "there is no ledger at mine.db" in named.error
    monkeypatch.setenv("COMITY_LEDGER", "other.db")
    told = visa("RUS", "JPN")
    assert (told.code, told.out) == (3, "")
    assert "there is no ledger at other.db" in told.error
    assert not list(tmp_path.iterdir())


def test_what_the_ledger_says_is_pending_stands_in_the_first_line(
    visa: Callable[..., Told], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.txt").write_text(PAGE)
    made = Made(tmp_path).seen("PER CHL", "visa_required", "2019-01-05/2025-03-01")
    pl.DataFrame(made.rows, schema=SCHEMA).write_parquet("mine.parquet")
    with pytest.raises(SystemExit):
        main(["read", "page.txt"])
    capsys.readouterr()
    told = visa("PER", "CHL", "--on", "2024-03-10", "--record", "mine.parquet")
    assert told.lines[1] == "visa required; an exemption considered since 2024-03-04"
    assert any(line.startswith("pending        considered 2024-03-04 by CHL") for line in told.lines)
    assert any("is considering granting a visa exemption" in line for line in told.lines)
    before = visa("PER", "CHL", "--on", "2024-03-03", "--record", "mine.parquet")
    assert before.lines[1] == "visa required"
