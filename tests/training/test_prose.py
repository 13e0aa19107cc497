from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from training.examples import NONE

from comity.errors import OntologyError
from training import prose

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "codebook\ttype\tmode\tstatus\tflip\ttext"
GOOD = "SUPPORT\tAGREE\tsettle\tactual\tn\t<s>Oslo</s> and <t>Doha</t> signed a pact."


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    (folder / "some.tsv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return folder


def test_a_sentence_is_an_example_and_its_reversal_none_where_told(tmp_path: Path) -> None:
    flipped = "ACCUSE\tACCUSE\t-\tactual\ty\t<t>Doha</t> was blamed by <s>Oslo</s>."
    signed, blamed, back = prose.read(written(tmp_path, GOOD, flipped))
    assert (signed.type, signed.mode, signed.codebook, signed.source) == (
        "AGREE",
        "settle",
        "SUPPORT",
        "Oslo",
    )
    assert (blamed.mode, blamed.status, back.type, back.codebook) == (None, "actual", NONE, NONE)
    assert back.text == "<s>Doha</s> was blamed by <t>Oslo</t>."
    assert back.story == blamed.story != signed.story


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (GOOD.replace("AGREE", "AGREED"), "unknown type"),
        (GOOD.replace("settle", "expel"), "AGREE has no mode 'expel'"),
        (GOOD.replace("actual", "done"), "status is one of"),
        (GOOD.replace("<s>Oslo</s>", "Oslo"), "mark the pair once each"),
        (GOOD.replace("</t>", ""), "mark the pair once each"),
        (GOOD.rpartition("\t")[0], "the columns must be"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(OntologyError, match=rf"some.tsv, line 2: {told}"):
        list(prose.read(written(tmp_path, row)))


def test_a_sentence_that_comes_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"line 3: this sentence stands in some\.tsv, line 2 too"):
        list(prose.read(written(tmp_path, GOOD, GOOD)))


def test_our_own_prose_is_right_and_feeds_every_type() -> None:
    kinds = [example.codebook for example in prose.read()]
    assert len(kinds) > 6000
    assert all(kinds.count(kind) >= 100 for kind in set(kinds))
