"""Which words of a sentence are an act, by a small lexicon of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.coding.predicates import Predicates, effects_of
from comity.ontology.lexicon import read_acts

if TYPE_CHECKING:
    from tests.coding.conftest import Desk

    from comity.coding.predicates import Predicate
    from comity.ontology import Lexicon

AGREE = """
- {act: strike-deal, verbs: [strike], where: {object: [deal, bargain]}, example: Oman struck a deal.}
- {act: sign, verbs: [sign], unless: {object: [decree]}, example: Oman signed a treaty with Iran.}
"""
ASSAULT = """
- {act: strike, verbs: [strike], nouns: [strike, air strike], example: Iran struck a base in Iraq.}
- {act: raid, nouns: [raid], example: Oman staged a raid on Iran.}
- {act: carry-out-attack, verbs: [carry out], where: {object: [attack]}, example: Oman carried out an attack.}
- {act: attack, nouns: [attack], verbs: [attack], example: Iran attacked Iraq.}
"""
ACCUSE = """
- {act: critical, adjectives: [critical], recipient: [of], example: Oman was critical of Iran.}
- {act: rebuke-by-phrase, verbs: [speak], where: {phrase: [in the sharpest terms]}, example: Oman spoke.}
"""
SANCTION = """
- {act: order-out, verbs: [order, tell], where: {clause: [leave, depart]}, example: Oman told Iran to leave.}
- {act: bar-from, verbs: [bar], where: {from: ["*"]}, example: Oman barred him from the port.}
- {act: visit-none, verbs: [cancel], where: {object: ["@calls"]}, example: Oman cancelled a visit.}
"""


@pytest.fixture(scope="module")
def lexicon(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("acts")
    for name, text in {"agree": AGREE, "assault": ASSAULT, "accuse": ACCUSE, "sanction": SANCTION}.items():
        (folder / f"{name}.yml").write_text(text)
    classes = {"calls": frozenset({"visit", "trip"})}
    return read_acts(sorted(folder.iterdir()), desk.ontology.plover, classes)


@pytest.fixture(scope="module")
def predicates(desk: Desk, lexicon: Lexicon) -> Predicates:
    return Predicates(lexicon, desk.ontology.operators)


@pytest.fixture
def found(desk: Desk, predicates: Predicates, request: pytest.FixtureRequest) -> list[Predicate]:
    return predicates.find(next(desk.parse(request.param).sents))


def acts(found: list[Predicate]) -> list[str]:
    return [predicate.entry.act for predicate in found]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("Iran struck a base in Iraq.", ["strike"]),
        ("Iran struck a deal with Iraq.", ["strike-deal"]),
        ("Iran struck a hard bargain with Iraq.", ["strike-deal"]),
        ("Iran signed a treaty.", ["sign"]),
        ("Iran signed a decree.", []),
        ("Iran barred him from the port.", ["bar-from"]),
        ("Iran barred him.", []),
        ("Iran told the envoy to leave.", ["order-out"]),
        ("Iran told the envoy to stay.", []),
        ("Iran told the envoy that it would leave.", []),  # reports, does not order
        ("Iran ordered the envoy to pack and leave.", ["order-out"]),
        ("Iran spoke to the envoy in the sharpest terms.", ["rebuke-by-phrase"]),
        ("Iran spoke to the envoy.", []),
        ("Iran cancelled a visit.", ["visit-none"]),
        ("Iran cancelled the long trip.", ["visit-none"]),
        ("Iran cancelled a loan.", []),
        ("Iran was critical of Iraq.", ["critical"]),
        ("A critical minister spoke.", []),
        ("An air strike hit the town.", ["strike"]),
        ("Iraqi strike aircraft landed.", []),  # a word before a noun is no act
    ],
    indirect=["found"],
)
def test_an_entry_holds_where_its_conditions_do(found: list[Predicate], expected: list[str]) -> None:
    assert acts(found) == expected


@pytest.mark.parametrize("found", ["Iran carried out an attack on Iraq."], indirect=True)
def test_what_belongs_to_a_predicate_is_no_act_of_its_own(found: list[Predicate]) -> None:
    assert acts(found) == ["carry-out-attack"]


@pytest.mark.parametrize("found", ["Iran struck a deal with Iraq."], indirect=True)
def test_a_word_keeps_its_less_specific_entries_as_second_choice(found: list[Predicate]) -> None:
    assert [other.entry.act for other in found[0].others] == ["strike"]


@pytest.mark.parametrize(
    ("found", "carrier", "turned"),
    [
        ("Oman launched a raid on Iran.", "launched", False),
        ("A raid was launched on Iran.", "launched", False),
        ("Iran suffered a raid.", "suffered", True),
        ("Iran came under attack.", "came", True),
        ("Oman took part in the raid.", "took", False),
        ("Oman remembered the raid.", None, False),
    ],
    indirect=["found"],
)
def test_a_light_verb_carries_a_noun_and_some_turn_its_roles_round(
    found: list[Predicate], carrier: str | None, turned: bool
) -> None:
    noun = next(predicate for predicate in found if predicate.kind == "noun")
    assert (noun.carrier.text if noun.carrier is not None else None, noun.reversed) == (carrier, turned)


def test_a_condition_weighs_more_than_none_and_a_slot_more_than_a_phrase(lexicon: Lexicon) -> None:
    weight = {entry.act: entry.specificity for entry in lexicon.entries}
    assert weight["strike-deal"] > weight["rebuke-by-phrase"] > weight["bar-from"] > weight["strike"]


@pytest.mark.parametrize(
    ("sentence", "word", "effect"),
    [
        ("Oman is considering a raid.", "considering", "considered"),
        ("Oman plans a raid.", "plans", "announced"),
        ("Oman called for a raid.", "called", "hypothetical"),
        ("Oman called a meeting.", "called", None),
        ("Oman denied a raid.", "denied", "denied"),
        ("Oman refused to go.", "refused", "absorbed"),
        ("Oman began to go.", "began", "transparent"),
        ("Oman was ready to go.", "ready", "announced"),
        ("Oman voiced hope.", "hope", "hypothetical"),
        ("Oman painted a wall.", "painted", None),
    ],
)
def test_a_governing_word_has_the_effect_that_the_operators_list(
    desk: Desk, sentence: str, word: str, effect: str | None
) -> None:
    assert effects_of(desk.word(sentence, word), desk.ontology.operators) == effect
