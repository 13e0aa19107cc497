"""A ledger as Python sees it. The command line asks here too, so both give the same answers."""

from __future__ import annotations

import threading
import warnings
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import ComityError, ComityWarning, LedgerError
from comity.settings import Settings

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator
    from datetime import date
    from types import TracebackType

    from comity.answers.balance import Balance
    from comity.answers.change import Changes
    from comity.answers.contract import Format, Kind, Record
    from comity.answers.document import DocumentDetail
    from comity.answers.event import EventDetail
    from comity.answers.feeds import Site
    from comity.answers.kept import Kept
    from comity.answers.lists import Lists
    from comity.answers.measures import MeasureDetail
    from comity.answers.outline import Outline
    from comity.answers.overview import Overview, StateDetail
    from comity.answers.part import Key, Part
    from comity.answers.replies import Replies
    from comity.answers.series import Series
    from comity.answers.timeline import Entry
    from comity.answers.turning import Turns
    from comity.ledger.store import Store
    from comity.pipeline import Progress, Report
    from comity.records import Measure, Skipped


class Ledger:
    """The ledger at a place. It is opened when first asked, and made when first read into.

    With `read_only` it is asked only: nothing is written, whatever the question, and measures that wait to
    be followed are warned of once. It may then be asked from several threads.
    Every method raises LedgerError where the place holds no ledger or cannot be used.
    """

    def __init__(self, settings: Settings, *, read_only: bool = False) -> None:
        self.settings = settings
        self.read_only = read_only
        self._stores: dict[bool, Store] = {}
        self._opening = threading.Lock()
        self._overview: Kept[Overview] | None = None
        self._warned = False

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back; asking again opens it anew."""
        with self._opening:
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
        text: str = "",
    ) -> list[Entry]:
        """What two states did to one another, by date.

        States are told by ISO code, English name or demonym; days as dates, "2022-10-04", "2022-10", "2022".
        `text`: told by a document with these words, in whatever case.
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
            text=text,
        )

    def outline(
        self,
        one: str,
        other: str,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        types: Iterable[str] = (),
        statuses: Iterable[str] = (),
        publisher: str | None = None,
        text: str = "",
    ) -> Outline:
        """The same as `timeline` at a glance: all events as a chart draws them, with counts for filters.

        `publisher`, `text`: told by a document of this publisher, or with these words. `entries` gives parts
        of it with the sentences.
        """
        from comity.answers import choosing, outline, states

        store = self.store()
        chosen = choosing.chosen(
            since=since, until=until, types=types, statuses=statuses, publisher=publisher, text=text
        )
        return outline.outline(store, states.code(store, one), states.code(store, other), chosen)

    def entries(
        self, outline: Outline, *, limit: int = 50, after: Key | None = None, newest_first: bool = False
    ) -> Part[Entry]:
        """At most `limit` entries of an outline by first day, those that come after a key: (day, id)."""
        from comity.answers.outline import entries

        return entries(self.store(), outline, limit=limit, after=after, newest_first=newest_first)

    def overview(self) -> Overview:
        """How much the ledger holds, of which days, publishers, pairs; counted anew once it has changed."""
        from comity.answers import overview
        from comity.answers.kept import Kept

        with self._opening:
            self._overview = self._overview or Kept(overview.overview)
        return self._overview.of(self.store())

    def state(self, told: str) -> StateDetail:
        """With whom a state, told by code, name or demonym, has events, and how many in which direction."""
        from comity.answers import overview, states

        store = self.store()
        return overview.state(store, states.code(store, told))

    def latest(
        self, limit: int = 10, on: str | date | None = None, *, state: str | None = None
    ) -> list[Entry]:
        """The events that began last, of one state or of all, newest first; none of after the day `on`."""
        from comity.answers import days, overview, states

        store = self.store()
        party = None if state is None else states.code(store, state)
        return overview.latest(store, limit=limit, on=days.single_day(on), party=party)

    @property
    def lists(self) -> Lists:
        """Events, documents, mentions, measures and what was skipped, a part at a time, as records."""
        from comity.answers.lists import Lists

        return Lists(self.store, self._followed)

    def records(self, entries: Iterable[Entry]) -> list[Record]:
        """The entries of a timeline with all their sources, as `export` has them."""
        from comity.answers import timeline

        return timeline.timeline_records(self.store(), list(entries))

    def series(
        self,
        one: str,
        other: str,
        *,
        by: str = "month",
        since: str | date | None = None,
        until: str | date | None = None,
    ) -> Series:
        """How many settled events two states had in each period, of which class and intensity.

        `by`: day, week, month, quarter or year. `records()` of what is returned has plain mappings, `frame()`
        a polars frame. QuestionError names what has no meaning, and suggests what may have been meant.
        """
        from comity.answers import days, series, states

        store = self.store()
        return series.series(
            store,
            states.code(store, one),
            states.code(store, other),
            by=by,
            since=None if since is None else days.first_day(since),
            until=None if until is None else days.last_day(until),
        )

    def turning_points(self, series: Series) -> Turns:
        """Where the level of a series, both directions together, turned, and the events behind that."""
        from comity.answers import turning

        return turning.turning_points(self.store(), series)

    def code(self, told: str) -> str:
        """The code of a state told by code, name or demonym; QuestionError suggests a near one."""
        from comity.answers import states

        return states.code(self.store(), told)

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

    def status(
        self, one: str, other: str, on: str | date | None = None, *, record: str | None = None
    ) -> Record:
        """What is in force, suspended or pending between two states on a day (today where none is told).

        Visa rules are those of the visa record (`record`: a file that `comity visa import` made).
        """
        from comity.answers import days, states, status
        from comity.borders.record import Record as VisaRecord
        from comity.borders.shown import FILE

        store = self._followed()
        return status.status(
            store,
            VisaRecord(Path(record) if record else FILE),
            states.code(store, one),
            states.code(store, other),
            days.single_day(on),
        )

    def course(
        self, one: str, other: str, on: str | date | None = None, *, record: str | None = None
    ) -> list[Record]:
        """Every measure between two states up to a day, over or not, and their visa rules over time.

        `record` as for `status`.
        """
        from comity.answers import course, days, states
        from comity.borders.record import Record as VisaRecord
        from comity.borders.shown import FILE

        store = self._followed()
        return course.course(
            store,
            VisaRecord(Path(record) if record else FILE),
            states.code(store, one),
            states.code(store, other),
            days.single_day(on),
        )

    def measures(
        self,
        *,
        kinds: Iterable[str] = (),
        issuer: str | None = None,
        subject: str | None = None,
        statuses: Iterable[str] = (),
        since: str | date | None = None,
        on: str | date | None = None,
    ) -> list[Measure]:
        """Measures of these kinds, by one state and towards another, with a step since a day.

        They are told as they stand on a day (`on`), and only those in one of these states then.
        """
        from comity.answers import days, measures, states

        store = self._followed()
        return measures.measures(
            store,
            kinds=kinds,
            issuer=None if issuer is None else states.code(store, issuer),
            subject=None if subject is None else states.code(store, subject),
            statuses=statuses,
            since=None if since is None else days.first_day(since),
            on=days.single_day(on),
        )

    def measure(self, told: str, on: str | date | None = None) -> MeasureDetail:
        """The measure whose id begins so, with the sentences that show each of its steps."""
        from comity.answers import days, measures

        return measures.measure(self._followed(), told, days.single_day(on))

    def replies(
        self, one: str, other: str, *, since: str | date | None = None, until: str | date | None = None
    ) -> Replies:
        """Who answered whom between two states: chains of acts, stated by a sentence or inferred."""
        from comity.answers import days, replies, states

        store = self.store()
        return replies.replies(
            store,
            states.code(store, one),
            states.code(store, other),
            since=None if since is None else days.first_day(since),
            until=None if until is None else days.last_day(until),
        )

    def balance(self, one: str, other: str) -> Balance:
        """The give and take of two states: concessions asked, considered, offered, granted, returned."""
        from comity.answers import balance, states

        store = self.store()
        return balance.balance(store, states.code(store, one), states.code(store, other))

    def replies_and_balance(
        self, one: str, other: str, *, since: str | date | None = None, until: str | date | None = None
    ) -> tuple[Replies, Balance]:
        """What `replies` tells of these days, and `balance`: quicker than one after the other."""
        from comity.answers import balance, days, states

        store = self.store()
        return balance.with_replies(
            store,
            states.code(store, one),
            states.code(store, other),
            since=None if since is None else days.first_day(since),
            until=None if until is None else days.last_day(until),
        )

    def changes(
        self,
        one: str | None = None,
        other: str | None = None,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        kinds: Iterable[str] = (),
    ) -> Changes:
        """What began, changed or ended between two states, of one or of all; the last 30 days unless told.

        Beside it stand the days that were announced and the deadlines. Curated rules of the visa record are
        among both. QuestionError names what has no meaning, and suggests what may have been meant.
        """
        from comity.answers import changes, days, states

        today = days.single_day(None)
        last = None if until is None else days.last_day(until)
        store = self._followed()
        return changes.changes(
            store,
            [states.code(store, told) for told in (one, other) if told is not None],
            since=changes.by_default(today, last) if since is None else days.first_day(since),
            until=last,
            kinds=kinds,
            today=today,
        )

    def feed(
        self,
        found: Changes,
        form: str = "atom",
        out: str | os.PathLike[str] | None = None,
        *,
        site: Site | None = None,
    ) -> bytes:
        """The changes as an Atom feed ("atom"), or the announced days and deadlines as a calendar ("ics").

        `out`: a file, which appears whole or not at all; InputError where it cannot be written.
        `site`: where pages of the ledger are served, for links that lead there.
        """
        from comity.answers import feeds

        told = feeds.feed(found, feeds.Feed(form), site)
        if out is not None:
            feeds.write(told, Path(out))
        return told

    def export(self, kind: Kind | str) -> Iterator[Record]:
        """Every one of the "events", "documents" or "measures", with the keys of the contract."""
        from comity.answers import export
        from comity.answers.contract import Kind

        return export.records(self._holding(Kind(kind)), Kind(kind))

    def write(self, kind: Kind | str, form: Format | str, out: Path | None) -> int:
        """Write the export to a file, or to standard output where `out` is None; how many records."""
        from comity.answers import export
        from comity.answers.contract import Format, Kind

        return export.write(self._holding(Kind(kind)), Kind(kind), Format(form), out)

    def _holding(self, kind: Kind) -> Store:
        """The database with all that is to be exported up to date."""
        return self._followed() if kind.value == "measures" else self.store()

    @property
    def is_followed(self) -> bool:
        """Whether the measures are those of all events; not so while pages are read, or after a kill."""
        from comity import pipeline

        return pipeline.is_followed(self.store())

    def _followed(self) -> Store:
        """The database with its measures followed, also where an older Comity or a kill left that undone."""
        from comity import pipeline

        store = self.store()
        if self.is_followed:
            return store
        if self.read_only:
            self._warn_unfollowed()
        else:
            with warned_of(LedgerError, "the newest events are not in the measures yet"):
                pipeline.follow_all(self.store(write=True))
        return store

    def _warn_unfollowed(self) -> None:
        if not self._warned:
            self._warned = True
            warnings.warn(
                "the newest events are not in the measures yet: they come when the reading that goes on has "
                f"ended, or with: comity measures --ledger {self.settings.ledger}",
                ComityWarning,
                stacklevel=4,
            )

    def mark(self) -> str:
        """A short text that is another one after every change of the ledger, whichever process made it.

        It costs some microseconds, so that answers can be kept for as long as it is the same.
        """
        return self.store().mark()

    def store(self, *, write: bool = False) -> Store:
        """The database behind it, opened for reading or writing; for what asks it beside other sources."""
        from comity.ledger.store import Store

        if write and self.read_only:
            raise LedgerError(
                f"the ledger {self.settings.ledger} was opened to be read only; open it without read_only"
            )
        with self._opening:
            if write not in self._stores:
                self._stores[write] = Store(self.settings.ledger, write=write, read_only=self.read_only)
            return self._stores[write]


def at(
    place: str | os.PathLike[str] | None = None,
    settings: Settings | None = None,
    *,
    read_only: bool = False,
) -> Ledger:
    """The ledger at a file or database URL; where none is told, at the one of the settings."""
    settings = settings or Settings.from_environment()
    return Ledger(
        settings if place is None else replace(settings, ledger=str(place)),
        read_only=read_only,
    )


@contextmanager
def warned_of(kind: type[ComityError], consequence: str) -> Iterator[None]:
    """Go on where this goes wrong, with a warning that says what follows from it."""
    try:
        yield
    except kind as error:
        warnings.warn(f"{consequence}: {error}", ComityWarning, stacklevel=3)
