"""Headlines and datelines made readable, and what the parser must not get wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.coding import parsing
from comity.records import Span

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


def spans(headline: str, *names: str) -> list[Span]:
    return [Span(headline.index(name), headline.index(name) + len(name)) for name in names]


def test_a_headline_loses_its_title_case_and_keeps_its_names() -> None:
    headline = "Norway Closes Northern Border With Russia After Drone Alarm"
    undone = parsing.sentence_case(headline, spans(headline, "Norway", "Russia"))
    assert undone == "Norway closes northern border with Russia after drone alarm"


def test_a_headline_in_sentence_case_stays_as_it_is() -> None:
    headline = "Norway closes border with Russia after drone alarm in the far Varanger north"
    assert parsing.sentence_case(headline, []) == headline


def test_abbreviations_and_the_first_word_keep_their_capitals() -> None:
    assert parsing.sentence_case("Talks On LNG Terminal Begin", []) == "Talks on LNG terminal begin"


@given(st.text(max_size=80))
def test_undoing_title_case_moves_no_character(headline: str) -> None:
    undone = parsing.sentence_case(headline, [])
    assert len(undone) == len(headline)
    assert undone.casefold() == headline.casefold()


@pytest.mark.parametrize(
    ("paragraph", "rest"),
    [
        ("ACCRA, May 3 (Agency) - Ghana closed its border.", "Ghana closed its border."),
        ("LIMA: Peru closed its border.", "Peru closed its border."),
        ("Nairobi (Agency) — Kenya closed its border.", "Kenya closed its border."),
        ("BUENOS AIRES — Argentina closed its border.", "Argentina closed its border."),
        ("OSLO, Norway -- “We closed it,” the minister said.", "“We closed it,” the minister said."),
        ("Kenya closed its border.", "Kenya closed its border."),
        ("Kenya – which feared an attack – closed its border.",) * 2,
        ("The minister was plain: We closed the border.",) * 2,
        ("Nairobi - Kenya closed its border.",) * 2,  # may be the first words of a sentence
    ],
)
def test_a_dateline_is_cut_and_nothing_else(paragraph: str, rest: str) -> None:
    assert paragraph[parsing.dateline(paragraph) :] == rest


@pytest.mark.parametrize(
    ("sentence", "form", "lemma"),
    [
        ("Students staged a rally.", "staged", "stage"),
        ("Rebels waged a war.", "waged", "wage"),
        ("The army installed a radar.", "installed", "install"),
        ("The state readmitted its citizens.", "readmitted", "readmit"),
    ],
)
def test_verbs_of_the_news_have_their_own_base_forms(
    desk: Desk, sentence: str, form: str, lemma: str
) -> None:
    assert desk.word(sentence, form).lemma_ == lemma


def test_gerunds_joined_after_a_preposition_belong_together(desk: Desk) -> None:
    doc = desk.parse("The group accused the police of beating and jailing its members.")
    verbs = {token.text: token for token in doc if token.tag_ == "VBG"}
    assert verbs["beating"].dep_ == "pcomp"
    assert verbs["jailing"].head.text == "beating"


def test_texts_are_parsed_in_order_and_each_has_its_sentences() -> None:
    docs = list(parsing.parse(["Chile met Peru. Peru left.", "Mali met Niger."]))
    assert [[sentence.text for sentence in doc.sents] for doc in docs] == [
        ["Chile met Peru.", "Peru left."],
        ["Mali met Niger."],
    ]
