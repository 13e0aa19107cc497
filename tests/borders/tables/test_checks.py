"""Many journeys at once: the same answers as one by one, and every row answered."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from comity.answers.visa import visa
from comity.borders import conditions
from comity.borders.answer import Journey
from comity.borders.record import Record
from comity.borders.stays import Stay
from comity.borders.tables import batches, checks
from comity.borders.tables.checks import ANSWERED, check, check_file
from comity.errors import InputError, QuestionError, RecordError

if TYPE_CHECKING:
    from pathlib import Path


@cache
def record() -> Record:
    return Record()


def asked(**columns: Any) -> pl.DataFrame:
    """What is answered to a table of these columns; a column that is no list has one value for all rows."""
    return check(pl.DataFrame(columns), record()).select(list(ANSWERED))


def row(**columns: Any) -> dict[str, Any]:
    """What is answered to one journey."""
    return asked(**{name: [value] for name, value in columns.items()}).to_dicts()[0]


# -- the same as one by one


def _history(chance: random.Random) -> list[Stay] | None:
    """Stays before 2025, none told, or none at all."""
    if chance.random() < 0.2:
        return None
    found, day = [], date(2023, 6, 1)
    for _ in range(chance.choice([0, 1, 2, 3, 9, 20])):
        day += timedelta(chance.choice([0, 1, 5, 20, 60]))
        last = day + timedelta(chance.choice([0, 3, 10, 40]))
        found.append(Stay(day, last))
        day = last
    if found and chance.random() < 0.2:
        found[-1] = Stay(found[-1].first, None)
    return found


def _journeys(rows: int) -> list[Journey]:
    chance = random.Random(6)
    pairs = [("GBR", "SCH"), ("USA", "DEU"), ("GBR", "JPN"), ("IDN", "JPN"), ("MEX", "JPN"), ("RUS", "CHN"),
             ("JPN", "RUS"), ("ISR", "FRA"), ("THA", "JPN"), ("DEU", "GBR"), ("JPN", "KOR")]  # fmt: skip
    facts: dict[str, list[Any]] = {
        "registered": [None, True, False],
        "biometric": [None, True, False],
        "passport": [None, *conditions.PASSPORTS],
        "purpose": [None, "tourism", "work", "transit", "business"],
        "holds": [None, (), ("visa USA",), ("permit SCH", "visa JPN")],
        "age": [None, 10, 30, 65],
    }
    found = []
    for _ in range(rows):
        history = _history(chance)
        told = {kind: value for kind, values in facts.items() if (value := chance.choice(values)) is not None}
        found.append(
            Journey(
                *chance.choice(pairs),
                date(2023, 6, 1) + timedelta(chance.randrange(900)),
                told,
                chance.choice([None, 1, 10, 30, 90, 91, 180]),
                None if history is None else tuple(history),
            )
        )
    return found


def _wanted(journey: Journey) -> dict[str, Any]:
    """What is answered to one journey, by the names of a table."""
    try:
        found = visa(record(), None, journey)
    except QuestionError:
        return {name: None for name in ANSWERED if name != "problem"}
    return {
        "needed": {True: "yes", False: "no", "depends": "depends"}[found["needed"]],
        "requirement": found["requirement"],
        "allowed_days": found["days"],
        "conditions": "; ".join(each["words"] for each in found["conditions"]) or None,
        "question": " ".join(found["questions"]) or None,
        "barred": found["barred"] is not None,
        "used_days": found["used_days"],
        "left_days": found["left_days"],
        "overstay_days": found["overstay_days"],
        "last_day": None if found["last_day"] is None else date.fromisoformat(found["last_day"]),
        "rule": found["rule"]["id"],
        "basis": found["rule"]["basis"],
    }


def _text(history: tuple[Stay, ...] | None) -> str | None:
    if history is None:
        return None
    return ";".join(f"{stay.first}/{stay.last or ''}" for stay in history) or ";"


@pytest.mark.parametrize("form", ["text", "lists"])
def test_a_table_is_answered_as_its_journeys_one_by_one(form: str) -> None:
    journeys = _journeys(600)
    stays: dict[str, Any] = {
        "text": [_text(each.stays) for each in journeys],
        "lists": [
            None if each.stays is None else [{"first": stay.first, "last": stay.last} for stay in each.stays]
            for each in journeys
        ],
    }
    frame = pl.DataFrame(
        {
            "passport": [each.passport for each in journeys],
            "destination": [each.destination for each in journeys],
            "on": [each.on for each in journeys],
            "days": [each.days for each in journeys],
            "stays": stays[form],
            "passport_type": [each.facts.get("passport") for each in journeys],
            "holds": [None if "holds" not in each.facts else list(each.facts["holds"]) for each in journeys],
            **{
                kind: [each.facts.get(kind) for each in journeys]
                for kind in ("registered", "biometric", "purpose", "age")
            },
        }
    )
    found = check(frame, record())
    assert found.columns == [*frame.columns, *ANSWERED]
    for journey, got in zip(journeys, found.to_dicts(), strict=True):
        wanted = _wanted(journey)
        assert {name: got[name] for name in wanted} == wanted, journey
        assert (got["problem"] is None) == (wanted["rule"] is not None)


def test_nothing_said_is_not_no() -> None:
    found = asked(
        passport=["IDN"] * 3, destination=["JPN"] * 3, on=["2015-06-01"] * 3, registered=["", "yes", "no"]
    )
    assert found["needed"].to_list() == ["depends", "no", "yes"]
    assert "registered" in found["question"][0]


def test_names_are_understood_and_dates_may_be_dates() -> None:
    one = row(passport="British", destination="SCHENGEN", date=date(2024, 6, 14), stays="2024-06-01/")
    other = row(passport="GBR", destination="SCH", on="2024-06-14", stays="2024-06-01/2024-09-20")
    assert one == other
    assert one["used_days"] == 14


def test_blocks_of_a_table_meet_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame(
        {
            "passport": ["RUS", "IDN", "QAT"] * 40,
            "destination": ["JPN"] * 120,
            "on": [date(2014, 1, 1) + timedelta(90 * at) for at in range(120)],
        }
    )
    whole = check(frame, record())
    monkeypatch.setattr(checks, "ROWS", 7)
    assert check(frame, record()).equals(whole)


def test_a_lazy_table_is_a_table() -> None:
    frame = pl.LazyFrame({"passport": ["RUS"], "destination": ["JPN"], "on": ["2019-02-15"]})
    assert check(frame, record())["needed"].to_list() == ["yes"]


def test_an_empty_table_has_the_columns_of_answers() -> None:
    frame = pl.DataFrame(
        schema={"passport": pl.String, "destination": pl.String, "on": pl.Date, "stays": pl.String}
    )
    found = check(frame, record())
    assert len(found) == 0
    assert dict(found.select(list(ANSWERED)).schema) == ANSWERED


# -- what is wrong with a row


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"passport": "Indonesa"}, "did you mean Indonesia"),
        ({"passport": None}, "passport: no state is told"),
        ({"destination": "  "}, "destination: no state is told"),
        ({"passport": "SCH"}, "is not in the record"),
        ({"on": "2019-02-30"}, "'2019-02-30' is no day of the calendar; write it as 2019-02-15"),
        ({"on": "15.2.2019"}, "'15.2.2019' is no day"),
        ({"on": None}, "no day is told"),
        ({"on": "1950-01-01"}, "begins on"),
        ({"passport": "JPN"}, "JPN asks its own citizens for no visa"),
        ({"days": "0"}, "days: '0' is no number of days"),
        ({"days": "ten"}, "days: 'ten' is no number of days"),
        ({"registered": "perhaps"}, "registered: 'perhaps' is neither yes nor no"),
        ({"purpose": "fun"}, "purpose: 'fun' is none of tourism"),
        ({"holds": "USA"}, "holds: 'USA' is no"),
        ({"passport_type": "red"}, "passport: 'red' is none of ordinary"),
        ({"stays": "2024-01-01"}, "stays: '2024-01-01' is no stay; write 2024-01-01/2024-01-10"),
        ({"stays": "2024-01-01/2024-02-30"}, "is no stay"),
        ({"stays": "2024-01-05/2024-01-01"}, "stays: 2024-01-05/2024-01-01 ends before it begins"),
        ({"stays": "2024-02-01/2024-02-09; 2024-01-01/2024-02-05"},
         "stays: 2024-02-01/2024-02-09 overlaps the stay from 2024-01-01 to 2024-02-05"),
        ({"stays": "2024-01-01/;2024-02-01/2024-02-05"}, "overlaps the stay from 2024-01-01 to now"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_answered_says_why(told: dict[str, Any], words: str) -> None:
    right = {"passport": "IDN", "destination": "JPN", "on": "2019-02-15"}
    found = asked(
        **{
            name: [right.get(name), told.get(name, right.get(name)), right.get(name)]
            for name in {**right, **told}
        }
    ).to_dicts()
    assert words in found[1].pop("problem")
    assert set(found[1].values()) == {None}
    assert found[0] == found[2]
    assert found[0]["problem"] is None


def test_a_day_of_exit_and_entry_is_one_day() -> None:
    told = {"passport": "GBR", "destination": "SCH", "on": "2024-06-14"}
    assert row(**told, stays="2024-01-01/2024-01-05;2024-01-05/2024-01-09")["used_days"] == 9


# -- what is no table of journeys


def test_missing_columns_are_named() -> None:
    with pytest.raises(
        RecordError, match=r"no column 'destination', 'on' among 'passport', 'to'; .* has passport"
    ):
        asked(passport=["RUS"], to=["JPN"])


def test_a_column_of_an_answer_is_not_written_over() -> None:
    with pytest.raises(RecordError, match="has a column 'needed' already"):
        asked(passport=["RUS"], destination=["JPN"], on=["2019-02-15"], needed=[True])


@pytest.mark.parametrize(
    ("column", "values"),
    [("on", [20190215]), ("stays", [7]), ("stays", [[{"a": 1}]]), ("passport", [["RUS"]]), ("age", [[30]])],
)
def test_a_column_of_no_use_is_refused(column: str, values: list[Any]) -> None:
    told: dict[str, Any] = {"passport": ["RUS"], "destination": ["JPN"], "on": ["2019-02-15"], column: values}
    with pytest.raises(RecordError, match=f"the (column|stays of the column) '{column}'"):
        asked(**told)


# -- files


CSV = """passport,destination,on,registered,name
IDN,JPN,2015-06-01,yes,Ani
XYZ,JPN,2015-06-01,,Budi
IDN,JPN,2015-06-01,,"C, D"
"""


@pytest.fixture
def travellers(tmp_path: Path) -> Path:
    path = tmp_path / "travellers.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def _written(path: Path) -> pl.DataFrame:
    if path.suffix == ".parquet":
        return pl.read_parquet(path)
    return pl.read_csv(path) if path.suffix == ".csv" else pl.read_ndjson(path)


@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl", "ndjson"])
def test_files_are_answered_in_the_form_that_is_asked_for(travellers: Path, ending: str) -> None:
    out = travellers.with_name(f"answers.{ending}")
    report = check_file(travellers, out, record())
    found = _written(out)
    assert found["name"].to_list() == ["Ani", "Budi", "C, D"]
    assert found["needed"].to_list() == ["no", None, "depends"]
    assert found["problem"][1].startswith("passport: no state is called") or "XYZ" in found["problem"][1]
    assert str(report).endswith("3 journeys; visa needed 0, not needed 1, depends 1, not answered 1")
    assert sorted(path.name for path in out.parent.iterdir()) == sorted([out.name, travellers.name])


def test_batches_of_a_file_meet_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        f"{state},JPN,{date(2012, 1, 1) + timedelta(at)},{at}"
        for at in range(1_500)
        for state in ("IDN", "RUS")
    ]
    path, out = tmp_path / "many.csv", tmp_path / "answers.parquet"
    path.write_text("\n".join(["passport,destination,on,at", *rows, ""]), encoding="utf-8")
    monkeypatch.setattr(batches, "ROWS", 250)
    report = check_file(path, out, record())
    found = pl.read_parquet(out)
    assert report.journeys == len(found) == 3_000
    assert found.equals(check(pl.read_csv(path, infer_schema=False), record()))


def test_json_lines_may_hold_lists_of_stays(tmp_path: Path) -> None:
    path, out = tmp_path / "travellers.jsonl", tmp_path / "answers.jsonl"
    told = {"passport": "GBR", "destination": "SCHENGEN", "on": "2024-06-14"}
    stays = [{"first": "2024-01-01", "last": "2024-01-01"}, {"first": "2024-06-01", "last": None}]
    path.write_text(
        "\n".join(json.dumps(each) for each in ({**told, "stays": stays}, told)), encoding="utf-8"
    )
    check_file(path, out, record())
    assert [json.loads(line)["used_days"] for line in out.read_text().splitlines()] == [15, None]
    with pytest.raises(InputError, match="CSV has no place for the lists of the column stays"):
        check_file(path, tmp_path / "answers.csv", record())


def test_a_file_with_a_header_alone_has_no_journeys(tmp_path: Path) -> None:
    path, out = tmp_path / "none.csv", tmp_path / "answers.csv"
    path.write_text("passport,destination,on\n", encoding="utf-8")
    assert check_file(path, out, record()).journeys == 0
    assert out.read_text().startswith("passport,destination,on,needed,")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.csv", None, "there is no such file"),
        ("empty.csv", "", "it is empty; its first row names the columns"),
        ("empty.jsonl", "", "it is empty"),
        ("torn.parquet", "no parquet", "cannot be read as parquet"),
        ("torn.jsonl", "{\n", "cannot be read as jsonl"),
        ("wide.csv", "passport,destination,on\nIDN,JPN,2019-02-15,more\n", "more fields"),
        ("other.csv", "passport,on\nIDN,2019-02-15\n", "no column 'destination' among"),
        ("table.xlsx", "", r"tables end in \.csv, \.parquet, \.jsonl, \.ndjson, not in '\.xlsx'"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, name: str, content: str | None, words: str
) -> None:
    path, out = tmp_path / name, tmp_path / "answers.parquet"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=rf"{name}.*{words}"):
        check_file(path, out, record())
    assert not out.exists()
    assert not list(tmp_path.glob(".answers*"))


def test_answers_are_written_whole_or_not_at_all(travellers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = travellers.with_name("answers.csv")
    out.write_text("kept")
    monkeypatch.setattr(batches, "ROWS", 1)
    answered = iter([True, True, False])  # the columns, the first row, the second

    def failing(frame: pl.DataFrame, of: Record) -> pl.DataFrame:
        if not next(answered):
            raise RecordError("stopped")
        return check(frame, of)

    monkeypatch.setattr(checks, "check", failing)
    with pytest.raises(RecordError, match="stopped"):
        check_file(travellers, out, record())
    assert out.read_text() == "kept"
    assert len(list(out.parent.iterdir())) == 2


def test_answers_do_not_take_the_place_of_journeys(travellers: Path) -> None:
    with pytest.raises(InputError, match="name another file"):
        check_file(travellers, travellers, record())
    assert travellers.read_text(encoding="utf-8") == CSV


def test_a_folder_that_is_not_there_is_told(travellers: Path) -> None:
    with pytest.raises(InputError, match=r"answers\.csv: cannot be written: No such file"):
        check_file(travellers, travellers.parent / "none" / "answers.csv", record())
