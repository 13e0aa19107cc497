"""Who tells an event and where they disagree: of made-up pages, read whole, and of single records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import comity
from comity.answers import trust
from comity.answers.publishers import Kind
from comity.dates import SpanOfDays
from comity.records import Document, Event, Source, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EXPELLED = (
    "MOSCOW, May 14. /TASS/. Russia expelled 18 Norwegian diplomats on Tuesday over the closed fish market "
    "in the north, the Foreign Ministry in Moscow said in a statement.\n\n"
    "The two countries have quarrelled over the northern rivers since the spring, and talks in {city} ended "
    "without a result last month. Residents near the bridge said that trucks were turned back at noon.\n\n"
    '"Nobody was told how long it would last," {who} said on the road.'
)
COUNTED = (
    "Russia expelled 20 Norwegian diplomats on Tuesday over the fish market, the embassy of Norway said. "
    "People saw the cars leave for the airport. It was a cold morning in the capital.\n\n"
    "Nobody answered the telephone at the consulate until the evening, and its gate was locked."
)
DENIED = (
    "A spokesman for the Kremlin denied that Russia had expelled Norwegian diplomats over the fish market. "
    "He spoke to reporters on the telephone on Thursday.\n\n"
    "The cars had left at dawn, neighbours said, and the lights of the house were off. Nobody knew when "
    "anyone would be back."
)
CARRIERS = {
    "Northern Wire": ("2024-05-14", EXPELLED.format(city="Astana", who="a driver")),
    "Harbour Post": ("2024-05-14", EXPELLED.format(city="Bergen", who="a trader")),
    "Volga Mirror": ("2024-05-15", EXPELLED.format(city="Narvik", who="a nurse")),
    "Baltic Echo": ("2024-05-15", EXPELLED.format(city="Kirkenes", who="a pilot")),
    "Steppe News": ("2024-05-16", EXPELLED.format(city="Tromso", who="a baker")),
}
COUNTS = {"The Guardian": ("2024-05-15", COUNTED)}
DENIES = {"Meduza": ("2024-05-17", DENIED)}


def told_of(folder: Path, pages: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """What the ledger of these pages, by publisher, says of their one event."""
    lines = [
        {"id": publisher, "title": "A cold morning", "publisher": publisher, "date": date, "text": text}
        for publisher, (date, text) in pages.items()
    ]
    (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with comity.open(folder / "comity.db") as ledger:
        ledger.read([folder / "pages.jsonl"])
        (entry,) = ledger.timeline("RUS", "NOR")
        return ledger.event(entry.event.id).record()


def test_a_state_agency_that_five_sites_carry_is_one_source_of_a_side(tmp_path: Path) -> None:
    found = told_of(tmp_path, CARRIERS)
    assert found["sources_independent"] == 1
    assert found["sources_by_kind"] == {"state": 1}
    (teller,) = found["told_by"]
    assert (teller["name"], teller["country"], teller["party_to_matter"]) == ("TASS", "RUS", True)
    assert sorted(teller["carried_by"]) == sorted(CARRIERS)
    assert (found["first_reported"], found["last_reported"]) == ("2024-05-14", "2024-05-16")
    assert found["contradictions"] == []


def test_another_number_and_a_denial_stand_beside_it_with_who_tells_them(tmp_path: Path) -> None:
    found = told_of(tmp_path, {**CARRIERS, **COUNTS, **DENIES})
    assert found["sources_independent"] == 3
    assert found["sources_by_kind"] == {"state": 1, "private": 2}
    told = {
        each["what"]: {value["value"]: value["sources"] for value in each["values"]}
        for each in found["contradictions"]
    }
    assert told == {
        "status": {"actual": ["TASS", "The Guardian"], "denied": ["Meduza"]},
        "diplomat": {"18": ["TASS"], "20": ["The Guardian"]},
    }
    numbers = found["contradictions"][1]["values"]
    assert found["contradictions"][0]["values"][1]["said_by"] == ["A spokesman for the Kremlin"]
    assert [value["said_by"] for value in numbers] == [
        ["the Foreign Ministry in Moscow"],
        ["the embassy of Norway"],
    ]
    assert [teller["party_to_matter"] for teller in found["told_by"]] == [True, False, False]


def test_reading_order_changes_none_of_it(tmp_path: Path) -> None:
    pages = {**CARRIERS, **COUNTS, **DENIES}
    found = []
    for name, order in (("one", list(pages)), ("other", list(reversed(pages)))):
        (tmp_path / name).mkdir()
        told = told_of(tmp_path / name, {publisher: pages[publisher] for publisher in order})
        found.append({key: told[key] for key in ("sources_by_kind", "contradictions")})
    assert found[0] == found[1]


def made(*sources: Source) -> Event:
    day = SpanOfDays.parse("2031-05-05")
    return Event(
        "1", "SANCTION", None, (), Status.ACTUAL, day, ("NOR",), ("RUS", "SWE"), ("m",), sources=sources
    )


def document(name: str, **more: Any) -> Document:
    return Document(name, f"{name}.txt", "", (), **more)


@pytest.mark.parametrize(
    ("page", "credits_", "kind", "of_party"),
    [
        (document("a", publisher="Ria Novosti"), (), Kind.STATE, True),
        (document("a", url="https://www.rt.com/news/1"), (), Kind.STATE, True),
        (document("a", publisher="Xinhua"), (), Kind.STATE, False),
        (document("a", publisher="Rossiya Herald"), (), Kind.UNKNOWN, False),
        (document("a"), (), Kind.UNKNOWN, False),
        (document("a", publisher="Rossiya Herald"), ("Jane Doe", "Sputnik"), Kind.STATE, True),
        (document("a", publisher="NRK"), ("The Guardian",), Kind.PUBLIC, True),
    ],
)
def test_a_source_is_its_agency_its_publisher_or_its_address(
    page: Document, credits_: tuple[str, ...], kind: Kind, *, of_party: bool
) -> None:
    (teller,) = trust.of(made(Source(("a",), credits_)), [], [page]).tellers
    assert (teller.kind, teller.of_party) == (kind, of_party)


def test_a_page_without_publisher_is_told_by_its_name() -> None:
    (teller,) = trust.of(made(Source(("a",))), [], [document("a")]).tellers
    assert (teller.name, teller.carried_by) == ("a.txt", ())


def test_ownership_is_that_of_the_day_it_was_reported() -> None:
    kinds = [
        trust.of(
            made(Source(("a",))),
            [],
            [document("a", publisher="Suspilne", published=SpanOfDays.parse(f"{year}-03-01"))],
        ).by_kind
        for year in (2015, 2020)
    ]
    assert kinds == [{Kind.STATE: 1}, {Kind.PUBLIC: 1}]


def test_an_event_of_an_older_ledger_counts_originals() -> None:
    pages = [document("a", publisher="Xinhua"), document("b", copies_of="a"), document("c")]
    found = trust.of(made(), [], pages)
    assert found.by_kind == {Kind.STATE: 1, Kind.UNKNOWN: 1}
    assert found.tellers[0].documents == ("a.txt", "b.txt")
    assert found.first_reported is found.last_reported is None
    assert found.disagreements == ()
