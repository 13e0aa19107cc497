"""How often Comity is right, task by task, for the rules alone, the judge alone and both: one table.

    python benchmarks/accuracy.py [--plv FILE]... [--only TASK]... [--json] [--plot] [--check | --pin]

Every task runs on data of our own (README.md tells which); `--plv` adds files in the columns of PLV.
`--check` compares with floors.yml and ends with exit code 1, naming each figure that fell; `--pin` raises the
floors to what is reached.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # the training data are a package beside this folder

import yaml  # noqa: E402

import actor_phrases  # noqa: E402
import comity  # noqa: E402
import days  # noqa: E402
import floors  # noqa: E402
import marked  # noqa: E402
import reliability  # noqa: E402
import scoring  # noqa: E402
import stories  # noqa: E402
from comity.errors import ComityError  # noqa: E402
from comity.settings import Settings  # noqa: E402
from figures import WITNESSES, Figure, share  # noqa: E402
from witnesses import coders, that_code  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from stories import Read, Story
    from witnesses import Witness

DATA = HERE / "data"
STORIES = HERE.parent / "training" / "stories"
SHARED = HERE.parent.parent / "shared"
TRAINING = HERE.parent / "build" / "training"
FLOORS = HERE / "floors.yml"
PLOT = HERE.parent / "docs" / "reliability.svg"
STANDARD = "both"  # the coder that is used where none is named; the rules, where there is no judge


@dataclass
class Bench:
    """The tasks, and what several of them need, made once."""

    plv: Sequence[Path] = ()
    plot: Path | None = None
    stories: Sequence[str] = ("second", "first")  # held out, and developed on
    _coded: dict[str, dict[str, list[Read]]] = field(default_factory=dict)

    @cached_property
    def witnesses(self) -> list[Witness]:
        """The coders that there are."""
        return coders()

    @property
    def tasks(self) -> dict[str, Callable[[], Iterator[Figure]]]:
        """Every task by its name, in the order of the table."""
        return {
            "pairs": self.pairs,
            "triples": self.triples,
            "particulars": self.particulars,
            "calibration": self.calibration,
            "dates": self.dates,
            "actors": self.actors,
            "pages": self.pages,
        }

    def figures(self, only: Sequence[str] = ()) -> Iterator[Figure]:
        """The figures of these tasks, of all where none is named."""
        for name, task in self.tasks.items():
            if not only or name in only:
                yield from task()

    def pairs(self) -> Iterator[Figure]:
        """Marked pairs."""
        return marked.figures(self.witnesses, self.plv, TRAINING)

    def triples(self) -> Iterator[Figure]:
        """Who did what to whom, in sentences alone and in whole stories."""
        for name in self.stories:
            yield from stories.triples(name, self.alone(name))
            yield from stories.triples(f"{name}-whole", self.whole(name))

    def particulars(self) -> Iterator[Figure]:
        """Status, mode and day of the triples that were found."""
        for name in self.stories:
            yield from stories.particulars(name, self.alone(name))

    def calibration(self) -> Iterator[Figure]:
        """Whether confidence means what it says, of sentences told alone and of whole stories."""
        alone, whole = self.alone("second"), self.whole("second")
        judged = {name: list(stories.judged([*alone[name], *whole[name]])) for name in alone}
        found = {name: reliability.bins(some) for name, some in judged.items()}
        values = {name: reliability.error(some) for name, some in found.items()}
        standard = STANDARD if STANDARD in found else "rules"
        yield Figure("calibration", "second", "error", len(judged[standard]), values, falling=True)
        if self.plot:
            title = f"Right, by confidence ({len(judged[standard])} triples)"
            self.plot.write_text(reliability.plot(found[standard], title), encoding="utf-8")

    def dates(self) -> Iterator[Figure]:
        """The days that words name."""
        return days.figures(DATA / "dates.tsv")

    def actors(self) -> Iterator[Figure]:
        """Country and sector of the actor that a phrase names."""
        for name in ("heldout", "dev"):
            score = actor_phrases.actors(DATA / f"actors_{name}.tsv")
            for measure, right in (("country", score.country), ("sector", score.sector)):
                yield Figure("actors", name, measure, score.n, {"rules": share(right, score.n)})

    def pages(self) -> Iterator[Figure]:
        """Events of raw pages, as `comity read` merges them."""
        folders = {
            "examples": (scoring.EXAMPLES / "pages", scoring.EXAMPLES / "gold.yml"),
            "seeds": (SHARED / "seeds", SHARED / "gold" / "seeds.yml"),  # not in every checkout
        }
        for name, (pages, gold) in folders.items():
            if pages.is_dir() and gold.is_file():
                scores = {
                    witness.name: _scored(witness, pages, gold) for witness in that_code(self.witnesses)
                }
                required = next(iter(scores.values())).required
                for measure in ("precision", "recall"):
                    values = {witness: getattr(score, measure) for witness, score in scores.items()}
                    yield Figure("pages", name, measure, required, values)

    def alone(self, name: str) -> dict[str, list[Read]]:
        """Each witness's reading of the stories of this name, sentence by sentence."""
        return self._read(name, name, stories.alone)

    def whole(self, name: str) -> dict[str, list[Read]]:
        """The same, story by story."""
        return self._read(f"{name}-whole", name, stories.whole)

    def _read(
        self, kept: str, name: str, way: Callable[[Witness, Sequence[Story]], list[Read]]
    ) -> dict[str, list[Read]]:
        if kept not in self._coded:
            told = stories.read(STORIES / f"{name}.yml")
            self._coded[kept] = {witness.name: way(witness, told) for witness in that_code(self.witnesses)}
        return self._coded[kept]


def _scored(witness: Witness, pages: Path, gold: Path) -> scoring.Score:
    told = yaml.safe_load(gold.read_text(encoding="utf-8"))
    settings = Settings(coder=witness.setting)
    with (
        tempfile.TemporaryDirectory() as folder,
        comity.open(Path(folder) / "comity.db", settings=settings) as ledger,
    ):
        ledger.read([pages])
        return scoring.score(told, list(ledger.export("events")), list(ledger.export("documents")))


def print_table(figures: Sequence[Figure]) -> None:
    """A row for each measure; a terminal gets a table, a pipe aligned lines."""
    told = [name for name in WITNESSES if any(name in figure.values for figure in figures)]
    rows = [
        (
            figure.task,
            figure.data,
            figure.measure,
            str(figure.of),
            *(f"{figure.values[name]:.3f}" if name in figure.values else "-" for name in told),
        )
        for figure in figures
    ]
    head = ("task", "data", "measure", "of", *told)
    if not sys.stdout.isatty():
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
        for row in (head, *rows):
            cells = (
                cell.ljust(width) if place < 3 else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            print("  ".join(cells).rstrip())
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(head):
        table.add_column(name, justify="left" if place < 3 else "right")
    for before, figure, row in zip((None, *figures), figures, rows, strict=False):
        new = before is None or before.group != figure.group
        table.add_row(*(row if new else ("", "", *row[2:])))
    Console(highlight=False).print(table)


def measured(bench: Bench, only: Sequence[str]) -> list[Figure]:
    """The figures, with a word on a terminal about what is being measured."""
    if not sys.stderr.isatty():
        return list(bench.figures(only))
    from rich.console import Console

    found: list[Figure] = []
    with Console(stderr=True).status("measuring") as status:
        for name in bench.tasks:
            if not only or name in only:
                status.update(f"measuring {name}")
                found += bench.figures([name])
    return found


def arguments() -> argparse.ArgumentParser:
    """What may be asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--plv", type=Path, action="append", default=[], metavar="FILE", help="marked pairs in PLV's columns"
    )
    parser.add_argument("--only", action="append", default=[], metavar="TASK", choices=[*Bench().tasks])
    parser.add_argument("--json", action="store_true", help="one figure a line instead of the table")
    parser.add_argument(
        "--plot",
        type=Path,
        nargs="?",
        const=PLOT,
        metavar="FILE",
        help="write the reliability of confidence as SVG, to docs/reliability.svg unless told",
    )
    parser.add_argument("--floors", type=Path, default=FLOORS, metavar="FILE")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--check", action="store_true", help="exit code 1 where a figure fell below its floor")
    way.add_argument("--pin", action="store_true", help="raise the floors to what is reached")
    return parser


def main(given: Sequence[str] | None = None) -> int:
    """Measure, print, and compare with the floors where asked."""
    parser = arguments()
    told = parser.parse_args(given)
    if told.plot and told.only and "calibration" not in told.only:
        parser.error("--plot shows calibration; add --only calibration")
    try:
        limits = floors.read(told.floors)
        figures = measured(Bench(told.plv, told.plot), told.only)
    except ComityError as error:
        print(f"accuracy.py: {error}", file=sys.stderr)
        return error.exit_code
    if told.json:
        for figure in figures:
            print(json.dumps(asdict(figure)))
    else:
        print_table(figures)
    if told.pin:
        floors.write(told.floors, floors.pinned(figures, limits))
    lines = floors.fallen(figures, limits) if told.check else []
    for line in lines:
        print(f"accuracy.py: {line}", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
