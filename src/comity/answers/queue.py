"""What waits for a reader's judgement: mentions one by one, each with its document."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from comity.answers import classes, contract, named
from comity.errors import QuestionError
from comity.ledger import queueing, reader
from comity.ledger.queueing import Wanted

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from comity.answers.contract import Record
    from comity.ledger.store import Store
    from comity.records import Document, Mention


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mention that waits, and the words that show it."""

    mention: Mention
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A mention with its document, and the event that it is evidence of, if it has been merged."""

    mention: Mention
    document: Document
    event: str | None

    @property
    def sentence(self) -> str:
        """The sentence that makes it."""
        return self.mention.sentence.of(self.document.text)

    def record(self) -> Record:
        """As `comity code` prints it; characters are those of the document's text.

        Besides `via`, how each party is known: "name", "coreference", …, "context" where no words name it.
        """
        record = contract.mention_record(self.mention, self.document.text)
        sides = {"actors": self.mention.actors, "recipients": self.mention.recipients}
        return {**record, "via": {side: [party.via for party in told] for side, told in sides.items()}}


def wanted(parties: Iterable[str] = (), types: Iterable[str] = (), *, dissent: bool = False) -> Wanted:
    """Mentions of these states, given by code, and types; QuestionError names an unknown type."""
    known = [name for some in classes.types().values() for name in some]
    chosen = [told.strip().upper() for told in types]
    for told in chosen:
        if told not in known:
            raise named.unknown("type", told, known)
    return Wanted(tuple(dict.fromkeys(parties)), tuple(chosen), dissent)


def queue(
    store: Store,
    such: Wanted,
    *,
    judged: Container[str] = (),
    newest: bool = False,
    after: str | None = None,
    most: int = 25,
) -> tuple[list[Waiting], int]:
    """The first of such mentions that are not judged yet, and how many such there are, judged ones too.

    The least sure come first, or the newest; `after` is the id of one behind which to begin.
    """
    with store.snapshot() as connection:
        found = queueing.queue(connection, such, newest=newest, after=after)
        waiting = (Waiting(mention, quote) for mention, quote in found if mention.id not in judged)
        return list(islice(waiting, most)), queueing.count(connection, such)


def claim(store: Store, told: str) -> Claim:
    """The mention with this id; QuestionError where there is none, as when a newer coder reads otherwise."""
    with store.snapshot() as connection:
        found = queueing.claim(connection, told)
        if found is None:
            raise QuestionError(f"no mention in the ledger has the id {told!r}; begin at the queue, /review")
        mention, document = found
        return Claim(mention, document, reader.events_of_mentions(connection, [told]).get(told))
