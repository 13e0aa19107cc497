"""The prose of training/prose/: whole sentences with the pair marked, read and checked."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import comity.ontology
from comity import ids
from comity.errors import OntologyError
from training.examples import NONE, STATUSES, Example, marked, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.ontology import EventType

HERE = Path(__file__).parent
COLUMNS = ("codebook", "type", "mode", "status", "flip", "text")
_PAIR = re.compile(r"(?=.*<s>[^<]+</s>)(?=.*<t>[^<]+</t>)(?:[^<]|</?[st]>)+")


def read(folder: Path = HERE / "prose") -> Iterator[Example]:
    """Every sentence, and its reversed pair where the file says that it is no event; each its own story.

    Raises OntologyError with the file and line where a row is wrong or comes twice.
    """
    types = comity.ontology.load().plover.types
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in (rows := csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
                where = f"{path.name}, line {rows.line_num}"
                example = _example(row, types, where, path.stem)
                if example.text in seen:
                    raise OntologyError(f"{where}: this sentence stands in {seen[example.text]} too")
                seen[example.text] = where
                yield example
                if row["flip"] == "y":
                    yield _reversed(example)


def _example(row: dict[str, str], types: dict[str, EventType], where: str, file: str) -> Example:
    if tuple(row) != COLUMNS or None in row.values():
        raise OntologyError(f"{where}: the columns must be {', '.join(COLUMNS)}, parted by tabs")
    kind, mode, status = row["type"], row["mode"], row["status"]
    if row["codebook"] not in types or kind not in types:
        raise OntologyError(f"{where}: unknown type; PLOVER has {', '.join(types)}")
    if mode != "-" and mode not in types[kind].modes:
        raise OntologyError(f"{where}: {kind} has no mode {mode!r}; it has {', '.join(types[kind].modes)}")
    if status not in STATUSES or row["flip"] not in ("y", "n"):
        raise OntologyError(f"{where}: status is one of {', '.join(STATUSES)}, flip y or n")
    text = row["text"]
    if text.count("<") != 4 or not _PAIR.fullmatch(text):
        raise OntologyError(f"{where}: mark the pair once each, as <s>…</s> and <t>…</t>")
    name = f"prose-{file}-{ids.of_parts(text)[:8]}"
    return Example(
        id=name, story=name, template=name, text=text, source=marked("s", text), target=marked("t", text),
        type=kind, mode=None if mode == "-" else mode, status=status, codebook=row["codebook"],
    )  # fmt: skip


def _reversed(example: Example) -> Example:
    return Example(
        id=f"{example.id}~flip", story=example.story, template=example.template, text=swapped(example.text),
        source=example.target, target=example.source, type=NONE, mode=None, status=None, codebook=NONE,
    )  # fmt: skip
