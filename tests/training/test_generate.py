import re
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from training.examples import STATUSES, Example

from comity.errors import OntologyError
from training import generate, templates

ENTRY = """
- id: sanction-expel-01
  mode: expel
  status: actual
  text: "{S} has given {n} {T.adj} diplomats ten days to leave after {reason}."
  flip: true
- id: sanction-prose-001
  mode: discontinue
  status: announced
  text: "<s>Oslo</s> will let the pact with <t>Doha</t> lapse on Friday."
"""
FILLERS = """
n: [two, three, nine]
reason: ["a row with {X.name}", the vote]
city: [Geneva]
lead_ins: ["On Monday, "]
tails: [", an aide said."]
asides: [", while {X.name} was voting."]
"""


def made(folder: Path, entries: str = ENTRY, fillers: str = FILLERS, name: str = "sanction") -> list[Example]:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / f"{name}.yml").write_text(entries, encoding="utf-8")
    (folder / "fillers.yml").write_text(fillers, encoding="utf-8")
    return generate.generate(folder / "templates", folder / "fillers.yml", "1")


@pytest.fixture(scope="module")
def whole() -> list[Example]:
    return generate.generate(templates.HERE / "templates", templates.HERE / "fillers.yml", "1")


def test_the_same_seed_gives_the_same_examples(tmp_path: Path) -> None:
    assert made(tmp_path) == made(tmp_path)


def test_a_template_gives_marked_pairs_of_different_actors(tmp_path: Path) -> None:
    expelled = [
        one for one in made(tmp_path) if one.template == "sanction-expel-01" and one.type == "SANCTION"
    ]
    assert len(expelled) > 3
    for one in expelled:
        assert one.mode == "expel"
        assert f"<s>{one.source}</s>" in one.text
        assert f"<t>{one.target}</t> diplomats" in one.text
        assert one.source != one.target
        assert "{" not in one.text


def test_a_flipped_template_gives_the_reversed_pair_as_no_event(tmp_path: Path) -> None:
    examples = {one.id: one for one in made(tmp_path)}
    straight, flipped = examples["sanction-expel-01#0"], examples["sanction-expel-01#0~flip"]
    assert (flipped.source, flipped.target) == (straight.target, straight.source)
    assert (flipped.type, flipped.mode, flipped.status) == ("none", None, None)
    assert flipped.story == straight.story


def test_prose_stands_once_and_says_what_it_is(tmp_path: Path) -> None:
    prose = [one for one in made(tmp_path) if one.template == "sanction-prose-001" and one.type == "SANCTION"]
    assert [(one.source, one.target, one.status) for one in prose] == [("Oslo", "Doha", "announced")]


def test_an_actor_starts_a_sentence_with_a_capital_and_takes_the_right_article(tmp_path: Path) -> None:
    entries = """
- {id: a, status: actual, mode: expel, text: "{S.gov} sent home an {T.adj} envoy from a {X.adj} port."}
"""
    for one in made(tmp_path, entries):
        text = re.sub(r"</?[st]>", "", one.text)
        assert not re.match(r"[a-z]", text)
        assert not re.search(r"\ban [^AEIOU]|\ba [AIO]", text), text


def test_the_comma_of_an_apposition_stands_outside_the_marker(whole: list[Example]) -> None:
    assert not [one.text for one in whole if one.source.endswith(",") or one.target.endswith(",")]


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('- {id: a, status: actual, text: "{S} left {T} in the {lurch}."}', "slot {lurch} has no list"),
        ('- {id: a, status: actual, text: "{S.aunt} left {T}."}', "no kind of phrase"),
        ('- {id: a, status: done, text: "{S} left {T}."}', "unknown status 'done'"),
        ('- {id: a, mode: visit, status: actual, text: "{S} left {T}."}', "SANCTION has no mode 'visit'"),
        ('- {id: a, status: actual, text: "{S} left."}', "neither <t>…</t> nor {T} stands in it"),
        ('- {id: a, status: actual, text: "<s>Oslo left <t>Doha</t>."}', "must open and close once"),
        ('- {id: a, status: actual, txt: "{S} left {T}."}', "unknown key txt"),
        ('- {id: a, text: "{S} left {T}."}', "status is missing"),
        (
            '- {id: a, status: actual, text: "{S} left {T}"}\n- {id: a, status: actual, text: "{S} hit {T}"}',
            "this id stands in sanction.yml too",
        ),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named_with_its_file(tmp_path: Path, entry: str, complaint: str) -> None:
    with pytest.raises(OntologyError, match=re.escape(complaint)) as caught:
        made(tmp_path, entry)
    assert "sanction.yml" in str(caught.value)


def test_a_file_must_bear_the_name_of_a_type(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="GIFT is no type"):
        made(tmp_path, name="gift")


def test_a_story_stays_where_it_is_whatever_is_added() -> None:
    places = Counter(generate.split_of(f"story {number}", "1") for number in range(2000))
    assert 0.75 < places["train"] / 2000 < 0.85
    assert generate.split_of("story 7", "1") == generate.split_of("story 7", "1")


def test_near_copies_are_kept_out_actors_and_figures_apart() -> None:
    base = Example(
        id="a#0", story="a", template="a", text="<s>Oslo</s> fined <t>Doha</t> 20 crowns for the delay.",
        source="Oslo", target="Doha", type="SANCTION", mode=None, status="actual", codebook="SANCTION",
    )  # fmt: skip
    other = replace(base, id="a#1", text="<s>Rome</s> fined <t>Lima</t> 45 crowns for the delay.")
    new = replace(base, id="a#2", text="In June <s>Rome</s> fined <t>Lima</t> heavily over a late ship.")
    sieve = generate.Sieve()
    assert [sieve.is_new(one) for one in (base, other, new)] == [True, False, True]


def test_the_data_is_large_balanced_and_whole(whole: list[Example]) -> None:
    types = Counter(one.type for one in whole)
    assert sum(types.values()) >= 6000
    assert len(types) == 17
    events = [count for name, count in types.items() if name != "none"]
    assert min(events) >= 0.8 * max(events)
    assert types["none"] >= 3 * max(events)
    for one in whole:
        assert one.text.count("<s>") == one.text.count("</s>") == 1, one.text
        assert one.text.count("<t>") == one.text.count("</t>") == 1, one.text
        assert "<x>" not in one.text
    assert len({one.id for one in whole}) == len(whole)


def test_no_story_is_in_two_splits(whole: list[Example]) -> None:
    stories = {
        name: {one.story for one in whole if generate.split_of(one.story, "1") == name}
        for name in generate.SPLITS
    }
    assert all(stories.values())
    assert all(not stories[one] & stories[other] for one, other in combinations(stories, 2))


def test_every_status_of_every_type_is_fed(whole: list[Example]) -> None:
    fed = Counter((one.type, one.status) for one in whole if one.type != "none")
    assert len(fed) == 16 * len(STATUSES)
    assert min(fed.values()) >= 24
