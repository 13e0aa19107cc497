"""What the ledger says of a visa rule beyond the record: considered, announced, asked for, suspended.

An event counts where it is between the destination and the passport's state, its words speak of visas, and
it came after the rule of the day had begun: what came before has been answered by that rule. After three
years without effect it is no longer told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from comity.ledger import reader
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from comity.ledger.reader import Evidence
    from comity.ledger.store import Store
    from comity.records import Event

LAPSE = timedelta(3 * 365)
AHEAD = timedelta(2 * 365)
"""Announced days that lie this far ahead are still looked for."""

_VISAS = re.compile(r"\b(?:e-?)?visas?\b|\bvisa-", re.IGNORECASE)
_STOPPED = re.compile(r"\b(?:suspend|suspension|halt|freez|frozen|paus|stop)", re.IGNORECASE)

_EASES = ("CONCEDE", "AGREE", "COOPERATE", "RETREAT")
_TIGHTENS = ("SANCTION", "COERCE", "THREATEN")
_SPOKEN = ("REQUEST", "REJECT", "AGREE")
"""Acts by words: what they are about may stand further on in their sentence."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An event about the visa rule, with the words that show it.

    `status`: considered, announced, hypothetical, denied or actual as the event's; suspended, asked or
    refused where that is what was done. `newer`: done after the day of the record's newest source.
    """

    status: str
    date: date
    event: str
    quote: str
    document: str
    actor: str
    eases: bool | None  # whether it makes travel easier or harder; None: it is asked for or refused
    newer: bool = False


class _Words(NamedTuple):
    """What shows that an event is about visas, and the name of the document that has it."""

    quote: str
    document: str


def pending(
    store: Store, issuers: Iterable[str], passport: str, *, since: date, on: date, newest: date
) -> list[Pending]:
    """What the ledger tells between the begin of the rule and the day asked for, by date.

    `issuers`: the codes under which the destination acts; `newest`: the day of the record's newest source.
    """
    since = max(since + timedelta(1), on - min(LAPSE, on - date.min))
    with store.snapshot() as connection:
        found = {
            event.id: event
            for issuer in issuers
            for event in reader.events_between(
                connection,
                issuer,
                passport,
                since=since,
                until=on + min(AHEAD, date.max - on),
                types=(*_EASES, *_TIGHTENS, *_SPOKEN),
                telling="visa",
            )
            if event.days.first >= since
        }
        events = list(found.values())
        evidence = reader.evidence(connection, [event.id for event in events])
        told = [
            _told(event, evidence[event.id], words, passport, on=on, newest=newest)
            for event in events
            if (words := _words(connection, event, evidence[event.id]))
        ]
    return sorted((each for each in told if each), key=lambda each: (each.date, each.event))


def _words(connection: Connection, event: Event, evidence: Sequence[Evidence]) -> _Words | None:
    """The words that speak of visas: the event's own, or else the sentence around them."""
    for each in evidence:
        if _VISAS.search(each.quote):
            return _Words(each.quote, each.document)
    if "migration" not in event.contexts and event.type not in _SPOKEN:
        return None
    for each in evidence:
        document = reader.document(connection, each.mention.document)
        sentence = each.mention.sentence.of(document.text) if document else ""
        if _VISAS.search(sentence):
            return _Words(sentence, each.document)
    return None


def _told(
    event: Event, evidence: Sequence[Evidence], words: _Words, passport: str, *, on: date, newest: date
) -> Pending | None:
    first = event.days.first
    if first > on:
        published = [each.published.first for each in evidence if each.published is not None]
        if event.status is Status.ACTUAL or min(published, default=date.max) > on:
            return None
    status = _status(event, words.quote, passport)
    if status is None:
        return None
    done = event.status is Status.ACTUAL and event.type in (*_EASES, *_TIGHTENS)
    return Pending(
        status,
        first,
        event.id,
        words.quote,
        words.document,
        actor=event.actors[0] if event.actors else "",
        eases=None if status in {"asked", "refused"} else event.type in _EASES,
        newer=done and first > newest,
    )


def _status(event: Event, quote: str, passport: str) -> str | None:
    """What the event says of the rule; None where it says nothing that could change it."""
    if event.type == "REQUEST" and passport in event.actors:
        return "asked"
    if passport in event.actors and not event.symmetric:
        return None  # what this state does to the other's citizens is the other direction
    if event.type == "REJECT":
        return "refused"
    if event.type in _TIGHTENS and event.status is Status.ACTUAL and _STOPPED.search(quote):
        return "suspended"
    return event.status.value if event.type in (*_EASES, *_TIGHTENS) else None
