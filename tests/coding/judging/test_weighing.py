from __future__ import annotations

from dataclasses import replace

import pytest

from comity.coding.judging import Judgement, weighing
from comity.coding.judging.weighing import Weighed, Weights
from comity.coding.openings import OPEN, Opening
from comity.dates import Basis, SpanOfDays
from comity.records import Mention, Party, Span, Status

TEXT = "On Friday Peru expelled two diplomats of Chile."
WEIGHTS = Weights(
    heard={"constant": 2.0, "own": 1.0, "none": -0.5},
    unheard={"rules": 1.0},
    opened={"constant": 2.0, "own": 1.0, "none": -0.5},
    turning=10,
    least=0.3,
    least_open=0.5,
    settling=0.9,
    moding=0.95,
)


def party(code: str, words: str, via: str = "name") -> Party:
    start = TEXT.index(words)
    return Party(code, "GOV", Span(start, start + len(words)), words, via)


def mention(kind: str = "SANCTION", **changes: object) -> Mention:
    day = SpanOfDays.parse("2024-05-03", Basis.STATED)
    whole = Span(0, len(TEXT))
    base = Mention(
        id="m", document="d", sentence=whole, quote=whole, predicate=Span(15, 23),
        actors=(party("PER", "Peru"),), recipients=(party("CHL", "Chile"),), type=kind, mode="expel",
        contexts=(), status=Status.ACTUAL, days=day, confidence=0.9,
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def judgement(**types: float) -> Judgement:
    shares = dict.fromkeys(("SANCTION", "ACCUSE", "CONSULT", "none"), 0.001) | types
    modes = {"SANCTION expel": 0.9, "SANCTION -": 0.1, "ACCUSE disapprove": 0.8, "CONSULT -": 1.0}
    return Judgement(types=shares, codebook={}, modes=modes, statuses={"actual": 0.6, "denied": 0.4})


def test_the_pair_is_marked_in_its_sentence() -> None:
    shown = weighing.marked(mention(), TEXT)
    assert shown == "On Friday <s>Peru</s> expelled two diplomats of <t>Chile</t>."


def test_a_side_outside_the_sentence_cannot_be_marked() -> None:
    outside = replace(party("PER", "Peru"), span=Span(100, 104))
    assert weighing.marked(mention(actors=(outside,)), TEXT) is None
    inside_other = replace(party("PER", "Peru"), span=Span(10, 46))
    assert weighing.marked(mention(actors=(inside_other,)), TEXT) is None


def test_of_talks_the_two_sides_are_marked_though_both_act() -> None:
    both = (party("PER", "Peru"), party("CHL", "Chile"))
    assert weighing.marked(mention(actors=both, recipients=both), TEXT) is not None


def test_where_both_agree_the_mention_is_surer_and_says_nothing_more() -> None:
    (agreed,) = weighing.weigh([Weighed(mention(), judgement(SANCTION=0.95))], WEIGHTS)
    (doubted,) = weighing.weigh([Weighed(mention(), judgement(SANCTION=0.3, none=0.6))], WEIGHTS)
    assert agreed is not None
    assert doubted is not None
    assert agreed.confidence > doubted.confidence
    assert agreed.dissent == ""
    assert doubted.dissent == "judge: none 0.60"


def test_what_the_judge_hardly_believes_is_no_mention() -> None:
    assert weighing.weigh([Weighed(mention(), judgement(none=0.99))], WEIGHTS) == [None]


def test_a_far_likelier_type_is_taken_and_the_rules_are_named() -> None:
    (turned,) = weighing.weigh([Weighed(mention(), judgement(ACCUSE=0.9, SANCTION=0.05))], WEIGHTS)
    assert turned is not None
    assert (turned.type, turned.mode) == ("ACCUSE", "disapprove")
    assert turned.dissent == "rules: SANCTION expel"


def test_no_type_is_taken_that_the_pair_has_anyway() -> None:
    other = mention("ACCUSE", id="o", mode=None)
    one = Weighed(mention(), judgement(ACCUSE=0.9, SANCTION=0.05))
    kept, _ = weighing.weigh([one, Weighed(other, judgement(ACCUSE=0.9))], WEIGHTS)
    assert kept is not None
    assert kept.type == "SANCTION"


def test_a_pair_that_is_not_in_the_sentence_is_believed_as_the_rules_do() -> None:
    (kept,) = weighing.weigh([Weighed(mention(), None)], WEIGHTS)
    assert kept is not None
    assert kept.confidence == pytest.approx(0.9, abs=0.001)


def test_the_judge_settles_the_status_only_where_it_is_sure() -> None:
    unsure = judgement(SANCTION=0.95)
    sure = replace(unsure, statuses={"actual": 0.05, "denied": 0.95})
    kept, changed = weighing.weigh([Weighed(mention(), unsure), Weighed(mention(), sure)], WEIGHTS)
    assert kept is not None
    assert changed is not None
    assert (kept.status, changed.status) == (Status.ACTUAL, Status.DENIED)


def test_an_opening_is_filled_where_the_judge_is_sure() -> None:
    opening = Opening(mention(OPEN, mode=None), frozenset(), 2)
    filled = weighing.fill(Weighed(opening.mention, judgement(ACCUSE=0.9)), opening, WEIGHTS)
    assert filled is not None
    assert (filled.type, filled.mode, filled.dissent) == ("ACCUSE", "disapprove", "rules: no act")
    assert weighing.fill(Weighed(opening.mention, judgement(none=0.9)), opening, WEIGHTS) is None
    assert weighing.fill(Weighed(opening.mention, None), opening, WEIGHTS) is None


def test_in_talks_that_fill_an_opening_both_sides_act() -> None:
    opening = Opening(mention(OPEN, mode=None), frozenset(), 2)
    filled = weighing.fill(Weighed(opening.mention, judgement(CONSULT=0.95)), opening, WEIGHTS)
    assert filled is not None
    assert filled.symmetric
    assert [p.code for p in filled.actors] == [p.code for p in filled.recipients] == ["PER", "CHL"]
