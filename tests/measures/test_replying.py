"""Who answered whom, as an analyst would state it."""

from __future__ import annotations

import random
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.made import told

from comity.dates import Basis
from comity.errors import OntologyError
from comity.measures import cues
from comity.measures.acts import acts_between
from comity.measures.chaining import chains
from comity.measures.replying import replies
from comity.ontology import kinds, plover, yaml_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.measures.acts import Act
    from comity.measures.reply import Reply

HERE = Path(__file__).parent
SCENARIOS: list[dict[str, Any]] = yaml_files.load(HERE / "replying.yml")
KINDS = kinds.load(HERE / "reply_kinds")
TYPES = plover.read(files("comity.ontology") / "plover.yml")


def acts_of(acts: Sequence[dict[str, Any]]) -> list[Act]:
    return acts_between(told(acts), acts[0]["by"], acts[0]["to"], KINDS, TYPES) if acts else []


def found(acts: Sequence[dict[str, Any]]) -> list[Reply]:
    return replies(acts_of(acts), KINDS)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_a_scenario(scenario: dict[str, Any]) -> None:
    replied = found(scenario["acts"])
    told_so = [(reply.event, reply.answers, reply.basis.value) for reply in replied]
    assert told_so == [(each["event"], each["answers"], each["basis"]) for each in scenario["expect"]]
    for reply, expected in zip(replied, scenario["expect"], strict=True):
        for what in ("score", "days", "quote"):
            if what in expected:
                assert getattr(reply, what) == expected[what]
        if "how" in expected:
            assert reply.how is not None
            assert reply.how.value == expected["how"]
        assert reply.score is None or reply.score < expected.get("below", 1.01)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_the_order_of_reading_changes_nothing(scenario: dict[str, Any]) -> None:
    mixed = list(scenario["acts"])
    random.Random(4).shuffle(mixed)
    assert found(mixed) == found(scenario["acts"])


def test_only_what_a_sentence_says_is_stated_and_only_a_link_that_none_makes_is_scored_below_one() -> None:
    every = [reply for scenario in SCENARIOS for reply in found(scenario["acts"])]
    for reply in every:
        assert (reply.quote is not None) is (reply.basis is Basis.STATED)
        if reply.basis is Basis.INFERRED:
            assert reply.score is not None
            assert 0 < reply.score < 1


CHAIN: list[dict[str, Any]] = [
    {
        "id": "detained",
        "by": "PER",
        "to": "CHL",
        "type": "COERCE",
        "mode": "arrest",
        "on": "2024-05-03",
        "says": "Chile demanded an apology from Peru for arresting its consul.",
        "quote": "for arresting its consul",
    },
    {
        "id": "demanded",
        "by": "CHL",
        "to": "PER",
        "type": "REQUEST",
        "mode": "yield",
        "on": "2024-05-04",
        "says": "Chile demanded an apology from Peru for arresting its consul.",
        "quote": "Chile demanded an apology from Peru",
    },
    {
        "id": "expelled",
        "by": "PER",
        "to": "CHL",
        "type": "SANCTION",
        "mode": "expel",
        "on": "2024-05-06",
        "page": "second",
        "says": "Peru expelled a Chilean diplomat in reply to the demand for an apology.",
    },
    {
        "id": "countered",
        "by": "CHL",
        "to": "PER",
        "type": "SANCTION",
        "mode": "expel",
        "on": "2024-05-09",
        "page": "third",
        "says": "Chile expelled two Peruvian diplomats as a reciprocal measure.",
    },
    {
        "id": "elsewhere",
        "by": "CHL",
        "to": "PER",
        "type": "CONCEDE",
        "on": "2024-08-01",
        "page": "fourth",
        "says": "In return for the opening of the pass, Chile lowered its toll.",
    },
]


def test_a_chain_goes_from_the_first_act_to_the_last() -> None:
    long, short = chains(found(CHAIN), acts_of(CHAIN))
    assert [event.id for event in long.events] == ["detained", "demanded", "expelled", "countered"]
    assert long.first == "PER"
    assert [(reply.days, reply.how and reply.how.value) for reply in long.replies] == [
        (1, "milder"),
        (2, "escalated"),
        (3, "escalated"),
    ]
    assert [event.id for event in short.events] == ["elsewhere"]
    assert short.first is None
    assert [reply.answers for reply in short.answered_by("elsewhere")] == [None]


def test_what_is_answered_stands_before_its_answer_where_the_days_leave_it_open() -> None:
    acts = [
        {**CHAIN[2], "id": "z", "on": "2024-05-06/2024-05-12"},
        {**CHAIN[3], "id": "a", "on": "2024-05-06"},
    ]
    (chain,) = chains([reply for reply in found(acts) if reply.answers], acts_of(acts))
    assert [event.id for event in chain.events] == ["z", "a"]


SAID = [
    ("SANCTION", "expel", "{by} expelled two diplomats of {to}."),
    ("SANCTION", "expel", "{by} expelled a diplomat of {to} in a tit-for-tat move."),
    ("SANCTION", None, "{by} suspended visas for citizens of {to} in response to the ban."),
    ("CONCEDE", None, "{by} lifted visas for citizens of {to}."),
    ("REQUEST", "change", "{by} asked {to} to lift visas."),
    ("ACCUSE", "disapprove", "{by} protested against the expulsion of its diplomats by {to}."),
]
ACTS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(SAID), st.dates(date(2024, 1, 1), date(2024, 12, 31))),
    max_size=25,
)


@given(ACTS)
def test_whatever_happens_answers_come_after_and_each_act_is_in_one_chain_at_most(
    drawn: list[tuple[bool, tuple[str, str | None, str], date]],
) -> None:
    acts: list[dict[str, Any]] = []
    for number, (turned, (kind, mode, says), day) in enumerate(drawn):
        by, to = ("CHL", "PER") if turned else ("PER", "CHL")
        one = {"id": f"e{number}", "by": by, "to": to, "type": kind, "mode": mode, "on": str(day)}
        acts.append({**one, "page": f"page {number}", "says": says.format(by=by, to=to)})
    replied = found(acts)
    by_id = {act["id"]: act for act in acts}
    for reply in replied:
        if reply.answers is None:
            assert (reply.score, reply.days, reply.how) == (None, None, None)
            continue
        answer, answered = by_id[reply.event], by_id[reply.answers]
        assert answered["by"] == answer["to"]
        assert reply.days == (date.fromisoformat(answer["on"]) - date.fromisoformat(answered["on"])).days >= 0
        assert reply.score is not None
        assert 0 < reply.score <= 1
    chained = [event.id for chain in chains(replied, acts_of(acts)) for event in chain.events]
    assert len(chained) == len(set(chained))
    assert {reply.event for reply in replied} <= set(chained)
    assert sorted(found(acts[::-1]), key=str) == sorted(replied, key=str)


def test_a_pattern_that_is_wrong_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "replies.yml"
    broken.write_text(cues.FILE.read_text().replace('pointing: "', 'pointing: "('))
    with pytest.raises(OntologyError, match=r"pointing.*no regular expression"):
        cues.load(broken)
