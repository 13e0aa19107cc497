"""The list of publishers: what is in it, how it is asked, and what it refuses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from comity.answers import publishers
from comity.answers.publishers import Kind
from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = yaml_files.load(publishers.FILE)
STATES = yaml_files.load(publishers.FILE.parents[1] / "actors/states.yml")


def test_every_country_is_a_state() -> None:
    assert {entry["country"] for entry in ENTRIES if "country" in entry} <= set(STATES)


def test_the_best_known_are_there() -> None:
    known = publishers.load()
    assert len(ENTRIES) >= 250
    assert all(map(known.named, "TASS;Xinhua;AFP;AP;Reuters;Kyodo;NHK World;PTI;Al Jazeera;VOA".split(";")))
    agencies = yaml_files.load(publishers.FILE.parents[1] / "pages/agencies.yml")
    # Two agencies are called APA, and two CNA.
    told = {entry["name"] for entry in agencies} - {"APA", "CNA"}
    assert {name for name in told if known.agency(name) is None} == set()


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("The Moscow Times", "The Moscow Times"),
        ("moscow times", "The Moscow Times"),
        ("Agence France-Presse", "AFP"),
        ("people’s daily", "People's Daily"),
        ("tass.com", "TASS"),
        ("www.bbc.co.uk", "BBC"),
        ("https://english.kyodonews.net/news/1.html", "Kyodo"),
    ],
)
def test_a_publisher_is_found_by_any_of_its_names(told: str, name: str) -> None:
    found = publishers.load().named(told)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("told", ["The Lima Letter", "nottass.com", "", "http://[", "com", "TASS Herald"])
def test_what_is_not_listed_is_nobody(told: str) -> None:
    assert publishers.load().named(told) is None


def test_the_longest_domain_counts() -> None:
    known = publishers.load()
    found = [known.at(f"https://{host}/a") for host in ("timesofindia.indiatimes.com", "indiatimes.com")]
    assert [each and each.name for each in found] == ["The Times of India", None]


def test_only_agencies_are_credited_with_a_text() -> None:
    known = publishers.load()
    assert known.agency("Itar-TASS") is known.named("TASS")
    assert known.agency("The Guardian") is None
    assert known.agency("Jane Doe") is None


def test_ownership_holds_from_its_day_on() -> None:
    found = publishers.load().named("Suspilne")
    assert found is not None
    assert [found.kind(date(year, 1, 1)) for year in (2015, 2018)] == [Kind.STATE, Kind.PUBLIC]
    assert found.kind() is Kind.PUBLIC
    assert all(each.source and each.source_date for each in found.ownership[1:])


def test_ownership_that_is_not_told_is_unknown() -> None:
    found = publishers.load().named("Fars")
    assert found is not None
    assert found.kind() is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("name: Herald", "expected a list of publishers"),
        ("- {nam: Herald}", "unknown key nam"),
        ("- {also: [Herald]}", "name is missing"),
        ("- {name: 24}", "look like numbers"),
        ("- {name: Herald, also: Tribune}", "also is 'Tribune'"),
        ("- {name: Herald, country: Norway}", "no alpha-3 code"),
        ("- {name: Herald, agency: 1}", "agency is 1"),
        ("- {name: Herald, domains: ['https://herald.no']}", "no domain"),
        ("- {name: Herald, ownership: rich}", "is none of state, party"),
        ("- {name: Herald, ownership: unknown}", "leave out what is not known"),
        ("- {name: Herald, ownership: []}", "the oldest first"),
        ("- {name: Herald, ownership: [{kind: state, since: 2001-01-01}]}", "unknown key since"),
        (
            "- {name: Herald, ownership: [{kind: state}, {kind: private, since: 2001-01-01}]}",
            "source is missing",
        ),
        (
            "- {name: Herald, ownership: [{kind: state}, {kind: private, since: 2001, "
            "source: {title: Gazette, date: 2001-01-01}}]}",
            "2001 is no day",
        ),
        ("- {name: Herald}\n- {name: Tribune, also: [The Herald]}", "names both Herald and Tribune"),
        ("- {name: A, domains: [a.no]}\n- {name: B, domains: [a.no]}", "'a.no' names both"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path: Path, text: str, trouble: str) -> None:
    path = tmp_path / "publishers.yml"
    path.write_text(text)
    with pytest.raises(OntologyError, match=trouble) as error:
        publishers.read(path)
    assert str(path) in str(error.value)
