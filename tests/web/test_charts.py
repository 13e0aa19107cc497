"""The charts in a real browser: what they draw, how they are walked over and zoomed, and what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route
    from tests.web.conftest import Look

SHOWN = re.compile(r"(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d): (?:(\d+) of )?(\d+) events")


def drawn(page: Page, kind: str) -> Locator:
    """The chart of a kind, once it is there."""
    figure = page.locator(f'[data-chart="{kind}"][data-state="drawn"]').first
    figure.wait_for()
    return figure


def shown(timeline: Locator) -> tuple[str, str, int, int]:
    """First and last day in view, how many events lie between, and how many there are."""
    found = SHOWN.match(timeline.locator(".chart-shown").inner_text())
    assert found
    first, last, some, every = found.groups()
    return first, last, int(some or every), int(every)


def test_a_timeline_has_every_event_in_the_lane_of_its_direction(look: Look) -> None:
    with look.at("/JPN/RUS") as page:
        figure = drawn(page, "timeline")
        answer = page.evaluate(
            "async address => (await fetch(address)).json()", figure.get_attribute("data-src")
        )
        lanes = figure.locator("text.lane").all_text_contents()
        marks = [mark.get_attribute("aria-label") or "" for mark in figure.locator(".marks > .mark").all()]
        told = sum(
            int(found[1]) if (found := re.search(r": (\d+) events of", label)) else 1 for label in marks
        )
        assert lanes == ["Japan → Russia", "Both together", "Russia → Japan"]
        assert told == len(answer["events"]) == shown(figure)[3]


def test_a_part_of_the_time_is_chosen_by_dragging_by_buttons_and_by_keys(look: Look) -> None:
    with look.at("/JPN/RUS") as page:
        figure = drawn(page, "timeline")
        whole = shown(figure)
        strip = figure.locator(".overview .overlay").bounding_box()
        assert strip
        y = strip["y"] + strip["height"] / 2
        page.mouse.move(strip["x"] + strip["width"] * 0.5, y)
        page.mouse.down()
        page.mouse.move(strip["x"] + strip["width"] * 0.9, y, steps=8)
        page.mouse.up()
        page.wait_for_timeout(50)
        dragged = shown(figure)
        assert whole[0] < dragged[0] < dragged[1] < whole[1]
        figure.get_by_role("button", name="All of the time").click()
        page.wait_for_timeout(50)
        assert shown(figure) == whole
        handle = figure.get_by_role("slider", name="From")
        handle.press("PageUp")
        page.wait_for_timeout(50)
        later = shown(figure)[0]
        assert later > whole[0]
        assert handle.get_attribute("aria-valuetext") == later
        figure.get_by_role("button", name="Closer").press("Enter")
        page.wait_for_timeout(50)
        assert shown(figure)[2] < whole[3]


def test_a_mark_of_several_events_lists_them_and_gives_the_focus_back(look: Look) -> None:
    with look.at("/JPN/RUS", width=360) as page:
        figure = drawn(page, "timeline")
        several = figure.get_by_role("button", name=re.compile("events of")).first
        label = several.get_attribute("aria-label")
        several.focus()
        page.keyboard.press("Enter")
        listed = figure.get_by_role("dialog")
        assert listed.get_by_role("link").count() > 1
        page.keyboard.press("Escape")
        assert listed.count() == 0
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == label


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/JPN/RUS", "timeline"),
        ("/JPN/RUS", "measures"),
        ("/JPN/RUS", "series"),
        ("/visa?passport=JPN", "map"),
    ],
)
def test_a_chart_is_one_stop_of_the_tab_key_and_arrows_go_on(look: Look, path: str, kind: str) -> None:
    with look.at(path) as page:
        figure = drawn(page, kind)
        stops = figure.locator(".chart-picture > svg:not(.overview)").locator('[tabindex="0"]')
        assert stops.count() == 1
        stops.focus()
        before = page.evaluate("document.activeElement.getAttribute('aria-label')")
        page.keyboard.press("End")
        after = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert before
        assert after
        assert before != after
        assert figure.locator(".chart-tip").is_visible()


def test_measures_over_time_lead_to_their_pages(look: Look) -> None:
    with look.at("/JPN/RUS") as page:
        rows = drawn(page, "measures").locator(".row-of")
        addresses = [row.get_attribute("href") or "" for row in rows.all()]
        assert any(re.fullmatch(r"/measures/\w+", each) for each in addresses)
        assert "/visa/RUS/JPN" in addresses


def test_the_legend_of_the_map_counts_what_the_table_counts(look: Look) -> None:
    with look.at("/visa?passport=JPN&on=2021-06-01") as page:
        figure = drawn(page, "map")
        legend = [line.inner_text().split("\n") for line in figure.locator(".chart-legend li").all()]
        table = [line.inner_text() for line in page.locator(".groups a").all()]
        for words, *number in legend:
            if number:
                assert any(line.startswith(words) and line.endswith(f" {number[0]}") for line in table), words


def test_what_cannot_be_fetched_is_told_and_asked_for_again(look: Look) -> None:
    with look.at("/about") as page:
        asked = []

        def refuse_once(route: Route) -> None:
            asked.append(route.request.url)
            if len(asked) > 1:
                route.continue_()
                return
            route.fulfill(
                status=503,
                content_type="application/problem+json",
                body='{"title": "Busy", "detail": "wait."}',
            )

        page.route("**/timeline*", refuse_once)
        page.goto(look.address + "/JPN/RUS")
        told = page.locator('[data-chart="timeline"] .chart-told')
        told.wait_for()
        assert "could not be drawn: wait." in told.inner_text()
        assert page.locator('[data-chart="timeline"] .chart-absent').is_visible()
        told.get_by_role("button", name="Try again").click()
        drawn(page, "timeline")
        assert told.count() == 0
    assert all("503" in each for each in look.wrong)
    look.wrong.clear()


def test_no_chart_brings_a_style_or_a_script_into_the_page(look: Look) -> None:
    for path in ("/JPN/RUS", "/visa?passport=JPN"):
        with look.at(path) as page:
            page.locator('[data-state="drawn"]').first.wait_for()
            assert page.locator("body style, body script").count() == 0


def test_a_chart_fits_a_window_that_becomes_narrow(look: Look) -> None:
    with look.at("/JPN/RUS") as page:
        figure = drawn(page, "timeline")
        page.set_viewport_size({"width": 360, "height": 800})
        page.locator(".chart-plot.narrow").wait_for()
        box = figure.locator("svg.timeline").bounding_box()
        assert box
        assert box["x"] + box["width"] <= 360
