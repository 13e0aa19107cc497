"""Which pairs of states a change of events touches, and how their measures are followed anew.

A pair whose events have changed waits in the ledger until it is settled, so that one more page does not
follow all measures again, and a killed run loses nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from comity.ledger import measured, reader, rows
from comity.ledger.schema import followed_by, measures, unfit, unfollowed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection

    from comity.ledger.store import Store
    from comity.records import Measure, Told, Unfit

    Follow = Callable[[Sequence[Told], str, str], tuple[Sequence[Measure], Sequence[Unfit]]]

SETTLED_AT_ONCE = 100
"""Pairs in one transaction."""


def wait(connection: Connection, dyads: Iterable[tuple[str, str]]) -> None:
    """Have the measures of these pairs followed when `settle` is next called."""
    pairs = {(min(dyad), max(dyad)) for dyad in dyads if dyad[0] != dyad[1]}
    if not pairs:
        return
    waiting = {
        (one, other) for one, other in connection.execute(select(unfollowed.c.one, unfollowed.c.other))
    }
    fresh = sorted(pairs - waiting)
    if fresh:
        connection.execute(insert(unfollowed), [{"one": one, "other": other} for one, other in fresh])


def is_settled(connection: Connection, *, kinds: str) -> bool:
    """Whether no pair waits, and all were followed by these kinds."""
    if connection.execute(select(unfollowed.c.one).limit(1)).first() is not None:
        return False
    return connection.execute(select(followed_by.c.kinds)).scalar_one_or_none() == kinds


def settle(store: Store, follow: Follow, *, kinds: str) -> int:
    """Follow the measures of all pairs that wait; how many there were.

    `kinds` names the kinds of measure and their version: where they are others than before, all pairs wait.
    """
    with store.transaction() as connection:
        if connection.execute(select(followed_by.c.kinds)).scalar_one_or_none() != kinds:
            wait(connection, reader.all_dyads(connection))
            connection.execute(delete(followed_by))
            connection.execute(insert(followed_by).values(kinds=kinds))
    done = 0
    some = select(unfollowed.c.one, unfollowed.c.other).order_by(*unfollowed.primary_key)
    while True:
        with store.transaction() as connection:
            pairs = [(one, other) for one, other in connection.execute(some.limit(SETTLED_AT_ONCE))]
            for one, other in pairs:
                _follow_again(connection, one, other, follow)
        done += len(pairs)
        if len(pairs) < SETTLED_AT_ONCE:
            return done


def _follow_again(connection: Connection, one: str, other: str, follow: Follow) -> None:
    found, unfitting = follow(measured.told_between(connection, one, other), one, other)
    for table in (measures, unfit, unfollowed):
        connection.execute(delete(table).where(table.c.one == one, table.c.other == other))
    if found:
        connection.execute(insert(measures), [rows.measure_row(each) for each in found])
    if unfitting:
        connection.execute(insert(unfit), [rows.unfit_row(each) for each in unfitting])
