from __future__ import annotations

from typing import TYPE_CHECKING

from training.examples import NONE

from training import raw_pairs

if TYPE_CHECKING:
    from pathlib import Path

STORY = """
- story: two-ports
  published: 2024-03-12
  text_sentences:
    - text: "Peru thanked Chile, while Brazil was voting."
      events:
        - {actor: PER, recipient: CHL, type: SUPPORT, mode: null, status: actual, date: null}
    - text: "Peru and Chile held talks."
      events:
        - {actor: PER, recipient: CHL, type: CONSULT, mode: null, status: actual, date: null, symmetric: true}
"""


def test_every_two_states_of_a_sentence_are_a_pair_and_most_have_no_act(tmp_path: Path) -> None:
    (tmp_path / "some.yml").write_text(STORY, encoding="utf-8")
    found = list(raw_pairs.read(tmp_path, ("some.yml",)))
    told = {(one.source, one.target): one.type for one in found if one.template.endswith("-0")}
    assert len(told) == 6
    assert {pair for pair, kind in told.items() if kind != NONE} == {("Peru", "Chile")}
    talks = [one for one in found if one.template.endswith("-1")]
    assert [(one.source, one.target, one.type) for one in talks] == [
        ("Peru", "Chile", "CONSULT"),
        ("Chile", "Peru", "CONSULT"),
    ]
    assert {one.story for one in found} == {"raw-two-ports"}


def test_what_is_measured_on_is_not_taught() -> None:
    assert not {"first.yml", "second.yml"} & set(raw_pairs.TAUGHT)
    taught = {example.story for example in raw_pairs.read()}
    assert not taught & {example.story for example in raw_pairs.read(files=("first.yml", "second.yml"))}
