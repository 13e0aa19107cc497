"""A ledger that is only read: nothing is written to it, and every change of it is seen at once."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from comity.errors import LedgerError, LedgerVersionError
from comity.ledger import schema, store
from comity.ledger.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "comity.db"
    Store(made, write=True).close()
    return made


@pytest.fixture
def reading(place: Path) -> Iterator[Store]:
    with Store(place, read_only=True) as opened:
        yield opened


def add(place: Path, coder: str) -> None:
    with Store(place, write=True) as opened, opened.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO runs (coder, started) VALUES (?, 'now')", (coder,))


def count(opened: Store) -> int:
    with opened.snapshot() as connection:
        found: int = connection.exec_driver_sql("SELECT count(*) FROM runs").scalar_one()
        return found


def at_version(place: Path, version: int) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE schema_version SET version = ?", (version,))
        connection.commit()


def test_a_store_that_is_read_only_begins_no_transaction(reading: Store) -> None:
    with pytest.raises(LedgerError, match="was opened to be read only"), reading.transaction():
        pass


def test_its_connections_refuse_to_write(reading: Store) -> None:
    with (
        pytest.raises(LedgerError, match="cannot be written to"),
        reading.snapshot() as connection,
    ):
        connection.exec_driver_sql("INSERT INTO runs (coder, started) VALUES ('c', 'now')")


def test_reading_only_and_writing_exclude_each_other(place: Path) -> None:
    with pytest.raises(ValueError, match="not both"):
        Store(place, write=True, read_only=True)


def test_reading_only_leaves_the_file_and_its_folder_as_they_were(place: Path) -> None:
    before, when = place.read_bytes(), place.stat().st_mtime_ns
    with Store(place, read_only=True) as opened:
        opened.mark()
        assert count(opened) == 0
    assert (place.read_bytes(), place.stat().st_mtime_ns) == (before, when)
    assert [path.name for path in place.parent.iterdir()] == ["comity.db"]


def test_an_older_ledger_is_refused_with_the_command_that_brings_it_up_to_date(place: Path) -> None:
    at_version(place, schema.VERSION - 1)
    before = place.read_bytes()
    with pytest.raises(LedgerError, match=r"of version 2.*reads version 3.*comity measures --ledger .*\.db"):
        Store(place, read_only=True)
    assert place.read_bytes() == before


def test_a_newer_ledger_is_refused(place: Path) -> None:
    at_version(place, 99)
    with pytest.raises(LedgerVersionError, match="version 99"):
        Store(place, read_only=True)


def test_reading_only_makes_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger at"):
        Store(tmp_path / "comity.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_on_a_disk_that_cannot_be_written_to_is_read(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_frozen", lambda file: True)
    with Store(place, read_only=True) as opened:
        assert count(opened) == 0
        assert opened.mark() == opened.mark()
        assert not place.with_name("comity.db-shm").exists()


def test_the_mark_stays_while_nothing_changes(reading: Store, place: Path) -> None:
    first = reading.mark()
    assert count(reading) == 0
    with Store(place) as another:
        assert count(another) == 0
    assert reading.mark() == first


def test_the_mark_changes_with_each_commit_of_this_process(reading: Store, place: Path) -> None:
    marks = [reading.mark()]
    for number in range(50):
        add(place, f"c{number}")
        marks.append(reading.mark())
        assert count(reading) == number + 1
    assert len(set(marks)) == 51


def test_the_mark_changes_with_each_commit_of_a_store_that_stays_open(reading: Store, place: Path) -> None:
    marks = [reading.mark()]
    with Store(place, write=True) as writing:
        for number in range(50):
            with writing.transaction() as connection:
                connection.exec_driver_sql(f"INSERT INTO runs (coder, started) VALUES ('c{number}', '')")
            marks.append(reading.mark())
    assert len(set(marks)) == 51


def test_the_mark_changes_at_once_when_another_process_commits(reading: Store, place: Path) -> None:
    program = (
        "import sqlite3, sys\n"
        f"db = sqlite3.connect({str(place)!r}, isolation_level=None)\n"
        "for line in sys.stdin:\n"
        "    db.execute('INSERT INTO runs (coder, started) VALUES (?, ?)', (line.strip(), 'now'))\n"
        "    print('done', flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        before = reading.mark()
        for number in range(20):
            other.stdin.write(f"c{number}\n")
            other.stdin.flush()
            assert other.stdout.readline() == "done\n"
            now = reading.mark()
            assert now != before
            assert reading.mark() == now
            before = now
        other.stdin.close()


def test_the_store_that_writes_sees_its_own_changes_too(place: Path) -> None:
    with Store(place, write=True) as opened:
        before = opened.mark()
        with opened.transaction() as connection:
            connection.exec_driver_sql("INSERT INTO runs (coder, started) VALUES ('c', 'now')")
        assert opened.mark() != before


def test_marks_of_one_ledger_opened_twice_are_not_taken_for_each_other(place: Path) -> None:
    with Store(place, read_only=True) as one, Store(place, read_only=True) as other:
        assert one.mark() != other.mark()


def test_a_ledger_that_vanishes_is_told_at_the_next_question(reading: Store, place: Path) -> None:
    reading.mark()
    place.unlink()
    with pytest.raises(LedgerError, match="no ledger at"):
        reading.mark()
    with pytest.raises(LedgerError, match="no ledger at"):
        count(reading)
    assert not place.exists()


@pytest.mark.parametrize("moved", [True, False])
def test_a_ledger_that_is_replaced_is_seen(
    reading: Store, place: Path, tmp_path: Path, *, moved: bool
) -> None:
    before = reading.mark()
    (tmp_path / "new").mkdir()
    new = tmp_path / "new" / "comity.db"
    add(new, "c")
    if moved:
        new.replace(place)
    else:
        place.unlink()
        shutil.copy(new, place)
    after = reading.mark()
    assert after != before
    assert reading.mark() == after
    assert count(reading) == 1
    add(place, "d")
    assert reading.mark() != after
    assert count(reading) == 2


def test_a_ledger_that_is_removed_and_made_anew_is_seen(reading: Store, place: Path) -> None:
    before = reading.mark()
    for path in place.parent.iterdir():
        path.unlink()
    with pytest.raises(LedgerError, match="no ledger at"):
        count(reading)
    add(place, "c")
    assert reading.mark() != before
    assert count(reading) == 1


def test_what_takes_the_place_must_be_a_ledger_of_this_version(reading: Store, place: Path) -> None:
    reading.mark()
    place.unlink()
    place.write_text("a letter")
    for ask in (reading.mark, lambda: count(reading)):
        with pytest.raises(LedgerError, match="is no Comity ledger"):
            ask()
    place.unlink()
    Store(place, write=True).close()
    at_version(place, 99)
    with pytest.raises(LedgerVersionError, match="version 99"):
        count(reading)


def test_a_copy_made_while_somebody_watches_is_whole(reading: Store, place: Path, tmp_path: Path) -> None:
    reading.mark()  # holds a connection, so that the writer is not the last to leave
    add(place, "c")
    shutil.copy(place, tmp_path / "copy.db")
    with Store(tmp_path / "copy.db", read_only=True) as copy:
        assert count(copy) == 1


def test_a_mark_is_asked_from_many_threads(reading: Store, place: Path) -> None:
    found: set[str] = set()
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(200):
                found.add(reading.mark())
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    add(place, "c")
    for thread in threads:
        thread.join()
    assert errors == []
    assert all(mark.startswith(reading.mark().split("-")[0]) for mark in found)  # one connection for all


def test_a_mark_is_cheap(reading: Store) -> None:
    reading.mark()
    begun = time.perf_counter()
    for _ in range(1000):
        reading.mark()
    assert time.perf_counter() - begun < 1  # it takes a hundredth of that; other programs may be in the way


def test_a_database_that_is_no_file_has_marks_too(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'comity.db'}"
    with Store(address, write=True) as opened:
        assert opened.mark() != opened.mark()  # it cannot tell, so each look counts as a change
        assert opened.written() is None


def test_when_the_ledger_was_written_is_known(place: Path) -> None:
    with Store(place, read_only=True) as opened:
        before = opened.written()
        assert before is not None
        opened.mark()
        assert opened.written() == before
        time.sleep(0.02)
        add(place, "c")
        after = opened.written()
        assert after is not None
        assert after > before
