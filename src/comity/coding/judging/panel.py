"""The panel: the judge hears every mention of the rules, and both settle what it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from comity import ids
from comity.coding.judging import judge, weighing
from comity.records import Mention, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.coding.judging.judge import Judge
    from comity.coding.judging.weighing import Weights
    from comity.records import Document

NOT_ONE = "no act to the judge"


@dataclass(frozen=True, slots=True)
class Panel:
    """The judge, and what its word weighs."""

    judge: Judge
    weights: Weights

    def settle(
        self, documents: Sequence[Document], results: Sequence[Mention | Skipped]
    ) -> Iterator[Mention | Skipped]:
        """What the rules found in these documents, as both witnesses see it, in the same order.

        A mention that is too unsure gives way to the reason; what answered it answers nothing.
        """
        texts = {document.id: document.text for document in documents}
        names = {document.id: document.name for document in documents}
        found = [result for result in results if isinstance(result, Mention)]
        settled = iter(weighing.weigh(weighing.judged(found, texts, self.judge), self.weights))
        heard = [next(settled) if isinstance(result, Mention) else result for result in results]
        renamed = {
            before.id: _named_anew(before, after) if isinstance(after, Mention) else ""
            for before, after in zip(results, heard, strict=True)
            if isinstance(before, Mention)
        }
        for before, after in zip(results, heard, strict=True):
            if isinstance(after, Mention):
                answered = (renamed.get(other, other) for other in after.responds_to)
                yield replace(after, id=renamed[after.id], responds_to=tuple(filter(None, answered)))
            elif after is not None:
                yield after
            elif isinstance(before, Mention):
                sentence = before.sentence.of(texts[before.document])
                yield Skipped(names[before.document], "code", NOT_ONE, sentence, before.document)

    def pairs(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """For each text with a marked pair PLOVER's types with their shares, the likeliest first."""
        return [judgement.ranking() for judgement in self.judge.judge(texts)]


def _named_anew(before: Mention, after: Mention) -> str:
    """Its id: another one where its type is another."""
    return before.id if before.type == after.type else ids.of_parts(before.id, after.type)


@cache
def load() -> Panel:
    """The panel with the model that comes with Comity; ModelError where a file is missing or damaged."""
    return Panel(judge.load(), weighing.load())
