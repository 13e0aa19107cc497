"""The pages in a real browser, by mouse and by keyboard, in light and dark, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import axe

if TYPE_CHECKING:
    from tests.web.conftest import Look

PAGES = ("/", "/nowhere")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_bars_nobody_and_fits(look: Look, path: str, width: int, scheme: str) -> None:
    with look.at(path, width=width, scheme=scheme) as page:
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if path == "/nowhere":
        look.wrong = [said for said in look.wrong if "404" not in said]
