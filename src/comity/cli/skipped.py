"""`comity skipped`: what gave nothing, and why."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from comity.cli import options, screen, wording


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
        counts = Counter((each.stage, each.reason) for each in found)
        screen.print_lines(
            (f"{number:>7,}  {stage}: {why}", "bold") for (stage, why), number in counts.most_common()
        )
        print()
    screen.print_columns(
        [[each.stage, each.reason, each.name, wording.one_line(each.detail)] for each in found]
    )
