"""Marked pairs: what does the source do to the target? As a root type, and as one of the four classes."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import ontology
from comity.errors import RecordError
from comity.stream import Refused
from figures import Figure, accuracy, macro_f1

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from training.examples import Example

    from comity.stream import Record
    from witnesses import Witness

COLUMNS = ("sentence_id", "sentence", "marked_sentence", "source", "target", "gold_penta", "gold_root")
NONE = "none"
YIELD = "YIELD"
"""CONCEDE and RETREAT in one, as PLOVER's first version and the data in PLV's columns have them."""
_YIELDING = frozenset({"CONCEDE", "RETREAT"})
_CLASS_OF_YIELD = 2
SEED = "1"  # of the training data


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its pair marked as <s>...</s> and <t>...</t>, and what a reader says of it."""

    id: str
    text: str
    source: str
    target: str
    gold: str
    gold_class: int


@cache
def classes() -> dict[str, int]:
    """Each type's class, YIELD's too."""
    return {name: kind.event_class for name, kind in ontology.load().plover.types.items()} | {
        YIELD: _CLASS_OF_YIELD
    }


def root(kind: str) -> str:
    """The type among the 15 roots."""
    return YIELD if kind in _YIELDING else kind


def read_plv(path: Path) -> list[Marked]:
    """A file in PLV's columns; RecordError names a column that is missing, or a row whose gold is none."""
    wanted = f"a table in PLV's columns has {', '.join(COLUMNS)}, with tabs between them"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}; give the path of {wanted}") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{path} is no UTF-8 ({error}); {wanted}") from error
    if not rows:
        raise RecordError(f"{path} has no rows; {wanted}")
    missing = [name for name in COLUMNS if name not in rows[0]]
    if missing:
        raise RecordError(f"{path} lacks the columns {', '.join(missing)}; {wanted}")
    return [_plv(row, f"{path}, row {number}") for number, row in enumerate(rows, start=2)]


def _plv(row: dict[str, str | None], where: str) -> Marked:
    empty = [name for name in COLUMNS if row[name] is None]
    if empty:
        raise RecordError(f"{where} ends before {', '.join(empty)}; each row has {len(COLUMNS)} columns")
    told = {name: value or "" for name, value in row.items()}
    gold = root(told["gold_root"])
    if gold not in classes():
        known = ", ".join(sorted({root(name) for name in classes()}))
        raise RecordError(f"{where}: {told['gold_root']!r} is no gold_root; there are {known}")
    if told["gold_penta"] not in ("1", "2", "3", "4"):
        raise RecordError(f"{where}: {told['gold_penta']!r} is no gold_penta; the classes are 1 to 4")
    return Marked(
        told["sentence_id"],
        told["marked_sentence"],
        told["source"],
        told["target"],
        gold,
        int(told["gold_penta"]),
    )


def held_out(folder: Path) -> list[Example]:
    """Our own held-out examples: as `python -m training.generate` wrote them, or would write them now."""
    from training.examples import Example

    from training import generate, prose, raw_pairs
    from training import templates as reading

    here = reading.HERE
    sources = [path for path in here.rglob("*") if path.suffix in (".yml", ".tsv", ".py")]
    written = folder / "heldout.jsonl"
    if written.is_file() and written.stat().st_mtime >= max(path.stat().st_mtime for path in sources):
        lines = written.read_text(encoding="utf-8").splitlines()
        return [Example(**json.loads(line)) for line in lines]
    made = [
        *generate.generate(here / "templates", here / "fillers.yml", SEED),
        *prose.read(prose.HERE / "prose"),
        *raw_pairs.read(),
    ]
    return [example for example in made if generate.split_of(example.story, SEED) == "heldout"]


def figures(witnesses: Sequence[Witness], files: Sequence[Path], folder: Path) -> Iterator[Figure]:
    """The held-out pairs by the codebook's label and by our own, then each file in PLV's columns."""
    outside = [(path.stem, read_plv(path)) for path in files]  # a wrong file is told before the long work
    examples = held_out(folder)
    answers = {witness.name: answered(witness, map(_record, examples)) for witness in witnesses}
    # Only for the prose was learned how coders draw the borders; the templates know the codebook's text.
    events = [
        place
        for place, example in enumerate(examples)
        if example.codebook != NONE and example.id.startswith("prose-")
    ]
    yield from _scored(
        "heldout-prose",
        [root(examples[place].codebook) for place in events],
        [classes()[root(examples[place].codebook)] for place in events],
        {name: [root(told[place]) for place in events] for name, told in answers.items()},
    )
    yield from _own("heldout-types", examples, answers, witnesses)
    for name, rows in outside:
        told = {
            witness.name: [root(answer) for answer in answered(witness, map(_marked_record, rows))]
            for witness in witnesses
        }
        yield from _scored(name, [row.gold for row in rows], [row.gold_class for row in rows], told)


def answered(witness: Witness, records: Iterable[Record]) -> list[str]:
    """The type that the witness gives each record; an empty one where it refuses the record."""
    asked = [record | {"line": number} for number, record in enumerate(records, start=1)]
    return ["" if isinstance(answer, Refused) else str(answer["type"]) for answer in witness.pairs(asked)]


def _record(example: Example) -> Record:
    return {"id": example.id, "text": example.text, "source": example.source, "target": example.target}


def _marked_record(row: Marked) -> Record:
    return {"id": row.id, "text": row.text, "source": row.source, "target": row.target}


def _scored(
    data: str, gold: Sequence[str], gold_classes: Sequence[int], told: dict[str, list[str]]
) -> Iterator[Figure]:
    def figure(measure: str, values: dict[str, float]) -> Figure:
        return Figure("pairs", data, measure, len(gold), values)

    roots = {name: macro_f1(gold, answers) for name, answers in told.items()}
    yield figure("roots-macro-f1", roots)
    yield figure(
        "classes-macro-f1",
        {
            name: macro_f1([str(kind) for kind in gold_classes], [_class(answer) for answer in answers])
            for name, answers in told.items()
        },
    )
    yield figure(
        "accuracy",
        {name: accuracy(map(str.__eq__, gold, answers)) for name, answers in told.items()},
    )


def _class(kind: str) -> str:
    return str(classes().get(kind, NONE))


def _own(
    data: str, examples: Sequence[Example], answers: dict[str, list[str]], witnesses: Sequence[Witness]
) -> Iterator[Figure]:
    """By our own types: where an event is, and with the pairs that have none for those that can say so."""
    gold = [example.type for example in examples]
    events = [place for place, kind in enumerate(gold) if kind != NONE]
    yield Figure(
        "pairs",
        data,
        "16-types-macro-f1",
        len(events),
        {
            name: macro_f1([gold[place] for place in events], [told[place] for place in events])
            for name, told in answers.items()
        },
    )
    sayers = [witness for witness in witnesses if witness.judge]
    if sayers and (judge := sayers[0].judge):  # the same for all: what both say of a pair is the judge's word
        best = [told.best() for told in judge.judge([example.text for example in examples])]
        value = macro_f1(gold, best)
        yield Figure(
            "pairs", data, "17-answers-macro-f1", len(gold), {witness.name: value for witness in sayers}
        )
