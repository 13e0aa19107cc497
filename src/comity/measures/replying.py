"""Who answered whom: what the text says (stated), and what follows in kind within a time (inferred).

A reply that the text states has the sentence that says so. Which act it answers may be told there too; else
it is the likeliest act of the other side before it, and where there is none in the ledger, it stays
unlinked. A reply that nobody states is inferred where the other side's act of the same kind of measure
went before it within the days that the kind sets: an act is inferred to answer one such act, and one request
that it grants or refuses, at most.

How sure it is that this is the act answered::

    score = 0.95 * likeness * (1 - delay / (2 * within)) / sqrt(rivals)

with the shortest delay in days that the spans of days allow, the days within which an answer is looked for,
and how many acts are as alike. Likeness is 1 for the same kind of measure and the same number of persons, 0.9
for the same kind, 0.7 for a kind that it lets answer; where no kind is known, 0.9 for the same type and mode,
0.7 for the same type, 0.5 for the same class, 0.4 for another. Where the text names the act, it is 1.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from comity.dates import Basis
from comity.measures import cues
from comity.measures.reply import Reply, best, delay, linked
from comity.measures.stating import Stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from comity.measures.acts import Act
    from comity.ontology.kinds import MeasureKind


def replies(acts: Sequence[Act], kinds: Mapping[str, MeasureKind]) -> list[Reply]:
    """Who answered whom between two states, by the day of the answer; `acts` are those of `acts_between`."""
    told = Stated(acts, cues.load())
    stated = told.replies()
    answering = {each.event for each in stated}
    once = [act for act in acts if act.event.id not in told.again]
    inferred = _inferred([act for act in once if act.event.id not in answering], once, kinds)
    days = {act.event.id: act.event.days for act in acts}
    return sorted(
        [*stated, *inferred],
        key=lambda each: (days[each.event].first, days[each.event].last, each.event, each.answers or ""),
    )


def _inferred(
    answers: Sequence[Act], acts: Sequence[Act], kinds: Mapping[str, MeasureKind]
) -> Iterator[Reply]:
    """For each act that is not said to answer anything, the likeliest act that it may answer."""
    longest = max((kind.reply_within or 0 for kind in kinds.values()), default=0)
    moving = sorted((act for act in acts if act.moves), key=lambda act: act.event.days.last)
    oldest = 0
    for answer in sorted(answers, key=lambda act: act.event.days.first):
        if not answer.moves:
            continue
        while oldest < len(moving) and delay(answer, moving[oldest]) > longest:
            oldest += 1
        candidates: dict[tuple[bool, int], list[Act]] = defaultdict(list)
        for act in moving[oldest:]:
            if act.event.days.last > answer.event.days.first:
                break
            within = answer.within(act, kinds)
            if within is not None and delay(answer, act) <= within and _in_order(act, answer):
                candidates[act.event.type == "REQUEST", within].append(act)
        for asked in (False, True):
            found = [best(answer, some, key[1]) for key, some in candidates.items() if key[0] is asked]
            if found:
                likeliest, score = max(found, key=lambda each: each[1])
                yield linked(answer, likeliest, Basis.INFERRED, score, None)


def _in_order(answered: Act, answer: Act) -> bool:
    """Whether the days say which of the two came first."""
    return answered.event.days.first < answer.event.days.first
