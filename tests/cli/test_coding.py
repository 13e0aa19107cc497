"""`comity code` and `comity who` as whole processes: one line of JSON out for each line in."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

PROGRAM = [sys.executable, "-c", "import sys; from comity.cli import main; sys.exit(main())"]
EXPULSION = {"id": "a", "text": "Peru expelled two Chilean diplomats on Friday.", "date": "2024-05-06"}


def comity_with(*arguments: str, given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments], check=False, input=given, capture_output=True, text=True, timeout=120
    )


def answers(told: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_each_line_is_answered_by_one_line_in_order() -> None:
    lines = [EXPULSION, {"id": 2, "text": ""}, {"id": None, "text": "It rained.", "date": None}, EXPULSION]
    told = comity_with("code", given="\n".join(map(json.dumps, lines)))
    assert (told.returncode, told.stderr) == (0, "")
    found = answers(told)
    assert [each["id"] for each in found] == ["a", 2, None, "a"]
    assert [len(each["mentions"]) for each in found] == [1, 0, 0, 1]
    (mention,) = found[0]["mentions"]
    assert (mention["actors"], mention["recipients"]) == (["PER"], ["CHL"])
    assert (mention["type"], mention["mode"], mention["status"]) == ("SANCTION", "expel", "actual")
    assert (mention["date"], mention["date_basis"]) == ("2024-05-03", "relative")


def test_spans_are_characters_of_the_given_text() -> None:
    text = "It rained.\n\nLater Peru expelled two Chilean diplomats."
    told = comity_with("code", given=json.dumps({"id": 1, "text": text, "date": "2024-05-06"}))
    (mention,) = answers(told)[0]["mentions"]
    spans = mention["spans"]
    assert text[slice(*spans["sentence"])] == "Later Peru expelled two Chilean diplomats."
    assert text[slice(*spans["predicate"])] == "expelled"
    assert [text[slice(*span)] for span in spans["actors"]] == ["Peru"]
    assert [text[slice(*span)] for span in spans["recipients"]] == ["Chilean diplomats"]


def test_what_cannot_be_answered_is_told_and_has_its_line() -> None:
    lines = [
        json.dumps(EXPULSION),
        "no json",
        "[]",
        "",
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": 7}),
        json.dumps({"id": "e", "text": "It rained.", "date": "someday"}),
        "[" * 100_000,
        '{"id": "f", "text": "Peru \\ud800 thanked Chile."}',
    ]
    told = comity_with("code", given="\n".join(lines))
    assert told.returncode == 2
    found = answers(told)
    assert [each["id"] for each in found] == ["a", None, None, "c", "d", "e", None, "f"]
    assert ["error" in each for each in found] == [False, True, True, True, True, True, True, False]
    assert all(each["mentions"] == [] for each in found if "error" in each)
    numbers = [line.split()[2].rstrip(":") for line in told.stderr.splitlines()]
    assert numbers == ["2", "3", "5", "6", "7", "8"]
    assert found[3]["error"] == 'line 5 lacks text; each line is an object {"id", "text", "date"}'
    assert "the date 'someday' is none; give one as 2022-10-04, or null" in found[5]["error"]


def test_a_text_in_another_language_says_so() -> None:
    text = "Le gouvernement du Pérou a expulsé mardi deux diplomates chiliens de Lima."
    told = comity_with("code", given=json.dumps({"id": 1, "text": text}))
    assert told.returncode == 0
    assert answers(told) == [{"id": 1, "mentions": [], "skipped": "not English"}]


def test_lines_are_answered_as_they_come() -> None:
    with subprocess.Popen(
        [*PROGRAM, "code"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(json.dumps({**EXPULSION, "id": number}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number  # while the input stays open


def test_pairs_are_ranked_and_bad_ones_have_their_line() -> None:
    good = "<s>Peru</s> expelled two diplomats of <t>Chile</t>."
    lines = [
        {"id": 1, "text": good},
        {"id": 2, "text": "Peru expelled two diplomats of Chile.", "source": "Peru", "target": "Chile"},
        {"id": 3, "text": "Peru expelled two diplomats of Chile."},
        {"id": 4, "text": "Peru expelled two diplomats of Chile.", "source": "Peru", "target": "Mali"},
        {"id": 5, "text": "<s>Peru</s> and <s>Lima</s> thanked <t>Chile</t>."},
        {"id": 6, "text": "<s>Peru thanked <t>Chile</t>."},
        {"id": 7, "text": ""},
        {"id": 8, "text": "It rained in the hills. " * 2000 + good + " It rained in the hills." * 2000},
        {"id": 9, "text": "<s>Peru</s> slept. " + "It rained. " * 10_000 + "<t>Chile</t> slept."},
        {"id": 10, "text": good},
    ]
    told = comity_with("code", "--pairs", given="\n".join(map(json.dumps, lines)))
    assert told.returncode == 2
    found = answers(told)
    assert [each["id"] for each in found] == list(range(1, 11))
    assert {each["id"] for each in found if "error" in each} == {3, 6, 7, 9}
    assert {each["id"]: each["type"] for each in found if "type" in each} == {
        **dict.fromkeys((1, 2, 4, 8, 10), "SANCTION"),
        5: "SUPPORT",
    }
    assert {each["id"]: each["note"] for each in found if "note" in each} == {
        4: "the text has no target; it is taken to leave it unsaid",
        5: "the source is marked 2 times",
    }
    assert len(told.stderr.splitlines()) == 6


def test_who_resolves_actors() -> None:
    lines = [{"id": 1, "text": "the Peruvian navy", "date": "2024-05-02"}, {"id": 2, "text": "a table"}]
    told = comity_with("who", given="\n".join(map(json.dumps, lines)))
    assert told.returncode == 0, told.stderr
    found = answers(told)
    assert [list(record) for record in found] == [["id", "code", "sector", "person", "office"]] * 2
    assert [(r["id"], r["code"], r["sector"]) for r in found] == [(1, "PER", "MIL"), (2, None, None)]
