"""What one event does to measures."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from tests.measures.telling import acts, told

from comity.dates import SpanOfDays
from comity.measures import Moved, follow, moved
from comity.ontology import kinds
from comity.ontology.kinds import Verb
from comity.records import Status, Told

KINDS = kinds.load()


def moves(sentence: str, act: str, **besides: Any) -> list[Moved]:
    return list(moved(told("event", "2020-01-05", sentence, act, **besides), "NOR", "PER", KINDS))


def only(sentence: str, act: str, **besides: Any) -> Moved:
    (move,) = moves(sentence, act, **besides)
    return move


@pytest.mark.parametrize(
    ("sentence", "act", "kind", "verb"),
    [
        ("Norway suspended visa-free entry for Peruvians.", "end-visa-free", "visa_rule", "suspend"),
        ("Norway denied Peruvian athletes visas.", "deny-someone-entry", "entry_ban", "begin"),
        ("Norway barred Peruvian ministers from entry.", "bar-entry", "entry_ban", "begin"),
        ("Norway suspended the memorandum on fish with Peru.", "suspend-agreement", "agreement", "suspend"),
        ("Norway closed its embassy in Peru.", "close-own-mission", "institution", "end"),
        ("Norway recalled its ambassador from Peru.", "recall-ambassador", "ambassador", "begin"),
        ("Norway expelled the Peruvian ambassador.", "expel", "expulsion", "begin"),
        ("Norway froze the assets of Peruvian banks.", "freeze-assets", "sanction", "begin"),
        ("Norway considers Peru an unfriendly state.", "regard-as-hostile", "sanction", "begin"),
        ("Norway broke off diplomatic relations with Peru.", "sever-relations", "relations", "end"),
        ("Norway withdrew its troops from Peru.", "withdraw-forces", "military", "end"),
        ("Norway freed two Peruvian sailors.", "let-go", "detention", "end"),
        ("Norway lifted its sanctions on Peru.", "lift-sanctions", "sanction", "end"),
    ],
)
def test_an_event_moves_the_right_kind_only(sentence: str, act: str, kind: str, verb: str) -> None:
    move = only(sentence, act)
    assert (move.kind, move.verb.value, move.issuer, move.subject) == (kind, verb, "NOR", "PER")


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Norway condemned the Peruvian visa rules.", "condemn"),
        ("Norway praised Peru's ambassador.", "praise"),
        ("Norway apologised to Peru.", "apologise"),
        ("Norway warned its citizens against travel to Peru.", "warn-own-citizens"),
        ("Norway filed charges against two Peruvian hackers.", "bring-charges"),
        ("A Peruvian missile splashed down in Norwegian waters.", "splash-down"),
    ],
)
def test_other_events_move_nothing(sentence: str, act: str) -> None:
    assert moves(sentence, act) == []


def test_each_kinds_example_moves_it_alone() -> None:
    examples = {entry["example"]: act for act, (_, entry) in acts().items()}
    for kind in KINDS.values():
        for example in [kind.example] if kind.example in examples else []:
            assert only(example, examples[example]).kind == kind.kind


def test_what_is_asked_for_is_the_rule_of_who_is_asked() -> None:
    move = only("Norway asked Peru for a visa exemption.", "ask-for-change")
    assert (move.verb, move.issuer, move.subject) == (Verb.PROPOSE, "PER", "NOR")


def test_a_mission_ordered_to_close_is_the_other_sides() -> None:
    move = only("Norway ordered Peru to close its consulate in Bergen.", "order-mission-closed")
    assert (move.issuer, move.subject, move.name) == ("PER", "NOR", "consulate in Bergen")


def test_what_is_agreed_moves_a_rule_of_each_side() -> None:
    agreed = told("event", "2020-01-05", "Norway and Peru agreed to waive visas.", "agree")
    both = replace(agreed.event, actors=("NOR", "PER"), recipients=("NOR", "PER"), symmetric=True)
    found = list(moved(Told(both, agreed.tellings), "NOR", "PER", KINDS))
    assert [(each.issuer, each.status) for each in found] == [
        ("NOR", Status.ANNOUNCED),
        ("PER", Status.ANNOUNCED),
    ]


def test_events_of_other_pairs_move_nothing() -> None:
    assert moves("Norway expelled two Chilean diplomats.", "expel", recipient="CHL") == []


def test_an_announcement_is_no_more_than_announced_and_a_denial_stays_one() -> None:
    said = "Norway's announcement of a visa-free arrangement for Peruvians was noted."
    assert only(said, "grant-visa-free").status is Status.ANNOUNCED
    assert only(said, "grant-visa-free", status="considered").status is Status.CONSIDERED
    assert only(said, "grant-visa-free", status="denied").status is Status.DENIED


def test_the_best_name_is_taken_from_any_sentence_that_tells_the_event() -> None:
    event = told(
        "event",
        "2020-01-05",
        "Norway closed a consulate.",
        "close-own-mission",
        also=("Norway closed its consulate in Cusco.",),
    )
    assert [each.name for each in moved(event, "NOR", "PER", KINDS)] == ["consulate in Cusco"]


def test_the_words_of_the_event_itself_come_before_its_sentence() -> None:
    said = "Norway raised tariffs to 25 percent in answer to sanctions imposed by Peru on twelve banks."
    event = told("event", "2020-01-05", said, "impose-sanctions", actor="PER", recipient="NOR")
    shown = replace(event.tellings[0], quote="sanctions imposed by Peru on twelve banks")
    (move,) = moved(Told(event.event, (shown,)), "NOR", "PER", KINDS)
    assert (move.name, move.value) == ("sanctions", "twelve banks")


def test_a_move_gives_the_name_that_no_sentence_tells() -> None:
    assert only("Norway left Peru.", "withdraw-from-place").name == "military presence"


@pytest.mark.parametrize(
    ("sentence", "act", "value"),
    [
        ("Norway expelled eight Peruvian embassy employees.", "expel", "eight employees"),
        ("Norway declared one consul persona non grata.", "declare-persona-non-grata", "one consul"),
        ("Norway plans to close all of its six economic centers.", "close-own-mission", "six centers"),
        ("Norway exempted Peruvians from visas for 90 days.", "exempt-from-visa", "90 days"),
        ("Norway raised tariffs on Peruvian fish to 25 percent.", "raise-tariffs", "25 percent"),
        ("Norway lowered the level of its ties with Peru.", "downgrade-level", "downgraded"),
        ("Norway expelled a Peruvian diplomat.", "expel", None),
    ],
)
def test_the_value_is_what_the_sentence_tells(sentence: str, act: str, value: str | None) -> None:
    assert only(sentence, act).value == value


def test_a_hundred_thousand_events_are_followed_in_seconds() -> None:
    examples = [(act, entry["example"]) for act, (_, entry) in acts().items()]
    events = [
        told(f"event-{number}", f"20{10 + number % 10}-01-05", example, act)
        for number, (act, example) in enumerate(examples * 5)
    ]
    begun = time.process_time()
    for start in range(0, len(events), 500):
        follow(events[start : start + 500], "NOR", "PER", KINDS)
    each = (time.process_time() - begun) / len(events)
    assert each < 200e-6  # 100,000 events within 20 s, however slow the machine


def test_what_is_announced_counts_from_when_it_is_told_and_says_for_when_it_is_due() -> None:
    event = told("event", "2020-03-01", "Norway will expel two Peruvian diplomats in March.", "expel")
    event = replace(event, event=replace(event.event, status=Status.ANNOUNCED))
    told_before = replace(event.tellings[0], published=SpanOfDays.parse("2020-02-20"))
    (move,) = moved(replace(event, tellings=(told_before,)), "NOR", "PER", KINDS)
    assert (str(move.days), str(move.due)) == ("2020-02-20", "2020-03-01")
    told_later = replace(told_before, published=SpanOfDays.parse("2020-03-02"))
    (move,) = moved(replace(event, tellings=(told_later,)), "NOR", "PER", KINDS)
    assert (str(move.days), move.due) == ("2020-03-01", None)
    measures, _ = follow([replace(event, tellings=(told_before,))], "NOR", "PER", KINDS)
    assert [(str(step.days), str(step.due)) for step in measures[0].history] == [("2020-02-20", "2020-03-01")]
