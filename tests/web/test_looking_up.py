"""What is typed into the search field leads where a reader expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.web.pages.looking_up import look_up

if TYPE_CHECKING:
    from comity.web.desk import Desk

STATES = {
    "Japan": "JPN",
    "Russia": "RUS",
    "North Korea": "PRK",
    "South Korea": "KOR",
    "Timor-Leste": "TLS",
    "Guinea-Bissau": "GNB",
    "Guinea": "GIN",
    "Bosnia and Herzegovina": "BIH",
    "Trinidad and Tobago": "TTO",
    "the United States": "USA",
    "Niger": "NER",
    "Nigeria": "NGA",
}


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("japan russia", "/JPN/RUS"),
        ("  Japan   and Russia ", "/JPN/RUS"),
        ("JPN/RUS", "/JPN/RUS"),
        ("Japanese-Russian", "/JPN/RUS"),
        ("Japanese-Russian relations", "/JPN/RUS"),
        ("relations between Japan and Russia", "/JPN/RUS"),
        ("Tokyo–Moscow", "/JPN/RUS"),
        ("jpn → rus", "/JPN/RUS"),
        ("USA vs. China", "/USA/CHN"),
        ("russia", "/RUS"),
        ("Tokyo", "/JPN"),
        ("Bosnia and Herzegovina", "/BIH"),
        ("japan japan", "/JPN"),
    ],
)
def test_states_and_pairs_are_found_however_they_are_told(desk: Desk, told: str, address: str) -> None:
    assert look_up(desk.ledger, told).address == address


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    one=st.sampled_from(sorted(STATES)),
    other=st.sampled_from(sorted(STATES)),
    between=st.sampled_from([" ", "/", " and ", " - ", ", ", " & ", " vs ", " → "]),
)
def test_any_two_states_are_a_pair_whatever_joins_them(
    desk: Desk, one: str, other: str, between: str
) -> None:
    codes = [STATES[one], STATES[other]]
    expected = f"/{codes[0]}" if one == other else f"/{'/'.join(codes)}"
    assert look_up(desk.ledger, f"{one}{between}{other}").address == expected


def test_ids_and_names_lead_to_what_has_them(desk: Desk) -> None:
    entry = desk.ledger.timeline("JPN", "RUS")[0]
    measure = desk.ledger.measures()[0]
    page = desk.ledger.document("japan-centers.txt").page
    assert look_up(desk.ledger, entry.event.id).address == f"/event/{entry.event.id}"
    assert look_up(desk.ledger, entry.event.id[:8].upper()).address == f"/event/{entry.event.id}"
    assert look_up(desk.ledger, measure.id).address == f"/measures/{measure.id}"
    assert look_up(desk.ledger, "japan-centers.txt").address == f"/document/{page}"
    assert look_up(desk.ledger, page).address == f"/document/{page}"


def test_what_is_nearly_right_or_may_be_several_is_suggested(desk: Desk) -> None:
    def first(told: str) -> str:
        found = look_up(desk.ledger, told)
        assert found.address is None
        return found.suggestions[0].address

    assert first("japn rusia") == "/JPN/RUS"
    assert first("japan rusia") == "/JPN/RUS"
    assert first("japn") == "/JPN"
    assert {way.address for way in look_up(desk.ledger, "korea").suggestions} >= {"/KOR", "/PRK"}
    assert all(way.address.startswith("/document/") for way in look_up(desk.ledger, "wire").suggestions)


@pytest.mark.parametrize("told", ["", " ", "xyzzy", "deadbeef", "<script>alert(1)</script>", "a " * 90, "/"])
def test_what_means_nothing_leads_nowhere(desk: Desk, told: str) -> None:
    found = look_up(desk.ledger, told)
    assert found.address is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(told=st.text(max_size=200))
def test_nothing_that_is_typed_breaks_it(desk: Desk, told: str) -> None:
    found = look_up(desk.ledger, told)
    assert found.address is None or found.address.startswith("/")
