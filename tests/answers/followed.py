"""A small ledger whose measures are told by the test, and whose events are evidence for them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from comity import pipeline
from comity.dates import SpanOfDays
from comity.ledger import following, merging, writer
from comity.ledger.store import Store
from comity.records import (
    Block,
    Document,
    Event,
    Form,
    Measure,
    Mention,
    Page,
    Party,
    Role,
    Span,
    State,
    Status,
    Step,
    Told,
    Unfit,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Report(NamedTuple):
    """An event with the one sentence that tells it, and when that was published."""

    event: str
    sentence: str
    published: str
    actor: str = "CHL"
    recipient: str = "PER"


def step(days: str, state: State, event: str, value: str | None = None, deadline: str | None = None) -> Step:
    """A step, as "2024-05-03"."""
    return Step(SpanOfDays.parse(days), state, event, value, SpanOfDays.parse(deadline) if deadline else None)


def measure(
    name: str, kind: str, *steps: Step, issuer: str = "CHL", subject: str = "PER", mutual: bool = False
) -> Measure:
    """A measure of Chile towards Peru, unless told otherwise."""
    last = max(each.days.last for each in steps)
    return Measure("m-" + steps[0].event, kind, issuer, subject, mutual, name, steps, heard=last)


def ledger(path: Path, measures: Sequence[Measure], pages: Sequence[Report]) -> Path:
    """The ledger at this path, as reading and following such pages would have left it."""
    sentences = {f"mention-{each.event}": each for each in pages}

    def merge(mentions: Sequence[Mention], documents: Sequence[Document]) -> list[Event]:
        return [_event(sentences[each.id].event, each) for each in mentions]

    def follow(told: Sequence[Told], one: str, other: str) -> tuple[Sequence[Measure], Sequence[Unfit]]:
        return [each for each in measures if {each.issuer, each.subject} == {one, other}], []

    with Store(str(path), write=True) as store:
        with store.transaction() as connection:
            run = writer.run(connection, "by-hand", started="now")
            writer.write(connection, _batch(pages), run=run)
        merging.settle(store, run=run, merge=merge)
        following.settle(store, follow, kinds=pipeline.kinds_of_measure())
    return path


def _batch(pages: Sequence[Report]) -> writer.Batch:
    raw = [
        Page(f"{each.event}.txt", f"/{each.event}.txt", f"{each.event}: {each.sentence}".encode(), Form.TEXT)
        for each in pages
    ]
    return writer.Batch(
        pages=raw,
        coded=[page.id for page in raw],
        documents=[_document(page, each) for page, each in zip(raw, pages, strict=True)],
        mentions=[_mention(page.id, each) for page, each in zip(raw, pages, strict=True)],
        skipped=[],
    )


def _document(page: Page, told: Report) -> Document:
    return Document(
        page.id,
        page.name,
        told.sentence,
        (Block(told.sentence, Role.ARTICLE, ("prose",), Span(0, len(told.sentence))),),
        publisher="The Lima Letter",
        language="en",
        published=SpanOfDays.day(date.fromisoformat(told.published)),
    )


def _mention(document: str, told: Report) -> Mention:
    whole = Span(0, len(told.sentence))
    return Mention(
        id=f"mention-{told.event}",
        document=document,
        sentence=whole,
        quote=whole,
        predicate=whole,
        actors=(Party(told.actor, "GOV", whole, told.actor, "name"),),
        recipients=(Party(told.recipient, "GOV", whole, told.recipient, "name"),),
        type="SANCTION",
        mode=None,
        contexts=(),
        status=Status.ACTUAL,
        days=SpanOfDays.day(date.fromisoformat(told.published)),
        coder="by-hand",
    )


def _event(name: str, told: Mention) -> Event:
    return Event(
        id=name,
        type=told.type,
        mode=None,
        contexts=(),
        status=told.status,
        days=told.days,
        actors=tuple(party.code for party in told.actors),
        recipients=tuple(party.code for party in told.recipients),
        mentions=(told.id,),
        coder="by-hand",
    )
