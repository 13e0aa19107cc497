"""The page of a document shows what was kept, dropped and coded, each in its place."""

from __future__ import annotations

import html
import re
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web import showing
from tests.web.conftest import axe

import comity
from comity.answers.document import DocumentDetail
from comity.dates import SpanOfDays
from comity.records import Block, Document, Mention, Party, Role, Span, Status
from comity.web.pages.proof import portions
from comity.web.pages.proof.document import _link

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient
    from tests.web.conftest import Look

NAGATO = "nagato-summit.html"


def page_of(client: TestClient, name: str) -> str:
    return client.get(f"/document/{name}").text


def test_every_page_of_the_ledger_has_one(client: TestClient, demo: Path) -> None:
    with comity.open(demo, read_only=True) as ledger:
        documents = list(ledger.export("documents"))
    for document in documents:
        answer = client.get(f"/document/{document['id']}")
        assert answer.status_code == 200
        assert answer.text.count("<h1") == 1


def test_a_name_leads_to_the_id_that_stays(client: TestClient) -> None:
    answer = client.get(f"/document/{NAGATO}", follow_redirects=False)
    assert answer.status_code == 307
    assert re.fullmatch(r"/document/[0-9a-f]{16}", answer.headers["location"])


def test_dropped_blocks_stand_in_their_places_with_reasons(client: TestClient, demo: Path) -> None:
    page = page_of(client, NAGATO)
    with comity.open(demo, read_only=True) as ledger:
        detail = ledger.document(NAGATO)
    assert detail.document is not None
    at = page.index('class="sheet')
    for block in detail.document.blocks:
        if block.role is Role.FURNITURE:
            found = re.search(r"\s+".join(map(re.escape, block.text.split()[:3])), page[at:])
            assert found is not None
            at += found.end()
    assert all(
        html.escape(reason).replace("&#x27;", "&#39;") in page
        for block in detail.dropped
        for reason in block.reasons
    )


def test_coded_words_are_marked_and_lead_to_their_event(client: TestClient, demo: Path) -> None:
    page = page_of(client, NAGATO)
    with comity.open(demo, read_only=True) as ledger:
        detail = ledger.document(NAGATO)
    for mention in detail.mentions:
        assert page.count(f'id="m-{mention.id}"') == 1
        assert page.count(f'href="/event/{detail.events[mention.id]}"') >= 2  # in the text and beside it


def test_it_says_how_it_was_dated_and_what_gave_nothing(client: TestClient) -> None:
    page = page_of(client, NAGATO)
    assert "Saturday, December 17, 2016" in page
    assert "no act in the lexicon" in page


def test_a_page_without_a_document_says_why(client: TestClient) -> None:
    page = page_of(client, "inseln.txt")
    assert "This page gave no document" in page
    assert "not English" in page


def test_copies_lead_to_one_another(client: TestClient) -> None:
    assert "carried by" in page_of(client, "peace-talks-1-northern-wire.txt")
    assert "a copy of" in page_of(client, "peace-talks-2-harbour-post.html")


@pytest.mark.parametrize("told", ["no-such-page", "%00", "../../etc/passwd", "a" * 2000])
def test_what_is_no_page_is_not_found(client: TestClient, told: str) -> None:
    assert client.get(f"/document/{told}").status_code in {404, 422}


def test_what_a_page_told_does_nothing(tmp_path: Path) -> None:
    place = showing.ledger_of(tmp_path, [showing.HOSTILE])
    with comity.open(place) as ledger:
        (document,) = ledger.export("documents")
    with showing.client_of(place) as client:
        page = client.get(f"/document/{document['id']}").text
        showing.harmless(page)
        assert "javascript:alert(document.domain)" in page  # told, and no link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=1#c", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("https:javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("vbscript:x", False),
        ("//example.org/", False),
        ("/local", False),
        ("file:///etc/passwd", False),
        ("http://[", False),
        ("http://", False),
        ("http://example.org/\u202egpj", False),
        (None, False),
    ],
)
def test_only_addresses_of_web_pages_are_links(url: str | None, link: bool) -> None:
    assert (_link(url) is not None) is link


@given(st.lists(st.integers(0, 9), max_size=60))
def test_portions_are_the_blocks_in_order(lengths: list[int]) -> None:
    blocks = [Block("x" * (length * 100_000), Role.ARTICLE, (), Span(0, 1)) for length in lengths]
    parts = portions.portions(blocks)
    assert [place for part in parts for place in part] == list(range(len(blocks)))
    for part in parts:
        size = sum(len(blocks[place].text) for place in part)
        assert size <= portions.CHARACTERS or len([p for p in part if blocks[p].text]) == 1
    for number, part in enumerate(parts, 1):
        assert all(portions.portion_of(blocks, place) == number for place in part)


def long_document(blocks: int) -> DocumentDetail:
    """A document of so many paragraphs of 500 characters, each tenth dropped, each hundredth coded."""
    text, placed, mentions = "", [], []
    days = SpanOfDays.day(date(2022, 4, 8))
    for number in range(blocks):
        words = f"Japan expelled Russians. {number} ".ljust(500, "x")
        if number % 10 == 5:
            placed.append(Block(words, Role.FURNITURE, ("links",)))
            continue
        start = len(text)
        placed.append(Block(words, Role.ARTICLE, (), Span(start, start + len(words))))
        text += words + "\n\n"
        if number % 100 == 0:
            japan = Party("JPN", "GOV", Span(start, start + 5), "Japan", "name")
            russia = Party("RUS", "GOV", Span(start + 15, start + 23), "Russians", "demonym")
            mentions.append(
                Mention(
                    id=f"{number:016x}",
                    document="d" * 16,
                    sentence=Span(start, start + 24),
                    quote=Span(start, start + 23),
                    predicate=Span(start + 6, start + 14),
                    actors=(japan,),
                    recipients=(russia,),
                    type="SANCTION",
                    mode="expel",
                    contexts=(),
                    status=Status.ACTUAL,
                    days=days,
                )
            )
    document = Document("d" * 16, "long.txt", text, tuple(placed), published=days)
    return DocumentDetail("d" * 16, ("long.txt",), document, tuple(mentions), {}, (), (), None)


def test_a_page_of_a_megabyte_is_read_in_parts(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    detail = long_document(2000)
    monkeypatch.setattr(comity.Ledger, "document", lambda _ledger, _told: detail)
    first = client.get(f"/document/{detail.page}")
    begun = time.perf_counter()
    second = client.get(f"/document/{detail.page}?part=2")
    took = time.perf_counter() - begun
    assert first.status_code == second.status_code == 200
    assert "part 1 of 3" in first.text
    assert len(second.content) < 600_000
    assert took < 2
    anchors = re.findall(r'href="(/document/d+(?:\?part=\d)?)#(m-[0-9a-f]+)"', first.text)
    assert len(anchors) == len(detail.mentions)
    for place, anchor in anchors:
        assert f'id="{anchor}"' in client.get(place).text
    assert "Nothing on this part" in client.get(f"/document/{detail.page}?part=4").text


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark"), (320, "light")])
def test_a_reader_goes_from_marked_words_to_the_event_and_back(look: Look, width: int, scheme: str) -> None:
    with look.at(f"/document/{NAGATO}", width=width, scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert axe(page) == []
        page.get_by_role("link", name=re.compile("mention 1:")).click()
        page.get_by_role("heading", name="What shows it").wait_for()
        page.get_by_role("link", name=re.compile("Hot springs")).first.click()
        page.locator("sup:target").wait_for()
        assert page.locator("sup:target").is_visible()
