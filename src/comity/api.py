"""A ledger as Python sees it. The command line asks here too, so both give the same answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity.settings import Settings

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path
    from types import TracebackType

    from comity.answers.contract import Format, Kind, Record
    from comity.answers.document import DocumentDetail
    from comity.answers.event import EventDetail
    from comity.answers.timeline import Entry
    from comity.ledger.store import Store
    from comity.pipeline import Progress, Report
    from comity.records import Skipped


class Ledger:
    """The ledger at a place. It is opened when first asked, and made when first read into.

    Every method raises LedgerError where the place holds no ledger or cannot be used.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._stores: dict[bool, Store] = {}

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back; asking again opens it anew."""
        while self._stores:
            self._stores.popitem()[1].close()

    def read(self, paths: Iterable[str | os.PathLike[str]], *, progress: Progress | None = None) -> Report:
        """Read files, folders and "-" (standard input) into the ledger; what was done, and what was not.

        ModelError where the settings' coder is unknown or cannot be loaded.
        """
        from comity import pipeline

        return pipeline.read(paths, self.store(write=True), self.settings, progress=progress)

    def timeline(
        self,
        one: str,
        other: str,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        types: Iterable[str] = (),
        statuses: Iterable[str] = (),
    ) -> list[Entry]:
        """What two states did to one another, by date.

        States are told by ISO code, English name or demonym; days as dates, "2022-10-04", "2022-10", "2022".
        QuestionError names what has no meaning, and suggests what may have been meant.
        """
        from comity.answers import days, states, timeline

        store = self.store()
        return timeline.timeline(
            store,
            states.code(store, one),
            states.code(store, other),
            since=None if since is None else days.first_day(since),
            until=None if until is None else days.last_day(until),
            types=types,
            statuses=statuses,
        )

    def records(self, entries: Iterable[Entry]) -> list[Record]:
        """The entries of a timeline with all their sources, as `export` has them."""
        from comity.answers import timeline

        return timeline.timeline_records(self.store(), list(entries))

    def name(self, told: str) -> str:
        """The English name of a state told by code, name or demonym; QuestionError suggests a near one."""
        from comity.answers import states

        return states.name(states.code(self.store(), told))

    def busiest(self, state: str) -> list[tuple[str, str]]:
        """The dyads of this state that have the most events, (actor, recipient)."""
        from comity.answers import states, timeline

        return timeline.busiest(self.store(), states.code(self.store(), state))

    def event(self, told: str) -> EventDetail:
        """The event whose id begins so, with each quote in its sentence, and what it answers."""
        from comity.answers import event

        return event.event(self.store(), told)

    def document(self, told: str) -> DocumentDetail:
        """The document of this name, part of a name, or id: what was kept, dropped, dated and coded."""
        from comity.answers import document

        return document.document(self.store(), told)

    def skipped(self) -> list[Skipped]:
        """Pages and sentences that gave nothing, and why."""
        from comity.answers import skipped

        return skipped.skipped(self.store())

    def export(self, kind: Kind | str) -> Iterator[Record]:
        """Every one of the "events" or "documents", as plain mappings with the keys of the contract."""
        from comity.answers import export
        from comity.answers.contract import Kind

        return export.records(self.store(), Kind(kind))

    def write(self, kind: Kind | str, form: Format | str, out: Path | None) -> int:
        """Write the export to a file, or to standard output where `out` is None; how many records."""
        from comity.answers import export
        from comity.answers.contract import Format, Kind

        return export.write(self.store(), Kind(kind), Format(form), out)

    def store(self, *, write: bool = False) -> Store:
        """The database behind it, opened for reading or writing; for what asks it beside other sources."""
        from comity.ledger.store import Store

        if write not in self._stores:
            self._stores[write] = Store(self.settings.ledger, write=write)
        return self._stores[write]


def at(place: str | os.PathLike[str] | None = None, settings: Settings | None = None) -> Ledger:
    """The ledger at a file or database URL; where none is told, at the one of the settings."""
    settings = settings or Settings.from_environment()
    return Ledger(settings if place is None else replace(settings, ledger=str(place)))
