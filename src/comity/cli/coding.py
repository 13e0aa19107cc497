"""`comity code` and `comity who`: the coder and the actors alone, JSON lines to JSON lines."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli import options, screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from comity.stream import Record, Refused

Pairs = Annotated[
    bool,
    typer.Option(
        "--pairs",
        help='Rank the types for {"id", "text", "source", "target"}, where the text marks the two with '
        "<s>...</s> and <t>...</t>.",
    ),
]
AlwaysJson = Annotated[bool, typer.Option("--json", help="JSON lines, as always here.")]


def code(
    *,
    pairs: Pairs = False,
    coder: options.CoderNamed = options.DEFAULT_CODER,
    as_json: AlwaysJson = True,
) -> None:
    """Code texts from standard input, without a ledger.

    JSON lines {"id", "text", "date"} come in; for each of them one line {"id", "mentions": [...]} goes out,
    in the same order. A mention has its actors, recipients, type, mode, status and date, and the
    characters of the text that show them under "spans". Rules and a learned judge tell its type; "confidence"
    is the chance that it is right, and "dissent" says where the two disagree. A text that is not English has
    no mentions, and says so under "skipped".

    With --pairs, "ranking" has PLOVER's types as its own coders draw their borders, the likeliest first. A
    side that the text leaves out or names twice is told under "note".

    A line that cannot be answered is told on standard error, and a line {"id", "mentions": [], "error"}
    stands in its place; all others are answered still, and the exit code is 2.

    \b
    Example:
      echo '{"id": 1, "text": "Peru thanked Chile.", "date": "2024-05-02"}' | comity code
    """  # noqa: D301
    del as_json
    from comity import coders, stream

    if pairs:
        _through(stream.PAIRED, partial(stream.pairs, coder=coders.load(coder)))
    else:
        _through(stream.CODED, partial(stream.coded, coder=coders.load(coder)), mentions=[])


def who(*, as_json: AlwaysJson = True) -> None:
    """Resolve actors named on standard input.

    JSON lines {"id", "text", "date"} come in, {"id", "code", "sector", "person", "office"} go out: for a
    phrase such as "riot police" or "a former finance minister of Peru" the state and PLOVER's sector.
    IGO, NGO, MNC, IMG or ISM stand in the place of a state's code for who has no state; code is null where
    no state is known, sector where only a state or a place is named. Who held an office is asked
    for the day of the record.

    A line that cannot be answered is told on standard error, and a line with "error" stands in its
    place; all others are answered still, and the exit code is 2.

    \b
    Example:
      echo '{"id": 1, "text": "the Peruvian navy", "date": "2024-05-02"}' | comity who
    """  # noqa: D301
    del as_json
    from comity import stream

    _through(
        stream.CODED, lambda some: map(stream.who, some), code=None, sector=None, person=None, office=None
    )


def _through(
    keys: tuple[str, ...],
    answer: Callable[[Sequence[Record]], Iterable[Record | Refused]],
    **empty: object,
) -> None:
    """Answer standard input, a few lines at a time; what is refused is told and has its line too."""
    from comity import stream

    wrong, number = 0, 1
    for lines in stream.batches(sys.stdin.buffer):
        given = list(stream.records(lines, keys, number))
        number += len(lines)
        answers = iter(answer([each for each in given if isinstance(each, dict)]))
        for each in given:
            told = next(answers) if isinstance(each, dict) else each
            if isinstance(told, dict):
                screen.print_json([told])
                if isinstance(each, dict) and "note" in told:
                    typer.echo(f"comity: line {each['line']}: {told['note']}", err=True)
                continue
            wrong = told.why.exit_code
            screen.print_json([told.record(**empty)])
            typer.echo(f"comity: {told.why}", err=True)
        sys.stdout.flush()
    if wrong:
        raise typer.Exit(wrong)
