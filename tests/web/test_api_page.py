"""The page that tells the API, and the addresses of JSON on all other pages."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from comity.web.api.base import V1
from comity.web.api.shapes import all_shapes

if TYPE_CHECKING:
    from starlette.testclient import TestClient

PAGES = (
    "/JPN",
    "/JPN/RUS",
    "/JPN/RUS?since=2022&type=SANCTION&status=actual",
    "/JPN/RUS?text=visa",
    "/JPN/RUS/series",
    "/JPN/RUS/replies",
    "/measures",
    "/measures?kind=expulsion&issuer=JPN&since=2022&on=2023-01-01&status=in_force",
    "/changes",
    "/changes?one=JPN&since=2022-01-01&until=2022-12-31",
    "/visa?passport=JPN&on=2024-11-25",
    "/visa?destination=JPN&on=2024-11-25",
    "/visa?reciprocity=JPN&on=2024-11-25",
    "/visa/RUS/JPN",
    "/visa/IDN/JPN?on=2015-06-01&registered=yes&days=10",
)


def test_every_route_and_shape_is_told(client: TestClient) -> None:
    page = client.get("/api")

    assert page.status_code == 200
    told = unescape(page.text)
    described = client.get(f"{V1}/openapi.json").json()
    for path in described["paths"]:
        assert f"<code>{path}</code>" in told
    for shape in all_shapes():
        assert f'id="{shape}"' in told


def test_every_link_within_the_page_leads_somewhere(client: TestClient) -> None:
    told = client.get("/api").text
    links = set(re.findall(r'href="#([^"]+)"', told))

    assert links <= set(re.findall(r'id="([^"]+)"', told))
    assert len(re.findall(r'id="([^"]+)"', told)) == len(set(re.findall(r'id="([^"]+)"', told)))


def test_every_example_is_answered(client: TestClient) -> None:
    examples = set(re.findall(r'href="(/api/v1/[^"]+)"', client.get("/api").text))

    assert len(examples) > 15
    for example in examples:
        assert client.get(example).status_code == 200, example


@pytest.mark.parametrize("page", PAGES)
def test_a_page_and_its_json_are_both_answered(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    addresses = {unescape(each) for each in re.findall(r'(?:href|data-src)="(/api/v1/[^"]*)"', answer.text)}

    assert addresses
    for address in addresses:
        assert client.get(address).status_code == 200, client.get(address).text


@pytest.mark.parametrize("listed", ["events", "documents", "measures"])
def test_the_page_of_one_thing_leads_to_its_json(client: TestClient, listed: str) -> None:
    found = client.get(f"{V1}/{listed}?limit=1").json()["items"][0]["id"]
    place = {"events": "event", "documents": "document", "measures": "measures"}[listed]
    page = client.get(f"/{place}/{found}")

    assert f"{V1}/{listed}/{found}" in page.text
