"""What holds of merging whatever the mentions are."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.dates import Basis, SpanOfDays
from comity.events import merge
from comity.events.happening import pairs
from comity.events.same import NEAR, gap
from comity.records import Block, Document, Event, Mention, Party, Role, Span, Status

STATES = ("DNK", "FIN", "NOR", "SWE")
TYPES = ("ACCUSE", "CONSULT", "SANCTION")
WORDS = "timber herring ferry consul visa tariff harbour island accord quota reindeer museum".split()
EPOCH = date(2031, 1, 1)
AFFAIR = "Norway expelled eight Swedish diplomats over the herring affair."

World = tuple[list[Mention], list[Document]]


def parties(codes: tuple[str, ...], at: int) -> tuple[Party, ...]:
    return tuple(Party(code, "GOV", Span(at, at + 3), code, "name") for code in sorted(codes))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    mentions: list[Mention] = []
    documents: list[Document] = []
    for number in range(draw(st.integers(1, 5))):
        name = f"page-{number}"
        published = EPOCH + timedelta(draw(st.integers(0, 40)))
        text = ""
        for place in range(draw(st.integers(0, 5))):
            words = draw(st.lists(st.sampled_from(WORDS), max_size=5))
            sentence = " ".join(["acts", *words]) + "."
            start = len(text)
            text += sentence + " "
            actors = tuple(draw(st.sets(st.sampled_from(STATES), min_size=1, max_size=2)))
            others = tuple(draw(st.sets(st.sampled_from(STATES), min_size=1, max_size=2)) - set(actors))
            if not others:
                continue
            kind = draw(st.sampled_from(TYPES))
            symmetric = kind == "CONSULT"
            sides = (actors + others, actors + others) if symmetric else (actors, others)
            basis = draw(st.sampled_from(Basis))
            first = published if basis is Basis.PUBLISHED else published - timedelta(draw(st.integers(0, 12)))
            length = 0 if basis is Basis.PUBLISHED else draw(st.sampled_from([0, 0, 0, 6, 30, 364]))
            mentions.append(
                Mention(
                    id=f"{name}.{place}",
                    document=name,
                    sentence=Span(start, start + len(sentence)),
                    quote=Span(start, start + 4),
                    predicate=Span(start, start + 4),
                    actors=parties(sides[0], start),
                    recipients=parties(sides[1], start),
                    type=kind,
                    mode=draw(st.sampled_from([None, "expel", "discontinue"]))
                    if kind == "SANCTION"
                    else None,
                    contexts=draw(st.sampled_from([(), ("diplomatic",), ("economic", "migration")])),
                    status=draw(st.sampled_from(Status)),
                    days=SpanOfDays(first, first + timedelta(length), basis),
                    symmetric=symmetric,
                    responds_to=tuple(
                        draw(st.lists(st.sampled_from([m.id for m in mentions]), max_size=1))
                        if mentions
                        else ()
                    ),
                    title=draw(st.booleans()) and place == 0,
                    confidence=draw(st.sampled_from([0.5, 0.7, 0.92])),
                    rule=draw(st.sampled_from(["one verb", "two verb", "two noun"])),
                )
            )
        copied = draw(st.sampled_from([None, None, *(document.id for document in documents)]))
        documents.append(
            Document(
                name,
                name,
                text,
                (Block(text, Role.ARTICLE, (), Span(0, len(text))),),
                publisher=draw(st.sampled_from([None, "Herald", "Courier"])),
                published=draw(st.sampled_from([SpanOfDays.day(published)] * 3 + [None])),
                copies_of=copied,
            )
        )
    return mentions, documents


quickly = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quickly
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_mentions_and_documents_changes_nothing(world: World, random: object) -> None:
    mentions, documents = world
    expected = list(merge(mentions, documents))
    shuffle = random.shuffle  # type: ignore[attr-defined]
    shuffle(mentions)
    shuffle(documents)
    assert list(merge(mentions, documents)) == expected


@quickly
@given(worlds())
def test_every_mention_is_evidence_of_exactly_one_event(world: World) -> None:
    mentions, documents = world
    events = list(merge(mentions, documents))
    assert sorted(one for event in events for one in event.mentions) == sorted(m.id for m in mentions)
    assert len({event.id for event in events}) == len(events)


@quickly
@given(worlds())
def test_mentions_given_twice_count_once(world: World) -> None:
    mentions, documents = world
    assert list(merge(mentions + mentions, documents)) == list(merge(mentions, documents))


@quickly
@given(worlds())
def test_no_event_mixes_types_modes_or_parties(world: World) -> None:
    mentions, documents = world
    by_id = {mention.id: mention for mention in mentions}
    for event in merge(mentions, documents):
        evidence = [by_id[one] for one in event.mentions]
        assert {mention.type for mention in evidence} == {event.type}
        assert {mention.mode for mention in evidence} - {None} == {event.mode} - {None}
        everyone = {*event.actors, *event.recipients}
        assert any({p.code for p in (*m.actors, *m.recipients)} == everyone for m in evidence)
        if not event.symmetric:
            for mention in evidence:
                assert {party.code for party in mention.actors} <= set(event.actors)
                assert {party.code for party in mention.recipients} <= set(event.recipients)


@quickly
@given(worlds())
def test_merging_each_component_alone_gives_what_merging_all_gives(world: World) -> None:
    """The ledger merges anew only what a batch can reach: type, a pair of parties, days within a month."""
    mentions, documents = world
    left, apart = {mention.id: mention for mention in mentions}, []
    while left:
        reached = [left.pop(min(left))]
        for one in reached:
            beyond = [other for other in left.values() if linked(one, other)]
            reached += [left.pop(other.id) for other in beyond]
        apart += list(merge(reached, documents))
    assert sorted(apart, key=lambda event: event.id) == sorted(
        merge(mentions, documents), key=lambda event: event.id
    )


def linked(one: Mention, other: Mention) -> bool:
    answering = one.id in other.responds_to or other.id in one.responds_to
    near = one.type == other.type and gap(one.days, other.days) <= NEAR
    return answering or (near and bool(pairs(one) & pairs(other)))


@quickly
@given(worlds())
def test_the_days_of_an_event_are_those_of_one_of_its_mentions(world: World) -> None:
    mentions, documents = world
    by_id = {mention.id: mention for mention in mentions}
    for event in merge(mentions, documents):
        told = [by_id[one].days for one in event.mentions]
        assert event.days in told
        if event.days.basis is Basis.PUBLISHED:
            assert {days.basis for days in told} == {Basis.PUBLISHED}


@quickly
@given(worlds())
def test_confidence_and_sources_stay_within_what_the_evidence_allows(world: World) -> None:
    mentions, documents = world
    by_id = {mention.id: mention for mention in mentions}
    for event in merge(mentions, documents):
        evidence = [by_id[one] for one in event.mentions]
        assert 0 < event.confidence <= 0.99
        assert 1 <= event.sources_independent <= len({mention.document for mention in evidence})
        assert {status for status, _ in event.statuses} == {mention.status for mention in evidence}
        assert event.status in {mention.status for mention in evidence}


@given(worlds())
def test_an_event_keeps_which_documents_are_one_source_and_who_contradicts_whom(world: World) -> None:
    mentions, documents = world
    by_id = {mention.id: mention for mention in mentions}
    for event in merge(mentions, documents):
        told = [document for source in event.sources for document in source.documents]
        assert sorted(told) == sorted({by_id[one].document for one in event.mentions})
        assert len(event.sources) == event.sources_independent
        assert event.disputed == bool(event.contradictions)
        for found in event.contradictions:
            said = {one for _, ids in found.values for one in ids}
            assert len(found.values) > 1
            assert said <= set(event.mentions)


def page(name: str, published: date, sentence: str, **told: object) -> tuple[Document, Mention]:
    text = f"{sentence} "
    document = Document(
        name,
        name,
        text,
        (Block(text, Role.ARTICLE, (), Span(0, len(text))),),
        publisher=name,
        published=SpanOfDays.day(published),
    )
    facts: dict[str, object] = {
        "id": f"{name}.1",
        "document": name,
        "sentence": Span(0, len(sentence)),
        "quote": Span(0, len(sentence)),
        "predicate": Span(7, 15),
        "actors": parties(("NOR",), 0),
        "recipients": parties(("SWE",), 0),
        "type": "SANCTION",
        "mode": "expel",
        "contexts": ("diplomatic",),
        "status": Status.ACTUAL,
        "days": SpanOfDays.day(date(2031, 5, 5), Basis.RELATIVE),
        "confidence": 0.9,
        "coder": "test",
        "rule": "expel verb",
    }
    return document, Mention(**{**facts, **told})  # type: ignore[arg-type]


def merged(*pages: tuple[Document, Mention]) -> list[Event]:
    return list(merge([mention for _, mention in pages], [document for document, _ in pages]))


def test_an_event_keeps_its_id_when_later_documents_tell_of_it() -> None:
    first = page("herald", date(2031, 5, 6), AFFAIR)
    later = page("courier", date(2031, 5, 8), "Norway has expelled eight diplomats of the Swedish embassy.")
    (alone,), (together,) = merged(first), merged(later, first)
    assert alone.id == together.id
    assert together.mentions == ("herald.1", "courier.1")


def test_an_event_keeps_its_id_when_another_coder_finds_the_same() -> None:
    sentence = AFFAIR
    (older,) = merged(page("herald", date(2031, 5, 6), sentence))
    (newer,) = merged(page("herald", date(2031, 5, 6), sentence, id="another", coder="newer"))
    assert older.id == newer.id
    assert newer.coder == "newer"


def test_independent_sources_raise_the_confidence_but_less_than_chance_would_have_it() -> None:
    first = page("herald", date(2031, 5, 6), AFFAIR)
    later = page("courier", date(2031, 5, 8), "Norway has expelled eight diplomats of the Swedish embassy.")
    (event,) = merged(first, later)
    assert event.sources_independent == 2
    assert 0.9 < event.confidence < 0.99


def test_contexts_of_all_evidence_are_united() -> None:
    first = page(
        "herald", date(2031, 5, 6), "Norway expelled eight Swedish diplomats.", contexts=("intelligence",)
    )
    later = page("courier", date(2031, 5, 8), "Norway has expelled eight diplomats.")
    (event,) = merged(first, later)
    assert event.contexts == ("diplomatic", "intelligence")


def test_a_stated_day_is_shown_before_one_that_is_counted() -> None:
    counted = page("herald", date(2031, 5, 6), "Norway expelled eight Swedish diplomats on Monday.")
    stated = page(
        "courier",
        date(2031, 5, 8),
        "Norway expelled eight Swedish diplomats on May 4.",
        days=SpanOfDays.day(date(2031, 5, 4)),
    )
    (event,) = merged(counted, stated)
    assert (str(event.days), event.days.basis) == ("2031-05-04", Basis.STATED)


def test_of_undated_tellings_the_first_publication_dates_the_event() -> None:
    pages = [
        page(
            name,
            published,
            AFFAIR,
            days=SpanOfDays.day(published, Basis.PUBLISHED),
        )
        for name, published in (
            ("weekly", date(2031, 5, 9)),
            ("herald", date(2031, 5, 6)),
            ("sunday", date(2031, 5, 9)),
        )
    ]
    (event,) = merged(*pages)
    assert str(event.days) == "2031-05-06"


def test_a_page_that_dates_itself_is_believed_before_one_whose_date_is_inferred() -> None:
    first, later = (date(2031, 5, 1), date(2031, 5, 6))
    (_, guessed), (stating, stated) = (
        page(name, published, AFFAIR, days=SpanOfDays.day(published, Basis.PUBLISHED))
        for name, published in (("undated", first), ("herald", later))
    )
    guessing = Document("undated", "undated", AFFAIR, (), published=SpanOfDays.day(first, Basis.INFERRED))
    (event,) = merged((guessing, guessed), (stating, stated))
    assert str(event.days) == "2031-05-06"


def test_a_mention_whose_document_is_missing_is_named() -> None:
    _, mention = page("herald", date(2031, 5, 6), "Norway expelled eight Swedish diplomats.")
    with pytest.raises(ValueError, match=r"mention herald\.1 stands in document herald, which is not given"):
        list(merge([mention], []))


def test_nothing_gives_no_events() -> None:
    assert list(merge([], [])) == []


def test_time_grows_with_the_number_of_mentions_and_not_with_its_square() -> None:
    def seconds(number: int) -> float:
        pages = [
            page(
                f"page-{at:05}",
                EPOCH + timedelta(at // 4),
                "Norway expelled " + " ".join(f"{letter}{at + 0x10000:x}" for letter in "uvwxyz"),
                days=SpanOfDays.day(EPOCH + timedelta(at // 4), Basis.PUBLISHED),
                type="ACCUSE",
                mode=None,
            )
            for at in range(number)
        ]
        mentions, documents = [mention for _, mention in pages], [document for document, _ in pages]
        started = time.process_time()
        assert len(list(merge(mentions, documents))) == number
        return time.process_time() - started

    seconds(200)
    # Eight times the mentions: 8 were linear, 64 the square; between them lies what a busy machine may add.
    assert seconds(4000) < 24 * seconds(500)


def test_a_page_that_repeats_itself_gives_one_event_however_often() -> None:
    sentence = "Norway expelled eight Swedish diplomats. "
    text = sentence * 50
    document = Document("herald", "herald", text, (), published=SpanOfDays.day(date(2031, 5, 6)))
    _, first = page("herald", date(2031, 5, 6), sentence.strip())
    mentions = [
        Mention(
            id=f"m{at:02}",
            document="herald",
            sentence=Span(start, start + len(sentence)),
            quote=Span(start, start + 15),
            predicate=Span(start + 7, start + 15),
            actors=first.actors,
            recipients=first.recipients,
            type="SANCTION",
            mode="expel",
            contexts=(),
            status=Status.ACTUAL,
            days=SpanOfDays.day(date(2031, 5, 6), Basis.PUBLISHED),
            rule="expel verb",
        )
        for at in range(50)
        for start in [at * len(sentence)]
    ]
    assert len(list(merge(mentions, [document]))) == 1


def test_pairs_of_days_beyond_a_month_never_meet() -> None:
    pages = [
        page(
            name,
            published,
            AFFAIR,
            days=SpanOfDays.day(published, Basis.PUBLISHED),
        )
        for name, published in (("a", date(2031, 1, 1)), ("b", date(2031, 2, 2)), ("c", date(2031, 3, 6)))
    ]
    assert len(merged(*pages)) == 3
    assert all(gap(one[1].days, other[1].days) > NEAR for one, other in combinations(pages, 2))
