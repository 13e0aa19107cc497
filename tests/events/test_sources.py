"""Which documents tell independently of one another."""

from __future__ import annotations

import pytest

from comity.dates import SpanOfDays
from comity.events import Sources
from comity.events.sources import agencies
from comity.records import Block, Document, Mention, Party, Role, Span, Status

DAY = SpanOfDays.parse("2031-05-06")


def document(
    name: str,
    text: str,
    *,
    publisher: str | None = None,
    copies: str | None = None,
    credits_: tuple[str, ...] = (),
) -> Document:
    blocks = (
        Block(text, Role.ARTICLE, ("prose",), Span(0, len(text))),
        *(Block(line, Role.FURNITURE, ("credit of agencies or editors",)) for line in credits_),
    )
    return Document(name, name, text, blocks, publisher=publisher, published=DAY, copies_of=copies)


def independent(*documents: Document) -> int:
    mentions = [
        Mention(
            id=each.id,
            document=each.id,
            sentence=Span(0, len(each.text)),
            quote=Span(0, 5),
            predicate=Span(0, 5),
            actors=(Party("NOR", "GOV", Span(0, 5), "Norway", "name"),),
            recipients=(Party("SWE", "GOV", Span(0, 5), "Sweden", "name"),),
            type="ACCUSE",
            mode=None,
            contexts=(),
            status=Status.ACTUAL,
            days=DAY,
        )
        for each in documents
    ]
    return len(set(Sources({each.id: each for each in documents}).of(mentions).values()))


def test_two_desks_that_write_for_themselves_are_two_sources() -> None:
    assert (
        independent(
            document("a", "Norway deplored the quota that Sweden had set for herring.", publisher="Herald"),
            document("b", "Oslo was unhappy with its neighbour's fishing limits.", publisher="Courier"),
        )
        == 2
    )


def test_copies_of_copies_go_back_to_the_first() -> None:
    assert (
        independent(
            document("a", "Norway deplored the quota that Sweden had set for herring."),
            document("b", "A quota was deplored.", copies="a"),
            document("c", "Quotas are deplorable, some say in Oslo.", copies="b"),
        )
        == 1
    )


def test_copies_of_a_text_that_is_not_at_hand_are_one_source() -> None:
    assert (
        independent(
            document("b", "Norway deplored quotas.", copies="lost"),
            document("c", "Oslo said that limits hurt.", copies="lost"),
        )
        == 1
    )


def test_documents_that_call_each_other_copies_are_one_source() -> None:
    assert (
        independent(
            document("a", "Norway deplored quotas.", copies="b"),
            document("b", "Oslo said that limits hurt.", copies="a"),
        )
        == 1
    )


def test_two_articles_of_one_publisher_are_one_source() -> None:
    assert (
        independent(
            document("a", "Norway deplored quotas.", publisher="The Herald"),
            document("b", "Oslo said that limits hurt.", publisher="Herald"),
        )
        == 1
    )


def test_texts_of_one_agency_are_one_source_however_it_is_credited() -> None:
    assert (
        independent(
            document("a", "OSLO (AP) — Norway deplored quotas."),
            document("b", "Oslo said that limits hurt.", credits_=("Source: Associated Press",)),
            document("c", "The fishermen of Bergen were told of limits.", credits_=("Reporting by Reuters",)),
        )
        == 2
    )


def test_an_agency_and_who_carries_its_text_are_one_source() -> None:
    assert (
        independent(
            document("a", "Norway deplored quotas.", publisher="TASS"),
            document("b", "OSLO, May 6. /TASS/. Limits hurt, said Oslo.", publisher="Herald"),
            document("c", "The fishermen of Bergen were told of limits.", publisher="Courier"),
        )
        == 2
    )


def test_one_sentence_carried_on_is_one_source() -> None:
    assert (
        independent(
            document(
                "a", "Norway deplored the quota that Sweden had set for herring in the northern fjords."
            ),
            document("b", "Norway deplored the quota that Sweden had set for herring in the northern fjord."),
        )
        == 1
    )


def test_short_sentences_may_be_alike_by_chance() -> None:
    assert (
        independent(document("a", "Norway deplored quotas."), document("b", "Norway deplored quotas.")) == 2
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("OSLO (Reuters) - Norway waits.", ["Reuters"]),
        ("Oslo, May 6 (Jiji Press)—Norway waits.", ["Jiji Press"]),
        ("OSLO, May 6. /TASS/. Norway waits.", ["TASS"]),
        ("Norway/Sweden ties wait, and so does the and/or clause of 5/6.", []),
        ("Norway (and Sweden) - both wait.", []),
        ("Norway waits, said the minister (Reuters had reported it).", []),
    ],
)
def test_datelines_name_the_agency(text: str, named: list[str]) -> None:
    assert agencies(document("a", text)) == named


def test_a_credit_that_names_no_agency_names_none() -> None:
    assert agencies(document("a", "Norway waits.", credits_=("(With inputs from agencies.)",))) == []
