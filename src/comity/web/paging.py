"""Cursors: where the next part of a list begins, as a text that a program hands back unread."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from comity.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = 1
LONGEST = 2000
"""Characters of a cursor, at the most."""

SHOWN = 24
"""Characters of a wrong one that are told."""

Key = tuple[str | int, ...]


def cursor(listed: str, key: Sequence[str | int]) -> str:
    """The cursor of what stands behind this key in a list, as "events"."""
    told = json.dumps([VERSION, listed, *key], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode("utf-8")).decode("ascii").rstrip("=")


def key(listed: str, told: str | None) -> Key | None:
    """The key in a cursor of this list, None where none is told; QuestionError where it is none."""
    if told is None:
        return None
    try:
        padded = told.encode("ascii") + b"=" * (-len(told) % 4)
        found = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError) as error:
        raise _unusable(told) from error
    if not isinstance(found, list) or found[:2] != [VERSION, listed]:
        raise _unusable(told)
    parts = tuple(found[2:])
    if any(type(part) not in {str, int} for part in parts):
        raise _unusable(told)
    return parts


def _unusable(told: str) -> QuestionError:
    shown = told if len(told) <= SHOWN else f"{told[:SHOWN]}…"
    return QuestionError(
        f'{shown!r} is no cursor of this list; take the one under "next", or leave it out to begin anew'
    )
