"""Pages are dated by what they state, and else by what their words allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity import actors
from comity.dates import Basis, SpanOfDays
from comity.pages.dating import Dater
from comity.pages.document import document
from comity.records import Document, Form, Page

TODAY = date(2026, 11, 1)
CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("pages.yml").read_text(encoding="utf-8")
)
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
STATED_SEEDS = {"001": "2019-05-31", "002": "2025-09-11", "003": "2024-11-25"}
INFERRED_SEEDS = {"000": "2019-02-15", "004": "2022-10-04"}


@dataclass(frozen=True, slots=True)
class Other:
    """A document of the ledger."""

    text: str
    published: SpanOfDays | None


@pytest.fixture(scope="module")
def dater() -> Dater:
    return Dater(actors.load(), TODAY)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_page_gets_its_day_and_the_reason(dater: Dater, case: dict[str, Any]) -> None:
    dating = dater.date(case["article"], case.get("lines", []), case.get("told", {}))
    found = str(dating.span) if dating.span else None
    expected = str(case["published"]) if case["published"] else None
    assert found == expected, dating.reasons
    assert case["because"] in "\n".join(dating.reasons)


@pytest.mark.parametrize(("seed", "day"), {**STATED_SEEDS, **INFERRED_SEEDS}.items())
def test_the_seed_pages_get_their_days(dater: Dater, seed: str, day: str) -> None:
    path = next(SEEDS.glob(f"{seed}_*.txt"), None) if SEEDS.is_dir() else None
    if path is None:
        pytest.skip("the seed pages are not beside this repository")
    found = document(Page(path.name, str(path), path.read_bytes(), Form.TEXT), dater=dater)
    assert isinstance(found, Document)
    assert str(found.published) == day, found.published_reasons
    assert found.published
    assert found.published.basis is (Basis.INFERRED if seed in INFERRED_SEEDS else Basis.STATED)


def test_an_inferred_date_says_so_and_a_stated_one_too(dater: Dater) -> None:
    inferred = dater.date(["German Foreign Minister Heiko Maas spoke."], ["Monday, 5 August"], {}).span
    stated = dater.date(["German Foreign Minister Heiko Maas spoke."], ["Monday, 5 August 2019"], {}).span
    assert inferred == SpanOfDays(date(2019, 8, 5), date(2019, 8, 5), Basis.INFERRED)
    assert stated == SpanOfDays(date(2019, 8, 5), date(2019, 8, 5), Basis.STATED)


def test_another_telling_of_the_story_dates_a_page_without_a_year(dater: Dater) -> None:
    story = (
        "The coast guard of the island stopped two trawlers near the reef and led them into port, it said. "
        "The crews were questioned through an interpreter and released after they had paid a fine."
    )
    known = [
        Other(story + " More follows.", SpanOfDays.day(date(2017, 6, 8))),
        Other("Something else.", None),
    ]
    assert str(dater.date([story], ["June 9"], {}, known).span) == "2017-06-09"
    assert str(dater.date([story], ["June 9"], {}).span) == "2010-06-09/2026-06-09"


def test_no_page_is_dated_after_today(dater: Dater) -> None:
    early = Dater(dater.gazetteer, date(2020, 1, 1))
    assert early.date(["Talks went on."], ["5 May 2021"], {}).span is None


def test_a_clue_that_fits_no_remaining_day_is_named_and_set_aside(dater: Dater) -> None:
    dating = dater.date(
        [
            "German Foreign Minister Heiko Maas and French Foreign Minister Jean-Yves Le Drian spoke.",
            "They recalled a word of Chancellor Helmut Kohl and of President Emmanuel Macron.",
            "Ukrainian President Petro Poroshenko and British Prime Minister Boris Johnson were also heard.",
        ],
        ["Monday, 5 August"],
        {},
    )
    assert str(dating.span) == "2019-08-05"
    assert any(reason.startswith("set aside: Petro Poroshenko") for reason in dating.reasons), dating.reasons
