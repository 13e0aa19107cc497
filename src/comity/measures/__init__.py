"""Events -> measures: what holds on a day, and which events brought it about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.lazily import exported

if TYPE_CHECKING:
    from comity.measures.following import follow
    from comity.measures.moving import Moved, moved

__all__ = ["Moved", "follow", "moved"]

__getattr__ = exported(__name__, {"follow": "following", "Moved": "moving", "moved": "moving"})
