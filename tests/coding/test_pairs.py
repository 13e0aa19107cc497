"""A marked pair: what the source does to the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.errors import RecordError

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [
        ("<s>Kenya</s> expelled a diplomat of <t>Somalia</t>.", "SANCTION"),
        ("<s>The harbour guild</s> thanked <t>the ferrymen</t>.", "SUPPORT"),  # no states at all
        ("<t>Somalia</t> was criticised by <s>Kenya</s>.", "ACCUSE"),
        ("<s>Kenya</s> held talks with <t>Somalia</t>.", "CONSULT"),
        ("<s>Kenya</s> asked <t>Somalia</t> to release the men.", "REQUEST"),
    ],
)
def test_what_the_source_does_to_the_target_comes_first(desk: Desk, text: str, likeliest: str) -> None:
    ranking = desk.coder.pair(text, "", "")
    assert ranking[0][0] == likeliest


def test_without_marks_the_first_place_of_the_words_is_meant(desk: Desk) -> None:
    ranking = desk.coder.pair("Kenya expelled a diplomat of Somalia.", "Kenya", "Somalia")
    assert ranking == desk.coder.pair("<s>Kenya</s> expelled a diplomat of <t>Somalia</t>.", "", "")


def test_an_act_of_the_pair_counts_more_than_an_act_of_others(desk: Desk) -> None:
    text = "<s>Kenya</s> thanked <t>Somalia</t> after Egypt had bombed Libya."
    shares = dict(desk.coder.pair(text, "", ""))
    assert shares["SUPPORT"] > shares["ASSAULT"] > shares["AID"]


def test_an_act_the_other_way_round_counts_less(desk: Desk) -> None:
    onward = dict(desk.coder.pair("<s>Kenya</s> bombed <t>Somalia</t>.", "", ""))["ASSAULT"]
    back = dict(desk.coder.pair("<t>Kenya</t> bombed <s>Somalia</s>.", "", ""))["ASSAULT"]
    assert onward > back


def test_an_act_that_is_only_spoken_of_still_tells_something(desk: Desk) -> None:
    shares = dict(desk.coder.pair("<s>Kenya</s> accused <t>Somalia</t> of shelling it.", "", ""))
    assert shares["ACCUSE"] == max(shares.values())
    assert shares["ASSAULT"] > shares["AID"]


@pytest.mark.parametrize(
    "text",
    [
        "<s>Kenya</s> expelled a diplomat of <t>Somalia</t>.",
        "<s>Kenya</s> and <t>Somalia</t>.",
        "<s>Kenya</s> expelled <t>Somalia</t>'s envoy, recalled its own and condemned Somalia.",
    ],
)
def test_every_type_has_its_share_and_they_sum_to_one(desk: Desk, text: str) -> None:
    ranking = desk.coder.pair(text, "", "")
    assert {name for name, _ in ranking} == set(desk.ontology.plover.types)
    assert sum(share for _, share in ranking) == pytest.approx(1, abs=0.002)
    assert all(share > 0 for _, share in ranking)
    assert [share for _, share in ranking] == sorted((share for _, share in ranking), reverse=True)


def test_one_side_may_be_left_out(desk: Desk) -> None:
    ranking = desk.coder.pair("<s>Kenya</s> thanked its friends.", "", "a recipient")
    assert {name for name, _ in ranking} == set(desk.ontology.plover.types)


@pytest.mark.parametrize(("text", "source"), [("Kenya thanked Somalia.", "Uganda"), ("", "Kenya")])
def test_where_neither_side_is_in_the_text_it_is_an_error_that_says_how_to_mark_them(
    desk: Desk, text: str, source: str
) -> None:
    with pytest.raises(RecordError, match="mark them with <s> and <t>"):
        desk.coder.pair(text, source, "Mali")
