"""Merging what a batch touches gives what merging the whole ledger would give."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.dates import Basis, SpanOfDays
from comity.events import merge, same
from comity.ledger import merging, reader, writer
from comity.ledger.store import Store
from comity.records import Document, Event, Form, Mention, Page, Party, Span, Status

SENTENCES = (
    "One state expelled eight diplomats of the other over a poisoned agent. ",
    "One state ordered the envoys of the other to leave within a week after the raid. ",
    "The ministers talked about fish quotas and the closed border bridge. ",
)
TEXT = "".join(SENTENCES) * 2
STARTS = [TEXT.index(sentence, at) for at in (0, len(TEXT) // 2) for sentence in SENTENCES]


@st.composite
def told(draw: st.DrawFn, document: str, published: date, number: int) -> Mention:
    start = STARTS[number]
    whole = Span(start, start + len(SENTENCES[number % 3]) - 1)
    codes = draw(st.permutations(["JPN", "RUS", "FRA", "USA"]))
    actors = tuple(Party(code, "GOV", whole, code, "name") for code in codes[: draw(st.integers(1, 2))])
    recipients = tuple(Party(code, "GOV", whole, code, "name") for code in codes[2 : draw(st.integers(3, 4))])
    first = published - timedelta(days=draw(st.sampled_from([0, 0, 1, 2, 20, 40, 400])))
    last = first + timedelta(days=draw(st.sampled_from([0, 0, 0, 6, 60])))
    return Mention(
        id=f"{document}-{number}",
        document=document,
        sentence=whole,
        quote=whole,
        predicate=Span(start, start + 4),
        actors=actors,
        recipients=recipients,
        type=draw(st.sampled_from(["SANCTION", "CONSULT"])),
        mode=draw(st.sampled_from([None, "expel"])),
        contexts=(),
        status=draw(st.sampled_from(Status)),
        days=SpanOfDays(first, last, draw(st.sampled_from(Basis))),
        symmetric=draw(st.booleans()),
        responds_to=(f"{document}-{number - 1}",) if number and draw(st.booleans()) else (),
        rule=draw(st.sampled_from(["expel verb", "order-out verb"])),
        coder="by-hand",
    )


@st.composite
def pages(draw: st.DrawFn) -> list[tuple[Page, Document, list[Mention]]]:
    made: list[tuple[Page, Document, list[Mention]]] = []
    for number in range(draw(st.integers(2, 5))):
        page = Page(f"{number}.txt", f"/{number}.txt", str(number).encode(), Form.TEXT)
        published = date(2024, 3, 1) + timedelta(days=draw(st.sampled_from([0, 1, 3, 30, 50])))
        copies_of = made[0][1].id if made and draw(st.integers(0, 4)) == 0 else None
        document = Document(
            page.id, page.name, TEXT, (), published=SpanOfDays(published, published), copies_of=copies_of
        )
        count = draw(st.integers(1, 4))
        made.append((page, document, [draw(told(page.id, published, at)) for at in range(count)]))
    return made


def events_read_in(
    batches: list[list[tuple[Page, Document, list[Mention]]]], *, settled_each_time: bool = True
) -> list[Event]:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "comity.db"), write=True) as store:
        for some in batches:
            batch = writer.Batch(
                pages=[page for page, _, _ in some],
                coded=[page.id for page, _, _ in some],
                documents=[document for _, document, _ in some],
                mentions=[mention for _, _, mentions in some for mention in mentions],
            )
            with store.transaction() as connection:
                run = writer.run(connection, "by-hand", started="now")
                writer.write(connection, batch, run=run)
            if settled_each_time:
                merging.settle(store, run=run, merge=merge)
        merging.settle(store, run=run, merge=merge)
        with store.snapshot() as connection:
            return list(reader.all_events(connection))


def by_id(events: Any) -> dict[str, Event]:
    return {event.id: event for event in events}


@settings(max_examples=40, deadline=None)
@given(pages())
def test_pages_read_one_by_one_give_the_events_of_all_read_at_once(
    made: list[tuple[Page, Document, list[Mention]]],
) -> None:
    mentions = [mention for _, _, told in made for mention in told]
    whole = by_id(merge(mentions, [document for _, document, _ in made]))
    assert by_id(events_read_in([[each] for each in made])) == whole
    assert by_id(events_read_in([[each] for each in made], settled_each_time=False)) == whole
    assert by_id(events_read_in([made])) == whole


@settings(max_examples=40, deadline=None)
@given(pages())
def test_the_order_of_batches_does_not_matter(made: list[tuple[Page, Document, list[Mention]]]) -> None:
    assert by_id(events_read_in([[each] for each in reversed(made)])) == by_id(events_read_in([made]))


def test_what_is_looked_at_reaches_as_far_as_merging_does() -> None:
    assert merging.NEAR.days >= same.NEAR
