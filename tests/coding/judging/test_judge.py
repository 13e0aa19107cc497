"""The judge that comes with Comity: what it says, and that what is broken says so."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from comity.coding.judging import judge as judging
from comity.coding.judging.judge import MODEL, NONE, Judge
from comity.errors import ModelError, RecordError

if TYPE_CHECKING:
    from pathlib import Path

CLEAR = {
    "<s>Peru</s> expelled two diplomats of <t>Chile</t> on Friday.": "SANCTION",
    "<s>Peru</s> condemned the raid by <t>Chile</t> as a crime.": "ACCUSE",
    "<s>Kenya</s> sent 300 tonnes of maize to hungry villages in <t>Somalia</t>.": "AID",
    "Jets of <s>Mali</s> bombed a market in <t>Niger</t>, killing nine.": "ASSAULT",
    "The foreign ministers of <s>Laos</s> and <t>Nepal</t> held talks in Geneva.": "CONSULT",
    "<s>Oman</s> demanded that <t>Yemen</t> free the crew.": "REQUEST",
}


@pytest.fixture(scope="module")
def judge() -> Judge:
    return judging.load()


@pytest.mark.parametrize(("text", "kind"), CLEAR.items())
def test_what_is_clear_is_judged_so(judge: Judge, text: str, kind: str) -> None:
    (told,) = judge.judge([text])
    assert told.best() == kind
    assert told.ranking()[0][0] == kind


def test_two_states_in_one_sentence_may_do_nothing_to_each_other(judge: Judge) -> None:
    (told,) = judge.judge(["<s>Peru</s> and <t>Chile</t> both lie on the Pacific."])
    assert told.best() == NONE


def test_shares_sum_to_one_in_each_question(judge: Judge) -> None:
    (told,) = judge.judge([next(iter(CLEAR))])
    for shares in (told.types, told.codebook, told.modes, told.statuses):
        assert sum(shares.values()) == pytest.approx(1)
    assert set(told.codebook) == set(told.types) - {NONE}


def test_the_order_and_the_batch_change_nothing(judge: Judge) -> None:
    texts = [*CLEAR, "<s>Peru</s> slept. " + "It rained. " * 30 + "<t>Chile</t> slept."] * 3
    alone = [judge.judge([text])[0].best() for text in texts]
    assert [told.best() for told in judge.judge(texts)] == alone
    assert judge.judge([]) == []


def test_a_text_without_marks_is_an_error(judge: Judge) -> None:
    with pytest.raises(RecordError, match="neither"):
        judge.judge(["Peru thanked Chile."])


@pytest.mark.parametrize("name", ["judge.onnx", "judge.json", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_missing_or_damaged_file_is_a_clear_error(tmp_path: Path, name: str, damage: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    if damage == "missing":
        (folder / name).unlink()
    else:
        (folder / name).write_bytes((folder / name).read_bytes()[:1000])
    with pytest.raises(ModelError, match="--coder rules"):
        Judge(folder)


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 25_000_000
