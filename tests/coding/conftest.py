"""What the tests of coding share: gazetteer, ontology and coder loaded once, and sentences made articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity import actors, ontology
from comity.coding import Coder, parsing
from comity.coding.discourse import Discourse
from comity.coding.parties import Parties
from comity.dates import Basis, SpanOfDays
from comity.records import Block, Document, Mention, Role, Skipped, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from comity.actors import Gazetteer
    from comity.ontology import Ontology
    from comity.records import Party

THURSDAY = "2024-05-16"  # the day of publication where a test names none


class Desk:
    """Reads sentences as an article would tell them, and shows what was coded in one line each."""

    def __init__(self, gazetteer: Gazetteer, ontology: Ontology) -> None:
        self.gazetteer = gazetteer
        self.ontology = ontology
        self.coder = Coder(gazetteer, ontology)

    def article(
        self, text: str, on: str | None = THURSDAY, *, title: str | None = None, name: str = "page"
    ) -> Document:
        """A document of one block for each paragraph, the title first."""
        parts = [(title, Role.TITLE)] if title else []
        parts += [(paragraph, Role.ARTICLE) for paragraph in text.split("\n\n")]
        blocks, start = [], 0
        for part, role in parts:
            blocks.append(Block(part, role, ("a test",), Span(start, start + len(part))))
            start += len(part) + 2
        whole = "\n\n".join(block.text for block in blocks)
        published = None if on is None else SpanOfDays.parse(on, Basis.STATED)
        return Document(name, name, whole, tuple(blocks), title=title, language="en", published=published)

    def results(
        self, text: str, on: str | None = THURSDAY, *, title: str | None = None
    ) -> list[Mention | Skipped]:
        return list(self.coder.code([self.article(text, on, title=title)]))

    def mentions(self, text: str, on: str | None = THURSDAY, *, title: str | None = None) -> list[Mention]:
        return [found for found in self.results(text, on, title=title) if isinstance(found, Mention)]

    def reasons(self, text: str, on: str | None = THURSDAY) -> list[str]:
        """Why sentences, or the whole document, gave nothing."""
        return [found.reason for found in self.results(text, on) if isinstance(found, Skipped)]

    def told(self, text: str, on: str | None = THURSDAY, *, title: str | None = None) -> list[str]:
        """Who did what to whom: "KEN -> SOM SANCTION expel", "CHL + PER AGREE" where both act."""
        return [self.shown(mention) for mention in self.mentions(text, on, title=title)]

    def statuses(self, text: str, on: str | None = THURSDAY) -> list[str]:
        """Each act with how settled it is: "SANCTION announced"."""
        return [f"{mention.type} {mention.status}" for mention in self.mentions(text, on)]

    def days(self, text: str, on: str | None = THURSDAY) -> list[str]:
        """Each act with its days: "SANCTION 2024-05-14"."""
        return [f"{mention.type} {mention.days}" for mention in self.mentions(text, on)]

    def shown(self, mention: Mention) -> str:
        actors_, recipients = (",".join(sorted({p.code for p in side})) for side in sides(mention))
        if mention.symmetric:
            everybody = sorted({party.code for side in sides(mention) for party in side})
            who = " + ".join(everybody)
        else:
            who = f"{actors_} -> {recipients}"
        return " ".join(part for part in (who, mention.type, mention.mode) if part)

    def parse(self, text: str) -> Doc:
        return next(iter(parsing.parse([text])))

    def word(self, text: str, word: str) -> Token:
        """The first token of the parsed text that is this word."""
        return next(token for token in self.parse(text) if token.text == word)

    def parties(self, doc: Doc) -> Parties:
        """The parties of a parsed text that stands alone."""
        discourse = Discourse(self.gazetteer.find(doc.text, SpanOfDays.parse(THURSDAY)))
        return Parties(doc, 0, discourse, self.gazetteer)


def sides(mention: Mention) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    return mention.actors, mention.recipients


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(actors.load(), ontology.load())
