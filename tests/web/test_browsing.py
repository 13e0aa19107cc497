"""The pages in a real browser, by mouse and by keyboard, in light and dark, wide and narrow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import axe

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.web.conftest import Look

PAGES = (
    "/",
    "/JPN",
    "/JPN/RUS",
    "/JPN/RUS/series",
    "/JPN/RUS/replies",
    "/event/4b5685cc",
    "/document/japan-centers.txt",
    "/visa",
    "/visa?passport=JPN&on=2024-11-25",
    "/visa?reciprocity=JPN",
    "/visa/JPN/CHN?on=2024-11-25",
    "/measures",
    "/changes?since=2022&until=2022",
    "/about",
    "/api",
    "/search?q=atlantis",
    "/nowhere",
)
MISSING = re.compile(r"status of 404")
REFUSED = re.compile(r"status of 400|Status Error Code 400")
LISTED = "count => document.querySelectorAll('.entries > li').length === count"
DRAWN = (
    "() => [...document.querySelectorAll('figure[data-chart]')].every(each => each.dataset.state == 'drawn')"
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_bars_nobody_and_fits(look: Look, path: str) -> None:
    for width, scheme in ((1440, "light"), (360, "dark")):  # contrast depends on the one, layout on the other
        with look.at(path, width=width, scheme=scheme) as page:
            assert axe(page) == [], (width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, scheme)
            assert page.locator("h1").count() == 1
    if path in {"/nowhere", "/search?q=atlantis"}:
        look.wrong = [said for said in look.wrong if not MISSING.search(said)]


@pytest.mark.parametrize("width", [320, 2200])
def test_the_narrowest_and_a_wide_screen_hold_a_pair(look: Look, width: int) -> None:
    with look.at("/JPN/RUS", width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_filter_without_meaning_is_told_beside_the_form_which_keeps_it(look: Look) -> None:
    with look.at("/JPN/RUS") as page:
        page.get_by_label("Since").fill("3 March 2019")
        page.keyboard.press("Enter")
        page.get_by_role("alert").wait_for()
        assert "give one as 2022-10-04" in page.get_by_role("alert").inner_text()
        assert page.get_by_label("Since").input_value() == "3 March 2019"
        page.get_by_label("Since").fill("2019-3")
        page.keyboard.press("Enter")
        page.locator("#found .entries").wait_for()
    look.wrong = [said for said in look.wrong if not REFUSED.search(said)]


def test_a_pair_is_searched_and_an_event_opened_with_its_words_marked(look: Look) -> None:
    with look.at("/") as page:
        page.locator("main input[name=q]").fill("japan russia")
        page.keyboard.press("Enter")
        page.wait_for_url("**/JPN/RUS")
        assert page.get_by_role("heading", level=1).inner_text() == "Japan and Russia"
        page.locator(".entries > li", has_text="expel").locator("a.dyad").first.click()
        page.wait_for_url("**/event/*")
        for part in ("actor", "predicate", "recipient"):
            assert page.locator(f"blockquote .{part}").first.is_visible()


def test_the_same_without_a_mouse(look: Look) -> None:
    with look.at("/JPN/RUS") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the answer"
        page.keyboard.press("Enter")
        tab_to(page, "a.dyad")
        page.keyboard.press("Enter")
        page.wait_for_url("**/event/*")


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until something of this kind has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no {selector} within {most} stops")


def test_a_filter_is_in_the_address_and_moves_list_and_chart(look: Look) -> None:
    with look.at("/JPN/RUS") as page:
        before = page.locator(".entries > li").count()
        page.locator("input[name=status][value=announced]").check()
        page.wait_for_url("**status=announced**")
        page.wait_for_load_state("networkidle")
        statuses = page.locator(".entries .status").all_inner_texts()
        assert 0 < len(statuses) < before
        assert set(statuses) == {"announced"}
        assert "status=announced" in (page.locator("#timeline").get_attribute("data-src") or "")
        page.wait_for_selector("#timeline svg")
        page.go_back()
        page.wait_for_function(
            "count => document.querySelectorAll('.entries > li').length === count", arg=before
        )


def test_without_script_the_filter_is_a_form_and_everything_is_told_in_words(look: Look) -> None:
    with look.at("/JPN/RUS", script=False) as page:
        page.locator("input[name=since]").fill("2022")
        page.get_by_role("button", name="Show", exact=True).click()
        assert "since=2022" in page.url
        assert page.locator(".entries > li").count() > 0
        assert page.locator("svg").count() == 0
        assert page.locator(".chart-absent").first.is_visible()
        page.get_by_role("link", name="The figures and turning points as a table").click()
        assert page.locator("table").count() > 0


def test_every_picture_of_a_pair_is_drawn(look: Look) -> None:
    with look.at("/JPN/RUS") as page:
        for chart in page.locator("figure[data-chart]").all():
            chart.scroll_into_view_if_needed()
        page.wait_for_function(DRAWN)
        assert page.locator("figure[data-chart] svg").count() >= 3
        assert page.locator(".chart-absent:visible").count() == 0


def test_the_timeline_leads_to_an_event_by_keyboard(look: Look) -> None:
    with look.at("/JPN/RUS?type=SANCTION&since=2022-04&until=2022-04") as page:
        page.wait_for_selector("#timeline svg")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("!!document.activeElement.closest('#timeline svg')"):
                break
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/event/|/JPN/RUS\?"))


def test_the_slider_moves_the_map_the_table_and_the_address(look: Look) -> None:
    with look.at("/visa?passport=JPN&on=2019-06-30") as page:
        page.wait_for_selector("#map svg")
        table = page.locator("main").inner_text()
        source = page.locator("#map").get_attribute("data-src")
        slider = page.get_by_role("slider")
        slider.focus()
        for _ in range(12):
            page.keyboard.press("ArrowRight")
        page.wait_for_url("**2020-**")
        page.wait_for_function("old => document.querySelector('#map').dataset.src !== old", arg=source)
        page.wait_for_load_state("networkidle")
        assert page.locator("main").inner_text() != table
        assert "2020-" in (slider.get_attribute("aria-valuetext") or "") or "2020" in page.url


def test_the_map_tells_a_state_and_leads_to_its_pair(look: Look) -> None:
    with look.at("/visa?destination=JPN&on=2024-11-25") as page:
        page.wait_for_selector("#map svg")
        page.locator("#map svg [aria-label^='Brazil'], #map svg [aria-label*='Brazil']").first.click()
        page.wait_for_url("**/visa/BRA/JPN**")


def test_nothing_but_the_answer_is_printed(look: Look) -> None:
    with look.at("/JPN/RUS") as page:
        page.emulate_media(media="print")
        assert not page.locator(".search").is_visible()
        assert not page.locator(".filters").first.is_visible()
        assert page.locator(".entries > li").first.is_visible()
