"""What goes through `comity code` and `comity who`, without a process."""

from __future__ import annotations

import io
import json
import time
from typing import Any

import pytest

from comity import coders, stream

CODER = coders.load(coders.RULES)


def records(*given: dict[str, Any]) -> list[stream.Record]:
    lines = [json.dumps(each) for each in given]
    found = [each for each in stream.records(lines, stream.CODED) if isinstance(each, dict)]
    assert len(found) == len(given)
    return found


def test_lines_come_in_batches_whatever_the_reads() -> None:
    lines = [f"{number} {'x' * (number * 17)}" for number in range(200)]
    found = list(stream.batches(io.BytesIO("\n".join(lines).encode())))
    assert [line for batch in found for line in batch] == lines
    assert max(map(len, found)) == stream.MOST_LINES


def test_a_line_longer_than_a_read_is_one_line() -> None:
    long = "y" * (3 * stream.A_READ)
    assert list(stream.batches(io.BytesIO(f"{long}\nz\n".encode()))) == [[long, "z"]]


def test_the_same_record_twice_has_its_mentions_twice() -> None:
    same = {"id": 1, "text": "Peru thanked Chile.", "date": "2024-05-06"}
    first, second, third = stream.coded(records(same, same, {**same, "date": "2024-05-07"}), CODER)
    assert first == second
    assert third["mentions"][0]["date"] == "2024-05-07"


def test_a_text_without_a_date_has_the_days_it_states() -> None:
    text = "Peru thanked Chile on Friday. Peru expelled two Chilean diplomats on 3 May 2021."
    thanks, expulsion = next(stream.coded(records({"id": 1, "text": text}), CODER))["mentions"]
    assert (thanks["type"], thanks["date"], thanks["date_basis"]) == ("SUPPORT", None, None)
    assert (expulsion["type"], expulsion["date"]) == ("SANCTION", "2021-05-03")


@pytest.mark.parametrize(
    "text",
    [
        "Japón expulsó al cónsul ruso en Sapporo, según fuentes del gobierno japonés.",
        "Der deutsche Außenminister hat den russischen Botschafter einbestellt.",
        "Министерство иностранных дел России вызвало посла Японии.",
    ],
)
def test_other_languages_are_told(text: str) -> None:
    assert list(stream.coded(records({"id": 1, "text": text}), CODER)) == [
        {"id": 1, "mentions": [], "skipped": "not English"}
    ]


@pytest.mark.parametrize("text", ["", "Hola", "Peru thanked Chile.", "12.5 %", "\n\n \n\n"])
def test_what_is_too_short_to_tell_is_taken_for_english(text: str) -> None:
    (answer,) = stream.coded(records({"id": 1, "text": text}), CODER)
    assert "skipped" not in answer


@pytest.mark.parametrize(
    "text",
    [
        "The hall was full and the talk was long. " * 2400 + "Peru expelled two Chilean diplomats.",
        "Peru expelled two Chilean diplomats. " * 2700,
        "Peru and Chile " * 6700,
        "Peru" + "a" * 100_000 + " thanked Chile",
        "(" * 50_000 + "Peru, Chile" + ")" * 50_000,
    ],
    ids=["prose", "acts", "one sentence", "one word", "brackets"],
)
def test_a_long_text_is_coded_in_time(text: str) -> None:
    start = time.perf_counter()
    (answer,) = stream.coded(records({"id": 1, "text": text}), CODER)
    assert time.perf_counter() - start < 60
    assert all(text[slice(*each["spans"]["predicate"])] for each in answer["mentions"])
