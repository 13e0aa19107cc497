"""What a rule may ask of a traveller, and what a traveller may say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from comity.borders import conditions
from comity.borders.conditions import BEST_PAPERS, KINDS, Condition
from comity.errors import OntologyError, QuestionError

DAY = date(2020, 6, 1)

TOLD = {
    "passport": ["diplomatic", "service"],
    "biometric": True,
    "registered": True,
    "purpose": ["tourism", "visit"],
    "enters_by": ["sakhalin"],
    "resident_of": ["southern-kurils"],
    "holds": ["visa USA", "permit SCH"],
    "age": {"from": 18, "under": 70},
}


def one(kind: str, value: Any) -> Condition:
    return conditions.read({kind: value}, "a rule")[0]


def test_a_rule_without_conditions_has_none() -> None:
    assert conditions.read(None, "a rule") == ()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_told_and_asked(kind: str) -> None:
    condition = one(kind, TOLD[kind])
    assert condition.words
    assert condition.question.endswith("?")
    assert condition.record()["kind"] == kind
    assert condition.record()["words"] == condition.words
    assert hash(condition) == hash(one(kind, TOLD[kind]))


@pytest.mark.parametrize(
    ("kind", "value", "fact", "met"),
    [
        ("passport", ["diplomatic", "service"], "service", True),
        ("passport", "diplomatic", "ordinary", False),
        ("biometric", True, True, True),
        ("biometric", "usual", False, False),
        ("registered", True, "yes", True),
        ("registered", True, "no", False),
        ("purpose", ["tourism", "visit"], "visit", True),
        ("purpose", ["tourism", "visit"], "work", False),
        ("enters_by", ["sakhalin", "hokkaido"], "hokkaido", True),
        ("resident_of", ["sakhalin"], "hokkaido", False),
        ("holds", ["visa USA", "permit SCH"], "permit SCH", True),
        ("holds", ["visa USA"], "permit USA", False),
        ("holds", ["visa USA"], "visa JPN; visa USA", True),
        ("age", {"from": 18}, 18, True),
        ("age", {"from": 18}, "17", False),
        ("age", {"under": 70}, 69, True),
        ("age", {"under": 70}, 70, False),
        ("age", {"from": 18, "under": 70}, 0, False),
    ],
)
def test_a_fact_meets_a_condition_or_does_not(kind: str, value: Any, fact: Any, met: bool) -> None:
    condition = one(kind, value)
    assert condition.met(conditions.facts({kind: fact}), DAY) is met
    assert not condition.presumed(conditions.facts({kind: fact}))


@pytest.mark.parametrize(
    ("kind", "value", "met"),
    [
        ("passport", "ordinary", True),
        ("passport", "diplomatic", False),
        ("purpose", "tourism", True),
        ("purpose", "business", False),
        ("biometric", "usual", True),
        ("enters_by", "sakhalin", False),
        ("resident_of", "sakhalin", False),
        ("holds", "visa USA", False),
    ],
)
def test_what_is_usual_is_presumed_and_told(kind: str, value: Any, met: bool) -> None:
    condition = one(kind, value)
    assert condition.met({}, DAY) is met
    assert condition.presumed({})


@pytest.mark.parametrize(
    ("kind", "value"), [("registered", True), ("biometric", True), ("age", {"under": 70})]
)
def test_what_cannot_be_presumed_is_not_known(kind: str, value: Any) -> None:
    assert one(kind, value).met({}, DAY) is None
    assert not one(kind, value).presumed({})


def test_the_best_papers_are_those_that_a_formality_gives() -> None:
    assert BEST_PAPERS == {"biometric": True, "registered": True}


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("passport", "ordinary", "an ordinary passport"),
        ("passport", ["diplomatic", "service"], "a diplomatic or service passport"),
        ("purpose", ["tourism", "business", "visit"], "travelling for tourism, business or visit"),
        ("holds", ["visa USA", "permit SCH"], "holding a visa of USA or a residence permit of SCH"),
        ("age", {"under": 14}, "under 14 years of age"),
        ("age", {"from": 70}, "70 years of age or older"),
        ("age", {"from": 18, "under": 70}, "18 to 69 years of age"),
    ],
)
def test_conditions_are_told_in_words(kind: str, value: Any, words: str) -> None:
    assert one(kind, value).words == words


def test_a_condition_of_several_words_is_a_list_in_json() -> None:
    assert one("purpose", ["visit", "work"]).record()["value"] == ["visit", "work"]
    assert one("registered", value=True).record()["value"] is True


def test_regions_are_told_by_name() -> None:
    assert "Sakhalin" in one("enters_by", "sakhalin").words
    assert "only" in one("enters_by", "sakhalin").words


@pytest.mark.parametrize(
    ("kind", "fact", "told"),
    [
        ("registered", "perhaps", "registered: 'perhaps' is neither yes nor no"),
        ("biometric", 2, "biometric: 2 is neither yes nor no"),
        ("purpose", "fun", "purpose: 'fun' is none of tourism, "),
        ("passport", "blue", "passport: 'blue' is none of ordinary, diplomatic, service"),
        ("enters_by", "atlantis", "enters_by: 'atlantis' is none of "),
        ("holds", "USA", 'holds: \'USA\' is no "visa CODE" or "permit CODE", as in "visa USA"'),
        ("age", "old", "age: 'old' is no age in years"),
        ("age", -1, "age: -1 is no age in years"),
        ("age", 200, "age: 200 is no age in years"),
    ],
)
def test_what_is_no_such_fact_is_refused(kind: str, fact: Any, told: str) -> None:
    with pytest.raises(QuestionError) as error:
        conditions.facts({kind: fact})
    assert str(error.value).startswith(told)


def test_an_unknown_kind_of_fact_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(QuestionError, match="nothing is asked of a traveller under 'height'; known are pass"):
        conditions.facts({"height": 2})


def test_a_fact_left_empty_is_not_said() -> None:
    assert conditions.facts({"registered": None, "purpose": "visit"}) == {"purpose": "visit"}


def test_truth_is_told_in_words_and_numbers() -> None:
    said = {"registered": " Yes ", "biometric": "0"}
    assert conditions.facts(said) == {"registered": True, "biometric": False}


def test_the_loader_names_the_rule_and_the_kind() -> None:
    with pytest.raises(OntologyError, match="rule x, age: expected"):
        conditions.read({"age": 18}, "rule x")
