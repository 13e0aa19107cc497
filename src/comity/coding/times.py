"""When an act happened: which of a sentence's dates belongs to it, and which sets its deadline."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity import dates
from comity.coding import grammar
from comity.coding.parsing import Words
from comity.dates import Basis, Kind, Relation, SpanOfDays
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

    from comity.coding.predicates import Predicate
    from comity.coding.settledness import Settled
    from comity.dates import Expression

_COUNTED = re.compile(r"[\w-]+ (?:day|week|month|year)s?(?= $)")
STORY_DAYS = (
    1  # what was told of so long before the news is background, and what follows it in the paragraph too
)
_LATER = re.compile(
    r"(?:Hours|Minutes) (?:later|earlier|after)|Within (?:hours|minutes)|Shortly after"
    r"|Later (?:that|the same) day|(?:At|Around) the same time|The same day"
)
_FUTURE = frozenset({Status.ANNOUNCED, Status.CONSIDERED, Status.HYPOTHETICAL})
# A date that only bounds an act is not its day: "before June", but for what is counted from what was told.
_BOUNDS = frozenset({Relation.BEFORE, Relation.AFTER})


@dataclass(frozen=True, slots=True)
class Times:
    """The days of an act, several where it happened several times, and its deadline."""

    days: tuple[SpanOfDays, ...]
    deadline: SpanOfDays | None = None
    tokens: tuple[int, ...] = ()  # the words that gave them


class Clock:
    """The dates of one parsed text that starts at `base` in its document."""

    def __init__(
        self, doc: Doc, base: int, expressions: Sequence[Expression], published: SpanOfDays | None
    ) -> None:
        self._base = base
        self._placings = list(_placings(doc, base, expressions))
        self._published = published
        self._told: SpanOfDays | None = None
        self._of_the_news = False  # whether the sentence tells of something undated, so of its own day

    def times(self, predicate: Predicate, settled: Settled) -> Times | None:
        """The times of an act; None where neither the text nor the publication date tells any."""
        token = predicate.token
        placed = self._placed(token)
        held = [placing for placing in placed if placing.hangs_on(predicate)]
        held = held or [placing for placing in placed if placing.shared_with(predicate)]
        deadline = next(
            (p.expression for p in held if p.expression.deadline and not p.opens(predicate)), None
        )
        direct = [p for p in held if not p.expression.deadline or p.opens(predicate)]
        if not direct and len([p for p in placed if not p.expression.deadline]) == 1:
            direct = [p for p in placed if p.alone_for(predicate)]
        if not direct and predicate.kind == "noun":
            direct = [p for p in placed if p.follows(predicate.token) and not p.expression.deadline]
        if deadline is None:
            deadline = next((p.expression for p in placed if p.expression.deadline and p.below(token)), None)
        future = settled.status in _FUTURE
        spans: list[SpanOfDays] = []
        used: list[int] = []
        for placing in _same_kind(direct):
            ahead = future and placing.of(predicate)
            span = self._resolve(placing.expression, future=True) if ahead else self._of_that_year(placing)
            if span is not None:
                spans.append(span)
                used.append(placing.head.i)
        if not spans and (counted := self._counted(predicate)) is not None:
            spans = [counted]
        if not spans:
            spans, used = self._said(placed, settled, predicate)
        if not spans and self._told is not None and self._goes_on(predicate):
            spans = [replace(self._told, basis=Basis.INFERRED)]
        if not spans and self._published is not None:
            spans = [replace(self._published, basis=Basis.PUBLISHED)]
        if not spans:
            return None
        if spans[0].basis is Basis.PUBLISHED:
            self._of_the_news = True
        else:
            self._told, self._of_the_news = spans[0], False
        due = self._due(deadline, spans[0]) if deadline is not None else None
        return Times(tuple(spans), due, tuple(used))

    def hear(self, sentence: Sentence) -> None:
        """Take in when the sentence's main clause happened: "the next day" counts from it."""
        if self._published is None:
            return
        if self._of_the_news:
            self._told, self._of_the_news = self._published, False
        for placing in self._placed(sentence.root):
            verb = placing.head_verb
            if placing.expression.deadline or verb is None or verb.dep_ not in ("ROOT", "conj"):
                continue
            if _in_noun(placing.head, verb):
                continue
            span = self._resolve(placing.expression, future=False)
            if span is not None and span.first <= self._published.last:
                self._told = span

    def _goes_on(self, predicate: Predicate) -> bool:
        """Does a plain past go on with the older story that the paragraph has begun to tell?"""
        if self._told is None or self._published is None or predicate.kind != "verb":
            return False
        if _LATER.match(predicate.token.sent.text):
            return True
        verb = grammar.means_to(predicate.token) or predicate.token
        plain = verb.tag_ == "VBD" and not any(c.dep_ == "aux" for c in verb.children)
        return plain and (self._published.first - self._told.last).days > STORY_DAYS

    def _said(
        self, placed: list[_Placing], settled: Settled, predicate: Predicate
    ) -> tuple[list[SpanOfDays], list[int]]:
        """The day on which it was said: the best that is known where the act has no date of its own."""
        if _is_pluperfect(predicate.carrier or predicate.token):
            return [], []
        for verb in settled.speech:
            for placing in placed:
                if (
                    placing.head_verb is not None
                    and placing.head_verb.i == verb.i
                    and not placing.expression.deadline
                ):
                    span = self._resolve(placing.expression, future=False)
                    if span is not None and span.precision == "day":
                        return [span], [placing.head.i]
        return [], []

    def _counted(self, predicate: Predicate) -> SpanOfDays | None:
        """The days of what came "four years" or "a day" before: counted back from what is told."""
        token = predicate.carrier or predicate.token
        opening = next((c for c in token.children if c.dep_ == "mark" and c.lower_ == "after"), None)
        if opening is None and token.dep_ == "pobj" and token.head.lower_ == "after":
            opening = token.head
        if opening is None or self._published is None:
            return None
        before = token.doc.text[token.sent.start_char : opening.idx]
        counted = _COUNTED.search(before)
        if counted is None:
            return None
        ago = dates.find(f"{counted.group()} ago")
        return ago[0].resolve(self._told or self._published) if ago else None

    def _of_that_year(self, placing: _Placing) -> SpanOfDays | None:
        """The month of "in November of that year", by the year that was told before."""
        doc, end = placing.head.doc, placing.expression.end - self._base
        following = doc.text[end : end + 20].lower()
        span = self._resolve(placing.expression, future=False)
        if (
            self._told is None
            or span is None
            or not following.startswith((" of that year", " the same year"))
        ):
            return span
        return dates.SpanOfDays.month(self._told.first.year, span.first.month).known(Basis.RELATIVE)

    def _resolve(self, expression: Expression, *, future: bool) -> SpanOfDays | None:
        return expression.resolve(self._published, future, told=self._told)

    def _due(self, expression: Expression, happened: SpanOfDays) -> SpanOfDays | None:
        """A deadline counts from the day of the act ("in six days"), else from the publication."""
        anchor = happened if expression.kind is Kind.TERM else self._published
        return expression.resolve(anchor, future=True, told=happened)

    def _placed(self, token: Token) -> list[_Placing]:
        if not self._placings:
            return []
        sentence = token.sent
        return [placing for placing in self._placings if sentence.start <= placing.head.i < sentence.end]


def _placings(doc: Doc, base: int, expressions: Sequence[Expression]) -> Iterator[_Placing]:
    """The dates of this text with the words they hang on; a date that only names a noun is none."""
    words, length = Words(doc), len(doc.text)
    for expression in expressions:
        start, end = expression.start - base, expression.end - base
        if start < 0 or end > length:
            continue
        head = words.touching(start, end).root
        if not _names(head):
            yield _Placing(expression, head)


@dataclass(frozen=True, slots=True)
class _Placing:
    expression: Expression
    head: Token

    @property
    def head_verb(self) -> Token | None:
        """The verb that this date stands nearest above."""
        for ancestor in self.head.ancestors:
            if ancestor.pos_ in ("VERB", "AUX"):
                return ancestor
        return None

    def hangs_on(self, predicate: Predicate) -> bool:
        """Does the date hang on the predicate itself, or on what carries it?"""
        if self.expression.relation in _BOUNDS and self.expression.kind != "told":
            return False
        if self.opens(predicate):
            return True
        own = {predicate.token.i, *predicate.consumed}
        own |= {predicate.carrier.i} if predicate.carrier is not None else set()
        for ancestor in self.head.ancestors:
            if ancestor.i in own:
                return not _in_other_clause(self.head, ancestor) and not _in_noun(self.head, ancestor)
            if ancestor.pos_ in ("VERB", "AUX"):
                return False
        return False

    def shared_with(self, predicate: Predicate) -> bool:
        """Does the date hang on a verb that shares its adverbials with the predicate?"""
        if self.expression.relation in _BOUNDS and self.expression.kind != "told":
            return False
        verb = self.head_verb
        return verb is not None and not _in_noun(self.head, verb) and self._shared(verb, predicate)

    def opens(self, predicate: Predicate) -> bool:
        """Is the act told of this date: "until Monday, when the ministry summoned ..."?"""
        token = predicate.carrier or predicate.token
        return token.dep_ == "relcl" and token.head.i == self.head.i

    def of(self, predicate: Predicate) -> bool:
        """Does the date hang on the act itself, so that it lies ahead where the act does?"""
        token = predicate.carrier or predicate.token
        verb = self.head_verb
        return verb is None or verb.i == token.i or token.is_ancestor(verb) or verb.head.i == token.i

    def follows(self, noun: Token) -> bool:
        """Does the date stand right behind the noun's phrase: "strikes on the port the day before"?"""
        edge = noun.right_edge.i + 1
        return edge <= self.head.i <= edge + 2 or (noun.is_ancestor(self.head) and self.head_verb is None)

    def alone_for(self, predicate: Predicate) -> bool:
        """Does the sentence's only date hang somewhere in the predicate's own clause?"""
        if self.expression.relation in _BOUNDS or self.expression.deadline:
            return False
        clause = _finite_clause(self.head)
        token = predicate.carrier or predicate.token
        own = _finite_clause(token)
        if clause.i == own.i:
            return clause.i == token.i or clause.is_ancestor(token)
        beside = {clause.dep_, own.dep_} <= {"ROOT", "conj", "ccomp", "parataxis"}
        if any(child.lower_ in ("will", "would", "shall", "may") for child in clause.children):
            return False  # "they will meet on Monday, he said and thanked them"
        return beside and clause.i < token.i and self.head.i < token.i

    def _shared(self, verb: Token, predicate: Predicate) -> bool:
        token = predicate.carrier or predicate.token
        if verb.dep_ in ("relcl", "acl") and predicate.kind == "noun" and token.is_ancestor(verb):
            return True  # "sanctions imposed on Monday", "the ban, which was announced on Tuesday"
        if predicate.kind == "noun" and predicate.carrier is None:
            return (
                token.dep_ in ("nsubj", "nsubjpass", "dobj")
                and token.head.i == verb.i
                and token.dep_ != "dobj"
            )
        if token.dep_ == "conj" and token.head.i == verb.i:
            return self.head.i < token.i
        if token.dep_ == "xcomp" and token.head.i == verb.i:
            return True
        return token.dep_ in ("acomp", "attr") and token.head.i == verb.i

    def below(self, token: Token) -> bool:
        """Is the date somewhere below the word?"""
        return any(ancestor.i == token.i for ancestor in self.head.ancestors)


def _names(date: Token) -> bool:
    """Does the date only name what follows it: "the 1960 treaty", "the May 2 protocol"?"""
    return (
        date.dep_ in ("amod", "compound", "nmod", "nummod")
        and date.head.i > date.i
        and date.head.pos_ == "NOUN"
    )


def _in_noun(date: Token, verb: Token) -> bool:
    """Does the date belong to a noun below the verb: "condemned the attack of June"?"""
    current = date
    while current.head.i != verb.i:
        current = current.head
        if current.pos_ in ("NOUN", "PROPN") and current.dep_ not in ("npadvmod", "pobj"):
            return True
    return current.dep_ in ("dobj", "nsubj", "nsubjpass")


def _in_other_clause(date: Token, predicate: Token) -> bool:
    """Is there another finite verb between the date and the predicate?"""
    current = date.head
    while current.i != predicate.i and current.dep_ != "ROOT":
        if current.pos_ == "VERB" and current.dep_ in ("relcl", "advcl", "ccomp"):
            return True
        current = current.head
    return False


def _finite_clause(token: Token) -> Token:
    """The verb with a subject of its own whose clause holds the word."""
    current = token
    while current.dep_ != "ROOT":
        if current.i != token.i or token.pos_ in ("VERB", "AUX"):
            has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in current.children)
            if current.pos_ in ("VERB", "AUX") and has_subject:
                return current
        current = current.head
    return current


def _same_kind(placings: list[_Placing]) -> list[_Placing]:
    """One date, or several coordinated ones ("on July 30 and Aug. 26")."""
    if len(placings) < 2:
        return placings
    first = placings[0]
    joined = [
        p for p in placings[1:] if p.expression.kind == first.expression.kind and _coordinated(first, p)
    ]
    return [first, *joined]


def _coordinated(one: _Placing, other: _Placing) -> bool:
    between = one.head.doc.text[: other.head.idx][one.head.idx + len(one.head) :]
    return one.head.is_ancestor(other.head) and any(word in f" {between} " for word in (" and ", ", "))


def _is_pluperfect(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in ("had", "'d", "’d") for child in token.children)
