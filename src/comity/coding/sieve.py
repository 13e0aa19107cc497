"""The sieve: which sentences are worth their parse, told from their words and the sightings in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from comity.coding import parsing, reference, topics
from comity.coding.discourse import REACH, STATE_KINDS
from comity.coding.possible import PossibleActs
from comity.records import Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.actors import Sighting
    from comity.actors.wording import Wording
    from comity.ontology import Lexicon
    from comity.records import Document

_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|(?<=[.!?…][\"”’')\]])\s+(?=[A-Z0-9])")
# Full stops behind which the sentence goes on: "Gen.", "U.S.", "J."
_GOES_ON = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Gov|Sen|Rep|Prof|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec|Hon|Rev|Amb|Pres)|\b[A-Z]|\.[A-Za-z])\.$"
)
_POINTING = frozenset({"the", "this", "that"})
_COUNTING = frozenset({"two", "three", "four", "five", "each"})
_MUTUAL = frozenset({"bilateral", "mutual", "reciprocal", "joint", "both"})
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})  # who may be meant without a name


LONGEST = 5000  # characters that are parsed at once: the parser's memory grows with them


class Reason(StrEnum):
    """What a sentence is to the coder."""

    ACT = "act"  # an actor, named or referred to, and a word that may be an act's
    REFERENT = "referent"  # no act, but a later sentence may mean whom it names
    STATES = "states"  # two states, or one and a word that may mean another, but no word of an act
    NO_ACT = "no act"  # fewer, and no word of an act
    NOBODY = "nobody"  # no actor, and no word that may mean one
    ASIDE = "aside"  # sport, fiction


PARSED = frozenset({Reason.ACT, Reason.REFERENT})  # what the rules need


@dataclass(slots=True)
class Sentence:
    """A sentence by its characters in the document, with what it is to the coder."""

    span: Span
    reason: Reason
    states: frozenset[str]  # that it names itself
    names: bool  # any actor or place
    open: bool  # may it mean somebody whom an earlier sentence named?


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block, or a piece of a long one: parsed at once, or not at all."""

    start: int  # in the document
    text: str
    is_title: bool
    sentences: tuple[Sentence, ...]
    parsed: bool

    def may_act(self, span: Span) -> bool:
        """Does a sentence that may hold an act touch these characters of the document?

        The parse may cut sentences elsewhere.
        """
        return any(
            sentence.reason is Reason.ACT
            and sentence.span.start < span.end
            and span.start < sentence.span.end
            for sentence in self.sentences
        )


class Sieve:
    """Tells the sentences of a document by the lexicon; those of the reasons in `parsed` are to be parsed.

    Whoever judges sentences beside the rules asks for more reasons: STATES holds what names two states
    without a word of the lexicon.
    """

    def __init__(self, lexicon: Lexicon, wording: Wording, parsed: frozenset[Reason] = PARSED) -> None:
        self._parsed = parsed
        bodies = (phrase for phrase, head in wording.heads.items() if head.sector in _OFFICIAL)
        self._nouns = reference.NOUNS | {_head(phrase) for phrase in bodies}
        others = self._nouns | reference.PRONOUNS | _POINTING | _COUNTING | _MUTUAL
        self._possible = PossibleActs(lexicon, others)

    def stretches(self, document: Document, sightings: Sequence[Sighting]) -> list[Stretch]:
        """The document's title and article, a block or a piece of it at a time."""
        found = []
        for start, text, is_title in _pieces(document, sightings):
            found.append((start, text, is_title, tuple(self.sentences(text, start, sightings))))
        self.mark([sentence for *_, sentences in found for sentence in sentences])
        return [
            Stretch(start, text, is_title, sentences, any(map(self.keeps, sentences)))
            for start, text, is_title, sentences in found
        ]

    def sentences(self, text: str, start: int, sightings: Sequence[Sighting]) -> Iterator[Sentence]:
        """The sentences of a piece of a document that begins there, each for itself."""
        starts = [sighting.span.start for sighting in sightings]
        for span in split(text):
            here = Span(start + span.start, start + span.end)
            first, last = bisect_left(starts, here.start), bisect_left(starts, here.end)
            heard = first > bisect_left(starts, here.start - 2 * REACH)
            yield self._sentence(span.of(text), here, sightings[first:last], heard=heard)

    def _sentence(self, text: str, span: Span, named: Sequence[Sighting], *, heard: bool) -> Sentence:
        """`heard` tells whether anybody was named shortly before."""
        states = frozenset(sighting.code for sighting in named if sighting.kind in STATE_KINDS)
        words = self._possible.words(text)
        refers = self._refers(words.all)
        reason = Reason.NO_ACT
        if not named and not (refers and heard):
            reason = Reason.NOBODY
        elif self._possible.any(words):
            reason = Reason.ACT
        elif len(states) > 1 or (states and refers):
            reason = Reason.STATES
        if reason in (Reason.ACT, Reason.STATES) and topics.aside(text):
            reason = Reason.ASIDE
        return Sentence(span, reason, states, bool(named), refers or len(states) < 2)

    def _refers(self, words: frozenset[str]) -> bool:
        """May one of the words mean somebody whom another sentence names?"""
        if not words.isdisjoint(reference.PRONOUNS) or not words.isdisjoint(_MUTUAL):
            return True
        if not words.isdisjoint(_POINTING) and not words.isdisjoint(self._nouns):
            return True
        return not words.isdisjoint(_COUNTING) and not words.isdisjoint(reference.SIDES)

    def mark(self, sentences: Sequence[Sentence]) -> None:
        """Find those whom a later act of the document may mean, and give them the reason for it."""
        following: int | None = None
        for sentence in reversed(sentences):
            near = following is not None and following - sentence.span.end <= REACH
            if near and sentence.names and sentence.reason in (Reason.STATES, Reason.NO_ACT):
                sentence.reason = Reason.REFERENT
            if sentence.reason is Reason.ACT and sentence.open:
                following = sentence.span.start

    def keeps(self, sentence: Sentence) -> bool:
        """Is it to be parsed?"""
        return sentence.reason in self._parsed


def split(text: str) -> Iterator[Span]:
    """The sentences of a text, rather too long than too short.

    >>> text = "He left the U.S. on Monday. It rained."
    >>> [span.of(text) for span in split(text)]
    ['He left the U.S. on Monday.', 'It rained.']
    """
    start = 0
    for end in _END.finditer(text):
        if text[end.start() - 1] == "." and _GOES_ON.search(text, start, end.start()):
            continue
        if text[start : end.start()].strip():
            yield Span(start, end.start())
            start = end.end()
    if text[start:].strip():
        yield Span(start, len(text))


def _head(phrase: str) -> str:
    """The word by which a body is called: "chief" of "chief of staff"."""
    return str(_WORD.findall(phrase.partition(" of ")[0])[-1])


def _pieces(document: Document, sightings: Sequence[Sighting]) -> Iterator[tuple[int, str, bool]]:
    """The blocks of the article: offset in the document, text, whether it is the title."""
    for block in document.blocks:
        if block.span is None:
            continue
        is_title, start, text = block.role is Role.TITLE, block.span.start, block.text
        if is_title:
            names = [Span(s.span.start - start, s.span.end - start) for s in sightings]
            yield start, parsing.sentence_case(text, names), True
            continue
        opening = parsing.dateline(text)
        for piece in _cut(text, opening):
            yield start + piece.start, piece.of(text), False


def _cut(text: str, start: int) -> Iterator[Span]:
    """The text from there on; where it is long, in pieces that end with a sentence, or else with a word."""
    while len(text) - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = [sentence.end for sentence in split(window)][:-1]
        size = ends[-1] if ends else window.rfind(" ") + 1 or LONGEST
        yield Span(start, start + size)
        start += size
    yield Span(start, len(text))
