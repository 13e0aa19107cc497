"""Who codes, by name: both witnesses, the rules alone, or a coder that another package plugs in."""

from __future__ import annotations

import importlib.metadata
from typing import TYPE_CHECKING

import pytest

from comity import coders, stream
from comity.coding import CODER, RULES_CODER, judging
from comity.errors import ComityWarning, ModelError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comity.records import Document, Mention


class Silent:
    """A coder of somebody else, which finds nothing."""

    name = "silent-1"

    def code(self, documents: Iterable[Document]) -> Iterator[Mention]:
        yield from ()


def broken() -> Silent:
    raise ImportError("no such library")


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    found = importlib.metadata.EntryPoints(
        importlib.metadata.EntryPoint(name, f"{__name__}:{value}", coders.GROUP)
        for name, value in (("silent", "Silent"), ("broken", "broken"))
    )
    monkeypatch.setattr(coders, "entry_points", lambda group: found.select(group=group))
    monkeypatch.setattr(importlib.metadata.EntryPoint, "load", lambda self: globals()[self.attr])
    coders.load.cache_clear()
    yield
    coders.load.cache_clear()


def test_both_witnesses_code_unless_the_rules_are_asked_for() -> None:
    assert coders.load().name == CODER
    assert coders.load(coders.RULES).name == RULES_CODER
    assert coders.run(coders.BOTH) != coders.run(coders.RULES)


def test_an_unknown_coder_is_an_error_that_names_the_known() -> None:
    with pytest.raises(ModelError, match=r"no coder is called 'oracle'; known are comity, rules"):
        coders.load("oracle")


@pytest.mark.usefixtures("plugged")
def test_a_coder_of_others_is_known_by_its_entry_point() -> None:
    assert coders.known() == ["comity", "rules", "broken", "silent"]
    record = {"id": 1, "text": "Peru thanked Chile.", "date": None, "line": 1}
    assert list(stream.coded([record], coders.load("silent"))) == [{"id": 1, "mentions": []}]
    assert coders.run("silent") == "silent-1"


@pytest.mark.usefixtures("plugged")
def test_a_coder_of_others_that_ranks_no_pairs_says_so() -> None:
    with pytest.raises(ModelError, match="silent-1 codes documents only"):
        stream.pairs([], coders.load("silent"))


@pytest.mark.usefixtures("plugged")
def test_a_coder_of_others_that_fails_to_load_is_named() -> None:
    with pytest.raises(ModelError, match=r"'broken' cannot be loaded \(no such library\)"):
        coders.load("broken")


def test_without_its_model_the_rules_code_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> judging.Panel:
        raise ModelError("the judge cannot be loaded")

    monkeypatch.setattr(judging, "load", missing)
    coders.load.cache_clear()
    coders._panel.cache_clear()
    try:
        with pytest.warns(ComityWarning, match="until then the rules code alone"):
            assert coders.load().name == RULES_CODER
        assert coders.run(coders.BOTH) == coders.run(coders.RULES)
    finally:
        coders.load.cache_clear()
        coders._panel.cache_clear()
