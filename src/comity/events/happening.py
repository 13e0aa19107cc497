"""What is known of one happening while its mentions are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity.dates import Basis
from comity.events import matter
from comity.records import SETTLED_FIRST, Status

if TYPE_CHECKING:
    from comity.dates import SpanOfDays
    from comity.events.matter import Matter
    from comity.records import Document, Mention

_BASES = list(Basis)
KEPT = 4
"""Sentences whose words are kept to compare others with: more say little new and cost time."""
WIDE = 31
"""A span of more days than this does not say when."""


def day_order(days: SpanOfDays) -> tuple[bool, int, int]:
    """The better known, the smaller: told before merely published, then by precision, then by basis."""
    return days.basis is Basis.PUBLISHED, days.days, _BASES.index(days.basis)


def pairs(mention: Mention) -> frozenset[tuple[str, str]]:
    """Each two codes on the two sides of a mention, in alphabetical order; a code with itself if it is alone.

    Where two mentions share a code on all sides and are of one happening, they share another one too.
    """
    found = {
        (min(actor.code, recipient.code), max(actor.code, recipient.code))
        for actor in mention.actors
        for recipient in mention.recipients
    }
    return frozenset({pair for pair in found if pair[0] != pair[1]} or found)


@dataclass(slots=True)
class Happening:
    """A happening as its mentions tell it so far; `days` are those that others are compared with."""

    type: str
    mode: str | None
    status: Status
    days: SpanOfDays
    actors: frozenset[str]
    recipients: frozenset[str]
    symmetric: bool
    acts: set[str]
    pairs: frozenset[tuple[str, str]]
    mentions: list[Mention]
    matters: list[frozenset[str]]
    counts: dict[str, frozenset[float]]
    documents: set[str]
    sentences: set[int] = field(default_factory=set)
    predicates: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, mention: Mention, document: Document, published: SpanOfDays | None = None) -> Happening:
        """What one mention tells; `published` where its text is known to be older than its document."""
        said: Matter = matter.of(mention, document)
        return cls(
            type=mention.type,
            mode=mention.mode,
            status=mention.status,
            days=published if published and mention.days.basis is Basis.PUBLISHED else mention.days,
            actors=frozenset(party.code for party in mention.actors),
            recipients=frozenset(party.code for party in mention.recipients),
            symmetric=mention.symmetric,
            acts={mention.rule.split(" ", 1)[0]},
            pairs=pairs(mention),
            mentions=[mention],
            matters=[] if said.silent else [said.stems],
            counts=dict(said.counts),
            documents={mention.document},
            sentences={mention.sentence.start},
            predicates={mention.predicate.start},
        )

    @property
    def everyone(self) -> frozenset[str]:
        """All parties of both sides."""
        return self.actors | self.recipients

    @property
    def known(self) -> bool:
        """Whether more than the publication date tells its days."""
        return self.days.basis is not Basis.PUBLISHED

    @property
    def settled(self) -> bool:
        """Whether it is said to have happened."""
        return self.status is Status.ACTUAL

    @property
    def refers_back(self) -> bool:
        """Whether it is a bare noun without a date of its own: "the talks", "the expulsion"."""
        return not self.known and all(" noun" in mention.rule for mention in self.mentions)

    def absorb(self, other: Happening) -> None:
        """Take in another telling of the same."""
        self.mode = self.mode or other.mode
        self.status = min(self.status, other.status, key=SETTLED_FIRST.index)
        if other.known and not self.known:
            self.days = other.days
        self.actors |= other.actors
        self.recipients |= other.recipients
        self.symmetric |= other.symmetric
        self.acts |= other.acts
        self.pairs |= other.pairs
        self.mentions += other.mentions
        self.documents |= other.documents
        self.sentences |= other.sentences
        self.predicates |= other.predicates
        for stems in other.matters:
            if len(self.matters) < KEPT and stems not in self.matters:
                self.matters.append(stems)
        for noun, values in other.counts.items():
            self.counts[noun] = self.counts.get(noun, frozenset()) | values
