"""What holds of every mention, and why a sentence or a page gave none."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from comity.coding import RULES_CODER
from comity.records import Mention, Skipped, Span

if TYPE_CHECKING:
    from tests.coding.conftest import Desk

    from comity.records import Document, Party

SCENARIOS = Path(__file__).parent.parent / "scenarios"
REASONS = {
    "no two states",
    "sport",
    "fiction",
    "history",
    "no act in the lexicon",
    "only spoken of, not done",
    "no two parties of one act",
}


@pytest.fixture(scope="module")
def articles(desk: Desk) -> list[Document]:
    """The texts of all scenarios, each under its own name."""
    return [
        desk.article(
            "\n\n".join(" ".join(paragraph.split()) for paragraph in told["text"].strip().split("\n\n")),
            str(told["published"]),
            name=f"{path.stem}: {told['name']}",
        )
        for path in sorted(SCENARIOS.glob("*.yml"))
        for told in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.fixture(scope="module")
def results(desk: Desk, articles: list[Document]) -> list[Mention | Skipped]:
    return list(desk.coder.code(articles))


@pytest.fixture(scope="module")
def mentions(results: list[Mention | Skipped], articles: list[Document]) -> list[tuple[Mention, Document]]:
    by_id = {article.id: article for article in articles}
    return [(found, by_id[found.document]) for found in results if isinstance(found, Mention)]


def sides(mention: Mention) -> tuple[Party, ...]:
    return (*mention.actors, *mention.recipients)


def lies_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < inner.end <= outer.end


def test_there_is_something_to_hold_of(mentions: list[tuple[Mention, Document]]) -> None:
    assert len(mentions) > 150


def test_every_party_stands_verbatim_in_the_document(mentions: list[tuple[Mention, Document]]) -> None:
    for mention, document in mentions:
        for party in sides(mention):
            assert party.span.of(document.text) == party.text, (document.name, party)


def test_a_party_stands_in_the_sentence_unless_the_context_gave_it(
    mentions: list[tuple[Mention, Document]],
) -> None:
    for mention, document in mentions:
        for party in sides(mention):
            is_empty = party.span.start == party.span.end
            assert lies_in(party.span, mention.sentence) or (party.via == "context" and is_empty), (
                document.name,
                mention.rule,
                party,
            )


def test_predicate_and_quote_stand_in_the_sentence(mentions: list[tuple[Mention, Document]]) -> None:
    for mention, document in mentions:
        whole = Span(0, len(document.text))
        assert lies_in(mention.sentence, whole), document.name
        assert lies_in(mention.predicate, mention.quote), document.name
        assert lies_in(mention.quote, mention.sentence), document.name
        assert mention.predicate.of(document.text).strip()


def test_the_quote_holds_every_party_of_the_sentence(mentions: list[tuple[Mention, Document]]) -> None:
    for mention, document in mentions:
        for party in sides(mention):
            if lies_in(party.span, mention.sentence):
                assert lies_in(party.span, mention.quote), (document.name, party)


def test_a_sentence_is_one_of_its_block(mentions: list[tuple[Mention, Document]]) -> None:
    for mention, document in mentions:
        blocks = [block.span for block in document.blocks if block.span is not None]
        assert any(lies_in(mention.sentence, block) for block in blocks), document.name


def test_two_different_parties_take_part(mentions: list[tuple[Mention, Document]]) -> None:
    for mention, document in mentions:
        assert mention.actors, document.name
        assert mention.recipients, document.name
        assert len({party.code for party in sides(mention)}) > 1, document.name


def test_nobody_acts_upon_itself_unless_both_sides_act(mentions: list[tuple[Mention, Document]]) -> None:
    for mention, document in mentions:
        if not mention.symmetric:
            actors = {party.code for party in mention.actors}
            assert actors.isdisjoint(party.code for party in mention.recipients), document.name


def test_type_mode_and_contexts_are_of_the_ontology(
    desk: Desk, mentions: list[tuple[Mention, Document]]
) -> None:
    for mention, document in mentions:
        desk.ontology.plover.check(mention.type, mention.mode, mention.contexts, where=document.name)


def test_confidence_is_a_share_and_the_coder_names_itself(mentions: list[tuple[Mention, Document]]) -> None:
    for mention, document in mentions:
        assert 0 < mention.confidence < 1, document.name
        assert mention.coder == RULES_CODER


def test_answers_are_given_to_mentions_of_the_same_document_told_no_later(
    mentions: list[tuple[Mention, Document]],
) -> None:
    by_id = {mention.id: mention for mention, _ in mentions}
    for mention, document in mentions:
        for other in mention.responds_to:
            assert by_id[other].document == mention.document, document.name
            assert by_id[other].sentence.start <= mention.sentence.start, document.name
            assert other != mention.id


def test_no_two_mentions_have_one_id(mentions: list[tuple[Mention, Document]]) -> None:
    assert len({mention.id for mention, _ in mentions}) == len(mentions)


def test_coding_twice_gives_the_same(
    desk: Desk, articles: list[Document], results: list[Mention | Skipped]
) -> None:
    assert list(desk.coder.code(articles)) == results


def test_the_order_of_the_documents_does_not_matter(
    desk: Desk, articles: list[Document], results: list[Mention | Skipped]
) -> None:
    shuffled = random.Random(7).sample(articles, k=len(articles))
    again = list(desk.coder.code(shuffled))
    assert sorted(again, key=repr) == sorted(results, key=repr)


def test_every_skipped_sentence_has_one_of_few_reasons(results: list[Mention | Skipped]) -> None:
    skipped = [found for found in results if isinstance(found, Skipped)]
    assert {found.reason for found in skipped} <= REASONS
    assert {found.stage for found in skipped} == {"code"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The harvest was good.", "no two states"),
        ("Kenya had a good harvest.", "no two states"),
        ("Kenya and Somalia share a coast.", "no act in the lexicon"),
        ("Kenya trained officers to attack Somalia.", "only spoken of, not done"),
        ("Sanctions were feared in Kenya and Somalia.", "no two parties of one act"),
        ("The novel has Kenya shelling Somalia.", "fiction"),
        ("Kenya beat Somalia 3-1.", "sport"),
    ],
)
def test_what_gives_nothing_says_why(desk: Desk, text: str, reason: str) -> None:
    assert desk.told(text) == []
    assert desk.reasons(text) == [reason]


def test_a_skipped_page_names_the_states_it_has(desk: Desk) -> None:
    (skipped,) = desk.results("Kenya had a good harvest.")
    assert isinstance(skipped, Skipped)
    assert (skipped.name, skipped.page, skipped.detail) == ("page", "page", "names KEN")


def test_a_sentence_with_fewer_than_two_states_is_not_worth_a_word(desk: Desk) -> None:
    assert desk.reasons("Kenya thanked Somalia. The harvest was good. Kenya was glad.") == []


@pytest.mark.parametrize(
    "title", ["Kenya Expels Somali Envoy", "Kenya expels Somali envoy", "Somali Envoy Is Expelled By Kenya"]
)
def test_a_headline_is_read_where_its_article_does_not_tell_it(desk: Desk, title: str) -> None:
    text = "The two neighbours have quarrelled over the sea for years."
    (mention,) = desk.mentions(text, title=title)
    assert desk.shown(mention) == "KEN -> SOM SANCTION expel"
    assert mention.title
    document = desk.article(text, title=title)
    assert all(party.span.of(document.text) == party.text for party in sides(mention))


def test_a_headline_adds_no_act_that_its_article_has_told(desk: Desk) -> None:
    mentions = desk.mentions(
        "Kenya expelled the Somali ambassador on Tuesday.", title="Kenya Expels Somali Ambassador"
    )
    assert [mention.title for mention in mentions] == [False]


def test_a_headline_of_another_time_than_its_article_stays(desk: Desk) -> None:
    text = "Kenya expelled the Somali ambassador in 2019."
    mentions = desk.mentions(text, title="Kenya Expels Somali Ambassador")
    assert [(mention.title, mention.days.first.year) for mention in mentions] == [(True, 2024), (False, 2019)]


def test_a_headline_is_trusted_less_than_the_article(desk: Desk) -> None:
    (headline,) = desk.mentions("Nothing else is known.", title="Kenya expels Somali envoy")
    (article,) = desk.mentions("Kenya expels Somali envoy.")
    assert headline.confidence < article.confidence


def test_a_headline_with_to_announces(desk: Desk) -> None:
    (mention,) = desk.mentions("Nothing else is known.", title="Peru to Close Embassy in Bolivia")
    assert mention.status == "announced"


def test_offsets_count_from_the_start_of_the_document(desk: Desk) -> None:
    text = "The harvest was good.\n\nNAIROBI, May 15 (Agency) - Kenya thanked Somalia."
    (mention,) = desk.mentions(text, title="A good week in the Horn")
    document = desk.article(text, title="A good week in the Horn")
    assert mention.sentence.of(document.text) == "Kenya thanked Somalia."
    assert mention.predicate.of(document.text) == "thanked"
    assert mention.quote.of(document.text) == "Kenya thanked Somalia"


def test_the_id_of_a_mention_depends_on_its_document(desk: Desk) -> None:
    text = "Kenya thanked Somalia."
    one, other = (
        next(iter(desk.coder.code([desk.article(text, name=name)]))) for name in ("first", "second")
    )
    assert isinstance(one, Mention)
    assert isinstance(other, Mention)
    assert one.id != other.id


def test_no_documents_give_nothing(desk: Desk) -> None:
    assert list(desk.coder.code([])) == []
