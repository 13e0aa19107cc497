"""Marked pairs are read strictly, and each witness is asked in the way of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import marked
from comity.errors import RecordError

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "\t".join(marked.COLUMNS)
ROW = "7\tOslo fed Doha.\t<s>Oslo</s> fed <t>Doha</t>.\tOslo\tDoha\t2\tAID"


def table(folder: Path, *lines: str) -> Path:
    path = folder / "pairs.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_has_its_gold_as_a_root_and_a_class(tmp_path: Path) -> None:
    (row,) = marked.read_plv(table(tmp_path, HEAD, ROW))
    assert (row.gold, row.gold_class, row.text) == ("AID", 2, "<s>Oslo</s> fed <t>Doha</t>.")


@pytest.mark.parametrize("kind", ["CONCEDE", "RETREAT", "YIELD"])
def test_conceding_and_retreating_are_yielding(tmp_path: Path, kind: str) -> None:
    (row,) = marked.read_plv(table(tmp_path, HEAD, ROW.replace("AID", kind)))
    assert row.gold == "YIELD"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "has no rows"),
        ([HEAD.replace("\tgold_root", ""), ROW], "lacks the columns gold_root"),
        ([HEAD, ROW, ROW.replace("AID", "HELP")], "row 3: 'HELP' is no gold_root"),
        ([HEAD, ROW.replace("\t2\t", "\t5\t")], "row 2: '5' is no gold_penta"),
        ([HEAD, "7\tOslo fed Doha."], "row 2 ends before marked_sentence"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(tmp_path: Path, lines: list[str], told: str) -> None:
    with pytest.raises(RecordError, match=told):
        marked.read_plv(table(tmp_path, *lines))


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"none\.tsv: No such file"):
        marked.read_plv(tmp_path / "none.tsv")


def test_the_fifteen_roots_have_their_classes() -> None:
    roots = {marked.root(name) for name in marked.classes()}
    assert len(roots) == 15
    assert {marked.classes()[name] for name in roots} == {1, 2, 3, 4}
