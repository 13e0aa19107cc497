"""What every file of offices must hold, so that a sentence can be read at its date."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from comity.actors.terms import ROLES, days
from comity.ontology.yaml_files import check_keys, load

FOLDER = Path(str(files("comity.actors") / "offices"))
FILES = sorted(FOLDER.glob("*.yml"))
G20 = frozenset("ARG AUS BRA CAN CHN DEU FRA GBR IDN IND ITA JPN KOR MEX RUS SAU TUR USA ZAF".split())
PRESIDENTIAL = frozenset("ARG BRA IDN KOR MEX TUR USA ZAF".split())
EUROPE = frozenset(
    """ALB ARM AUT AZE BEL BGR BIH BLR CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GEO GRC HRV HUN IRL ISL ITA LTU
    LUX LVA MDA MKD MLT MNE NLD NOR POL PRT ROU RUS SRB SVK SVN SWE TUR UKR VAT XKX""".split()
)
ORGANISATIONS = frozenset("EUR NAT UNO".split())
SECTORS = frozenset("GOV MIL LEG JUD SPY COP REL REB ELI IGO".split())
HELD_BY_MANY = frozenset({"spokesperson", "ambassador", "other"})
REVIEWED = (date(2014, 1, 1), date(2025, 6, 30))
LONGEST_VACANCY = timedelta(days=45)


def _offices(path: Path) -> list[dict[str, Any]]:
    offices: list[dict[str, Any]] = load(path)["offices"]
    return offices


def _terms(office: dict[str, Any]) -> list[tuple[tuple[date, date], tuple[date, date]]]:
    """For each holder the earliest and latest first day, and the earliest and latest last day."""
    return [
        (days(holder["from"], holder["name"]), days(holder.get("to", date.max), holder["name"]))
        for holder in office["holders"]
    ]


def _vacancies(path: Path, roles: frozenset[str]) -> list[tuple[date, date]]:
    """The spans of days, longer than a handover takes, on which nobody holds an office of these roles."""
    first, last = REVIEWED
    spans = sorted(
        (begins[0], ends[1])
        for office in _offices(path)
        if office["role"] in roles
        for begins, ends in _terms(office)
    )
    vacancies = []
    held_until = first
    for begins, ends in spans:
        if begins - held_until > LONGEST_VACANCY:
            vacancies.append((held_until, min(begins, last)))
        held_until = max(held_until, ends)
    if held_until < last:
        vacancies.append((held_until, last))
    return [vacancy for vacancy in vacancies if vacancy[0] < last]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_named_after_its_state_and_says_nothing_unknown(path: Path) -> None:
    content = load(path)
    check_keys(content, allowed=("state", "offices"), required=("state", "offices"), where=path.name)
    assert content["state"] == path.stem
    for office in content["offices"]:
        where = f"{path.name}, {office.get('title')}"
        keys = ("title", "role", "sector", "holders")
        check_keys(office, allowed=keys, required=keys, where=where)
        assert office["role"] in ROLES, where
        assert office["sector"] in SECTORS, where
        assert office["holders"], where
        for holder in office["holders"]:
            check_keys(holder, allowed=("name", "also", "from", "to"), required=("name", "from"), where=where)
            assert holder["name"] not in holder.get("also", ()), where


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_office_is_described_once(path: Path) -> None:
    titles = [office["title"] for office in _offices(path)]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_term_begins_before_it_ends_and_reaches_into_the_reviewed_years(path: Path) -> None:
    for office in _offices(path):
        for holder, (begins, ends) in zip(office["holders"], _terms(office), strict=True):
            assert begins[0] <= ends[1], f"{path.name}, {office['title']}, {holder['name']}"
            assert ends[1] >= REVIEWED[0], f"{path.name}, {office['title']}, {holder['name']}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_office_of_one_has_one_holder_at_a_time(path: Path) -> None:
    for office in _offices(path):
        if office["role"] in HELD_BY_MANY:
            continue
        terms = sorted(_terms(office))
        for (_, earlier_ends), (later_begins, _) in pairwise(terms):
            assert later_begins[1] >= earlier_ends[0], f"{path.name}, {office['title']}: {later_begins[1]}"


def test_the_states_that_the_news_is_full_of_are_there() -> None:
    assert {path.stem for path in FILES} >= G20 | EUROPE | ORGANISATIONS


@pytest.mark.parametrize("state", sorted(G20))
def test_a_large_state_always_has_somebody_who_governs(state: str) -> None:
    roles = {"head_of_government"} | ({"head_of_state"} if state in PRESIDENTIAL else set())
    assert _vacancies(FOLDER / f"{state}.yml", frozenset(roles)) == []


@pytest.mark.parametrize("state", sorted(G20))
def test_a_large_state_always_has_a_foreign_minister(state: str) -> None:
    assert _vacancies(FOLDER / f"{state}.yml", frozenset({"foreign_minister"})) == []
