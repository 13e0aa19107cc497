"""A mention is shown in its own paragraph, with what is around it, whatever its length."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comity.dates import SpanOfDays
from comity.records import Block, Document, Mention, Party, Role, Span, Status
from comity.web.pages.proof.paragraphs import AROUND, LONGEST, dyad, paragraph

SENTENCE = "It expelled eight Russian diplomats on Friday."
DAYS = SpanOfDays.day(date(2022, 4, 8))


def document(*paragraphs: str, dropped: str = "") -> Document:
    text, blocks = "", []
    for words in paragraphs:
        blocks.append(Block(words, Role.ARTICLE, (), Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
        if dropped:
            blocks.append(Block(dropped, Role.FURNITURE, ("links",)))
    return Document("d" * 16, "page.txt", text, tuple(blocks), published=DAYS)


def mention(held: Document, actor: Span | None = None) -> Mention:
    at = held.text.index(SENTENCE)
    actor = actor or Span(at, at + 2)
    return Mention(
        id="m" * 16,
        document=held.id,
        sentence=Span(at, at + len(SENTENCE)),
        quote=Span(at, at + 35),
        predicate=Span(at + 3, at + 11),
        actors=(Party("JPN", "GOV", actor, "It", "coreference"),),
        recipients=(Party("RUS", "GOV", Span(at + 18, at + 35), "Russian diplomats", "demonym"),),
        type="SANCTION",
        mode="expel",
        contexts=(),
        status=Status.ACTUAL,
        days=DAYS,
    )


@given(st.integers(0, 6000), st.integers(0, 6000))
def test_the_sentence_is_shown_whole_and_a_long_paragraph_is_cut(before: int, after: int) -> None:
    held = document("One.", "x" * before + SENTENCE + "y" * after, "Three.")
    told = paragraph(held, mention(held))
    shown = "".join(segment.text for segment in told.segments)
    assert SENTENCE in shown
    assert len(shown) <= max(LONGEST, len(SENTENCE) + 2 * AROUND)
    is_long = before + len(SENTENCE) + after > LONGEST
    assert told.cut_before is (is_long and before > AROUND)
    assert told.cut_after is (is_long and after > AROUND)
    assert (told.before, told.after, told.block) == ("One.", "Three.", 1)


def test_what_stands_beside_is_of_the_article_and_shortened() -> None:
    held = document("a" * 2000, SENTENCE, "b" * 2000, dropped="Read also")
    told = paragraph(held, mention(held))
    assert told.before == "…" + "a" * AROUND
    assert told.after == "b" * AROUND + "…"
    assert held.blocks[told.block].text == SENTENCE


def test_a_party_of_another_paragraph_is_told_with_its_words() -> None:
    held = document("Japan spoke.", SENTENCE)
    told = paragraph(held, mention(held, actor=Span(0, 5)))
    assert told.elsewhere == ["actor JPN: named elsewhere in the text, as “Japan”"]
    assert [mark.label for segment in told.segments for mark in segment.begin if mark.label] == [
        "act",
        "recipient RUS",
    ]


def test_a_party_that_is_implied_has_no_mark() -> None:
    held = document(SENTENCE)
    found = mention(held)
    implied = replace(found.actors[0], via="context", span=found.predicate)
    told = paragraph(held, replace(found, actors=(implied,)))
    assert told.elsewhere == ["actor JPN: not named here; the story implies it"]
    assert not any("actor" in segment.names.split() for segment in told.segments)


def test_a_sentence_that_no_block_holds_stands_alone() -> None:
    held = replace(document("One.", SENTENCE), blocks=())
    told = paragraph(held, mention(held))
    assert "".join(segment.text for segment in told.segments) == SENTENCE
    assert (told.before, told.after, told.block) == ("", "", -1)


def test_both_sides_of_talks_are_actors_once() -> None:
    held = document(SENTENCE)
    found = mention(held)
    sides = (*found.actors, *found.recipients)
    talks = replace(found, actors=sides, recipients=sides, symmetric=True)
    labels = [mark.label for segment in paragraph(held, talks).segments for mark in segment.begin]
    assert sorted(filter(None, labels)) == ["act", "actor JPN", "actor RUS"]
    assert dyad(talks) == "JPN ↔ RUS"
    assert dyad(found) == "JPN → RUS"
