"""Replies -> chains: acts that answer one another, from the first to the last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comity.measures.acts import Act
    from comity.measures.reply import Reply
    from comity.records import Event


@dataclass(frozen=True, slots=True)
class Chain:
    """Acts that answer one another."""

    events: tuple[Event, ...]  # by date, and what is answered before its answer
    replies: tuple[Reply, ...]  # in the order of their events
    first: str | None  # who moved first; None: the first act answers something that the ledger does not hold

    def answered_by(self, event: str) -> list[Reply]:
        """What this event answers."""
        return [reply for reply in self.replies if reply.event == event]


def chains(replies: Iterable[Reply], acts: Iterable[Act]) -> list[Chain]:
    """The chains that these replies make of their acts, by the day of the first one."""
    replies = list(replies)
    by_id = {act.event.id: act for act in acts}
    linked: dict[str, set[str]] = defaultdict(set)
    for reply in replies:
        linked[reply.event].update({reply.answers} if reply.answers else ())
        if reply.answers:
            linked[reply.answers].add(reply.event)
    found = [_chain(together, replies, by_id) for together in _together(linked)]
    return sorted(found, key=lambda chain: (chain.events[0].days, chain.events[0].id))


def _together(linked: Mapping[str, set[str]]) -> list[set[str]]:
    """The events that hang together by any number of links."""
    left = set(linked)
    groups = []
    while left:
        group: set[str] = set()
        waiting = [left.pop()]
        while waiting:
            event = waiting.pop()
            group.add(event)
            waiting += linked[event] - group
        left -= group
        groups.append(group)
    return groups


def _chain(together: set[str], replies: Iterable[Reply], acts: Mapping[str, Act]) -> Chain:
    own = [reply for reply in replies if reply.event in together]
    ordered = _ordered(together, own, acts)
    place = {event: at for at, event in enumerate(ordered)}
    own.sort(key=lambda reply: (place[reply.event], place.get(reply.answers or "", -1)))
    provoked = any(reply.event == ordered[0] and reply.answers is None for reply in own)
    first = None if provoked else acts[ordered[0]].way[0]
    return Chain(tuple(acts[event].event for event in ordered), tuple(own), first)


def _ordered(together: set[str], replies: Iterable[Reply], acts: Mapping[str, Act]) -> list[str]:
    """By date, but each after what it answers: days that are known as a span leave the order open."""
    waits: dict[str, set[str]] = {event: set() for event in together}
    for reply in replies:
        waits[reply.event].update({reply.answers} if reply.answers else ())
    ordered: list[str] = []
    done: set[str] = set()
    left = sorted(together, key=lambda event: (acts[event].event.days, event))
    while left:
        # Of sentences that contradict one another, each answering the other, the earlier one begins.
        event = next((each for each in left if waits[each] <= done), left[0])
        left.remove(event)
        done.add(event)
        ordered.append(event)
    return ordered
