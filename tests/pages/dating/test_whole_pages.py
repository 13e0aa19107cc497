"""Whole pages, furniture included, get the day on which a careful reader dates them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity import actors
from comity.pages.dating import Dater
from comity.pages.document import document
from comity.records import Document, Form, Page

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("whole_pages.yml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def dater() -> Dater:
    return Dater(actors.load(), date(2026, 11, 21))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_page_gets_its_day(dater: Dater, case: dict[str, Any]) -> None:
    found = document(Page(case["case"], "page", case["page"].encode(), Form.TEXT), dater=dater)
    assert isinstance(found, Document)
    assert str(found.published) == str(case["published"]), found.published_reasons
