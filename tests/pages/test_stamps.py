"""Lines that say when a page was published are found among its furniture, whatever their shape."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity import actors
from comity.pages import stamps
from comity.pages.dating import Dater
from comity.pages.document import document
from comity.records import Block, Document, Form, Page, Role

STAMPS = Path(__file__).with_name("stamps.txt").read_text(encoding="utf-8").splitlines()
DAY = "2022-10-04"
TITLE = "Two states quarrel over fish"
BODY = """
Norway asked Iceland to take its boats out of the disputed waters, and Reykjavik will think.

The ministers of both states spoke by telephone and agreed to send experts to Bergen in the winter.

Iceland has doubted the count of the stock, which Norwegian scientists made with a new method.
"""
MENU = "The North Sea Post\nNews\nSport\nWeather\nOpinion\nBusiness\nCulture"
BANNER = "Saturday, November 14, 2026"
LATEST = (
    "Latest news\nSchool opens\n12 November 2026\nRoad closed for repairs\n13 November 2026\n© 2026 The Post"
)
RELATED = "Related\nA new boat for the coast guard\n3 May 2021"
SHAPES = {
    "above the headline": f"The North Sea Post\n{{stamp}}\n{TITLE}\n{BODY}",
    "under a banner with today's date": f"{BANNER}\n{MENU}\n{TITLE}\n{{stamp}}\n{BODY}\n{LATEST}",
    "below the article": f"{MENU}\n{TITLE}\n{BODY}\n{{stamp}}\n\n{RELATED}",
}


@pytest.fixture(scope="module")
def dater() -> Dater:
    return Dater(actors.load(), date(2026, 11, 21))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_dates_its_page(dater: Dater, shape: str, stamp: str) -> None:
    text = SHAPES[shape].replace("{stamp}", stamp)
    found = document(Page("page", "page", text.encode(), Form.TEXT), dater=dater)
    assert isinstance(found, Document)
    assert str(found.published) == DAY, found.published_reasons


HTML = """<html><head><title>Two states quarrel over fish | Post</title></head><body>
<header><div class="top">Saturday, November 14, 2026</div>
<nav><a href="/">Home</a><a href="/w">World</a></nav></header>
<main><article><h1>Two states quarrel over fish</h1>
<div class="meta"><span class="date">{stamp}</span></div>{body}</article></main>
<aside><h3>Latest</h3><ul><li><a href="/x">School opens</a> 12 November 2026</li></ul></aside>
<footer>© 2026 Post</footer></body></html>"""


@pytest.mark.parametrize("stamp", STAMPS[::4])
def test_a_stamp_under_the_heading_of_an_html_page_outranks_its_banner(dater: Dater, stamp: str) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.strip().split("\n\n"))
    page = HTML.replace("{stamp}", stamp).replace("{body}", body)
    found = document(Page("page", "page", page.encode(), Form.HTML), dater=dater)
    assert isinstance(found, Document)
    assert str(found.published) == DAY, found.published_reasons


def furniture(text: str, *reasons: str) -> Block:
    return Block(text, Role.FURNITURE, reasons)


ARTICLE = Block("A paragraph.", Role.ARTICLE, ())


def test_the_nearest_stamps_come_first_and_menus_do_not_come_at_all() -> None:
    blocks = [
        furniture("Menu", "buttons and menus"),
        furniture("5 May 2020", "dateline"),
        furniture("News", "buttons and menus"),
        furniture("4 May 2020 10:00", "a number or a symbol"),
        ARTICLE,
    ]
    assert stamps.lines(blocks).near == ("4 May 2020 10:00", "5 May 2020")


def test_days_of_other_stories_stand_elsewhere() -> None:
    blocks = [
        furniture("4 May 2020", "dateline"),
        ARTICLE,
        furniture("Ministers to meet in Oslo again soon", "no sentence: a headline, a link or a label"),
        furniture("3 May 2020", "a number or a symbol"),
    ]
    assert stamps.lines(blocks) == stamps.Lines(("4 May 2020",), ("3 May 2020",))


def test_of_what_html_left_out_the_datelines_are_the_page_s_own() -> None:
    left_out = [furniture("4 May 2020", "dateline"), furniture("3 May 2020", "beside the article")]
    assert stamps.lines([ARTICLE], left_out) == stamps.Lines(("4 May 2020",), ("3 May 2020",))
