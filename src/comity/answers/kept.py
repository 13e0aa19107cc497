"""An answer that is kept for as long as the ledger stays as it is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.ledger.store import Store

T = TypeVar("T")


class Kept(Generic[T]):
    """What `work` gives of a store, worked out once for each mark; whoever asks meanwhile waits for it."""

    def __init__(self, work: Callable[[Store], T]) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._found: tuple[str, T] | None = None

    def of(self, store: Store) -> T:
        """The answer for the ledger as it is now, or has been since this was asked."""
        with self._lock:
            mark = store.mark()
            if self._found is None or self._found[0] != mark:
                self._found = mark, self._work(store)
            return self._found[1]
