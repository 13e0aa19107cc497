"""What a program gets from the API: the records of the exports, in parts, kept until the ledger changes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

import comity
from comity.answers import classes
from comity.ontology import kinds
from comity.web.api.base import V1
from comity.web.api.shapes import all_shapes
from comity.web.app import make
from comity.web.desk import Desk, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROUTES = [
    ("Ledger", "/ledger"),
    ("States", "/states"),
    ("StateDetail", "/states/japan"),
    ("Events", "/events?limit=500"),
    ("Documents", "/documents"),
    ("Mentions", "/mentions?limit=500"),
    ("SkippedPart", "/skipped"),
    ("Measures", "/measures"),
    ("Changes", "/changes?since=2010"),
    ("Timeline", "/pairs/JPN/RUS/timeline"),
    ("Relation", "/pairs/JPN/RUS/status"),
    ("Relation", "/pairs/JPN/CHN/status?on=2024-11-25"),
    ("Course", "/pairs/JPN/RUS/measures"),
    ("Course", "/pairs/JPN/CHN/measures?on=2020-06-01"),
    ("Replies", "/pairs/JPN/RUS/replies"),
    ("Balance", "/pairs/JPN/RUS/balance"),
    ("Series", "/pairs/JPN/RUS/series"),
    ("Series", "/pairs/JPN/RUS/series?by=year"),
    ("Events", "/pairs/JPN/RUS/events"),
    ("Offers", "/visa/passport/JPN?on=2024-11-25"),
    ("Offers", "/visa/destination/JPN?on=2020-06-01"),
    ("Offers", "/visa/destination/SCHENGEN?on=2024-11-25&requirement=visa_free"),
    ("Reciprocity", "/visa/reciprocity/JPN?on=2024-11-25"),
    ("Reciprocity", "/visa/reciprocity/QAT?on=2022-11-25"),
    ("Compared", "/visa/reciprocity/JPN/RUS"),
    ("Journey", "/visa/RUS/JPN?on=2019-02-15"),
    ("Journey", "/visa/IDN/JPN?on=2015-06-01&registered=true&days=10"),
    ("Journey", "/visa/IDN/JPN?on=2015-06-01"),
    ("Journey", "/visa/GBR/SCHENGEN?on=2024-06-14&say=age%3D70"),
    ("Journey", "/visa/CHN/JPN?on=2020-06-01"),
    ("VisaHistory", "/visa/RUS/JPN/history"),
    ("VisaHistory", "/visa/JPN/CHN/history"),
]


def got(client: TestClient, address: str) -> Any:
    answer = client.get(V1 + address)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(("shape", "address"), ROUTES)
def test_an_answer_has_its_shape(client: TestClient, shape: str, address: str) -> None:
    answer = client.get(V1 + address)

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    all_shapes()[shape].model_validate_json(answer.content, strict=True)


@pytest.mark.parametrize(
    ("listed", "shape"),
    [("events", "EventDetail"), ("documents", "DocumentDetail"), ("measures", "MeasureDetail")],
)
def test_every_one_of_a_list_has_its_shape(client: TestClient, listed: str, shape: str) -> None:
    for each in got(client, f"/{listed}?limit=500")["items"]:
        answer = client.get(f"{V1}/{listed}/{each['id']}")
        all_shapes()[shape].model_validate_json(answer.content, strict=True)


def test_a_page_without_a_document_says_why(client: TestClient) -> None:
    gone = next(each for each in got(client, "/skipped")["items"] if each["stage"] == "clean")

    told = got(client, f"/documents/{gone['page']}")

    all_shapes()["PageWithoutDocument"].model_validate(told)
    assert told["skipped"][0]["reason"] == gone["reason"]


def test_every_route_is_described_and_tried(client: TestClient) -> None:
    described = got(client, "/openapi.json")

    names = set(all_shapes())
    told = {
        response["content"]["application/json"]["schema"].get("$ref", "").rpartition("/")[2]
        for path in described["paths"].values()
        for operation in path.values()
        for status, response in operation["responses"].items()
        if status == "200"
    }
    tried = {shape for shape, _ in ROUTES} | {"EventDetail", "MeasureDetail", "Coded", ""}
    assert told == tried
    assert names >= told - {""}
    assert all(
        parameter.get("description")
        for path in described["paths"].values()
        for operation in path.values()
        for parameter in operation.get("parameters", ())
    )


def test_the_description_knows_all_types_and_its_examples_are_kinds(client: TestClient) -> None:
    described = got(client, "/openapi.json")["paths"][f"{V1}/events"]["get"]["parameters"]
    types = next(each for each in described if each["name"] == "type")["schema"]["items"]["enum"]

    assert set(types) == {name for some in classes.types().values() for name in some}
    assert "expulsion" in kinds.load()


def test_events_are_those_of_the_export(client: TestClient, desk: Desk) -> None:
    exported = list(desk.ledger.export("events"))

    assert got(client, "/events?limit=500")["items"] == exported


@pytest.mark.parametrize("listed", ["events", "documents", "mentions", "skipped", "measures"])
def test_parts_joined_are_the_whole(client: TestClient, listed: str) -> None:
    whole = got(client, f"/{listed}?limit=500")["items"]
    parts, at = [], f"{V1}/{listed}?limit=3"
    while at:
        answer = client.get(at)
        part = answer.json()
        parts += part["items"]
        assert len(part["items"]) <= 3
        assert ("link" in answer.headers) == (part["next"] is not None)
        at = answer.links["next"]["url"] if part["next"] else ""

    assert parts == whole
    assert len(parts) > 3


@pytest.mark.parametrize("told", ["JPN%E2%80%A8", "%20JPN%0D%0A", "japan"])
def test_the_link_to_the_next_part_is_one_of_ascii(client: TestClient, told: str) -> None:
    answer = client.get(f"/api/v1/pairs/{told}/RUS/events?limit=1")
    assert answer.status_code == 200
    link = answer.headers["link"]
    assert link.startswith(f"</api/v1/pairs/{told}/RUS/events?limit=1&cursor=")
    second = client.get(link[1 : link.index(">")])
    assert second.status_code == 200
    assert second.json()["items"] != answer.json()["items"]


def test_a_link_keeps_what_was_asked(client: TestClient) -> None:
    address = f"{V1}/pairs/Japan/Russia/events?type=SANCTION&type=ACCUSE&order=newest&limit=2"
    first = client.get(address)
    second = client.get(first.links["next"]["url"]).json()["items"]

    told = [each["date_start"] for each in [*first.json()["items"], *second]]
    assert told == sorted(told, reverse=True)
    assert {each["type"] for each in second} <= {"SANCTION", "ACCUSE"}


def test_events_are_filtered(client: TestClient) -> None:
    found = got(client, "/events?one=JPN&other=RUS&since=2022-04&until=2022-04&type=SANCTION&status=actual")

    assert found["items"]
    for each in found["items"]:
        assert each["type"] == "SANCTION"
        assert each["date_start"] <= "2022-04-30"
        assert each["date_end"] >= "2022-04-01"
        assert {*each["actors"], *each["recipients"]} >= {"JPN", "RUS"}


def test_a_timeline_shows_replies_between_what_it_shows(client: TestClient) -> None:
    whole = got(client, "/pairs/JPN/RUS/timeline")
    some = got(client, "/pairs/JPN/RUS/timeline?type=SANCTION")

    assert whole["names"] == {"JPN": "Japan", "RUS": "Russia"}
    assert {each["direction"] for each in whole["events"]} == {"JPN->RUS", "RUS->JPN", "both"}
    assert whole["replies"]
    for told in (whole, some):
        shown = {each["id"] for each in told["events"]}
        assert {each["event"] for each in told["replies"]} | {
            each["answers"] for each in told["replies"]
        } <= shown
    assert {each["class"] for each in some["events"]} == {"material_conflict"}


def test_the_measures_of_a_pair_have_their_visa_rules_too(client: TestClient) -> None:
    found = got(client, "/pairs/RUS/JPN/measures?on=2024-11-25")["items"]

    rules = {(each["issuer"], each["subject"]): each for each in found if each["basis"] == "record"}
    assert set(rules) == {("JPN", "RUS"), ("RUS", "JPN")}
    assert rules["RUS", "JPN"]["value"] == "evisa, 16 days"
    assert [step["status"] for step in rules["JPN", "RUS"]["history"]] == [
        "in_force",
        "suspended",
        "in_force",
    ]
    assert any(each["basis"] == "ledger" for each in found)


def test_a_day_counts_where_none_is_named(demo: Path) -> None:
    from datetime import date

    with comity.open(demo, read_only=True) as ledger:
        client = TestClient(make(Desk(ledger, clock=lambda: date(2019, 2, 15))), base_url="http://localhost")
        assert got(client, "/visa/RUS/JPN")["on"] == "2019-02-15"
        assert got(client, "/pairs/JPN/RUS/measures")["on"] == "2019-02-15"
        assert got(client, "/measures")["on"] == "2019-02-15"


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/pairs/JPN/Rusia/events", 404, "did you mean Russia"),
        ("/pairs/JPN/Japan/series", 404, "named twice"),
        ("/events/ffffffffffffffff", 404, "no event has an id that begins with"),
        ("/events/e:%00", 404, "no event"),
        ("/documents/nothing-of-the-kind.html", 404, "no page in the ledger is called"),
        ("/measures/zzzz", 404, "no measure has an id"),
        ("/visa/JPN/JPN", 404, "asks its own citizens for no visa"),
        ("/visa/Atlantis/JPN", 404, "no state is called"),
        ("/nothing/of/the/kind", 404, "nothing is at /api/v1/nothing/of/the/kind"),
        ("/events?type=SANCTIONS", 400, "did you mean SANCTION"),
        ("/events?since=2023-02-30", 400, "is no day"),
        ("/events?since=2023&until=2022", 400, "before they begin"),
        ("/events?one=Rusia", 400, "did you mean Russia"),
        ("/events?cursor=bm8", 400, "is no cursor of this list"),
        ("/measures?kind=embargoes", 400, "no kind of measure"),
        ("/visa/RUS/JPN?on=1950-01-01", 400, "the record of"),
        ("/visa/RUS/JPN?say=shoe%3D42", 400, "nothing is asked of a traveller under 'shoe'"),
        ("/visa/RUS/JPN?days=0", 422, "query.days"),
        ("/events?since=yesterday", 422, "query.since"),
        ("/events?since=", 422, "query.since"),
        ("/events?limit=501", 422, "query.limit"),
        ("/events?status=settled", 422, "query.status.0: Input should be 'actual', 'announced'"),
        ("/events?sice=2022", 422, "query.sice: is not known here"),
        ("/ledger?verbose=1", 422, "query.verbose: is not known here"),
        ("/events?since=2022&since=2023", 422, "query.since: is given more than once"),
    ],
)
def test_trouble_is_told_as_problem_details(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(V1 + address)

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert told in problem["detail"]
    assert problem["status"] == status
    all_shapes()["Problem"].model_validate_json(answer.content, strict=True)


def test_an_answer_is_asked_for_again_only_where_it_has_changed(client: TestClient) -> None:
    first = client.get(f"{V1}/events")
    again = client.get(f"{V1}/events", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


def test_an_answer_changes_with_the_ledger(demo: Path, tmp_path: Path) -> None:
    place = tmp_path / "copy.db"
    shutil.copy(demo, place)
    page = tmp_path / "thanks.txt"
    page.write_text("LIMA, 2 May 2024 - Peru thanked Chile for its help after the earthquake on Thursday.\n")
    with comity.open(place, read_only=True) as ledger:
        client = TestClient(make(Desk(ledger)), base_url="http://localhost")
        before = client.get(f"{V1}/ledger")
        with comity.open(place) as written:
            written.read([page])
        after = client.get(f"{V1}/ledger", headers={"If-None-Match": before.headers["etag"]})

    assert after.status_code == 200
    assert after.json()["documents"] == before.json()["documents"] + 1


@pytest.mark.parametrize("cache", [0, 64 * 1024 * 1024])
def test_head_tells_what_get_would(demo: Path, cache: int) -> None:
    with comity.open(demo, read_only=True) as ledger:
        client = TestClient(make(Desk(ledger, Limits(cache=cache))), base_url="http://localhost")
        head, get = (client.request(method, f"{V1}/documents") for method in ("HEAD", "GET"))

    assert head.status_code == get.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == get.headers["etag"]


def test_an_answer_is_sent_compressed_to_who_takes_it(client: TestClient) -> None:
    plain = client.get(f"{V1}/events", headers={"Accept-Encoding": "identity"})
    small = client.get(f"{V1}/events", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert small.json() == plain.json()
    assert "accept-encoding" in small.headers["vary"].lower()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST", "OPTIONS"])
def test_another_method_is_refused_with_those_that_are_answered(client: TestClient, method: str) -> None:
    answer = client.request(method, f"{V1}/events")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_slash_at_the_end_leads_to_the_address_without(client: TestClient) -> None:
    answer = client.get(f"{V1}/events/?limit=1", follow_redirects=False)

    assert answer.status_code == 307
    assert answer.headers["location"].endswith("/api/v1/events?limit=1")


def test_text_comes_as_it_is(client: TestClient) -> None:
    told = json.dumps(got(client, "/events?limit=500"), ensure_ascii=False)
    sent = client.get(f"{V1}/events?limit=500").content.decode("utf-8")

    assert json.loads(sent) == json.loads(told)
    assert "\\u" not in sent


@pytest.fixture(scope="module")
def no_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    place = tmp_path_factory.mktemp("gone") / "none.db"
    with comity.open(place, read_only=True) as ledger:
        yield TestClient(make(Desk(ledger)), base_url="http://localhost", raise_server_exceptions=False)


def test_without_a_ledger_the_api_says_how_to_make_one(no_ledger: TestClient) -> None:
    answer = no_ledger.get(f"{V1}/events")

    assert answer.status_code == 503
    assert "make one with: comity read" in answer.json()["detail"]
    assert no_ledger.get(f"{V1}/openapi.json").status_code == 200
