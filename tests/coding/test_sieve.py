"""Sieving: what is told of sentences before any parse, and that nothing is lost by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from comity.coding import Coder
from comity.coding.possible import PossibleActs
from comity.coding.sieve import LONGEST, Reason, Sieve, split
from comity.records import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.coding.conftest import Desk

    from comity.coding.sieve import Sentence

SCENARIOS = Path(__file__).parent.parent / "scenarios"


class Everything(Sieve):
    """Lets all through."""

    def mark(self, sentences: Sequence[Sentence]) -> None:
        for sentence in sentences:
            sentence.reason = Reason.ACT


def reasons(desk: Desk, text: str) -> list[str]:
    document = desk.article(text)
    sightings = desk.gazetteer.find(text, document.published)
    sieve = Sieve(desk.ontology.lexicon, desk.gazetteer.wording)
    return [each.reason for stretch in sieve.stretches(document, sightings) for each in stretch.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru expelled two Chilean diplomats.", [Reason.ACT]),
        ("Peru and Chile lie by the sea.", [Reason.STATES]),
        ("Peru lies by the sea.", [Reason.NO_ACT]),
        ("The harbour is old and deep.", [Reason.NOBODY]),
        ("It expelled two diplomats.", [Reason.NOBODY]),  # nobody was named whom "it" could mean
        ("Peru beat Chile 2-1 after a goal by the striker, and they met again.", [Reason.ASIDE]),
        ("Peru is old. It expelled two Chilean diplomats.", [Reason.REFERENT, Reason.ACT]),
        ("Chile is near. The two sides met.", [Reason.REFERENT, Reason.ACT]),
    ],
)
def test_a_sentence_has_its_reason(desk: Desk, text: str, expected: list[Reason]) -> None:
    assert reasons(desk, text) == expected


def test_whoever_judges_asks_for_more(desk: Desk) -> None:
    document = desk.article("Peru and Chile lie by the sea.")
    sightings = desk.gazetteer.find(document.text)
    lexicon, wording = desk.ontology.lexicon, desk.gazetteer.wording
    (plain,) = Sieve(lexicon, wording).stretches(document, sightings)
    (asked,) = Sieve(lexicon, wording, frozenset({Reason.STATES})).stretches(document, sightings)
    assert (plain.parsed, asked.parsed) == (False, True)


def test_a_sentence_of_two_states_without_an_act_has_its_reason_unparsed(desk: Desk) -> None:
    (skipped,) = desk.results("Peru and Chile lie by the sea.")
    assert not isinstance(skipped, Mention)
    assert (skipped.reason, skipped.detail) == ("no act in the lexicon", "Peru and Chile lie by the sea.")


@pytest.mark.parametrize("form", ["expels", "expelled", "expelling", "expel", "Expelled"])
def test_every_form_of_a_verb_is_known(desk: Desk, form: str) -> None:
    possible = PossibleActs(desk.ontology.lexicon)
    assert possible.any(possible.words(f"Peru {form} two diplomats"))


def test_an_entry_needs_the_words_of_its_conditions(desk: Desk) -> None:
    possible = PossibleActs(desk.ontology.lexicon)
    assert possible.any(possible.words("imposed sanctions on"))
    assert not possible.any(possible.words("recalled the summer"))
    assert possible.any(possible.words("recalled its ambassadors"))


def test_the_lemmas_of_the_parse_are_among_the_possible(desk: Desk) -> None:
    text = "The leaders met, fled and swore; wives' knives flew, and worse crises lay ahead of the men."
    told = {token.lemma_.lower() for token in desk.parse(text) if token.pos_ in ("VERB", "NOUN", "ADJ")}
    possible = PossibleActs(desk.ontology.lexicon, told)
    assert told <= possible.words(text).all


def test_sentences_end_where_a_reader_says() -> None:
    text = "Gen. J. Ruiz left the U.S. on Monday. \"It rained,\" he said. 'Did it?' Yes! In No. 7 it did."
    assert [span.of(text) for span in split(text)] == [
        "Gen. J. Ruiz left the U.S. on Monday.",
        '"It rained," he said.',
        "'Did it?",
        "Yes!",
        "In No. 7 it did.",
    ]


def test_a_long_paragraph_is_parsed_in_pieces_and_its_spans_stay_true(desk: Desk) -> None:
    text = "The hall was full. " * 500 + "Peru expelled two Chilean diplomats. " + "It rained. " * 900
    (mention,) = desk.mentions(text)
    assert mention.sentence.of(text) == "Peru expelled two Chilean diplomats."
    stretches = Sieve(desk.ontology.lexicon, desk.gazetteer.wording).stretches(desk.article(text), [])
    assert "".join(stretch.text for stretch in stretches) == text
    assert max(len(stretch.text) for stretch in stretches) <= LONGEST


def test_nothing_is_lost_of_what_is_coded_when_everything_is_parsed(desk: Desk) -> None:
    everything = Coder(desk.gazetteer, desk.ontology)
    everything.sieve = Everything(desk.ontology.lexicon, desk.gazetteer.wording)
    told = [each for path in sorted(SCENARIOS.glob("*.yml")) for each in yaml.safe_load(path.read_text())]
    articles = [desk.article(each["text"], name=str(number)) for number, each in enumerate(told)]
    assert list(desk.coder.code(articles)) == list(everything.code(articles))
