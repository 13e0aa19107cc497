"""The page of an event shows each quote in its paragraph, and who says so."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.answers.test_trust import CARRIERS, COUNTS, DENIES
from tests.web import showing
from tests.web.conftest import axe

from comity.web.pages.proof import event as pages

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient
    from tests.web.conftest import Look


@pytest.fixture(scope="module")
def events(demo: Path) -> list[dict[str, Any]]:
    return showing.events_in(demo)


def one(events: list[dict[str, Any]], **told: Any) -> dict[str, Any]:
    return next(each for each in events if all(each[key] == value for key, value in told.items()))


def text_of(page: str) -> str:
    """What a reader sees of it, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_every_event_of_the_ledger_has_a_page(client: TestClient, events: list[dict[str, Any]]) -> None:
    for event in events:
        page = client.get(f"/event/{event['id']}")
        assert page.status_code == 200
        assert page.text.count("<h1") == 1
        for source in event["sources"]:
            assert source["publisher"] is None or source["publisher"] in page.text


def test_the_heading_tells_who_did_what_to_whom(client: TestClient, events: list[dict[str, Any]]) -> None:
    event = one(events, type="SANCTION", mode="expel", actors=["JPN"])
    page = client.get(f"/event/{event['id']}").text
    heading = re.search(r"<h1.*?</h1>", page, re.DOTALL)
    assert heading is not None
    assert text_of(heading[0]) == "Japan → to Russia : SANCTION expel"
    assert event["date_start"] in page


def test_actor_act_and_recipient_are_marked_with_words(
    client: TestClient, events: list[dict[str, Any]]
) -> None:
    event = one(events, type="SANCTION", mode="expel", actors=["JPN"])
    page = client.get(f"/event/{event['id']}").text
    assert '<sup class="label">actor JPN</sup>' in page
    assert re.search(r'<sup class="label">act</sup>&#8288;<span class="sentence quote predicate">', page)
    assert '<sup class="label">recipient RUS</sup>' in page


def test_the_paragraph_is_whole(client: TestClient, events: list[dict[str, Any]]) -> None:
    event = one(events, type="SANCTION", mode="expel", actors=["JPN"])
    page = client.get(f"/event/{event['id']}").text
    passages = re.findall(r"<blockquote.*?</blockquote>", page, re.DOTALL)
    assert len(passages) == len({source["quote"] for source in event["sources"]})
    unmarked = html.unescape(re.sub(r"<sup.*?</sup>&#8288;|<[^>]*>", "", passages[0]))
    assert event["sources"][0]["quote"] in unmarked
    assert len(unmarked) > len(event["sources"][0]["quote"])


def test_a_party_that_the_story_implies_is_told_beside(
    client: TestClient, events: list[dict[str, Any]]
) -> None:
    told = [client.get(f"/event/{event['id']}").text for event in events]
    assert any("not named here; the story implies it" in page for page in told)
    assert any("named elsewhere in the text" in page for page in told)


def test_a_begun_id_leads_to_the_whole_one(client: TestClient, events: list[dict[str, Any]]) -> None:
    whole = events[0]["id"]
    answer = client.get(f"/event/{whole[:8]}", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/event/{whole}"


@pytest.mark.parametrize("told", ["zzzz", "0", "'; DROP TABLE events", "a" * 65])
def test_what_is_no_event_is_not_found(client: TestClient, told: str) -> None:
    answer = client.get(f"/event/{told}", follow_redirects=False)
    assert answer.status_code in {404, 422}
    assert "Traceback" not in answer.text


def test_answers_lead_to_one_another(client: TestClient, events: list[dict[str, Any]]) -> None:
    answering = next(event for event in events if event["responds_to"])
    answered = answering["responds_to"][0]
    assert f'href="/event/{answered}"' in client.get(f"/event/{answering['id']}").text
    assert f'href="/event/{answering["id"]}"' in client.get(f"/event/{answered}").text


def test_the_measures_that_it_moved_are_linked(client: TestClient, events: list[dict[str, Any]]) -> None:
    event = one(events, type="SANCTION", mode="expel", actors=["JPN"])
    page = client.get(f"/event/{event['id']}").text
    assert "Measures it moved" in page
    assert re.search(r"Measures it moved Japan → to Russia ?:", text_of(page))  # by name, as everywhere
    assert re.search(r'href="/measures/[0-9a-f]{16}"', page)


def test_a_copy_says_whose(client: TestClient, events: list[dict[str, Any]]) -> None:
    event = one(events, sources_independent=1, mode="discontinue", actors=["RUS"])
    pages = [client.get(f"/event/{each['id']}").text for each in events if each["mode"] == event["mode"]]
    assert any("a copy of" in page for page in pages)


def test_a_dispute_stands_side_by_side(tmp_path: Path) -> None:
    told = {**CARRIERS, **COUNTS, **DENIES}
    pages = [
        {"id": publisher, "title": "A cold morning", "publisher": publisher, "date": date, "text": text}
        for publisher, (date, text) in told.items()
    ]
    place = showing.ledger_of(tmp_path, pages)
    (event,) = (each for each in showing.events_in(place) if each["disputed"])
    with showing.client_of(place) as client:
        page = client.get(f"/event/{event['id']}").text
    assert "Where sources differ" in page
    assert '<th scope="col">18 diplomats</th><th scope="col">20 diplomats</th>' in page
    assert '<th scope="col">actual</th><th scope="col">denied</th>' in page
    assert "a side of this event" in page


def test_the_same_words_are_shown_once_with_all_that_carry_them(tmp_path: Path) -> None:
    pages = [
        {"id": publisher, "title": "A cold morning", "publisher": publisher, "date": date, "text": text}
        for publisher, (date, text) in CARRIERS.items()
    ]
    place = showing.ledger_of(tmp_path, pages)
    (event,) = showing.events_in(place)
    with showing.client_of(place) as client:
        page = client.get(f"/event/{event['id']}").text
    assert page.count("<blockquote") == 1
    assert len(set(re.findall(r'id="(m-\w+)"', page))) == len(event["sources"]) == len(CARRIERS)
    assert "The same words in:" in page


def test_what_a_page_told_does_nothing(tmp_path: Path) -> None:
    place = showing.ledger_of(tmp_path, [showing.HOSTILE])
    with showing.client_of(place) as client:
        for event in showing.events_in(place):
            showing.harmless(client.get(f"/event/{event['id']}").text)


def test_much_evidence_comes_in_parts(
    client: TestClient, events: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "AT_ONCE", 1)
    event = next(each for each in events if len(each["sources"]) == 3)
    shown = [client.get(f"/event/{event['id']}?part={part}&x").text for part in (1, 2, 3, 4)]
    assert [page.count("<article") for page in shown] == [1, 1, 1, 0]
    assert "part 2 of 3" in shown[1]
    assert "No mention on this part" in shown[3]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark"), (320, "light")])
def test_a_reader_sees_the_marks(look: Look, events: list[dict[str, Any]], width: int, scheme: str) -> None:
    event = next(each for each in events if each["responds_to"])
    with look.at(f"/event/{event['id']}", width=width, scheme=scheme) as page:
        shapes = {
            name: page.locator(f"blockquote .{name}").first.evaluate(
                "(e) => { const s = getComputedStyle(e);"
                " return [s.textDecorationLine, s.borderBottomStyle, s.fontWeight].join() }"
            )
            for name in ("actor", "predicate", "recipient")
        }
        assert len(set(shapes.values())) == 3  # told apart without colour
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_text("The paragraphs around it").first.click()
        assert axe(page) == []
        assert page.get_by_role("link", name="judge this").count() == 0
