"""Records survive the ledger: what is written is what is read, for any record."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from comity.dates import Basis, SpanOfDays
from comity.ledger import rows
from comity.records import (
    Block,
    Contradiction,
    Document,
    Event,
    Mention,
    Party,
    Role,
    Source,
    Span,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
SPANS_OF_DAYS = st.builds(
    lambda one, other, basis: SpanOfDays(min(one, other), max(one, other), basis),
    DAYS,
    DAYS,
    st.sampled_from(Basis),
)
WORDS = st.text(max_size=20)
SPANS = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 500), st.integers(0, 500))
CODES = st.sampled_from(["JPN", "RUS", "FRA", "EUR"])
MAYBE_WORDS = st.none() | WORDS


def tuples_of(each: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, min_size=least, max_size=3).map(tuple)


PARTIES = st.builds(
    Party,
    code=CODES,
    sector=WORDS,
    span=SPANS,
    text=WORDS,
    via=WORDS,
    person=MAYBE_WORDS,
    office=MAYBE_WORDS,
)
MENTIONS = st.builds(
    Mention,
    id=WORDS,
    document=WORDS,
    sentence=SPANS,
    quote=SPANS,
    predicate=SPANS,
    actors=tuples_of(PARTIES, 1),
    recipients=tuples_of(PARTIES, 1),
    type=WORDS,
    mode=MAYBE_WORDS,
    contexts=tuples_of(WORDS),
    status=st.sampled_from(Status),
    days=SPANS_OF_DAYS,
    symmetric=st.booleans(),
    deadline=st.none() | SPANS_OF_DAYS,
    attribution=tuples_of(WORDS),
    responds_to=tuples_of(WORDS),
    title=st.booleans(),
    confidence=st.floats(0, 1),
    coder=WORDS,
    rule=WORDS,
)
EVENTS = st.builds(
    Event,
    id=WORDS,
    type=WORDS,
    mode=MAYBE_WORDS,
    contexts=tuples_of(WORDS),
    status=st.sampled_from(Status),
    days=SPANS_OF_DAYS,
    actors=tuples_of(CODES, 1),
    recipients=tuples_of(CODES, 1),
    mentions=tuples_of(WORDS, 1),
    symmetric=st.booleans(),
    deadline=st.none() | SPANS_OF_DAYS,
    responds_to=tuples_of(WORDS),
    statuses=tuples_of(st.tuples(st.sampled_from(Status), WORDS)),
    sources_independent=st.integers(0, 9),
    disputed=st.booleans(),
    confidence=st.floats(0, 1),
    coder=WORDS,
    sources=tuples_of(st.builds(Source, documents=tuples_of(WORDS, 1), credits=tuples_of(WORDS))),
    contradictions=tuples_of(
        st.builds(Contradiction, what=WORDS, values=tuples_of(st.tuples(WORDS, tuples_of(WORDS, 1)), 2))
    ),
)
BLOCKS = st.builds(
    Block, text=WORDS, role=st.sampled_from(Role), reasons=tuples_of(WORDS), span=st.none() | SPANS
)
DOCUMENTS = st.builds(
    Document,
    id=WORDS,
    name=WORDS,
    text=st.text(max_size=200),
    blocks=tuples_of(BLOCKS),
    title=MAYBE_WORDS,
    publisher=MAYBE_WORDS,
    author=MAYBE_WORDS,
    url=MAYBE_WORDS,
    language=MAYBE_WORDS,
    published=st.none() | SPANS_OF_DAYS,
    published_reasons=tuples_of(WORDS),
    copies_of=MAYBE_WORDS,
)


def as_stored(row: Mapping[str, Any]) -> Any:
    """The row as the database gives it back: its `data` has been JSON."""
    return SimpleNamespace(**{**row, "data": json.loads(json.dumps(row["data"]))})


@given(MENTIONS)
def test_a_mention_comes_back_as_it_was(mention: Mention) -> None:
    assert rows.mention(as_stored(rows.mention_row(mention, 1, "some text"))) == mention


@given(EVENTS)
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    assert rows.event(as_stored(rows.event_row(event))) == event


@given(DOCUMENTS)
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    assert rows.document(as_stored(rows.document_row(document, 1))) == document


def test_the_words_of_an_article_are_stored_once() -> None:
    text = "A headline\n\nAn article that is long enough to be worth storing once."
    blocks = (
        Block("A headline", Role.TITLE, (), Span(0, 10)),
        Block(text[12:], Role.ARTICLE, (), Span(12, len(text))),
        Block("Most read", Role.FURNITURE, ("heading",)),
    )
    row = rows.document_row(Document("1", "a", text, blocks), 1)
    assert "worth storing" not in json.dumps(row["data"])
    assert rows.document(as_stored(row)).blocks == blocks


def test_a_symmetric_event_is_found_from_each_side() -> None:
    day = SpanOfDays(date(2024, 1, 1), date(2024, 1, 1))
    event = Event("1", "CONSULT", None, (), Status.ACTUAL, day, ("CHN", "JPN"), ("KOR",), ("m",))
    assert set(rows.dyads(event)) == {("CHN", "KOR"), ("JPN", "KOR")}
    both = set(rows.dyads(replace(event, symmetric=True)))
    assert {("KOR", "JPN"), ("JPN", "KOR"), ("CHN", "JPN")} <= both
    assert not any(one == other for one, other in both)


def test_an_event_of_an_older_ledger_has_no_sources_of_its_own() -> None:
    day = SpanOfDays(date(2024, 1, 1), date(2024, 1, 1))
    event = Event("1", "SANCTION", None, (), Status.ACTUAL, day, ("CHN",), ("KOR",), ("m",))
    row = rows.event_row(replace(event, sources=(Source(("page",)),)))
    for added in ("sources", "contradictions"):
        del row["data"][added]
    assert rows.event(as_stored(row)) == event
