"""What the ledger holds: counted as it stands now, also when somebody writes."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.test_pipeline import SETTINGS, coder

import comity
from comity.answers import overview
from comity.answers.contract import Kind
from comity.answers.kept import Kept
from comity.ledger.store import Store
from comity.pipeline import follow_all, read
from webledger import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comity.api import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    place = tmp_path_factory.mktemp("ledger") / "comity.db"
    with Store(place, write=True) as store:
        fill(store, 1500)
    with comity.open(place, read_only=True) as opened:
        yield opened


def test_an_overview_counts_what_the_exports_have(ledger: Ledger) -> None:
    found = ledger.overview()
    events, documents = list(ledger.export(Kind.EVENTS)), list(ledger.export(Kind.DOCUMENTS))
    assert (found.events, found.documents, found.pages) == (1500, 300, 300)
    assert (found.mentions, found.measures) == (1500, len(list(ledger.export(Kind.MEASURES))))
    assert found.first is not None
    assert found.last is not None
    assert found.first.isoformat() == min(event["date_start"] for event in events)
    assert found.last.isoformat() == max(event["date_end"] for event in events)
    published = Counter(document["publisher"] for document in documents)
    assert found.publishers == len(published)
    assert dict(found.busiest_publishers).items() <= published.items()
    assert found.busiest_publishers[0][1] == max(published.values())
    pairs = Counter(tuple(sorted((event["actors"][0], event["recipients"][0]))) for event in events)
    assert found.pairs == len(pairs)
    assert [each.events for each in found.busiest_pairs] == sorted(pairs.values(), reverse=True)[:20]
    assert all(pairs[each.one, each.other] == each.events for each in found.busiest_pairs)
    assert (found.coder, found.coder_since) == ("made-up", "2025-01-01T00:00:00+00:00")
    assert found.written is not None


def test_an_overview_as_json(ledger: Ledger) -> None:
    record = ledger.overview().record()
    assert record["busiest_pairs"][0].keys() == {"one", "other", "events"}
    assert record["busiest_publishers"][0].keys() == {"publisher", "documents"}
    assert record["written"].endswith("+00:00")


def test_a_state_has_its_events_with_each_other_state(ledger: Ledger) -> None:
    found = ledger.state("Japan")
    assert found.code == "JPN"
    events = list(ledger.export(Kind.EVENTS))
    for each in found.others:
        acted = [e for e in events if (e["actors"], e["recipients"]) == (["JPN"], [each.other])]
        received = [e for e in events if (e["actors"], e["recipients"]) == ([each.other], ["JPN"])]
        assert (each.acted, each.received, each.both) == (len(acted), len(received), 0)
        assert each.last.isoformat() == max(e["date_end"] for e in [*acted, *received])
    together = sum(each.events for each in found.others)
    assert together == sum("JPN" in {*e["actors"], *e["recipients"]} for e in events)
    assert all(one.events >= other.events for one, other in itertools.pairwise(found.others))
    assert found.record()["pairs"][0]["other"] == found.others[0].other


def test_a_state_without_events_has_nobody(ledger: Ledger) -> None:
    assert ledger.state("TUV").others == ()


def test_the_latest_events_come_first_and_none_of_a_later_day(ledger: Ledger) -> None:
    days = [each.event.days.first.isoformat() for each in ledger.latest(5, "2019-06-30")]
    every = sorted((event["date_start"] for event in ledger.export(Kind.EVENTS)), reverse=True)
    assert days == [day for day in every if day <= "2019-06-30"][:5]
    assert all(each.best.quote for each in ledger.latest(3))


def test_what_both_sides_do_counts_once(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(
        "TOKYO, May 2, 2024\n\nJapan and Russia held talks in Tokyo on Tuesday.\n\n"
        "Japan expelled a Russian diplomat on Wednesday, an official said.\n",
        "utf-8",
    )
    with comity.open(tmp_path / "comity.db") as ledger:
        ledger.read([tmp_path])
        assert [tuple(each) for each in ledger.overview().busiest_pairs] == [("JPN", "RUS", 2)]
        (russia,) = ledger.state("JPN").others
        assert (russia.other, russia.acted, russia.received, russia.both) == ("RUS", 1, 0, 1)


def test_an_empty_ledger_holds_nothing(tmp_path: Path) -> None:
    Store(tmp_path / "comity.db", write=True).close()
    with comity.open(tmp_path / "comity.db", read_only=True) as ledger:
        found = ledger.overview()
        assert (found.pages, found.events, found.first, found.busiest_pairs, found.coder) == (
            0,
            0,
            None,
            (),
            None,
        )
        assert ledger.latest() == []
        assert ledger.lists.events().items == ()


def test_what_a_newer_coder_took_back_is_not_counted(tmp_path: Path) -> None:
    pages = ["a.txt=2024-05-01 JPN met RUS\n2024-05-02 JPN condemned FRA", "b.txt=2024-05-07 JPN thanked PER"]
    with Store(tmp_path / "comity.db", write=True) as store:
        read(pages, store, SETTINGS, stages=coder("c-1"))
        read(pages, store, SETTINGS, stages=coder("c-2", verbs=("met",)))
        follow_all(store)
        found = overview.overview(store)
        assert (found.pages, found.documents, found.mentions, found.events) == (2, 2, 1, 1)
        assert [tuple(each) for each in found.busiest_pairs] == [("JPN", "RUS", 1)]
        assert found.coder == "c-2"
        assert [each.other for each in overview.state(store, "JPN").others] == ["RUS"]
        assert found.last is not None
        assert found.last.isoformat() == "2024-05-01"


def test_an_overview_is_counted_anew_only_when_the_ledger_has_changed(tmp_path: Path) -> None:
    worked: list[int] = []

    def work(store: Store) -> int:
        worked.append(overview.overview(store).events)
        return worked[-1]

    place = tmp_path / "comity.db"
    with Store(place, write=True) as store, Store(place, read_only=True) as reading:
        kept = Kept(work)
        assert [kept.of(reading), kept.of(reading)] == [0, 0]
        assert worked == [0]
        read(["a.txt=2024-05-01 JPN met RUS"], store, SETTINGS, stages=coder("c-1"))
        assert [kept.of(reading), kept.of(reading)] == [1, 1]
        assert worked == [0, 1]
