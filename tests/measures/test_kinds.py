"""The kinds of measure: what their files say, and what the loader refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.measures.telling import acts

from comity.errors import OntologyError
from comity.measures import naming
from comity.ontology import kinds
from comity.ontology.kinds import Each, Verb
from comity.records import State, Status

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = [
    "agreement",
    "ambassador",
    "detention",
    "entry_ban",
    "expulsion",
    "institution",
    "military",
    "relations",
    "sanction",
    "visa_rule",
]
MOVE: dict[str, Any] = {"move": "begin", "types": ["SANCTION"], "modes": ["expel"]}
KIND: dict[str, Any] = {
    "kind": "exile",
    "name": "exile",
    "each": "event",
    "moves": [MOVE],
    "example": "Norway exiled two poets.",
}


def load(folder: Path, **changes: Any) -> kinds.MeasureKind:
    content = {key: value for key, value in {**KIND, **changes}.items() if value is not None}
    (folder / "exile.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return kinds.load(folder)["exile"]


def test_there_are_ten() -> None:
    assert list(kinds.load()) == EXPECTED


@pytest.mark.parametrize("kind", kinds.load().values(), ids=lambda kind: kind.kind)
def test_a_kind_names_acts_that_the_lexicon_has_and_of_the_types_it_asks_for(
    kind: kinds.MeasureKind,
) -> None:
    for move in kind.moves:
        assert move.acts <= {*acts(), "judged"}
        of_types = {acts()[act][0] for act in move.acts if act in acts()}
        assert not move.types or of_types <= move.types


@pytest.mark.parametrize("kind", kinds.load().values(), ids=lambda kind: kind.kind)
def test_a_kind_can_be_begun_and_ended_and_answered(kind: kinds.MeasureKind) -> None:
    assert {Verb.BEGIN, Verb.END} <= {move.verb for move in kind.moves}
    assert {State.IN_FORCE, State.ENDED} <= kind.states
    assert kind.reply_within
    assert kind.kind in kind.reply_kinds
    assert set(kind.lapse) <= kind.states
    assert kind.example.endswith(".")


def test_what_a_file_says_is_read(tmp_path: Path) -> None:
    kind = load(
        tmp_path,
        mutual=True,
        states=["announced", "in_force", "ended"],
        about=["Poet"],
        names=[
            {"pattern": "(?P<name>Poets of [A-Z][a-z]+)", "said_as": "poets"},
            {"pattern": "poets? from (?P<town>[a-z]+)", "name": "poets of {town}", "lapse": {"in_force": 5}},
        ],
        values=["(?P<value>two) (?P<unit>poets)"],
        standing=["(?P<name>Poets of Oslo) since (?P<year>[0-9]{4})"],
        moves=[{**MOVE, "at_most": "announced", "name": "poets", "value": "all", "reversed": True}],
        lapse={"announced": 30},
        reply={"within": 9, "kinds": ["exile"]},
    )
    (move,) = kind.moves
    assert (kind.mutual, kind.each, kind.about) == (True, Each.EVENT, ("poet",))
    assert kind.states == {State.ANNOUNCED, State.IN_FORCE, State.ENDED}
    assert (move.at_most, move.name, move.value, move.reversed) == (Status.ANNOUNCED, "poets", "all", True)
    assert kind.moves_of["SANCTION"] == (move,)
    assert kind.moves_of["CONSULT"] == ()
    assert kind.lapse_of("poets of {town}") == {State.IN_FORCE: 5}
    assert kind.lapse_of("exile") == {State.ANNOUNCED: 30}
    assert (kind.reply_within, kind.reply_kinds) == (9, ("exile",))


def test_a_kind_that_names_no_states_may_be_in_all(tmp_path: Path) -> None:
    assert load(tmp_path).states == set(State)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"each": None}, "each is missing"),
        ({"colour": "red"}, "unknown key colour"),
        ({"kind": "banishment"}, "is called banishment.yml"),
        ({"each": "month"}, "known are one, name, event"),
        ({"mutual": "maybe"}, "neither true nor false"),
        ({"states": ["asleep"]}, "'asleep' is not a valid State"),
        ({"names": [{"name": "poets"}]}, "pattern is missing"),
        ({"names": [{"pattern": "poets"}]}, "has no group (?P<name>...)"),
        ({"names": [{"pattern": "poets", "name": "poets of {town}"}]}, "has no group town"),
        ({"names": [{"pattern": "(poets", "name": "poets"}]}, "is no regular expression"),
        ({"names": [{"pattern": "poets", "name": "poets", "said_as": "[a"}]}, "is no regular expression"),
        ({"names": [{"pattern": "poets", "name": "poets", "lapse": {"ended": 3}}]}, "cannot lapse"),
        ({"values": ["two"]}, "has no group (?P<value>...)"),
        ({"standing": ["since (?P<year>[0-9]{4})"]}, "has no group (?P<name>...)"),
        ({"standing": ["(?P<name>Poets) since"]}, "has no group (?P<year>...)"),
        ({"moves": [{"types": ["SANCTION"]}]}, "move is missing"),
        ({"moves": [{**MOVE, "move": "sing"}]}, "'sing' is not a valid Verb"),
        ({"moves": [{**MOVE, "types": ["SING"]}]}, "no type is called SING"),
        ({"moves": [{**MOVE, "modes": ["sing"]}]}, "no mode is called sing"),
        ({"moves": [{**MOVE, "contexts": ["sing"]}]}, "no context is called sing"),
        ({"moves": [{**MOVE, "words": ["(a"]}]}, "is no regular expression"),
        ({"moves": [{**MOVE, "unless": ["(a"]}]}, "is no regular expression"),
        ({"moves": [{**MOVE, "reversed": "yes, please"}]}, "neither true nor false"),
        ({"moves": [{**MOVE, "at_most": "sung"}]}, "'sung' is not a valid Status"),
        ({"moves": [{**MOVE, "colour": "red"}]}, "moves, 1: unknown key colour"),
        ({"lapse": {"announced": 0}}, "is no number of days"),
        ({"lapse": {"asleep": 3}}, "'asleep' is not a valid State"),
        ({"lapse": {"rejected": 3}}, "cannot lapse"),
        ({"reply": {"within": "soon"}}, "is no number of days"),
        ({"reply": {"after": 3}}, "unknown key after"),
        ({"reply": {"kinds": ["verse"]}}, "no kind is called verse"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_the_loader_refuses(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(OntologyError, match=re.escape(said)) as refused:
        load(tmp_path, **changes)
    assert "exile.yml" in str(refused.value)


def test_the_loader_refuses_a_key_that_stands_twice(tmp_path: Path) -> None:
    (tmp_path / "exile.yml").write_text("kind: exile\nkind: exile\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="stands twice"):
        kinds.load(tmp_path)


def test_the_version_changes_with_a_file(tmp_path: Path) -> None:
    load(tmp_path)
    before = kinds.version(tmp_path)
    load(tmp_path, name="banishment")
    assert kinds.version(tmp_path) != before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Japan Centres", "Japan center"),
        ("six centers", "6 centres"),
        ("embassies", "Embassy"),
        ("nuclear programme", "nuclear programs"),
    ],
)
def test_case_article_plural_and_spelling_make_no_other_name(one: str, other: str) -> None:
    assert naming.key(one) == naming.key(other)


@pytest.mark.parametrize(("one", "other"), [("consulate in Cusco", "consulate"), ("30 days", "90 days")])
def test_other_words_make_another_name(one: str, other: str) -> None:
    assert naming.key(one) != naming.key(other)
