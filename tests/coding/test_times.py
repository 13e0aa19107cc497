"""Which of a sentence's dates are an act's, and which is its deadline. Published on Thursday, 16 May 2024."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.dates import Basis

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


def bug(*values: object, why: str) -> object:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize(
    ("when", "days", "basis"),
    [
        ("on Tuesday", "2024-05-14", Basis.RELATIVE),
        ("yesterday", "2024-05-15", Basis.RELATIVE),
        ("on 3 May", "2024-05-03", Basis.RELATIVE),
        ("on the 3rd", "2024-05-03", Basis.RELATIVE),
        ("on December 3", "2023-12-03", Basis.RELATIVE),
        ("on March 3, 2021", "2021-03-03", Basis.STATED),
        ("last week", "2024-05-06/2024-05-12", Basis.RELATIVE),
        ("in January", "2024-01", Basis.RELATIVE),
        ("in 2019", "2019", Basis.STATED),
        ("earlier this month", "2024-05-01/2024-05-16", Basis.RELATIVE),
    ],
)
def test_a_date_in_the_clause_is_the_acts(desk: Desk, when: str, days: str, basis: Basis) -> None:
    (mention,) = desk.mentions(f"Kenya expelled a Somali diplomat {when}.")
    assert (str(mention.days), mention.days.basis) == (days, basis)


def test_an_act_without_a_date_has_that_of_publication(desk: Desk) -> None:
    (mention,) = desk.mentions("Kenya expelled a Somali diplomat.")
    assert (str(mention.days), mention.days.basis) == ("2024-05-16", Basis.PUBLISHED)


def test_an_act_that_lies_ahead_takes_the_next_friday(desk: Desk) -> None:
    assert desk.days("Kenya will sign a treaty with Somalia on Friday.") == ["AGREE 2024-05-17"]
    assert desk.days("Kenya signed a treaty with Somalia on Friday.") == ["AGREE 2024-05-10"]


def test_two_days_are_two_mentions(desk: Desk) -> None:
    days = desk.days("Kenya expelled Somali diplomats on March 3 and April 9.")
    assert days == ["SANCTION 2024-03-03", "SANCTION 2024-04-09"]


def test_a_date_between_commas_opens_the_sentence(desk: Desk) -> None:
    assert desk.days("On Monday, Kenya expelled a Somali diplomat.") == ["SANCTION 2024-05-13"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya expelled the Somali consul on Monday, and Somalia expelled the Kenyan consul on Tuesday.",
        "Kenya expelled the Somali consul on Monday; Somalia expelled the Kenyan consul on Tuesday.",
        "Kenya expelled the Somali consul on Monday. Somalia expelled the Kenyan consul on Tuesday.",
        "Kenya, which expelled the Somali consul on Monday, recalled its ambassador from Somalia on Tuesday.",
    ],
)
def test_each_clause_has_its_own_date(desk: Desk, sentence: str) -> None:
    assert desk.days(sentence) == ["SANCTION 2024-05-13", "SANCTION 2024-05-14"]


def test_two_verbs_share_the_date_that_stands_before_both(desk: Desk) -> None:
    text = "On Monday Kenya recalled its ambassador from Somalia and expelled the Somali consul."
    assert desk.days(text) == ["SANCTION 2024-05-13", "SANCTION 2024-05-13"]


def test_the_day_on_which_it_is_said_stands_in_for_the_day_of_the_act(desk: Desk) -> None:
    text = "Kenya said on Monday that Somalia attacked a Kenyan post."
    assert desk.days(text) == ["ASSAULT 2024-05-13"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya suspended the 1998 fishing treaty with Somalia.",
        "Kenya suspended the March 3 protocol with Somalia.",
        bug("Kenya condemned the attack of March 3 by Somalia.", why="the date of what is condemned"),
    ],
)
def test_a_date_that_names_a_thing_is_not_the_acts(desk: Desk, sentence: str) -> None:
    assert desk.days(sentence)[0].endswith("2024-05-16")


@pytest.mark.parametrize(
    ("sentence", "days", "deadline"),
    [
        ("Kenya ordered the Somali consul to leave by May 20.", "2024-05-16", "2024-05-20"),
        ("Kenya ordered the Somali consul to leave within 72 hours.", "2024-05-16", "2024-05-19"),
        ("On Monday Kenya ordered the Somali consul to leave within three days.", "2024-05-13", "2024-05-16"),
        ("On 3 May Kenya ordered the Somali consul to leave in a week.", "2024-05-03", "2024-05-10"),
        ("Kenya expelled a Somali consul, giving him until Saturday to go.", "2024-05-16", "2024-05-18"),
    ],
)
def test_a_deadline_is_no_date_and_counts_from_the_act(
    desk: Desk, sentence: str, days: str, deadline: str
) -> None:
    (mention,) = desk.mentions(sentence)
    assert str(mention.days) == days
    assert mention.deadline is not None
    assert str(mention.deadline.last) == deadline


def test_a_day_after_counts_back_from_what_is_told(desk: Desk) -> None:
    text = "Kenya recalled its ambassador to Somalia a day after Somalia expelled a Kenyan consul."
    assert desk.days(text) == ["SANCTION 2024-05-16", "SANCTION 2024-05-15"]


def test_november_of_that_year_is_of_the_year_told_before(desk: Desk) -> None:
    text = (
        "In 2021 Kenya cut ties with Somalia. In November of that year Kenya closed its embassy in Somalia."
    )
    assert desk.days(text) == ["SANCTION 2021", "SANCTION 2021-11"]


@pytest.mark.parametrize("when", ["A day later", "The following day", "The next day"])
def test_what_came_later_counts_from_the_sentence_before(desk: Desk, when: str) -> None:
    text = f"On May 7 Kenya criticised Somalia. {when} Somalia recalled its ambassador from Kenya."
    assert desk.days(text) == ["ACCUSE 2024-05-07", "SANCTION 2024-05-08"]


def test_a_plain_past_goes_on_with_an_older_story(desk: Desk) -> None:
    text = "Ghana and Togo signed the treaty in January 2019. Ghana recalled its ambassador from Togo."
    signed, recalled = desk.mentions(text)
    assert recalled.days.basis is Basis.INFERRED
    assert str(recalled.days) == str(signed.days) == "2019-01"


def test_another_paragraph_begins_anew(desk: Desk) -> None:
    text = "Ghana and Togo signed the treaty in January 2019.\n\nGhana recalled its ambassador from Togo."
    assert desk.days(text) == ["AGREE 2019-01", "SANCTION 2024-05-16"]


def test_a_participle_behind_a_noun_dates_it(desk: Desk) -> None:
    assert desk.days("Sanctions imposed on Iran by Canada on Monday hurt traders.") == ["SANCTION 2024-05-13"]


def test_a_page_without_a_date_codes_only_what_is_dated_by_itself(desk: Desk) -> None:
    text = "Kenya expelled a Somali diplomat on March 3, 2021. Kenya thanked Uganda."
    assert desk.days(text, on=None) == ["SANCTION 2021-03-03"]


def test_a_page_of_a_span_of_days_gives_acts_of_that_span(desk: Desk) -> None:
    assert desk.days("Kenya thanked Uganda.", "2024-05-01/2024-05-09") == ["SUPPORT 2024-05-01/2024-05-09"]
