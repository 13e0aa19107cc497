"""The pages about visas: the world on a day, one pair, the slider; by address and in a browser."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect
from starlette.testclient import TestClient
from tests.web.conftest import axe

import comity
from comity.visas import Visas
from comity.web.app import make
from comity.web.desk import Desk
from comity.web.files import are_built
from comity.web.pages.visa.bars import Scale, stretches
from comity.web.pages.visa.facts import Facts
from comity.web.pages.visa.months import Months
from comity.web.pages.visa.moving import ticks

if TYPE_CHECKING:
    from pathlib import Path

    from httpx2 import Response
    from tests.web.conftest import Look

DAY = "2024-11-25"
JAPAN = f"/visa?passport=JPN&on={DAY}"
PAGE = """Chile considers visa exemption for Peruvians

SANTIAGO, March 4, 2024 - The Chilean government is considering granting a visa exemption to citizens of
Peru, a spokeswoman for the foreign ministry said on Monday. She told reporters in the capital that the two
ministries had been talking about it since the summer.
"""


def words(response: Response) -> str:
    """What a reader sees of a page, on one line."""
    main = response.text.partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def states(response: Response) -> list[str]:
    """The states of the table, from top to bottom."""
    return re.findall(r'<th scope="row"><a href="/visa/[^"]+">([^<]+)</a>', response.text)


# The world on a day.


def test_the_first_page_of_visas_asks_what_one_wants_to_know(client: TestClient) -> None:
    answer = client.get("/visa")
    assert answer.status_code == 200
    assert "199 passports and destinations since 2017-06-01" in words(answer)
    assert answer.text.count("<form") == 1 + 4  # the search, and four questions


def test_a_passports_world_is_a_map_and_a_table_in_groups(client: TestClient) -> None:
    answer = client.get(JAPAN)
    assert "162 of 198 states ask for no visa beforehand" in words(answer)
    assert len(states(answer)) == 198
    assert f'data-chart="map" data-src="/api/v1/visa/passport/JPN?on={DAY}"' in answer.text
    assert "Borders as Natural Earth draws them (de facto)" in words(answer)
    assert f'href="/visa/JPN/CHN?on={DAY}"' in answer.text
    assert f"comity visa destinations JPN --on {DAY}" in words(answer)


def test_a_destination_may_be_an_area(client: TestClient) -> None:
    answer = client.get("/visa?destination=schengen&on=2021-06-01")
    assert "Schengen Area: what it asks of each passport" in words(answer)
    assert 'href="/visa/JPN/SCH?on=2021-06-01"' in answer.text
    assert "/visa?passport=SCH" not in answer.text  # an area has no passports


def test_both_ways_are_grouped_by_who_asks_more(client: TestClient) -> None:
    answer = client.get(f"/visa?reciprocity=JPN&on={DAY}")
    told = words(answer)
    assert "no visa either way, same terms 53" in told
    assert "only Japan asks for a visa 92" in told
    assert "only the other state asks for a visa 1" in told
    assert f"comity visa reciprocity JPN --on {DAY}" in told


def test_a_group_alone(client: TestClient) -> None:
    answer = client.get(f"{JAPAN}&requirement=visa_required")
    assert len(states(answer)) == 18
    assert "China" in states(answer)
    assert "--requirement visa_required" in words(answer)
    assert f"/api/v1/visa/passport/JPN?on={DAY}&amp;requirement=visa_required" in answer.text
    assert f'data-src="/api/v1/visa/passport/JPN?on={DAY}"' in answer.text  # the map has them all


def test_a_group_in_which_nobody_is_says_so(client: TestClient) -> None:
    assert "On this day none is so." in words(client.get(f"{JAPAN}&requirement=no_admission"))


@pytest.mark.parametrize(
    ("sort", "first"), [("state", "Afghanistan"), ("stay", "Georgia"), ("requirement", "Albania")]
)
def test_the_table_is_sorted_by_its_columns(client: TestClient, sort: str, first: str) -> None:
    assert states(client.get(f"{JAPAN}&sort={sort}"))[0] == first


def test_what_changed_last_comes_first(client: TestClient) -> None:
    answer = client.get(f"{JAPAN}&sort=since")
    begun = re.findall(r'<span class="of">(\d{4}-\d\d-\d\d)</span>\s*</td>', answer.text)
    assert len(begun) > 10
    assert begun == sorted(begun, reverse=True)
    assert 'aria-sort="descending"' in answer.text


def test_the_day_of_the_slider_becomes_a_day_of_the_address(client: TestClient) -> None:
    answer = client.get("/visa?passport=JPN&requirement=evisa&month=89", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/visa?passport=JPN&on=2024-11-01&requirement=evisa"


def test_a_passport_and_a_destination_lead_to_their_page(client: TestClient) -> None:
    answer = client.get("/visa?passport=RUS&destination=JPN&on=2019-02-15", follow_redirects=False)
    assert answer.headers["location"] == "/visa/RUS/JPN?on=2019-02-15"


def test_after_the_newest_source_the_page_says_so(client: TestClient) -> None:
    assert "this is what was last known" in words(client.get("/visa?passport=JPN&on=2030-01-01"))
    assert "this is what was last known" not in words(client.get(JAPAN))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("passport=Japn", "did you mean Japan (JPN)?"),
        ("passport=SCH", "Schengen Area (SCH) has no passport in the record"),
        ("passport=JPN&on=1950-01-01", "the record of JPN passports begins on 1992-04-01"),
        ("destination=SCH&on=1950-01-01", "after 1950-01-01; ask for that day or a later one"),
        ("reciprocity=JPN&on=1950-01-01", "the record of JPN both ways begins on 2017-06-01"),
        ("passport=JPN&on=2024", "is no single day"),
        ("passport=JPN&requirement=free", "no requirement is called 'free'"),
        ("reciprocity=JPN&relation=free", "no relation is called 'free'"),
        ("passport=JPN&sort=size", "nothing is sorted by 'size'"),
    ],
)
def test_a_question_without_meaning_is_refused(client: TestClient, query: str, told: str) -> None:
    answer = client.get(f"/visa?{query}")
    assert answer.status_code == 400
    assert told in words(answer)


def test_what_changed_shortly_before_is_told(client: TestClient) -> None:
    answer = client.get("/visa?passport=JPN&on=2024-12-01")
    assert "1 changed since 2024-11-01 China : visa required → , now visa-free" in words(answer)
    assert '<a href="/visa?passport=JPN&amp;on=2024-11-30" rel="prev">' in answer.text
    assert "changed since" not in words(client.get("/visa?passport=JPN&on=2017-06-01"))  # the record begins
    both = words(client.get("/visa?reciprocity=JPN&on=2020-04-01"))
    assert "South Korea : no visa either way, same terms → , now both ask for a visa" in both


def test_barred_entry_is_counted(client: TestClient) -> None:
    assert "2 bar entry" in words(client.get("/visa?passport=JPN&on=2020-04-01"))
    assert "entry is barred to 198" in words(client.get("/visa?destination=JPN&on=2020-06-01"))


# One passport at one border.


def test_a_pair_is_answered_with_rule_sources_and_the_other_way(client: TestClient) -> None:
    answer = client.get("/visa/RUS/JPN?on=2019-02-15")
    told = words(answer)
    assert "On 2019-02-15 : visa required" in told
    assert "since 2017-01-01 · written by hand from the sources named" in told
    assert "Relaxation of Visa Requirements for Nationals of Russian Federation" in told
    assert 'href="https://www.mofa.go.jp/press/release/press4e_001412.html" rel="noopener' in answer.text
    assert "Japan to Russia : visa required" in told
    assert 'href="/visa/JPN/RUS?on=2019-02-15"' in answer.text
    assert "comity visa history RUS JPN" in told


def test_where_it_depends_the_question_and_its_field_are_there(client: TestClient) -> None:
    address = "/visa/IDN/JPN?on=2015-06-01"
    answer = client.get(address)
    assert "it depends: visa-free, 15 days" in words(answer)
    assert "Has the passport been registered with the destination's mission" in words(answer)
    assert '<select name="registered">' in answer.text
    assert '<select name="resident_of">' not in answer.text  # no rule of this pair asks for it
    said = words(client.get(f"{address}&registered=yes&days=10"))
    assert "On 2015-06-01 : visa-free, 15 days" in said
    assert "comity visa IDN JPN --on 2015-06-01 --days 10 --registered" in said
    assert "visa required" in words(client.get(f"{address}&registered=yes&days=40"))


def test_facts_reach_api_and_command_in_their_words(client: TestClient) -> None:
    answer = client.get("/visa/CHN/JPN?on=2025-01-01&registered=no&passport=diplomatic&age=70")
    assert "--no-registered --say passport=diplomatic --say age=70" in words(answer) or (
        "--say passport=diplomatic --no-registered --say age=70" in words(answer)
    )
    assert "registered=no&amp;say=passport%3Ddiplomatic&amp;say=age%3D70" in answer.text


def test_how_well_a_day_is_known_is_told(client: TestClient) -> None:
    told = words(client.get("/visa/JPN/AGO?on=2024-11-25"))
    assert "since (2023-09-04 … 2023-10-11) · begin known as the days between two sources" in told


def test_sources_that_disagree_say_what_they_say(client: TestClient) -> None:
    assert "disagrees: visa-free, 15 days" in words(client.get("/visa/JPN/CHN?on=2021-06-01"))


def test_the_history_is_a_table_and_bars_both_ways(client: TestClient) -> None:
    answer = client.get("/visa/JPN/CHN?on=2021-06-01")
    assert answer.text.count('<svg class="bars" ') == 2
    assert 'class="bar visa_free"' in answer.text
    assert answer.text.count('<tr class="asked">') == 1
    assert "2003-09-01 to 2018-04-30" in words(answer)
    assert "style=" not in answer.text


def test_names_lead_to_codes(client: TestClient) -> None:
    answer = client.get("/visa/japan/schengen?on=2021-06-01", follow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == "/visa/JPN/SCH?on=2021-06-01"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/visa/Japn/RUS", 404, "did you mean Japan (JPN)?"),
        ("/visa/JPN/XQQ", 404, "no state is called 'XQQ'"),
        ("/visa/SCH/JPN", 404, "has no passport in the record"),
        ("/visa/JPN/JPN", 404, "asks its own citizens for no visa"),
        ("/visa/RUS/JPN?on=1950-01-01", 400, "begins on 2012-01-01"),
        ("/visa/RUS/JPN?on=soon", 400, "'soon' is no day"),
        ("/visa/RUS/JPN?days=many", 400, "'many' is no number of days"),
        ("/visa/RUS/JPN?days=0", 400, "a stay of 0 days is none"),
        ("/visa/RUS/JPN?age=x", 400, "age: 'x' is no age in years"),
    ],
)
def test_a_pair_without_meaning_is_refused(client: TestClient, path: str, status: int, told: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert told in words(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/visa/%3Cscript%3Ealert(1)%3C%2Fscript%3E/JPN",
        "/visa?passport=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/visa?passport=JPN&sort=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/visa/RUS/JPN?holds=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/visa/RUS/JPN?on=%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_what_an_address_says_stays_text(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {400, 404}
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_what_is_pending_is_told_with_its_sentence_escaped_and_linked(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "<img src=x onerror=alert(1)>.txt").write_text(PAGE, encoding="utf-8")
    with comity.open(tmp_path / "pending.db") as ledger:
        ledger.read([pages])
    with (
        comity.open(tmp_path / "pending.db", read_only=True) as ledger,
        TestClient(make(Desk(ledger)), base_url="http://localhost") as client,
    ):
        answer = client.get("/visa/PER/CHL?on=2024-06-01")
        (event,) = set(re.findall(r'href="/event/([0-9a-f]+)"', answer.text))
        told = words(answer)
        assert "an exemption considered since 2024-03-04" in told
        assert "Chile: an exemption considered" in told
        assert "is considering granting a visa exemption" in told
        assert "<img" not in answer.text
        assert "&lt;img src=x onerror=alert(1)&gt;" in answer.text
        assert ledger.event(event) is not None


@pytest.mark.parametrize(
    "path",
    [
        f"{JAPAN}&requirement=evisa",
        f"{JAPAN}&requirement=barred",
        f"/visa?destination=SCH&on={DAY}&sort=stay",
        f"/visa?reciprocity=JPN&on={DAY}&relation=mutual",
        f"/visa/CHN/JPN?on={DAY}&days=10&registered=no&biometric=yes&purpose=tourism&passport=service&age=7",
        f"/visa/JPN/SCH?on={DAY}",
    ],
)
def test_the_same_answer_is_there_as_json(client: TestClient, path: str) -> None:
    page = client.get(path).text
    addresses = re.findall(r'<a href="(/api/v1/[^"]+)"', page) + re.findall(r'data-src="([^"]+)"', page)
    assert addresses
    for address in addresses:
        assert client.get(html.unescape(address)).status_code == 200


# The parts.


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.dates())
def test_each_stop_of_the_slider_is_a_day_and_found_again(one: date, other: date, day: date) -> None:
    months = Months(min(one, other), max(one, other))
    days = [months.day(stop) for stop in range(months.last + 1)]
    assert days[0] == months.begins
    assert days[-1] == months.ends
    assert days == sorted(set(days))
    assert [months.at(each) for each in days] == list(range(months.last + 1))
    assert months.day(months.at(day)) <= day or months.at(day) == 0
    before = months.before(day)
    assert before is None or before < day


def test_ticks_stand_at_the_stops_that_show_a_change() -> None:
    months = Months(date(2017, 6, 15), date(2017, 9, 10))
    turns = {date(2015, 1, 1): 9, date(2017, 6, 15): 9, date(2017, 7, 1): 4, date(2017, 7, 2): 1}
    found = ticks({**turns, date(2018, 1, 1): 9}, months)
    assert [(each.x, each.top) for each in found] == [("25.000%", 0.0), ("50.000%", 10.0)]
    assert found[0].words == "4 changed by 2017-07-01"


@pytest.mark.parametrize(
    "pair", [("JPN", "CHN"), ("JPN", "RUS"), ("RUS", "JPN"), ("GBR", "SCH"), ("AFG", "FRA")]
)
def test_bars_lie_one_after_the_other_within_the_picture(pair: tuple[str, str]) -> None:
    history = Visas().history(*pair)
    bars = Scale.over([history], date(2026, 11, 22)).bars(history)
    assert sum(bool(bar.key) for bar in bars) == len(history)
    end = 0.0
    for bar in bars:
        x, width = float(bar.x[:-1]), float(bar.width[:-1])
        assert x >= end - 0.002
        end = x + width
        assert end <= 100.002


def test_a_day_lies_in_the_last_stretch_that_had_begun() -> None:
    history = Visas().history("JPN", "CHN")
    asked = [each for each in stretches(history, date(2019, 1, 1)) if each.asked]
    assert [each.begun for each in asked] == [date(2018, 5, 1)]
    assert not any(each.asked for each in stretches(history, date(1990, 1, 1)))


def test_the_form_asks_by_every_kind_that_was_said() -> None:
    facts = Facts.read({"age": "70", "on": DAY, "purpose": ""}, Visas.facts())
    assert facts.said == {"age": "70"}
    answer: dict[str, Any] = {"conditions": [], "rule": {"conditions": []}, "others": [], "too_long_for": []}
    assert [field.name for field in facts.fields(answer, [])] == ["purpose", "age"]


# In a browser.


def test_the_slider_is_moved_by_keys_and_moves_map_and_table(look: Look) -> None:
    if not are_built():
        pytest.skip("the charts are not built; call: make charts")
    with look.at(f"{JAPAN}&requirement=visa_required") as page:
        expect(page.locator("#map")).to_have_attribute("data-state", "drawn")
        expect(page.locator("[data-go]")).to_be_hidden()
        page.focus("#month")
        for _ in range(5):
            page.keyboard.press("ArrowLeft")
        expect(page.locator("output")).to_have_text("2024-06-01")
        expect(page.locator("#month")).to_have_attribute("aria-valuetext", "1 June 2024")
        expect(page.locator("#told")).to_contain_text("On 2024-06-01")
        expect(page).to_have_url(re.compile(r"passport=JPN&on=2024-06-01&requirement=visa_required$"))
        expect(page.locator("#month")).to_be_focused()
        expect(page.locator("#map")).to_have_attribute("data-src", "/api/v1/visa/passport/JPN?on=2024-06-01")
        expect(page.locator("#map")).to_have_attribute("data-state", "drawn")
        expect(page.locator("#asked input[name=on]")).to_have_value("2024-06-01")
        page.click(".groups a:has-text('All')")
        expect(page.locator(".crossings tbody th[scope=row]")).to_have_count(198)
        page.keyboard.press("Tab")
        page.focus("#month")
        page.keyboard.press("End")
        expect(page).to_have_url(re.compile(r"passport=JPN&on=2026-02-17$"))
        page.go_back()
        expect(page.locator("#told")).to_contain_text("On 2024-06-01")


def test_without_a_script_the_slider_has_a_button(look: Look) -> None:
    with look.at(JAPAN, script=False) as page:
        page.focus("#month")
        page.keyboard.press("Home")
        page.click("[data-go]")
        expect(page).to_have_url(re.compile(r"/visa\?passport=JPN&on=2017-06-01$"))
        expect(page.locator("#told")).to_contain_text("On 2017-06-01")


def test_facts_are_said_in_the_form(look: Look) -> None:
    with look.at("/visa/IDN/JPN?on=2015-06-01") as page:
        expect(page.locator(".outcome")).to_contain_text("it depends")
        page.select_option("select[name=registered]", "yes")
        page.click("button:has-text('Ask')")
        expect(page.locator(".outcome strong")).to_have_text("visa-free, 15 days")
        expect(page).to_have_url(re.compile("registered=yes"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(
    "path",
    ["/visa", JAPAN, "/visa?reciprocity=JPN&on=2020-06-01&sort=state", "/visa/IDN/JPN?on=2015-06-01"],
)
def test_a_page_bars_nobody_and_fits(look: Look, path: str, width: int, scheme: str) -> None:
    with look.at(path, width=width, scheme=scheme) as page:
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_passport_alone_leads_to_where_it_goes(client: TestClient) -> None:
    answer = client.get("/visa/japan", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/visa?passport=JPN")
    assert client.get("/visa/atlantis").status_code == 404
