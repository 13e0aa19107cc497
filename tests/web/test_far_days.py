"""Days at either end of the calendar are answered as any other: nothing is counted beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

FAR = ("0001", "0001-01-01", "9999", "9999-12-31")
PLACES = (
    "/JPN/RUS",
    "/JPN/RUS/series",
    "/JPN/RUS/replies",
    "/measures",
    "/changes",
    "/changes.atom",
    "/changes.ics",
    "/visa?passport=JPN",
    "/visa/JPN/RUS",
)


@pytest.mark.parametrize("place", PLACES)
def test_the_first_and_the_last_day_may_be_asked_about(client: TestClient, place: str) -> None:
    joint = "&" if "?" in place else "?"
    for day in FAR:
        for name in ("since", "until", "on"):
            asked = f"{place}{joint}{name}={day}"
            assert client.get(asked).status_code in {200, 400}, asked
