"""Reading into a ledger: whole batches, nothing twice, newer coders, and what a kill leaves."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comity.answers import export
from comity.answers.contract import Kind
from comity.answers.timeline import timeline
from comity.dates import SpanOfDays
from comity.errors import LedgerError
from comity.ids import of_parts
from comity.ledger.store import Store
from comity.pipeline import Stages, read
from comity.records import (
    Block,
    Document,
    Event,
    Form,
    Mention,
    Page,
    Party,
    Role,
    Skipped,
    Span,
    Status,
)
from comity.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

TYPES = {"met": "CONSULT", "condemned": "ACCUSE", "thanked": "SUPPORT"}


# A little language of our own, so that these tests hold whatever the real stages become: every line of a
# page reads "2024-05-01 JPN met RUS"; a page with the word "weather" gives no document.


def pages(paths: Iterable[str | PathLike[str]]) -> Iterator[Page | Skipped]:
    for path in map(str, paths):
        if path == "missing":
            yield Skipped("missing", "read", "no such file", "check the path")
        else:
            name, _, text = path.partition("=")
            yield Page(name, f"/somewhere/{name}", text.encode(), Form.TEXT)


def documents(some: Iterable[Page], known: Sequence[Document]) -> Iterator[Document | Skipped]:
    for page in some:
        text = page.data.decode()
        if "weather" in text:
            yield Skipped(page.name, "clean", "no two states", page=page.id)
            continue
        block = Block(text, Role.ARTICLE, ("prose",), Span(0, len(text)))
        furniture = Block("Most read", Role.FURNITURE, ("heading",))
        yield Document(
            page.id,
            page.name,
            text,
            (block, furniture),
            published=SpanOfDays(date(2024, 5, 2), date(2024, 5, 2)),
        )


def coder(name: str, *, verbs: Sequence[str] = tuple(TYPES)) -> Stages:
    def mentions(some: Iterable[Document]) -> Iterator[Mention | Skipped]:
        for document in some:
            start = 0
            for line in document.text.splitlines():
                day, actor, verb, recipient = line.split()
                whole = Span(start, start + len(line))
                if verb in verbs:
                    yield Mention(
                        id=of_parts(document.id, start, verb),
                        document=document.id,
                        sentence=whole,
                        quote=Span(start + 11, whole.end),
                        predicate=Span(start + 15, start + 15 + len(verb)),
                        actors=(Party(actor, "GOV", Span(start + 11, start + 14), actor, "name"),),
                        recipients=(
                            Party(recipient, "GOV", Span(whole.end - 3, whole.end), recipient, "name"),
                        ),
                        type=TYPES[verb],
                        mode=None,
                        contexts=("diplomatic",),
                        status=Status.ACTUAL,
                        days=SpanOfDays(date.fromisoformat(day), date.fromisoformat(day)),
                        coder=name,
                    )
                else:
                    yield Skipped(document.name, "code", "no act", line, document.id)
                start = whole.end + 1

    return Stages(
        coder=name,
        read=pages,
        clean=documents,
        bands=lambda text: text.split(),
        same_text=lambda one, other: one.strip() == other.strip(),
        code=mentions,
        merge=merge,
        follow=lambda told, one, other: ((), ()),
        kinds="none",
        errors=frozenset({"no such file"}),
    )


def merge(mentions: Iterable[Mention], documents: Iterable[Document]) -> Iterator[Event]:
    del documents
    alike: dict[tuple[str, ...], list[Mention]] = {}
    for mention in sorted(mentions, key=lambda each: each.id):
        key = (mention.actors[0].code, mention.recipients[0].code, mention.type, str(mention.days.first))
        alike.setdefault(key, []).append(mention)
    for (actor, recipient, kind, day), group in alike.items():
        yield Event(
            id=of_parts(actor, recipient, kind, day),
            type=kind,
            mode=None,
            contexts=("diplomatic",),
            status=Status.ACTUAL,
            days=group[0].days,
            actors=(actor,),
            recipients=(recipient,),
            mentions=tuple(mention.id for mention in group),
            sources_independent=len({mention.document for mention in group}),
            coder=group[0].coder,
        )


FIRST = "a.txt=2024-05-01 JPN met RUS\n2024-05-01 RUS condemned JPN"
SECOND = "b.txt=2024-05-01 JPN met RUS\n2024-05-03 JPN thanked FRA"
SETTINGS = Settings(batch=1)


def exported(store: Store) -> list[str]:
    return [export.line(record) for kind in Kind for record in export.records(store, kind)]


def rows(store: Store) -> dict[str, int]:
    with store.snapshot() as connection:
        tables = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        )
        return {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in tables
        }


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "comity.db", write=True) as opened:
        yield opened


def test_pages_become_events_with_the_sentences_that_show_them(store: Store) -> None:
    report = read([FIRST, SECOND], store, SETTINGS, stages=coder("c-1"))
    assert (report.read, report.kept, report.mentions, report.events_in_ledger) == (2, 2, 4, 3)
    told = [(e.event.type, e.event.actors, e.mentions, e.best.quote) for e in timeline(store, "JPN", "RUS")]
    assert sorted(told) == [
        ("ACCUSE", ("RUS",), 1, "RUS condemned JPN"),
        ("CONSULT", ("JPN",), 2, "JPN met RUS"),
    ]


def test_reading_the_same_pages_twice_changes_nothing(store: Store) -> None:
    paths = [FIRST, SECOND, "c.txt=weather", "missing"]
    read(paths, store, SETTINGS, stages=coder("c-1"))
    before = exported(store), rows(store)
    report = read(paths, store, SETTINGS, stages=coder("c-1"))
    assert (exported(store), rows(store)) == before
    assert (report.read, report.known, report.kept) == (3, 3, 0)


def test_somebody_who_watches_is_told_how_many_pages_are_finished(store: Store) -> None:
    told: list[tuple[int, int | None]] = []
    paths = [FIRST, SECOND, "c.txt=weather", "missing"]
    stages = replace(coder("c-1"), count=lambda given: len(list(given)))
    report = read(
        paths,
        store,
        Settings(batch=2),
        stages=stages,
        progress=lambda report, _: told.append((report.finished, report.expected)),
    )
    finished = [number for number, _ in told]
    assert finished == sorted(finished)
    assert set(finished) == {0, 1, 2}
    assert {expected for _, expected in told} == {4}
    assert report.finished == 4


def test_the_order_of_reading_does_not_matter(store: Store, tmp_path: Path) -> None:
    read([FIRST, SECOND], store, SETTINGS, stages=coder("c-1"))
    with Store(tmp_path / "other.db", write=True) as other:
        read([SECOND, FIRST], other, SETTINGS, stages=coder("c-1"))
        assert exported(other) == exported(store)


def test_a_known_page_under_another_name_is_one_document_with_two_names(store: Store) -> None:
    read([FIRST], store, SETTINGS, stages=coder("c-1"))
    report = read([FIRST.replace("a.txt", "copy/a.txt")], store, SETTINGS, stages=coder("c-1"))
    assert report.known == 1
    assert rows(store)["documents"] == 1
    assert rows(store)["page_names"] == 2


def test_the_same_page_twice_in_one_batch_is_coded_once(store: Store) -> None:
    again = FIRST.replace("a.txt", "again.txt")
    report = read([FIRST, again], store, Settings(batch=8), stages=coder("c-1"))
    assert (report.kept, report.known) == (1, 1)


def test_a_newer_coder_replaces_the_answers_and_keeps_the_rows(store: Store) -> None:
    read([FIRST, SECOND], store, SETTINGS, stages=coder("c-1"))
    report = read([FIRST, SECOND], store, SETTINGS, stages=coder("c-2", verbs=["condemned"]))
    assert report.kept == 2
    (entry,) = timeline(store, "JPN", "RUS")
    assert (entry.event.type, entry.event.coder) == ("ACCUSE", "c-2")
    counted = rows(store)
    assert (counted["runs"], counted["documents"], counted["mentions"]) == (2, 4, 5)
    assert counted["events"] > 1, "the older coder's events stay, superseded"


def test_going_back_to_an_older_coder_brings_its_answers_back(store: Store) -> None:
    read([FIRST, SECOND], store, SETTINGS, stages=coder("c-1"))
    before = exported(store)
    read([FIRST, SECOND], store, SETTINGS, stages=coder("c-2", verbs=["condemned"]))
    read([FIRST, SECOND], store, SETTINGS, stages=coder("c-1"))
    assert exported(store) == before


def test_a_newer_coder_that_stops_midway_leaves_one_answer_to_each_question(store: Store) -> None:
    read([FIRST, SECOND], store, SETTINGS, stages=coder("c-1"))
    read([FIRST], store, SETTINGS, stages=coder("c-2"))
    told = timeline(store, "JPN", "RUS")
    assert sorted(entry.event.type for entry in told) == ["ACCUSE", "CONSULT"]
    assert [entry.mentions for entry in told if entry.event.type == "CONSULT"] == [2]


def test_a_text_that_another_page_carries_is_a_copy_in_the_same_batch_and_later(store: Store) -> None:
    texts = [
        FIRST,
        FIRST.replace("a.txt", "b.txt") + " ",
        FIRST.replace("a.txt", "c.txt") + "  ",
        SECOND.replace("b.txt", "d.txt"),
    ]
    report = read(texts[:2], store, Settings(batch=8), stages=coder("c-1"))
    assert report.copies == 1
    read(texts[2:], store, Settings(batch=8), stages=coder("c-1"))
    found = [json.loads(line) for line in exported(store)]
    documents = {record["id"]: record for record in found if "copies_of" in record}
    carried = {r["name"]: r["copies_of"] and documents[r["copies_of"]]["name"] for r in documents.values()}
    assert carried == {"a.txt": None, "b.txt": "a.txt", "c.txt": "a.txt", "d.txt": None}


def test_what_gave_nothing_has_its_reason(store: Store) -> None:
    report = read([FIRST, "c.txt=weather", "missing"], store, SETTINGS, stages=coder("c-1", verbs=["met"]))
    assert dict(report.skipped) == {
        ("clean", "no two states"): 1,
        ("read", "no such file"): 1,
        ("code", "no act"): 1,
    }
    assert [error.name for error in report.errors] == ["missing"]


def test_a_path_that_can_be_read_later_is_no_longer_told_as_skipped(store: Store) -> None:
    read(["missing"], store, SETTINGS, stages=coder("c-1"))
    read(["missing=2024-05-01 JPN met RUS"], store, SETTINGS, stages=replace(coder("c-1"), read=_as_told))
    assert rows(store)["skipped"] == 0


def _as_told(paths: Iterable[str | PathLike[str]]) -> Iterator[Page | Skipped]:
    for path in map(str, paths):
        name, _, text = path.partition("=")
        yield Page(name, name, text.encode(), Form.TEXT)


def test_an_error_in_a_stage_leaves_the_batches_before_it_whole(store: Store) -> None:
    with pytest.raises(ValueError, match="not enough values"):
        read([FIRST, "broken.txt=one two"], store, SETTINGS, stages=coder("c-1"))
    assert rows(store)["documents"] == 1
    assert len(timeline(store, "JPN", "RUS")) == 2


MANY = [f"{n}.txt=2024-05-{1 + n % 28:02} JPN met RUS\n2024-06-{1 + n % 28:02} RUS condemned JPN\n"
        f"20{10 + n % 14}-0{1 + n // 28}-01 FRA thanked DEU" for n in range(60)]  # fmt: skip


def a_reader_in_another_process(place: Path) -> subprocess.Popen[bytes]:
    program = f"""
        import sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        import test_pipeline as t
        from comity.ledger.store import Store
        with Store({str(place)!r}, write=True) as store:
            print("ready", flush=True)
            t.read(t.MANY, store, t.Settings(batch=2), stages=t.coder("c-1"))
    """
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE)


def test_a_kill_at_any_moment_leaves_a_whole_ledger_that_the_next_read_completes(tmp_path: Path) -> None:
    with Store(tmp_path / "unhurt.db", write=True) as unhurt:
        read(MANY, unhurt, Settings(batch=2), stages=coder("c-1"))
        wanted = exported(unhurt), rows(unhurt)
    chance = random.Random(7)
    place = tmp_path / "killed.db"
    for _ in range(6):
        process = a_reader_in_another_process(place)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with Store(place) as left:
            assert not dangling(left)
    with Store(place, write=True) as store:
        read(MANY, store, Settings(batch=2), stages=coder("c-1"))
        assert (exported(store), rows(store)) == wanted


def dangling(store: Store) -> list[object]:
    """Current mentions that no event holds and that wait for none, and rows that point nowhere."""
    with store.snapshot() as connection:
        lonely = connection.exec_driver_sql(
            "SELECT id FROM mentions WHERE key NOT IN (SELECT mention FROM event_mentions)"
            " AND key NOT IN (SELECT mention FROM unmerged)"
        ).all()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        damage = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
        return [*lonely, *broken, *([] if damage == "ok" else [damage])]


def test_another_process_can_read_while_one_writes(tmp_path: Path) -> None:
    place = tmp_path / "comity.db"
    with Store(place, write=True) as store:
        read([FIRST], store, SETTINGS, stages=coder("c-1"))
        with store.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM event_dyads")
            program = (
                "from comity.answers.timeline import timeline; from comity.ledger.store import Store\n"
                f"with Store({str(place)!r}) as s: print(len(timeline(s, 'JPN', 'RUS')))"
            )
            seen = subprocess.run(
                [sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=20
            )
            connection.rollback()
    assert (seen.stdout.strip(), seen.stderr) == ("2", "")


def test_a_full_disk_is_told_and_what_was_written_before_is_whole(tmp_path: Path) -> None:
    place = tmp_path / "comity.db"
    program = f"""
        import resource, sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        import test_pipeline as t
        from comity.errors import LedgerError
        from comity.ledger.store import Store
        with Store({str(place)!r}, write=True) as store:
            t.read(t.MANY[:4], store, t.Settings(batch=2), stages=t.coder("c-1"))
            limit = Path({str(place)!r}).stat().st_size + 8_000
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            try:
                t.read(t.MANY, store, t.Settings(batch=8), stages=t.coder("c-1"))
            except LedgerError as error:
                print(error)
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "comity.db: the disk" in told.stdout, told.stderr
    with Store(place, write=True) as store:
        assert rows(store)["documents"] >= 4
        assert not dangling(store)
        read(MANY, store, SETTINGS, stages=coder("c-1"))
        assert rows(store)["documents"] == len(MANY)


def test_a_ledger_that_may_not_grow_is_told_as_a_full_disk(store: Store) -> None:
    read([FIRST], store, SETTINGS, stages=coder("c-1"))
    with pytest.raises(LedgerError, match="the disk is full"):
        _grow(store)
    assert len(timeline(store, "JPN", "RUS")) == 2


def _grow(store: Store) -> None:
    with store.transaction() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.exec_driver_sql("CREATE TABLE big AS SELECT zeroblob(1000000)")
