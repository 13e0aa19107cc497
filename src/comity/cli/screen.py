"""Where answers go: a terminal gets colour and a layout, a pipe gets aligned lines."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

STYLES = {
    "actual": "green",
    "announced": "cyan",
    "considered": "yellow",
    "hypothetical": "magenta",
    "denied": "red",
}
"""Statuses by colour; each is also told in words."""


_LABEL = re.compile(r"(?=.{,32}?\S {2,}\S) *\S+(?: \S+)* {2,}")
"""What stands before a line's own words, with the gap of two spaces or more."""

Line = tuple[str, str]
"""Words and their style."""


def is_terminal() -> bool:
    """Whether somebody looks at the output."""
    return sys.stdout.isatty()


def console() -> Console:
    """The terminal; Rich heeds NO_COLOR and the width."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def print_json(records: Iterable[object]) -> None:
    """One record a line."""
    import json

    for record in records:
        print(json.dumps(record, ensure_ascii=False))


def print_columns(lines: Sequence[Sequence[str]], *, gap: str = "  ") -> None:
    """Lines whose columns stand under one another; the last column is as long as it is."""
    if not lines:
        return
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)][:-1]
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
        print(gap.join([*cells, line[-1]]).rstrip())


def print_lines(lines: Iterable[Line]) -> None:
    """Lines with their styles, which a pipe leaves out; a terminal breaks them under indent or label."""
    if not is_terminal():
        for words, _ in lines:
            print(words)
        return
    from rich.text import Text

    terminal = console()
    for words, style in lines:
        label = _LABEL.match(words)
        before = label[0] if label else " " * (len(words) - len(words.lstrip()))
        told = Text(words[len(before) :].strip(), style)
        for part in told.wrap(terminal, max(20, terminal.width - len(before))) or [Text()]:
            terminal.print(Text(before, style) + part)
            before = " " * len(before)
