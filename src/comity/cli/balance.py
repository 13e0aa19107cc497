"""`comity balance`: the give and take of two states."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from comity import wording
from comity.cli import options, screen
from comity.cli.visa.options import print_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.answers.balance import Balance
    from comity.measures.giving import Given

_PARTS = ("asked", "considered", "offered", "granted", "returned")


def balance(
    one: options.One,
    other: options.Other,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of records.")] = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """The give and take of two states: what each asked, considered, offered, granted and returned.

    What is asked for is open until the other side consents, refuses or is said to answer; calls for
    reciprocity that nothing has answered stand at the end.

    \b
    Example:
      comity balance China Japan
    """  # noqa: D301
    with options.opened(ledger) as asked:
        found = asked.balance(one, other)
        if as_json:
            print_list(found.records())
        elif not found.given:
            typer.echo(
                f"Nothing was asked or given between {one} and {other};"
                f" `comity timeline {one} {other}` shows all that they did."
            )
        elif not screen.is_terminal():
            screen.print_columns([_columns(each) for each in found.given])
        else:
            screen.print_lines(_lines(found, {code: asked.name(code) for code in found.sides}))


def _columns(given: Given) -> list[str]:
    return [
        wording.iso(given.event.days),
        given.side,
        "->",
        given.towards,
        given.part.value,
        given.event.status.value,
        _open(given) or "-",
        given.event.id,
        ",".join(given.answers or given.answered_by) or "-",
        f'"{given.quote}"',
    ]


def _open(given: Given) -> str:
    """How it stands with what is asked for."""
    if given.part.value != "asked":
        return ""
    if given.open:
        return "open, considered" if given.answered_by else "open"
    return "answered"


def _lines(found: Balance, names: dict[str, str]) -> Iterator[screen.Line]:
    yield (" and ".join(names.values()), "bold")
    for side in found.sides:
        own = [each for each in found.given if each.side == side]
        counted = Counter(each.part.value for each in own)
        told = ", ".join(f"{counted[part]} {part}" for part in _PARTS if counted[part]) or "nothing"
        yield ("", "")
        yield (f"{names[side]}: {told}", "bold")
        for each in own:
            yield from _given(each, found)
    if found.open_calls:
        yield ("", "")
        yield ("calls for reciprocity that are open", "bold")
    for each in found.open_calls:
        yield (
            f"  {each.side} -> {each.towards}  since {wording.days(each.event.days)}  {each.event.id[:8]}",
            "yellow",
        )


def _given(given: Given, found: Balance) -> Iterator[screen.Line]:
    event, status = given.event, given.event.status.value
    told = [given.part.value.ljust(10), wording.days(event.days), wording.what(event), event.id[:8]]
    told += ["calls for reciprocity"] if given.reciprocity else []
    told += [_open(given)] if given.part.value == "asked" else []
    if given.answers:
        told.append("answers " + ", ".join(each[:8] for each in given.answers))
    if given.answered_by:
        told.append("by " + ", ".join(each[:8] for each in given.answered_by))
    yield (f"  {'  '.join(told)}", screen.STYLES["considered" if given.open else status])
    source = found.shown[event.id]
    yield (f"    “{wording.shortened(given.quote, 240)}” ({source.publisher or source.document})", "dim")
