"""Judgements outlast whatever happens, are read strictly, and the newest of a mention counts."""

from __future__ import annotations

import fcntl
import json
import multiprocessing
import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.examples import Example

from comity.errors import LedgerError, QuestionError, RecordError
from comity.judgements import Judgement, Judgements, Reading, Verdict, acts, file, lesson, parties
from comity.records import Status

READING = Reading(("JPN",), ("RUS",), "SANCTION", "expel", Status.ACTUAL, date(2022, 4, 8), date(2022, 4, 8))
JUDGEMENT = Judgement(
    mention="0123456789abcdef",
    document="fedcba9876543210",
    name="wire.jsonl#1",
    text="Japan expelled eight diplomats.",
    original={**READING.record(), "confidence": 0.5},
    verdict=Verdict.ACCEPTED,
    corrected=None,
    note="",
    by="Ada",
    at=datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
    coder="comity-0.2",
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    kind = draw(st.sampled_from(sorted(acts())))
    codes = st.lists(st.sampled_from(["JPN", "RUS", "EUR"]), min_size=1, max_size=3).map(tuple)
    first = draw(st.dates())
    return Reading(
        draw(codes),
        draw(codes),
        kind,
        draw(st.sampled_from([None, *acts()[kind]])),
        draw(st.sampled_from(Status)),
        first,
        draw(st.dates(min_value=first)),
    )


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    verdict = draw(st.sampled_from(Verdict))
    text = st.text(st.characters(exclude_categories=["Cs"]))
    milliseconds = st.integers(0, 10**12)
    return Judgement(
        draw(text),
        draw(text),
        draw(text),
        draw(text),
        {**draw(readings()).record(), "rule": draw(text), "spans": {"quote": [1, 2]}},
        verdict,
        draw(readings()) if verdict is Verdict.CORRECTED else None,
        draw(text),
        draw(text),
        datetime(2020, 1, 1, tzinfo=UTC) + timedelta(milliseconds=draw(milliseconds)),
        draw(text),
    )


@given(judgements())
def test_a_line_gives_back_its_judgement(told: Judgement) -> None:
    assert "\n" not in told.line()
    assert Judgement.of(told.line()) == told


def test_a_line_has_the_keys_of_the_contract_in_order() -> None:
    corrected = replace(JUDGEMENT, verdict=Verdict.CORRECTED, corrected=replace(READING, mode=None))
    keys = "mention document name text original judgement corrected note by at coder"
    assert list(json.loads(corrected.line())) == keys.split()
    assert json.loads(corrected.line())["at"] == "2026-11-22T06:00:00.000Z"
    assert json.loads(corrected.line())["corrected"]["mode"] is None


def test_what_is_right_is_the_original_the_correction_or_nothing() -> None:
    other = replace(READING, type="COERCE", mode=None)
    assert JUDGEMENT.right == READING
    assert replace(JUDGEMENT, verdict=Verdict.CORRECTED, corrected=other).right == other
    assert replace(JUDGEMENT, verdict=Verdict.WRONG).right is None


def test_what_is_added_is_kept_in_order(tmp_path: Path) -> None:
    kept = Judgements(tmp_path / "judged.jsonl")
    assert list(kept) == []
    assert kept.newest() == {}
    some = [replace(JUDGEMENT, mention=str(number)) for number in range(5)]
    for each in some:
        kept.append(each)
    assert list(kept) == some
    assert list(Judgements(kept.path)) == some


def test_the_newest_of_a_mention_counts_and_nothing_is_overwritten(tmp_path: Path) -> None:
    kept = Judgements(tmp_path / "judged.jsonl")
    second = replace(JUDGEMENT, verdict=Verdict.WRONG, at=JUDGEMENT.at + timedelta(seconds=1))
    third = replace(second, note="of the same moment, told last")
    earlier = replace(JUDGEMENT, at=JUDGEMENT.at - timedelta(days=1))
    for each in (JUDGEMENT, second, third, earlier):
        kept.append(each)
        kept.newest()
    assert kept.newest() == {JUDGEMENT.mention: third}
    assert len(list(kept)) == 4


def test_what_others_add_is_seen(tmp_path: Path) -> None:
    one, other = (Judgements(tmp_path / "judged.jsonl") for _ in range(2))
    one.append(JUDGEMENT)
    assert set(other.newest()) == {JUDGEMENT.mention}
    one.append(replace(JUDGEMENT, mention="b"))
    assert set(other.newest()) == {JUDGEMENT.mention, "b"}
    one.path.unlink()
    assert other.newest() == {}
    one.append(replace(JUDGEMENT, mention="c"))
    assert set(other.newest()) == {"c"}


def _many(path: str, who: str) -> None:
    kept = Judgements(path)
    for number in range(25):
        kept.append(replace(JUDGEMENT, mention=f"{who}{number}", text="x" * 9000))


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "judged.jsonl")
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_many, args=(path, who)) for who in "abc"]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert len(Judgements(path).newest()) == 75


WRONG_LINES = [
    ("{", "is no JSON"),
    ("[]", "is no JSON object"),
    ("\ufeff{}", "is no JSON"),
    ('{"mention": 1, "mention": 2}', "has mention twice"),
    ('{"mention": NaN}', "is no JSON (NaN)"),
    ('{"mention": 1e999}', "is no JSON (1e999)"),
]


def test_who_keeps_the_file_to_himself_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "PATIENCE", 0.05)
    kept = Judgements(tmp_path / "judged.jsonl")
    kept.check()
    with kept.path.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(LedgerError, match=r"judged\.jsonl has been locked by another program"):
            kept.newest()
    assert kept.newest() == {}


def broken(**told: Any) -> str:
    record = {**JUDGEMENT.record(), **told}
    return json.dumps({key: value for key, value in record.items() if value != "absent"})


@pytest.mark.parametrize(
    ("line", "why"),
    [
        *WRONG_LINES,
        (broken(note="absent"), "lacks note"),
        (broken(colour="red"), "has colour, which no judgement has"),
        (broken(judgement="maybe"), "is judged 'maybe'"),
        (broken(judgement=["wrong"]), "is judged ['wrong']"),
        (broken(judgement="corrected"), "has a correction where it says corrected, and only there"),
        (broken(corrected=READING.record()), "has a correction where it says corrected, and only there"),
        (broken(note=None), "has a note that is no string"),
        (broken(original=[]), "has an original that is no object"),
        (broken(original={}), "original, that lacks actors"),
        (broken(original={**READING.record(), "type": "DANCE"}), "no type is called 'DANCE'"),
        (broken(original={**READING.record(), "mode": "riot"}), "SANCTION has no mode 'riot'"),
        (broken(original={**READING.record(), "mode": 7}), "has the mode 7"),
        (broken(original={**READING.record(), "status": "sure"}), "'sure' is not a valid Status"),
        (broken(original={**READING.record(), "actors": []}), "has actors that are no list of codes"),
        (broken(original={**READING.record(), "actors": "JPN"}), "has actors that are no list of codes"),
        (broken(original={**READING.record(), "date_end": "2022-04-07"}), "before it begins"),
        (broken(original={**READING.record(), "date_end": "soon"}), "no day: 'soon'"),
        (broken(judgement="corrected", corrected={**READING.record(), "x": 1}), "corrects x"),
        (broken(at="2026-11-22T06:00:00"), "not in UTC"),
        (broken(at="2026-11-22T06:00:00+09:00"), "not in UTC"),
        (broken(at=5), "no time: 5"),
    ],
)
def test_a_wrong_line_is_named_with_its_file(tmp_path: Path, line: str, why: str) -> None:
    kept = Judgements(tmp_path / "judged.jsonl")
    kept.path.write_text(f"{JUDGEMENT.line()}\n{line}\n{JUDGEMENT.line()}\n", encoding="utf-8")
    for read in (lambda: list(kept), kept.newest, kept.check):
        with pytest.raises(RecordError) as told:
            read()
        assert f"{kept.path}, line 2: " in str(told.value)
        assert why in str(told.value)


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    kept = Judgements(tmp_path / "judged.jsonl")
    kept.path.write_bytes(b"SQLite format 3\x00\xff\xfe\n")
    with pytest.raises(RecordError, match="line 1"):
        kept.check()


def test_after_a_line_that_was_cut_off_nothing_is_added(tmp_path: Path) -> None:
    kept = Judgements(tmp_path / "judged.jsonl")
    torn = f"{JUDGEMENT.line()}\n{JUDGEMENT.line()[:40]}"
    kept.path.write_text(torn)
    with pytest.raises(RecordError, match="cut off"):
        kept.append(JUDGEMENT)
    with pytest.raises(RecordError, match="line 2: is cut off"):
        list(kept)
    assert kept.path.read_text() == torn


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Judgements(tmp_path / "judged.jsonl")
    kept.append(JUDGEMENT)
    before = kept.path.read_bytes()
    whole = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: whole(descriptor, data[:30]))
    with pytest.raises(LedgerError, match="free some space"):
        kept.append(JUDGEMENT)
    assert kept.path.read_bytes() == before


def test_a_place_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "no" / "such" / "folder.jsonl"):
        with pytest.raises(LedgerError, match="choose another file"):
            Judgements(place).check()
        with pytest.raises(LedgerError, match="choose another file"):
            Judgements(place).append(JUDGEMENT)


def test_parties_are_told_by_code_or_name() -> None:
    assert parties("JPN") == ("JPN",)
    assert parties("japan, Russian; European Union, JPN") == ("JPN", "RUS", "EUR")
    with pytest.raises(QuestionError, match="did you mean Japan"):
        parties("Jpan")
    with pytest.raises(QuestionError, match="nobody is named"):
        parties(" , ")


# Lessons


def told_of(text: str, **spans: Any) -> Judgement:
    """A judgement on a sentence that begins at the hundredth character of its document."""
    original = {
        **READING.record(),
        "spans": {
            "sentence": [100, 100 + len(text)],
            "actors": [[100, 105]],
            "recipients": [[115, 123]],
            **spans,
        },
        "via": {"actors": ["name"], "recipients": ["demonym"]},
    }
    return replace(JUDGEMENT, text=text, original=original)


SENTENCE = "Japan expelled Russians."


def test_a_lesson_marks_the_pair_and_tells_the_answer() -> None:
    told = lesson(told_of(SENTENCE))
    assert told is not None
    assert told["text"] == "<s>Japan</s> expelled <t>Russians</t>."
    assert (told["source"], told["target"]) == ("Japan", "Russians")
    assert (told["type"], told["mode"], told["status"]) == ("SANCTION", "expel", "actual")
    assert told["story"] == JUDGEMENT.document


def test_what_is_wrong_teaches_none() -> None:
    told = lesson(replace(told_of(SENTENCE), verdict=Verdict.WRONG))
    assert told is not None
    assert (told["type"], told["mode"], told["status"], told["codebook"]) == ("none", None, None, "none")


def test_a_correction_teaches_what_is_right() -> None:
    turned = replace(READING, actors=("RUS",), recipients=("JPN",), type="COERCE", mode=None)
    told = lesson(replace(told_of(SENTENCE), verdict=Verdict.CORRECTED, corrected=turned))
    assert told is not None
    assert told["text"] == "<t>Japan</t> expelled <s>Russians</s>."
    assert told["type"] == "COERCE"


@pytest.mark.parametrize(
    "judged",
    [
        told_of(SENTENCE, recipients=[[10, 18]]),  # in another sentence
        told_of(SENTENCE, recipients=[[102, 110]]),  # of one word with the actor
        told_of("Japan <b> expelled Russians."),
        replace(
            told_of(SENTENCE), verdict=Verdict.CORRECTED, corrected=replace(READING, recipients=("CHN",))
        ),
        replace(JUDGEMENT, original=READING.record()),
    ],
)
def test_where_a_sentence_does_not_name_both_apart_there_is_no_lesson(judged: Judgement) -> None:
    assert lesson(judged) is None


def test_an_implied_party_is_in_no_lesson() -> None:
    judged = told_of(SENTENCE)
    assert (
        lesson(
            replace(
                judged, original=judged.original | {"via": {"actors": ["context"], "recipients": ["name"]}}
            )
        )
        is None
    )


def test_a_lesson_fits_the_training_data() -> None:
    told = lesson(told_of(SENTENCE))
    assert told is not None
    assert Example(**told).text == told["text"]


def test_the_python_of_the_documentation_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Judgements("judged.jsonl").append(told_of(SENTENCE))
    page = (Path(__file__).parents[1] / "docs" / "review.md").read_text(encoding="utf-8")
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(compile(block, "docs/review.md", "exec"), {})
    assert capsys.readouterr().out == "SANCTION      1 of 1\n"
    assert len((tmp_path / "lessons.jsonl").read_text().splitlines()) == 1
