"""What the parse of a clause gives: who does it, to whom, below and above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.coding import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token
    from tests.coding.conftest import Desk


def words(tokens: Iterable[Token]) -> list[str]:
    return [token.text for token in tokens]


@pytest.mark.parametrize(
    ("sentence", "verb", "subjects", "objects"),
    [
        ("Kenya expelled the consul.", "expelled", ["Kenya"], ["consul"]),
        ("The consul was expelled by Kenya.", "expelled", ["Kenya"], ["consul"]),
        ("The consul was expelled.", "expelled", [], ["consul"]),
        ("Kenya, which expelled the consul, said nothing.", "expelled", ["Kenya"], ["consul"]),
        ("The consul whom Kenya has expelled said nothing.", "expelled", ["Kenya"], ["consul"]),
        ("The consul expelled by Kenya said nothing.", "expelled", ["Kenya"], ["consul"]),
        ("Kenya wants to expel the consul.", "expel", ["Kenya"], ["consul"]),
        ("Kenya is ready to expel the consul.", "expel", ["Kenya"], ["consul"]),
        ("Kenya closed its embassy and expelled the consul.", "expelled", ["Kenya"], ["consul"]),
        ("Kenya responded by expelling the consul.", "expelling", ["Kenya"], ["consul"]),
        ("Kenya urged Uganda to expel the consul.", "expel", ["Uganda"], ["consul"]),
        ("Kenya criticised and condemned the raid.", "criticised", ["Kenya"], ["raid"]),
    ],
)
def test_who_does_it_and_to_whom(
    desk: Desk, sentence: str, verb: str, subjects: list[str], objects: list[str]
) -> None:
    token = desk.word(sentence, verb)
    assert words(grammar.subjects(token)) == subjects
    assert words(grammar.objects(token)) == objects


@pytest.mark.parametrize(
    ("sentence", "verb", "passive"),
    [
        ("Kenya expelled the consul.", "expelled", False),
        ("The consul was expelled.", "expelled", True),
        ("The consul expelled by Kenya left.", "expelled", True),
        ("The consul was arrested and expelled.", "expelled", True),
        ("Asked about it, the minister left.", "Asked", True),
        ("Kenya has expelled the consul.", "expelled", False),
    ],
)
def test_a_passive_is_known_by_its_form(desk: Desk, sentence: str, verb: str, passive: bool) -> None:
    assert grammar.is_passive(desk.word(sentence, verb)) is passive


def test_a_passive_has_the_sufferer_on_the_surface_and_the_doer_behind_by(desk: Desk) -> None:
    verb = desk.word("The consul was expelled by Kenya.", "expelled")
    assert words(grammar.surface_subjects(verb)) == ["consul"]
    assert words(grammar.agents(verb)) == ["Kenya"]


def test_coordinated_nouns_come_along(desk: Desk) -> None:
    first = desk.word("Norway, Sweden and Finland left.", "Norway")
    assert words(grammar.with_conjuncts(first)) == ["Norway", "Sweden", "Finland"]


@pytest.mark.parametrize(
    ("sentence", "verb", "receivers"),
    [
        ("Spain gave Mali a loan.", "gave", ["Mali"]),
        ("Spain lent Mali a ship.", "lent", ["Mali"]),
        ("Spain took a loan.", "took", []),
    ],
)
def test_to_whom_something_is_given(desk: Desk, sentence: str, verb: str, receivers: list[str]) -> None:
    assert words(grammar.datives(desk.word(sentence, verb))) == receivers


@pytest.mark.parametrize(
    ("sentence", "verb", "names", "found"),
    [
        ("Chile met with Peru in Lima.", "met", ("with",), ["Peru"]),
        ("Chile met with Peru in Lima.", "met", None, ["Peru", "Lima"]),
        ("Chile signed it together with Peru.", "signed", ("with",), ["Peru"]),
        ("Flights to and from Peru stopped.", "Flights", ("from",), ["Peru"]),
    ],
)
def test_what_follows_a_preposition(
    desk: Desk, sentence: str, verb: str, names: tuple[str, ...] | None, found: list[str]
) -> None:
    assert words(grammar.prepositional(desk.word(sentence, verb), names)) == found


@pytest.mark.parametrize(
    ("sentence", "noun", "owners"),
    [
        ("Kenya's expulsion of the consul shocked many.", "expulsion", ["Kenya"]),
        ("The expulsion of the consul by Kenya shocked many.", "expulsion", ["Kenya"]),
        ("Kenya announced the expulsion.", "expulsion", ["Kenya"]),
        ("The expulsion was announced by Kenya.", "expulsion", ["Kenya"]),
    ],
)
def test_whose_act_a_noun_is(desk: Desk, sentence: str, noun: str, owners: list[str]) -> None:
    assert words(grammar.owners(desk.word(sentence, noun))) == owners


def test_who_calls_for_talks_lends_them_the_subject_and_who_meets_over_talks_does_not(desk: Desk) -> None:
    assert words(grammar.doers(desk.word("Kenya called for talks.", "talks"))) == ["Kenya"]
    assert words(grammar.doers(desk.word("Kenya fell silent during the talks.", "talks"))) == []


def test_a_verb_has_clauses_and_purposes_below_it(desk: Desk) -> None:
    told = desk.word("Kenya told the consul to leave.", "told")
    assert words(grammar.clauses(told)) == ["leave"]
    sent = desk.word("Kenya sent frigates to shadow the ship.", "sent")
    assert words(grammar.purposes(sent)) == ["shadow"]


def test_who_says_it_is_found_above_the_clause(desk: Desk) -> None:
    assert words(grammar.speakers(desk.word("Kenya said that Uganda had left.", "left"))) == ["Kenya"]


@pytest.mark.parametrize(
    ("sentence", "verb", "reciprocal"),
    [
        ("Chad and Niger accused each other of it.", "accused", True),
        ("Chad and Niger traded fire with one another.", "traded", True),
        ("Chad and Niger accused another state of it.", "accused", False),
        ("Chad and Niger accused Mali of it.", "accused", False),
    ],
)
def test_what_is_done_to_one_another_is_reciprocal(
    desk: Desk, sentence: str, verb: str, reciprocal: bool
) -> None:
    assert grammar.is_reciprocal(desk.word(sentence, verb)) is reciprocal


def test_a_noun_phrase_is_known_by_its_head_its_modifiers_and_what_it_counts(desk: Desk) -> None:
    phrase = grammar.phrase_words(desk.word("Canada prepared a new round of trade sanctions.", "round"))
    assert {"round", "sanction", "trade sanction"} <= phrase


def test_a_possessor_is_no_word_of_the_phrase(desk: Desk) -> None:
    phrase = grammar.phrase_words(desk.word("Canada met the minister's envoy.", "envoy"))
    assert "envoy" in phrase
    assert "minister" not in phrase
