"""The panel: the judge hears every mention of the rules and every opening, and both settle what they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from comity import ids
from comity.coding.judging import judge, weighing
from comity.coding.openings import Opening
from comity.records import Mention, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from comity.coding.judging.judge import Judge
    from comity.coding.judging.weighing import Weighed, Weights
    from comity.records import Document

    Found = Mention | Opening | Skipped

NOT_ONE = "no act to the judge"


@dataclass(frozen=True, slots=True)
class Panel:
    """The judge, and what its word weighs."""

    judge: Judge
    weights: Weights

    def settle(self, documents: Sequence[Document], results: Sequence[Found]) -> Iterator[Mention | Skipped]:
        """What the rules found in these documents, as both witnesses see it, in the same order.

        A mention that is too unsure gives way to the reason; what answered it answers nothing.
        """
        texts = {document.id: document.text for document in documents}
        names = {document.id: document.name for document in documents}
        heard = self._heard(results, texts)
        renamed = {
            before.id: _named_anew(before, after)
            for before, after in zip(results, heard, strict=True)
            if isinstance(before, Mention)
        }
        coded = {(after.document, after.sentence.of(texts[after.document])) for after in _mentions(heard)}
        for before, after in zip(results, heard, strict=True):
            if isinstance(after, Mention):
                answered = (renamed.get(other, other) for other in after.responds_to)
                own = renamed.get(after.id) or ids.of_parts(after.id, after.type)
                yield replace(after, id=own, responds_to=tuple(filter(None, answered)))
            elif isinstance(after, Skipped) and (after.page, after.detail) not in coded:
                yield after
            elif isinstance(before, Mention):
                sentence = before.sentence.of(texts[before.document])
                if (before.document, sentence) not in coded:
                    yield Skipped(names[before.document], "code", NOT_ONE, sentence, before.document)

    def pairs(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """For each text with a marked pair PLOVER's types with their shares, the likeliest first."""
        return [judgement.ranking() for judgement in self.judge.judge(texts)]

    def _heard(self, results: Sequence[Found], texts: Mapping[str, str]) -> list[Mention | Skipped | None]:
        """For each result what is made of it, None where that is nothing."""
        places = [at for at, result in enumerate(results) if not isinstance(result, Skipped)]
        asked = [_asked(results[at]) for at in places]
        judged = dict(zip(places, weighing.judged(asked, texts, self.judge), strict=True))
        of_rules = {at: one for at, one in judged.items() if isinstance(results[at], Mention)}
        settled = dict(zip(of_rules, weighing.weigh(list(of_rules.values()), self.weights), strict=True))
        told = {deed for mention in settled.values() if mention is not None for deed in _deeds(mention)}
        heard: list[Mention | Skipped | None] = []
        for at, result in enumerate(results):
            if isinstance(result, Skipped):
                heard.append(result)
            elif isinstance(result, Opening):
                heard.append(self._filled(judged[at], result, told))
            else:
                heard.append(settled[at])
        return heard

    def _filled(self, one: Weighed, opening: Opening, told: set[object]) -> Mention | None:
        """The opening as a mention, if it is one that nothing else in its sentence tells."""
        mention = weighing.fill(one, opening, self.weights)
        if mention is None or not told.isdisjoint(deeds := set(_deeds(mention))):
            return None
        told |= deeds
        return mention


def _asked(result: Found) -> Mention:
    if isinstance(result, Skipped):
        raise TypeError("what was skipped is not judged")
    return result.mention if isinstance(result, Opening) else result


def _mentions(heard: Sequence[Mention | Skipped | None]) -> Iterator[Mention]:
    yield from (one for one in heard if isinstance(one, Mention))


def _deeds(mention: Mention) -> Iterator[object]:
    """What a mention tells, by the places where the same could be told again."""
    for actor in mention.actors:
        for recipient in mention.recipients:
            if actor.code != recipient.code:
                sides = (actor.code, recipient.code)
                both = tuple(sorted(sides)) if mention.symmetric else sides
                yield mention.document, mention.sentence, mention.type, both


def _named_anew(before: Mention, after: Mention | Skipped | None) -> str:
    """Its id: another one where its type is another, "" where it is none."""
    if not isinstance(after, Mention):
        return ""
    return before.id if before.type == after.type else ids.of_parts(before.id, after.type)


@cache
def load() -> Panel:
    """The panel with the model that comes with Comity; ModelError where a file is missing or damaged."""
    return Panel(judge.load(), weighing.load())
