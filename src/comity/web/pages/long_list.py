"""A long list in parts, each with an address, for readers; programs have cursors (`paging`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from comity.web.rendering import address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """A part of a list, and where the parts beside it are."""

    items: Sequence[Item]
    first: int  # the first item's place in the list, from 1; 0 where there is none
    total: int
    before: str | None
    after: str | None

    @property
    def last(self) -> int:
        """The last item's place."""
        return self.first + len(self.items) - 1 if self.items else 0


def part(found: Sequence[Item], number: int, most: int, path: str, asked: Mapping[str, Any]) -> Part[Item]:
    """Part `number` of what was found, `most` a part; the last one where there are fewer parts."""
    parts = max(1, -(-len(found) // most))
    number = min(number, parts)
    begin = (number - 1) * most
    items = found[begin : begin + most]
    return Part(
        items,
        begin + 1 if items else 0,
        len(found),
        address(path, **asked, part=number - 1 if number > 2 else None) if number > 1 else None,
        address(path, **asked, part=number + 1) if number < parts else None,
    )
