"""`comity code` and `comity who`: the coder and the actors alone, JSON lines to JSON lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from comity.stream import Record

Pairs = Annotated[
    bool,
    typer.Option(
        "--pairs",
        help='Rank the types for {"id", "text", "source", "target"}, where the text marks the two with '
        "<s>...</s> and <t>...</t>.",
    ),
]
AlwaysJson = Annotated[bool, typer.Option("--json", help="JSON lines, as always here.")]


def code(*, pairs: Pairs = False, as_json: AlwaysJson = True) -> None:
    """Code texts from standard input, without a ledger.

    JSON lines {"id", "text", "date"} come in, one JSON line a mention goes out. Each
    mention has the id of the record it was found in. The exit code is 2 where a line could not be read; all
    others still are.

    \b
    Example:
      echo '{"id": 1, "text": "Peru thanked Chile.", "date": "2024-05-02"}' | comity code
    """  # noqa: D301
    del as_json
    from comity import stream

    if pairs:
        _through(stream.PAIRED, lambda record: [stream.pair(record)])
        return

    from comity.answers.contract import mention_record

    def coded(record: Record) -> Iterable[Record]:
        for mention, text in stream.mentions(record):
            told = mention_record(mention, text)
            yield {**told, "id": record["id"], "mention": told["id"]}

    _through(stream.CODED, coded)


def who(*, as_json: AlwaysJson = True) -> None:
    """Resolve actors named on standard input.

    JSON lines {"id", "text", "date"} come in, {"id", "code", "sector", "person", "office"} go out.
    Who held an office is asked for the day of the record.

    \b
    Example:
      echo '{"id": 1, "text": "the Peruvian navy", "date": "2024-05-02"}' | comity who
    """  # noqa: D301
    del as_json
    from comity import stream

    _through(stream.CODED, lambda record: [stream.who(record)])


def _through(keys: tuple[str, ...], answer: Callable[[Record], Iterable[Record]]) -> None:
    from comity import stream
    from comity.errors import RecordError

    wrong = 0
    for record in stream.records(_lines(), keys):
        if isinstance(record, RecordError):
            wrong = record.exit_code
            typer.echo(f"comity: {record}", err=True)
        else:
            screen.print_json(answer(record))
    if wrong:
        raise typer.Exit(wrong)


def _lines() -> Iterable[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace")
