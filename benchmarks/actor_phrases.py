"""How often `comity who` is right on phrases with known country and sector.

    .venv/bin/python benchmarks/actor_phrases.py [--wrong] [FILE.tsv ...]

A file has the columns text, date, country, sector; an empty cell means that none is right.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comity import stream

DATA = Path(__file__).parent / "data"
FILES = (DATA / "actors_dev.tsv", DATA / "actors_heldout.tsv")


@dataclass(frozen=True, slots=True)
class Score:
    """Of `n` phrases, how many countries and how many sectors are right."""

    country: int
    sector: int
    n: int


def answers(path: Path) -> list[tuple[dict[str, str], str, str]]:
    """The rows of the file, each with the country and sector that Comity gives."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    given = []
    for number, row in enumerate(rows):
        on = date.fromisoformat(row["date"]) if row["date"] else None
        told = stream.who({"id": number, "line": number + 1, "text": row["text"], "date": on})
        if not isinstance(told, dict):
            raise told.why
        given.append((row, told["code"] or "", told["sector"] or ""))
    return given


def actors(path: Path) -> Score:
    """How many countries and sectors of the file's phrases are right."""
    given = answers(path)
    return Score(
        country=sum(row["country"] == code for row, code, _ in given),
        sector=sum(row["sector"] == sector for row, _, sector in given),
        n=len(given),
    )


def main() -> None:
    """Print the scores, and what is wrong where asked."""
    wanted = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")] or list(FILES)
    for path in wanted:
        score = actors(path)
        print(
            f"{path.name}: {score.n} phrases, country right {score.country / score.n:.1%}, "
            f"sector right {score.sector / score.n:.1%}"
        )
        if "--wrong" in sys.argv:
            for row, code, sector in answers(path):
                if (row["country"], row["sector"]) != (code, sector):
                    print(
                        f"  {row['text']}\t{row['date']}\twanted {row['country']} {row['sector']}"
                        f"\tgot {code} {sector}"
                    )


if __name__ == "__main__":
    main()
