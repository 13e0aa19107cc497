"""What one document remembers of whom it has spoken of."""

from __future__ import annotations

from comity.actors import Sighting
from comity.coding.discourse import REACH, Discourse
from comity.records import Party, Span


def sighting(code: str, start: int, kind: str = "name", text: str = "") -> Sighting:
    words = text or code
    return Sighting(Span(start, start + len(words)), words, code, "GOV", kind, "name")  # type: ignore[arg-type]


def party(code: str, person: str | None = None) -> Party:
    return Party(code, "GOV", Span(0, 3), code, "name", person)


def codes(parties: tuple[Party, ...]) -> list[str]:
    return [p.code for p in parties]


def test_the_last_subject_before_a_position_is_meant() -> None:
    discourse = Discourse([])
    discourse.hear_subject(10, (party("KEN"),))
    discourse.hear_subject(90, (party("SOM"),))
    assert codes(discourse.subject_before(50)) == ["KEN"]
    assert codes(discourse.subject_before(91)) == ["SOM"]
    assert codes(discourse.subject_before(91, excluding=frozenset({"SOM"}))) == ["KEN"]


def test_a_subject_out_of_reach_is_forgotten() -> None:
    discourse = Discourse([])
    discourse.hear_subject(10, (party("KEN"),))
    assert codes(discourse.subject_before(10 + REACH)) == ["KEN"]
    assert codes(discourse.subject_before(11 + REACH)) == []


def test_it_is_no_person() -> None:
    discourse = Discourse([])
    discourse.hear_subject(10, (party("KEN"),))
    discourse.hear_subject(20, (party("SOM", "a president"),))
    assert codes(discourse.subject_before(30, states_only=True)) == ["KEN"]
    person = discourse.person_subject_before(30, frozenset())
    assert person is not None
    assert person.code == "SOM"


def test_a_group_has_as_many_states_as_it_says() -> None:
    discourse = Discourse([])
    discourse.hear_subject(10, (party("KEN"), party("SOM")))
    discourse.hear_subject(20, (party("KEN"), party("SOM"), party("ETH")))
    assert discourse.group_before(30, 2) == ("KEN", "SOM")
    assert discourse.group_before(30, 3) == ("ETH", "KEN", "SOM")
    assert discourse.group_before(30, 4) == ()


def test_the_pair_of_a_story_is_whom_it_names_most() -> None:
    discourse = Discourse([sighting(code, 10 * at) for at, code in enumerate("KEN SOM ETH KEN SOM".split())])
    assert discourse.pair(100) == ("KEN", "SOM")
    assert discourse.counterpart(100, "KEN") == "SOM"
    assert discourse.counterpart(100, "ETH") is None


def test_both_sides_are_those_of_the_story_when_the_last_two_are_strangers_in_it() -> None:
    named = "KEN SOM KEN SOM KEN SOM ETH DJI".split()
    discourse = Discourse([sighting(code, 10 * at) for at, code in enumerate(named)])
    discourse.hear_subject(60, (party("ETH"), party("DJI")))
    assert discourse.both(100) == ("KEN", "SOM")


def test_a_noun_means_whom_it_named_last() -> None:
    discourse = Discourse([])
    discourse.hear_noun(10, "diplomat", party("KEN"))
    found = discourse.noun_before(20, "diplomat")
    assert found is not None
    assert found.code == "KEN"
    assert discourse.noun_before(5, "diplomat") is None
    assert discourse.noun_before(20, "trawler") is None


def test_the_ministry_is_the_last_one_whose_name_ends_so() -> None:
    discourse = Discourse(
        [
            sighting("TUR", 0, "body", "Turkish foreign ministry"),
            sighting("GRC", 50, "body", "Greek defence ministry"),
        ]
    )
    meant = discourse.body_before(100, "foreign ministry", frozenset())
    assert meant is not None
    assert meant.code == "TUR"
    last = discourse.body_before(100, "ministry", frozenset())
    assert last is not None
    assert last.code == "GRC"
