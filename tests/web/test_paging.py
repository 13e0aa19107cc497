"""A cursor brings back the key that it was made of, and nothing else is one."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import QuestionError
from comity.web import paging

KEYS = st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.integers(), max_size=3).map(tuple)


@given(KEYS)
def test_a_key_comes_back_as_it_was(key: tuple[str | int, ...]) -> None:
    told = paging.cursor("events", key)

    assert paging.key("events", told) == key
    assert told.replace("-", "").replace("_", "").isalnum()


def test_no_cursor_is_the_beginning() -> None:
    assert paging.key("events", None) is None


@given(KEYS)
def test_a_cursor_of_another_list_is_refused(key: tuple[str | int, ...]) -> None:
    with pytest.raises(QuestionError, match="no cursor of this list; take the one under"):
        paging.key("documents", paging.cursor("events", key))


@given(st.text(max_size=60))
def test_what_is_no_cursor_is_refused(told: str) -> None:
    with pytest.raises(QuestionError, match="no cursor"):
        paging.key("events", told)


@pytest.mark.parametrize(
    "content",
    ['[2,"events","x"]', '[1,"events",true]', '[1,"events",[1]]', "1", "[" * 1500, '{"a":1}', "[1]"],
)
def test_a_forged_cursor_is_refused(content: str) -> None:
    forged = base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")

    with pytest.raises(QuestionError, match="no cursor"):
        paging.key("events", forged)


def test_the_version_is_in_the_cursor() -> None:
    padded = paging.cursor("events", ("2022-10-04", "3f2a")) + "=="

    assert json.loads(base64.urlsafe_b64decode(padded)) == [1, "events", "2022-10-04", "3f2a"]
