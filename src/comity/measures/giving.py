"""Give and take: what each side asked of the other, offered, granted and returned."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from comity.measures import cues
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from comity.measures.acts import Act
    from comity.measures.reply import Reply
    from comity.records import Event

GIVING = frozenset({"CONCEDE", "RETREAT", "AID"})
_PROMISING = GIVING | {"AGREE"}
_ANSWERING = _PROMISING | {"REJECT"}
_SETTLED = frozenset({Status.ACTUAL, Status.ANNOUNCED})


class Part(StrEnum):
    """What an act is in the give and take."""

    ASKED = "asked"
    CONSIDERED = "considered"  # the side thinks of granting it
    OFFERED = "offered"  # promised or announced
    GRANTED = "granted"
    RETURNED = "returned"  # granted or offered for what the other side gave


@dataclass(frozen=True, slots=True)
class Given:
    """An act of the give and take; of one that is asked, whether it is open still."""

    event: Event
    side: str  # who acts
    towards: str
    part: Part
    quote: str  # the sentence that shows it best
    reciprocity: bool = False  # it asks the other side to return what was given
    answers: tuple[str, ...] = ()  # ids of what it is said, or inferred, to answer
    answered_by: tuple[str, ...] = ()  # ids of what answers it, also where that is only considered
    open: bool = False  # it is asked for, and nothing that is settled has answered it


def give_and_take(acts: Sequence[Act], replies: Iterable[Reply]) -> list[Given]:
    """What two states asked of one another and gave, in the order of their acts.

    What is asked for stays open until something answers it: a reply that is stated or inferred, or the
    other side's consent or refusal after it in the same matter (the same measure, or a subject by context or
    words).
    """
    answering: dict[str, list[str]] = defaultdict(list)
    answered: dict[str, list[str]] = defaultdict(list)
    for reply in replies:
        if reply.answers is not None:
            answering[reply.event].append(reply.answers)
            answered[reply.answers].append(reply.event)
    by_id = {act.event.id: act for act in acts}
    expelling = {
        (act.way, telling.document, telling.sentence)
        for act in acts
        if act.event.mode == "expel"
        for telling in act.tellings
    }
    takers = [
        (act, _subjects(act))
        for act in acts
        if act.event.type in _ANSWERING and act.event.status in _SETTLED | {Status.CONSIDERED}
    ]
    found = []
    for act in acts:
        part = _part(act)
        if part is None or not act.tellings:
            continue
        told = act.tellings[0]
        if part is not Part.ASKED:
            given = [by_id[each] for each in answering[act.event.id] if by_id[each].event.type in GIVING]
            part = Part.RETURNED if given and act.event.status in _SETTLED else part
            quote, about = told.sentence, tuple(answering[act.event.id])
            found.append(Given(act.event, *act.way, part, _one_line(quote), answers=about))
        elif (act.way, told.document, told.sentence) not in expelling:  # to leave is no concession
            found.append(_asked(act, takers, [by_id[each] for each in answered[act.event.id]]))
    return found


def _part(act: Act) -> Part | None:
    event = act.event
    if event.type == "REQUEST":
        return Part.ASKED if event.status in _SETTLED else None
    if event.type not in _PROMISING:
        return None
    if event.status is Status.CONSIDERED:
        return Part.CONSIDERED
    if event.status is Status.ACTUAL and event.type in GIVING:
        return Part.GRANTED
    return Part.OFFERED if event.status in _SETTLED else None


def _asked(act: Act, takers: Sequence[tuple[Act, set[str]]], replies: Sequence[Act]) -> Given:
    patterns = cues.load().reciprocity
    calling = [
        telling.sentence
        for telling in act.tellings
        if any(pattern.search(telling.sentence) for pattern in patterns)
    ]
    answers = {each.event.id: each.event for each in (*replies, *_taken_up(act, takers))}
    return Given(
        act.event,
        *act.way,
        Part.ASKED,
        _one_line(calling[0] if calling else act.tellings[0].sentence),
        reciprocity=bool(calling),
        answered_by=tuple(sorted(answers, key=lambda event: (answers[event].days, event))),
        open=not any(event.status in _SETTLED for event in answers.values()),
    )


def _taken_up(asked: Act, takers: Sequence[tuple[Act, set[str]]]) -> Iterator[Act]:
    """What the other side consented to, thought of or refused after it was asked, in the same matter."""
    about = _subjects(asked)
    for act, subjects in takers:
        if (
            act.reverses(asked)
            and act.event.days.first >= asked.event.days.first
            and (_same_measure(asked, act) or not about.isdisjoint(subjects))
        ):
            yield act


def _same_measure(asked: Act, act: Act) -> bool:
    return any(
        (move.issuer, move.subject) == (asked.moves[kind].issuer, asked.moves[kind].subject)
        for kind, move in act.moves.items()
        if kind in asked.moves
    )


def _subjects(act: Act) -> set[str]:
    """What an act is about: contexts but the widest, and the lines of `subjects` that its sentences have."""
    found = set(act.event.contexts) - {"diplomatic", "executive", "treaty"}
    for subject in cues.load().subjects:
        if any(subject.search(telling.sentence) for telling in act.tellings):
            found.add(subject.pattern)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())
