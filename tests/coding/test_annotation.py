"""Parts of speech and lemmas asked once for each form are those that the model itself gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.coding import annotation, parsing
from comity.coding.annotation import Annotator

if TYPE_CHECKING:
    import pytest
    from spacy.tokens import Doc

TEXTS = (
    "Kenya expelled two Somali diplomats on Tuesday and recalled its ambassador, the ministry said.",
    "Having installed a radar, the navies of Chile and Peru are staging drills off the islands' coast.",
    "Niger's lawmakers have not yet voted; they will meet again in March to weigh sanctions.",
)


def annotated(texts: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(token.text, token.pos_, token.lemma_) for doc in parsing.parse(texts) for token in doc]


def by_the_model_itself(text: str) -> Doc:
    model = parsing.model()
    doc = model(text)
    for name in ("attribute_ruler", "lemmatizer"):
        doc = model.get_pipe(name)(doc)
    return doc


def test_each_word_is_annotated_as_the_model_would() -> None:
    expected = [
        (token.text, token.pos_, token.lemma_) for text in TEXTS for token in by_the_model_itself(text)
    ]
    assert annotated(TEXTS) == expected


def test_a_form_is_annotated_alike_the_second_time() -> None:
    assert annotated(TEXTS) == annotated(TEXTS)


def test_a_full_memory_is_emptied_and_the_answers_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation, "LARGEST", 3)
    annotate = Annotator(parsing.model())
    text = TEXTS[0]
    found = [(token.pos_, token.lemma_) for token in annotate(parsing.model()(text))]
    assert found == [(token.pos_, token.lemma_) for token in by_the_model_itself(text)]
