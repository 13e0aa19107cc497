"""A long document a portion at a time, so that a page of many megabytes can be read and linked into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.records import Block

BLOCKS = 800
CHARACTERS = 400_000
"""A portion has at most so many of both, or one block; a block is never divided."""


def portions(blocks: Sequence[Block]) -> list[range]:
    """The places of the blocks in each portion; one portion at least."""
    found: list[range] = []
    begins, characters = 0, 0
    for place, block in enumerate(blocks):
        length = len(block.text)
        if place > begins and (place - begins >= BLOCKS or characters + length > CHARACTERS):
            found.append(range(begins, place))
            begins, characters = place, 0
        characters += length
    return [*found, range(begins, len(blocks))]


def portion_of(blocks: Sequence[Block], place: int) -> int:
    """The number, from 1, of the portion that has this block; the first where there is no such block."""
    return next((number for number, part in enumerate(portions(blocks), 1) if place in part), 1)
