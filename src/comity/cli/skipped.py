"""`comity skipped`: what gave nothing, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from comity import wording
from comity.cli import options, screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.records import Skipped

LONGEST_SHOWN = 200  # characters of a sentence


def skipped(
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Only what was skipped for this reason.")] = "",
    *,
    as_json: options.AsJson = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """Pages and sentences that gave nothing, and why.

    \b
    Example:
      comity skipped --reason "no article"
    """  # noqa: D301
    with options.opened(ledger) as asked:
        found = [each for each in asked.skipped() if not reason or each.reason == reason]
    if as_json:
        from comity.answers.contract import skipped_record

        screen.print_json(skipped_record(each) for each in found)
        return
    if not found:
        typer.echo(
            f"Nothing was skipped for the reason {reason!r}; ask without --reason."
            if reason
            else "Nothing was skipped: every page gave a document and every sentence a mention."
        )
        return
    if screen.is_terminal():
        screen.print_lines(_lines(found))
        return
    screen.print_columns(
        [[each.stage, each.reason, each.name, wording.one_line(each.detail)] for each in found]
    )


def _lines(found: Sequence[Skipped]) -> Iterator[screen.Line]:
    """By reason, the most frequent first; under each, what gave nothing."""
    counts = Counter((each.stage, each.reason) for each in found)
    for (stage, why), number in counts.most_common():
        yield (f"{why} ({stage}): {number:,}", "bold")
        for each in found:
            if (each.stage, each.reason) == (stage, why):
                yield (f"  {each.name}: {wording.shortened(each.detail, LONGEST_SHOWN)}", "dim")
        yield ("", "")
