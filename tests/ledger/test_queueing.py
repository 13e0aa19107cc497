"""Mentions wait in an order that does not change, and an event keeps the documents it was coded from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

import comity
from comity.answers import queue
from comity.errors import QuestionError
from comity.ledger import reader, schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comity import Ledger

STORY = """{day} 2022-04-08

TOKYO - Japan expelled eight Russian diplomats on Friday. Russia condemned Japan on Friday.

China condemned Japan on Friday. Japan and China held talks on Friday.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("queueing")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text(STORY.format(day="Friday"))
    with comity.open(folder / "comity.db") as ledger:
        ledger.read([pages])
        yield ledger


def ids(found: tuple[list[queue.Waiting], int]) -> list[str]:
    return [each.mention.id for each in found[0]]


@pytest.mark.parametrize("newest", [False, True])
def test_parts_of_the_queue_are_the_queue(ledger: Ledger, newest: bool) -> None:
    store = ledger.store()
    whole = ids(queue.queue(store, queue.wanted(), newest=newest))
    assert len(whole) >= 4
    parts: list[str] = []
    while some := ids(
        queue.queue(store, queue.wanted(), newest=newest, most=2, after=parts[-1] if parts else None)
    ):
        parts += some
    assert parts == whole


def test_what_is_judged_is_passed_over_and_still_counted(ledger: Ledger) -> None:
    store = ledger.store()
    whole = ids(queue.queue(store, queue.wanted()))
    left, total = queue.queue(store, queue.wanted(), judged=set(whole[:2]))
    assert [each.mention.id for each in left] == whole[2:]
    assert total == len(whole)


def test_the_queue_is_that_of_a_state_a_pair_or_a_type(ledger: Ledger) -> None:
    store = ledger.store()

    def pairs(*parties: str) -> set[frozenset[str]]:
        found, _ = queue.queue(store, queue.wanted(parties))
        return {
            frozenset(party.code for party in (*each.mention.actors, *each.mention.recipients))
            for each in found
        }

    assert pairs("JPN", "RUS") == pairs("RUS", "JPN") == {frozenset({"JPN", "RUS"})}
    assert pairs("JPN") == {frozenset({"JPN", "RUS"}), frozenset({"JPN", "CHN"})}
    assert pairs("FRA") == set()
    found, total = queue.queue(store, queue.wanted(types=["accuse"]))
    assert {each.mention.type for each in found} == {"ACCUSE"}
    assert total == len(found)


def test_an_unknown_type_or_mention_is_named(ledger: Ledger) -> None:
    with pytest.raises(QuestionError, match="did you mean ACCUSE"):
        queue.wanted(types=["ACUSE"])
    with pytest.raises(QuestionError, match="'zzz'"):
        queue.claim(ledger.store(), "zzz")


def test_a_claim_has_its_document_and_event(ledger: Ledger) -> None:
    store = ledger.store()
    for each in ids(queue.queue(store, queue.wanted())):
        claim = queue.claim(store, each)
        assert claim.mention.quote.of(claim.document.text) in claim.sentence
        assert claim.event is not None
        assert claim.record()["via"]["actors"]


def test_an_event_keeps_the_text_it_was_coded_from(tmp_path: Path) -> None:
    """Until what a newer coder read is merged, places count in the older text."""
    (tmp_path / "one.txt").write_text(STORY.format(day="Friday"))
    with comity.open(tmp_path / "comity.db") as ledger:
        ledger.read([tmp_path / "one.txt"])
        (event, *_) = ledger.export("events")
        before = ledger.event(event["id"])
        with ledger.store(write=True).transaction() as connection:
            connection.execute(update(schema.readings).values(current=False))
        after = ledger.event(event["id"])
        assert after == before
        with ledger.store().snapshot() as connection:
            assert reader.document(connection, before.shown[0].evidence.mention.document) is None
