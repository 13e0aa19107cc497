"""Opening ledgers: new ones, older and newer ones, and files that are none."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from comity.errors import LedgerError, LedgerVersionError
from comity.ledger import schema, store
from comity.ledger.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def test_a_new_ledger_has_its_version_and_its_mark(tmp_path: Path) -> None:
    place = tmp_path / "comity.db"
    with Store(place, write=True) as made, made.snapshot() as connection:
        assert schema.found_version(connection) == schema.VERSION
    assert place.read_bytes()[68:72] == b"COMY"


def test_a_ledger_is_in_wal_mode_so_that_others_can_read(tmp_path: Path) -> None:
    with Store(tmp_path / "comity.db", write=True) as made, made.snapshot() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_asking_where_there_is_no_ledger_makes_none_and_says_how(tmp_path: Path) -> None:
    place = tmp_path / "comity.db"
    with pytest.raises(LedgerError, match=r"no ledger at .*comity\.db; make one with: comity read"):
        Store(place)
    assert not place.exists()


def test_a_ledger_is_not_made_in_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"folder .* does not exist; make it"):
        Store(tmp_path / "no" / "comity.db", write=True)


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("content", [b"not a database, but a letter", b"\x00" * 5000, b"SQLite format 3"])
def test_a_file_that_is_no_ledger_is_named_and_left_as_it_was(
    tmp_path: Path, content: bytes, *, write: bool
) -> None:
    place = tmp_path / "letter.txt"
    place.write_bytes(content)
    with pytest.raises(LedgerError, match=r"letter\.txt is no Comity ledger and was left as it is"):
        Store(place, write=write)
    assert place.read_bytes() == content


def test_a_database_of_another_program_is_left_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "photos.db"
    with closing(sqlite3.connect(place)) as other:
        other.execute("CREATE TABLE events (id)")
    before = place.read_bytes()
    with pytest.raises(LedgerError, match="is no Comity ledger"):
        Store(place, write=True)
    assert place.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["photos.db"]


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be opened"):
        Store(tmp_path, write=True)


@pytest.mark.parametrize("write", [True, False])
def test_a_ledger_of_a_newer_comity_is_not_touched(tmp_path: Path, *, write: bool) -> None:
    place = tmp_path / "comity.db"
    Store(place, write=True).close()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE schema_version SET version = 99")
        connection.commit()
    with pytest.raises(LedgerVersionError, match=r"version 99.*install a newer Comity"):
        Store(place, write=write)


def test_migrations_go_forward_one_by_one_from_the_version_found(tmp_path: Path) -> None:
    taken: list[int] = []

    def step(version: int) -> schema.Step:
        def take(connection: Connection) -> None:
            connection.exec_driver_sql(f"CREATE TABLE added_{version} (id)")
            taken.append(version)

        return take

    newest = schema.VERSION + 3
    steps = {version: step(version) for version in range(schema.VERSION + 1, newest + 1)}
    with Store(tmp_path / "comity.db", write=True) as opened, opened.transaction() as connection:
        schema.migrate(connection, schema.VERSION + 1, place="x", steps=steps, wanted=newest)
        assert schema.found_version(connection) == newest
    assert taken == [newest - 1, newest]


def test_there_is_a_migration_to_each_version() -> None:
    assert sorted(schema.MIGRATIONS) == list(range(2, schema.VERSION + 1))


def test_what_is_raised_in_a_transaction_undoes_it(tmp_path: Path) -> None:
    with Store(tmp_path / "comity.db", write=True) as opened:
        with pytest.raises(ValueError, match="stop"):
            _insert_and_stop(opened)
        with opened.snapshot() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM runs").scalar_one() == 0


def _insert_and_stop(opened: Store) -> None:
    with opened.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO runs (coder, started) VALUES ('c', 'now')")
        raise ValueError("stop")


def test_a_snapshot_does_not_see_what_is_written_meanwhile(tmp_path: Path) -> None:
    place = tmp_path / "comity.db"
    count = "SELECT count(*) FROM runs"
    with Store(place, write=True) as writing, Store(place) as reading:
        with reading.snapshot() as before:
            assert before.exec_driver_sql(count).scalar_one() == 0
            with writing.transaction() as connection:
                connection.exec_driver_sql("INSERT INTO runs (coder, started) VALUES ('c', 'now')")
            assert before.exec_driver_sql(count).scalar_one() == 0
        with reading.snapshot() as after:
            assert after.exec_driver_sql(count).scalar_one() == 1


def test_a_ledger_that_another_process_holds_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.1)
    place = tmp_path / "comity.db"
    with (
        Store(place, write=True) as one,
        Store(place, write=True) as other,
        one.transaction(),
        pytest.raises(LedgerError, match="another process is writing to it; try again"),
        other.transaction(),
    ):
        pass


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    place = tmp_path / "comity.db"
    with Store(place, write=True) as one, Store(place, write=True) as other:

        def add(opened: Store, name: str) -> None:
            for number in range(20):
                with opened.transaction() as connection:
                    connection.exec_driver_sql(
                        "INSERT INTO runs (coder, started) VALUES (?, 'now')", (f"{name}{number}",)
                    )

        threads = [threading.Thread(target=add, args=each) for each in ((one, "a"), (other, "b"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with one.snapshot() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM runs").scalar_one() == 40


def test_two_processes_that_make_a_ledger_at_once_make_one(tmp_path: Path) -> None:
    place = tmp_path / "comity.db"
    program = f"from comity.ledger.store import Store; Store({str(place)!r}, write=True).close()"
    started = [
        subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    told = [process.communicate(timeout=60)[1] for process in started]
    assert told == ["", "", ""]
    with Store(place) as opened, opened.snapshot() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM schema_version").scalar_one() == 1


def test_a_damaged_ledger_is_told_as_such(tmp_path: Path) -> None:
    place = tmp_path / "comity.db"
    Store(place, write=True).close()
    content = bytearray(place.read_bytes())
    content[200:] = b"\x7f" * (len(content) - 200)
    place.write_bytes(content)
    with pytest.raises(LedgerError, match="the file is damaged"):
        Store(place, write=True)


def test_a_name_with_signs_that_mean_something_in_addresses_is_a_name(tmp_path: Path) -> None:
    place = tmp_path / "what? #1 100%.db"
    Store(place, write=True).close()
    assert place.exists()
    Store(place).close()


def test_an_address_of_an_unknown_kind_of_database_is_told() -> None:
    with pytest.raises(LedgerError, match="check the place given with --ledger"):
        Store("nonsense://somewhere/comity", write=True)
