"""A part of a long list, and the key after which the rest of it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from comity.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
U = TypeVar("U")

Key = tuple[str | int, ...]
"""Days are written as 2022-10-04."""

USUAL = 50
"""Items of a part where no limit is told."""

_LARGEST = 2**63 - 1  # that a database's own keys can be


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some items of a list in its order. `next` is the last one's key; None where nothing comes after."""

    items: tuple[T, ...]
    next: Key | None

    def mapped(self, told: Callable[[T], U]) -> Part[U]:
        """The same part with other items."""
        return Part(tuple(map(told, self.items)), self.next)


def cut(found: Sequence[T], limit: int, key: Callable[[T], Key]) -> Part[T]:
    """The part that what was found makes, of which one more was asked than the limit."""
    items = tuple(found[:limit])
    return Part(items, key(items[-1]) if len(found) > limit else None)


def check(limit: int) -> None:
    """Raise QuestionError where no items are asked for."""
    if limit < 1:
        raise QuestionError(f"a part of a list has at least one item, and {limit} were asked for")


def day_and_id(after: Key | None) -> tuple[date, str] | None:
    """The key of a list by day and id; QuestionError where it is none."""
    match after:
        case None:
            return None
        case (str(day), str(name)):
            try:
                return date.fromisoformat(day), _storable(name, after)
            except ValueError as error:
                raise _unknown(after) from error
    raise _unknown(after)


def name_and_id(after: Key | None) -> tuple[str, str] | None:
    """The key of a list by name and id; QuestionError where it is none."""
    match after:
        case None:
            return None
        case (str(name), str(found)):
            return _storable(name, after), _storable(found, after)
    raise _unknown(after)


def one_id(after: Key | None) -> str | None:
    """The key of a list by id; QuestionError where it is none."""
    match after:
        case None:
            return None
        case (str(found),):
            return _storable(found, after)
    raise _unknown(after)


def number(after: Key | None) -> int | None:
    """The key of a list in the order of writing; QuestionError where it is none."""
    match after:
        case None:
            return None
        case (int(found),) if 0 <= found <= _LARGEST:
            return found
    raise _unknown(after)


def _storable(told: str, after: Key) -> str:
    try:
        told.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _unknown(after) from error
    return told


def _unknown(after: Key) -> QuestionError:
    return QuestionError(f"{after!r} is no place in this list; leave it out to begin anew")
