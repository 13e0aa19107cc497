"""Method and limits: what the page says is what there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import comity
from comity.answers import classes, measures
from comity.dates import Basis
from comity.records import Status
from comity.web.pages import about, figures

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("figure", [*figures.QUALITY, *figures.SPEED], ids=lambda figure: figure.what)
def test_a_figure_is_the_one_that_the_sources_tell(figure: figures.Figure) -> None:
    page = (ROOT / figure.where).read_text(encoding="utf-8")
    assert figure.line in page, f"{figure.where} tells otherwise now: mend comity/web/pages/figures.py"
    numbers = re.findall(r"[\d.]*\d", figure.line)
    assert [each for each in re.findall(r"[\d.]*\d", figure.value) if each not in numbers] == []


def test_every_figure_is_on_the_page(client: TestClient) -> None:
    page = client.get("/about").text
    for each in (*figures.QUALITY, *figures.SPEED):
        assert f'<td class="number">{each.value}</td>' in page


def test_every_sign_is_explained(client: TestClient) -> None:
    assert set(about.STATUSES) == {each.value for each in Status}
    assert set(about.BASES) == {each.value for each in Basis}
    assert tuple(about.CLASSES) == classes.CLASSES
    assert set(about.STATES) == set(measures.STATES)
    page = client.get("/about").text
    for types in classes.types().values():
        assert all(f'<span class="type">{each}</span>' in page for each in types)


def test_it_names_version_coder_and_size(client: TestClient) -> None:
    page = client.get("/about").text
    assert f"<dd>{comity.__version__}</dd>" in page
    assert "comity-" in page.partition("Newest coder")[2][:60]


def test_sources_whose_licence_asks_for_it_are_named(client: TestClient) -> None:
    page = client.get("/about").text
    for name in ("GeoNames", "CC BY 4.0", "Natural Earth", "Ilya Ilyankou", "PLOVER 0.8", "all-MiniLM-L6-v2"):
        assert name in page
