"""What `clean` makes of whole pages: ours under pages/, and the seed pages where they are at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from comity.pages import clean
from comity.records import Document, Form, Page, Role, Skipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from comity.dates import SpanOfDays

HERE = Path(__file__).parent
READ: dict[str, Any] = yaml.safe_load((HERE / "pages.yml").read_text(encoding="utf-8"))
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@dataclass(frozen=True)
class Answer:
    span: SpanOfDays | None = None
    reasons: tuple[str, ...] = ("asked",)


class Asked:
    """A dater that remembers what it was asked."""

    def __init__(self) -> None:
        self.article: list[str] = []
        self.lines: list[str] = []
        self.told: dict[str, str] = {}

    def date(
        self,
        article: Sequence[str],
        lines: Sequence[str],
        told: Mapping[str, str],
        known: Sequence[Document] = (),
        elsewhere: Sequence[str] = (),
    ) -> Answer:
        self.article, self.lines, self.told = list(article), list(lines), dict(told)
        return Answer()


def page(name: str, folder: Path = HERE / "pages") -> Page:
    form = Form.HTML if name.endswith(".html") else Form.TEXT
    return Page(name, str(folder / name), (folder / name).read_bytes(), form)


def document(given: Page, dater: Asked | None = None) -> Document:
    (made,) = clean([given], dater=dater or Asked())
    assert isinstance(made, Document), made
    return made


def skipped(given: Page) -> Skipped:
    (made,) = clean([given], dater=Asked())
    assert isinstance(made, Skipped), made
    return made


@pytest.mark.parametrize("name", READ)
def test_a_page_gives_its_title_and_its_articles_paragraphs_and_nothing_else(name: str) -> None:
    made = document(page(name))
    assert made.title == READ[name]["title"]
    article = [block.text for block in made.blocks if block.role is Role.ARTICLE]
    starts = READ[name]["article"]
    assert [text[: len(start)] for text, start in zip(article, starts, strict=False)] == starts
    assert len(article) == len(starts), article[len(starts) :]


@pytest.mark.parametrize("name", READ)
def test_the_lines_that_date_a_page_reach_the_dater(name: str) -> None:
    dater = Asked()
    made = document(page(name), dater)
    assert dater.lines == READ[name]["lines"]
    assert dater.article == [block.text for block in made.blocks if block.role is Role.ARTICLE]


@pytest.mark.parametrize("name", READ)
def test_every_block_of_the_text_stands_where_its_span_says(name: str) -> None:
    made = document(page(name))
    kept = [block for block in made.blocks if block.role is not Role.FURNITURE]
    assert all(block.span is not None and block.span.of(made.text) == block.text for block in kept)
    assert all(block.span is None for block in made.blocks if block.role is Role.FURNITURE)
    assert made.text == "\n\n".join(
        [block.text for block in kept if block.role is Role.TITLE]
        + [block.text for block in kept if block.role is Role.ARTICLE]
    )


@pytest.mark.parametrize("name", READ)
def test_every_piece_of_furniture_says_why_it_is_furniture(name: str) -> None:
    dropped = [block for block in document(page(name)).blocks if block.role is Role.FURNITURE]
    assert dropped
    assert all(block.reasons for block in dropped)


def test_metadata_of_an_html_page_names_title_publisher_author_address_and_date() -> None:
    dater = Asked()
    made = document(page("json_ld.html"), dater)
    assert (made.title, made.publisher, made.author) == (
        "Lima recalls envoy from Quito",
        "Andes Daily",
        "Ana Quispe",
    )
    assert made.url == "https://andes.example/lima-recalls-envoy"
    assert dater.told["date"] == "2023-05-04T10:00:00-05:00"
    assert dater.told["date_from"] == "JSON-LD datePublished"


def test_what_an_html_page_shows_beside_its_article_is_kept_as_furniture_with_its_place() -> None:
    shown = {block.text: block.reasons for block in document(page("json_ld.html")).blocks}
    assert shown["World"] == ("in the navigation",)
    assert shown["Colombia expels a Nicaraguan diplomat"] == ("beside the article",)
    assert shown["Chile warns Bolivia over trucks at the frontier"] == ("among links to other stories",)
    assert (
        "asks the reader to pay, subscribe, follow or consent"
        in shown["We use cookies to improve your experience."]
    )


def test_what_the_container_told_wins_over_the_page() -> None:
    given = page("json_ld.html")
    told = Page(given.name, given.origin, given.data, given.form, {"publisher": "Wire", "date": "2023-05-05"})
    dater = Asked()
    assert document(told, dater).publisher == "Wire"
    assert dater.told["date"] == "2023-05-05"
    assert dater.told["date_from"] == "the record that holds the page"


def test_a_page_in_another_language_is_skipped_and_names_it() -> None:
    reason = skipped(page("in_spanish.txt"))
    assert (reason.stage, reason.reason, reason.detail) == ("clean", "not English", "es")
    assert reason.page


def test_a_page_of_menus_holds_no_article() -> None:
    assert skipped(page("menus_only.txt")).reason == "no article"


def test_a_short_english_note_is_kept() -> None:
    note = b"Chad closed its border with Sudan on Friday, the government said in a statement."
    assert document(Page("note.txt", "note.txt", note, Form.TEXT)).language == "en"


def test_what_was_skipped_before_passes_through_in_its_place() -> None:
    before = Skipped("gone.txt", "read", "missing path")
    made = list(clean([before, page("json_ld.html")], dater=Asked()))
    assert made[0] is before
    assert isinstance(made[1], Document)


def test_broken_bytes_are_replaced_and_a_note_says_so() -> None:
    data = "“Norway” said on Friday that it would talk to ".encode() + b"Icel\xffnd about fish."
    made = document(Page("broken.txt", "broken.txt", data, Form.TEXT))
    assert "\ufffd" in made.text
    assert made.blocks[-1].text == "1 characters are broken in utf-8 and stand as U+FFFD"


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote"])
def test_html_nested_100_000_deep_is_read_all_the_same(tag: str) -> None:
    story = (
        "<p>Ghana said on Monday that it had agreed with Togo to open the crossing at Aflao next week.</p>"
    )
    data = (
        f"<html><head><title>x</title></head><body>{f'<{tag}>' * 100_000}{story * 3}</body></html>".encode()
    )
    assert "Ghana said on Monday" in document(Page("deep.html", "deep.html", data, Form.HTML)).text


def test_a_page_of_many_megabytes_is_read_within_bounds() -> None:
    story = (
        "Ghana said on Monday that it had agreed with Togo to open crossing number {} at Aflao next week.\n\n"
    )
    data = "".join(story.format(at) for at in range(200_000)).encode()
    made = document(Page("large.txt", "large.txt", data, Form.TEXT))
    assert len(made.text) < 2_000_000
    assert any(block.text.startswith("cut after") for block in made.blocks)


SEED_ARTICLES = {
    "000_156c17c82eba7a2d.txt": (7, "Overseas Network", "According to the information"),
    "001_2391c6a5bc78ba07.txt": (7, "Japanese Foreign Minister", "Despite continuing"),
    "002_6a6a407a0ec14187.txt": (6, "Tokyo, Sept. 10", "The Japan Centers were"),
    "003_7555d9099ea9e6d6.txt": (4, "China encourages", "This diplomatic move"),
    "004_a4a6cc9c06f07c73.txt": (10, "Japan has ordered", "The two sides have"),
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not beside this repository")
@pytest.mark.parametrize("name", SEED_ARTICLES)
def test_a_seed_page_gives_its_article_and_no_furniture(name: str) -> None:
    count, first, last = SEED_ARTICLES[name]
    article = [block.text for block in document(page(name, SEEDS)).blocks if block.role is Role.ARTICLE]
    assert len(article) == count
    assert article[0].startswith(first)
    assert article[-1].startswith(last)
