"""What a question names, and what is said where nothing is called so."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Protocol, TypeVar

from comity.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=_WithId)


def unknown(what: str, told: str, known: Iterable[str], *, near: str | None = None) -> QuestionError:
    """That nothing of this sort is called so, with what may have been meant, or else all that there is.

    `near`: the word to look for something alike by, where it is not the told one.
    """
    names = list(known)
    alike = difflib.get_close_matches(told if near is None else near, names, n=1, cutoff=0.5)
    advice = f"did you mean {alike[0]}?" if alike else f"there are {', '.join(names)}"
    return QuestionError(f"no {what} is called {told!r}; {advice}")


def only(found: Sequence[Named], what: str, told: str, *, where: str) -> Named:
    """The one whose id begins so; QuestionError where there is none, or more than one.

    `where`: which command lists the ids.
    """
    if not found:
        raise QuestionError(f"no {what} has an id that begins with {told!r}; {where}")
    if len(found) > 1:
        ids = ", ".join(each.id for each in found)
        raise QuestionError(f"{told!r} begins several ids: {ids}; give more of the one you mean")
    return found[0]
