"""What a ledger made of small pages says is pending, beside a made-up visa record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.borders.made import Made, rule

import comity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comity.visas import Visas

PAGES = {
    "considered": """Chile considers visa exemption for Peruvians

SANTIAGO, March 4, 2024 - The Chilean government is considering granting a visa exemption to citizens of
Peru, a spokeswoman for the foreign ministry said on Monday. She told reporters in the capital that the two
ministries had been talking about it since the summer.

A decision is not expected before the end of the year, she said, and the costs are not known yet.
""",
    "announced": """Chile to introduce visas for Bolivians

SANTIAGO, March 5, 2024 - Chile will introduce a visa requirement for citizens of Bolivia on June 1, 2024,
the interior minister said on Tuesday. He spoke at the border post of Colchane, where trucks had been waiting.

Those who are in the country already may stay, the minister said.
""",
    "asked": """Ecuador asks Chile for visa-free travel

QUITO, March 6, 2024 - Ecuador asked Chile on Wednesday to abolish visas for Ecuadorian tourists, the foreign
ministry in Quito said in a statement. It was the second such request within a year, according to officials.

There was no answer from Santiago until the evening.
""",
    "suspended": """Chile suspends visas for Colombians

SANTIAGO, March 7, 2024 - Chile suspended the issuance of visas to citizens of Colombia on Thursday, its
foreign ministry said. The consulates in Bogota and Cali stayed closed, and people who had queued since dawn
were sent home.

The ministry did not say how long it would last.
""",
    "refused": """Chile rejects visa-free travel for Venezuelans

SANTIAGO, March 8, 2024 - Chile rejected a request by Venezuela for visa-free travel on Friday, the foreign
ministry said. Officials in Caracas had hoped for an answer before the summer holidays.

The talks are to go on in the autumn, diplomats said.
""",
    "lifted": """Chile lifts visas for Argentines

SANTIAGO, March 9, 2024 - Chile lifted the visa requirement for citizens of Argentina on Saturday, the
interior ministry said. The first buses crossed the pass in the morning without any check of papers.

Hotels on the coast were fully booked for the week.
""",
    "other way": """Peru lifts visas for Chileans

LIMA, March 10, 2024 - Peru lifted the visa requirement for citizens of Chile on Sunday, the foreign ministry
in Lima said. The first buses crossed the border near Tacna at noon.

The ferries were fully booked for the week.
""",
    "union": """European Union suspends visa waiver for Ecuador

BRUSSELS, March 12, 2024 - The European Union suspended the visa waiver for citizens of Ecuador on Tuesday,
the Commission said. Travellers who are on their way may still enter.

The decision was published in the evening.
""",
    "fish": """Chile and Peru sign a trade deal

SANTIAGO, March 11, 2024 - Chile and Peru signed an agreement on trade in fish on Monday, the foreign ministry
said. Ministers of both countries met in the capital.

It will take effect next year, the ministers said.
""",
}
PASSPORTS = ["PER", "BOL", "ECU", "COL", "VEN", "ARG"]


@pytest.fixture(scope="module")
def visas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visas]:
    """Chile asked everybody for visas until February 2024; Peruvians are exempt from 2024-09-01 on."""
    folder: Path = tmp_path_factory.mktemp("pending")
    pages = folder / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / f"{name}.txt").write_text(text)
    made = Made(folder)
    for passport in PASSPORTS:
        made.seen(f"{passport} CHL", "visa_required", "2021-01-05/2024-02-01")
        made.seen(f"CHL {passport}", "visa_required", "2021-01-05/2024-02-01")
    for destination in ("FRA", "IRL"):
        made.seen(f"ECU {destination}", "visa_free", "2021-01-05/2024-02-01")
    made.curated("SCH", "rules:\n" + rule("sch-ecu", "visa_free", "2020", passports="[ECU]"))
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2024-09-01"), reviewed="2024-02-15")
    with comity.open(folder / "comity.db") as ledger:
        ledger.read([pages])
        found = made.visas
        found.ledger = ledger
        yield found


def pending(visas: Visas, passport: str, on: str, destination: str = "CHL") -> list[dict[str, Any]]:
    told = visas.ask(passport, destination, on)["pending"]
    assert isinstance(told, list)
    return told


def test_what_is_considered_is_told_with_its_day_words_and_document(visas: Visas) -> None:
    (one,) = pending(visas, "PER", "2024-03-05")
    assert (one["status"], one["date"], one["actor"], one["eases"]) == (
        "considered",
        "2024-03-04",
        "CHL",
        True,
    )
    assert "is considering granting a visa exemption" in one["quote"]
    assert one["document"] == "considered.txt"
    assert one["event"]
    assert not one["newer_than_record"]


def test_before_it_happened_nothing_is_pending(visas: Visas) -> None:
    assert pending(visas, "PER", "2024-03-03") == []
    assert pending(visas, "COL", "2024-03-06") == []


def test_a_later_rule_answers_what_was_considered(visas: Visas) -> None:
    assert pending(visas, "PER", "2024-08-31")
    assert visas.ask("PER", "CHL", "2024-09-01")["requirement"] == "visa_free"
    assert pending(visas, "PER", "2024-09-01") == []


def test_after_three_years_without_effect_it_is_no_longer_told(visas: Visas) -> None:
    assert pending(visas, "ECU", "2027-03-05")
    assert pending(visas, "ECU", "2027-03-07") == []


def test_what_is_announced_for_a_later_day_is_told_from_the_announcement_on(visas: Visas) -> None:
    assert pending(visas, "BOL", "2024-03-04") == []
    told = pending(visas, "BOL", "2024-03-06")
    assert ("announced", "2024-06-01", False) in [
        (each["status"], each["date"], each["eases"]) for each in told
    ]


@pytest.mark.parametrize(
    ("passport", "status", "day", "eases"),
    [
        ("ECU", "asked", "2024-03-06", None),
        ("COL", "suspended", "2024-03-07", False),
        ("VEN", "refused", "2024-03-08", None),
        ("ARG", "actual", "2024-03-09", True),
    ],
)
def test_what_was_asked_suspended_refused_or_done_is_told_so(
    visas: Visas, passport: str, status: str, day: str, eases: bool | None
) -> None:
    (one,) = pending(visas, passport, "2024-03-31")
    assert (one["status"], one["date"], one["eases"]) == (status, day, eases)


def test_what_was_done_after_the_newest_source_says_so(visas: Visas) -> None:
    newer = {
        passport: pending(visas, passport, "2024-03-31")[0]["newer_than_record"] for passport in PASSPORTS
    }
    assert newer == {"PER": False, "BOL": False, "ECU": False, "COL": True, "VEN": False, "ARG": True}


def test_each_direction_has_its_own(visas: Visas) -> None:
    (there,) = pending(visas, "CHL", "2024-03-31", "PER")
    assert (there["actor"], there["status"], there["eases"]) == ("PER", "actual", True)
    assert all(each["actor"] != "PER" for each in pending(visas, "PER", "2024-03-31"))


@pytest.mark.parametrize("destination", ["SCHENGEN", "FRA"])
def test_the_union_acts_for_the_area_and_its_members(visas: Visas, destination: str) -> None:
    (one,) = pending(visas, "ECU", "2024-03-31", destination)
    assert (one["actor"], one["status"], one["document"]) == ("EUR", "suspended", "union.txt")


def test_the_union_does_not_act_for_others(visas: Visas) -> None:
    assert all(each["actor"] != "EUR" for each in pending(visas, "ECU", "2024-03-31"))
    assert pending(visas, "ECU", "2024-03-31", "IRL") == []


def test_events_that_speak_of_no_visas_are_left_out(visas: Visas) -> None:
    assert all("fish" not in each["document"] for each in pending(visas, "PER", "2024-03-31"))


def test_without_a_ledger_nothing_is_pending(visas: Visas) -> None:
    ledger, visas.ledger = visas.ledger, None
    try:
        assert pending(visas, "PER", "2024-03-05") == []
    finally:
        visas.ledger = ledger
