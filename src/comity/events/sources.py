"""Which documents tell independently of one another.

Copies of one text, texts of one agency or one publisher, and reports that carry one and the same sentence
are one source, however many sites show them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from comity.events import matter
from comity.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comity.records import Document, Mention

HEAD = 140
"""Characters of a paragraph in which a dateline may name its agency."""
LEAST_WORDS = 6
"""Words that a sentence must have before its repetition elsewhere shows a common source."""
REPEATED = 0.85
COMPARED = 40
"""Sentences of one event that are compared with each other; of more, only verbatim repetition is seen."""

# As in: TOKYO (Reuters) - ..., or: Tokyo, Sept. 10 (Jiji Press)—..., or: MOSCOW, March 3. /TASS/. ...
_DATELINE = re.compile(
    r"[(\[]\s*((?:[A-Z][\w.&’'-]*\s?){1,4})\s*[)\]]\s*[-–—:]|\s/((?:[A-Z][\w.&’'-]*[ ]?){1,3})/"
)
# As in: Source: Xinhua, or: Reporting by Reuters, or: (With inputs from ANI)
_CREDIT = re.compile(
    r"(?i:\b(?:source|via|agency|inputs? from|report(?:ed|ing)? by|courtesy(?: of)?)\b\s*:?\s*(?:the\s+)?)"
    r"((?:[A-Z][\w.&’'-]*[ ]?){1,4})"
)
_GENERAL = re.compile(r"\s+(?:news agency|news|press|agency|newswire|wire)$")


class Sources:
    """Which source each of these documents goes back to.

    `known` are all documents at hand, so that chains of copies can be followed.
    """

    def __init__(self, known: Mapping[str, Document]) -> None:
        self._known = known
        self._names: dict[str, frozenset[str]] = {}
        self._credits: dict[str, list[str]] = {}

    def root(self, document: str) -> str:
        """The id of the document whose text this one carries, its own where it is no copy."""
        seen = {document}
        while (held := self._known.get(document)) is not None and held.copies_of:
            if held.copies_of in seen:
                return min(seen)
            document = held.copies_of
            seen.add(document)
        return document

    def of(self, mentions: Iterable[Mention]) -> dict[str, str]:
        """The source of each document that these mentions of one event stand in: a name for each group."""
        told: dict[str, list[Mention]] = {}
        for mention in mentions:
            told.setdefault(mention.document, []).append(mention)
        if len(told) < 2:
            return {document: document for document in told}
        groups = _Groups(told)
        first: dict[str, str] = {}
        for document in sorted(told):
            for name in self._marks(document):
                groups.join(document, first.setdefault(name, document))
        sentences: dict[frozenset[str], str] = {}
        for document in sorted(told):
            for words in {self._sentence(mention) for mention in told[document]}:
                if len(words) < LEAST_WORDS:
                    continue
                if words in sentences:
                    groups.join(document, sentences[words])
                    continue
                if len(sentences) <= COMPARED:
                    for other, holder in sentences.items():
                        if len(words & other) >= REPEATED * len(words | other):
                            groups.join(document, holder)
                sentences[words] = document
        return {document: groups.name(document) for document in told}

    def credits(self, document: str) -> list[str]:
        """The agencies that a document names as those whose text it carries, as it writes them."""
        if document not in self._credits:
            self._credits[document] = agencies(self._known[document])
        return self._credits[document]

    def _sentence(self, mention: Mention) -> frozenset[str]:
        return matter.words(mention.sentence.of(self._known[mention.document].text))

    def _marks(self, document: str) -> frozenset[str]:
        """The names by which a document's source is known: its text, its publisher, its agency."""
        if document not in self._names:
            held = self._known[document]
            marks = {f"text {self.root(document)}"}
            if held.publisher:
                marks.add(f"name {_folded(held.publisher)}")
            # An agency's own page and one that credits it are one source, so both kinds of name are one.
            marks |= {f"name {name}" for agency in self.credits(document) for name in _spellings(agency)}
            self._names[document] = frozenset(marks)
        return self._names[document]


def agencies(document: Document) -> list[str]:
    """The agencies that its dateline and its credits name, as they are written there."""
    article = [block.text for block in document.blocks if block.role is Role.ARTICLE]
    found = [
        (match[1] or match[2]).strip() for text in article[:2] for match in _DATELINE.finditer(text[:HEAD])
    ]
    for block in document.blocks:
        if block.role is Role.FURNITURE and any("credit" in reason for reason in block.reasons):
            found += [match[1].strip() for match in _CREDIT.finditer(block.text)]
    return found


def _folded(name: str) -> str:
    return _GENERAL.sub("", " ".join(name.casefold().removeprefix("the ").split()))


def _spellings(name: str) -> set[str]:
    """The name and its initials: "Associated Press" is also "AP"."""
    words = re.findall(r"[A-Z]\w*", name)
    return {_folded(name)} | ({"".join(word[0] for word in words).casefold()} if len(words) > 1 else set())


class _Groups:
    """Documents joined into groups, each named by its least id."""

    def __init__(self, documents: Iterable[str]) -> None:
        self._parents = {document: document for document in documents}

    def name(self, document: str) -> str:
        while (parent := self._parents[document]) != document:
            self._parents[document] = self._parents[parent]
            document = parent
        return document

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.name(one), self.name(other)))
        self._parents[high] = low
