"""A reply: which act answers which, how sure that is, and how the two compare."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from comity.dates import Basis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.measures.acts import Act, How

SURE = 0.95
"""What a link that the text does not make scores at most."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An event that answers another one."""

    event: str  # id
    answers: str | None  # id; None: what it is said to answer is not in the ledger
    basis: Basis  # stated or inferred
    score: float | None  # how sure it is that this is the act; 1: the text names it; None: no act is found
    days: int | None  # the shortest delay that the spans of days allow
    quote: str | None  # the sentence that says so; None where it is inferred
    how: How | None = None  # like for like, escalated, ...; None: no act is found


def linked(answer: Act, answered: Act, basis: Basis, score: float, quote: str | None) -> Reply:
    """The reply that one act is to another."""
    return Reply(
        answer.event.id,
        answered.event.id,
        basis,
        score,
        delay(answer, answered),
        quote and _one_line(quote),
        answer.how(answered),
    )


def unlinked(answer: Act, quote: str) -> Reply:
    """A reply to something that the ledger does not hold."""
    return Reply(answer.event.id, None, Basis.STATED, None, None, _one_line(quote))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def delay(answer: Act, answered: Act) -> int:
    """The shortest delay in days that the spans of days allow."""
    return max(0, (answer.event.days.first - answered.event.days.last).days)


def best(answer: Act, candidates: Sequence[Act], within: int) -> tuple[Act, float]:
    """The likeliest of some acts, and its score; of equals, the latest."""
    alike = {act.event.id: answer.likeness(act) for act in candidates}
    scores = {
        act.event.id: alike[act.event.id] * (1 - delay(answer, act) / (2 * within)) for act in candidates
    }
    likeliest = max(candidates, key=lambda act: (scores[act.event.id], act.event.days, act.event.id))
    rivals = sum(1 for each in alike.values() if each >= alike[likeliest.event.id])
    return likeliest, round(SURE * scores[likeliest.event.id] / sqrt(rivals), 3)
