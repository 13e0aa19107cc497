"""The ledger's long lists, a part at a time, each item as the contracts have it.

A part has the key after which the next one begins, and every part is read anew: what is written between
two parts neither repeats nor hides what was in the ledger before and has stayed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.answers import choosing, contract, days, measures, outline, part, states
from comity.ledger import parts, reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from comity.answers.contract import Record
    from comity.answers.part import Key, Part
    from comity.ledger.store import Store


class Lists:
    """The lists of the ledger behind a store, which is asked for anew each time.

    Every method gives at most `limit` items that come after the key `after`, from the beginning where
    that is None. QuestionError names what has no meaning, as a key of another list.
    """

    def __init__(self, store: Callable[[], Store], followed: Callable[[], Store]) -> None:
        self._store = store
        self._followed = followed

    def events(
        self,
        *,
        one: str | None = None,
        other: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        types: Iterable[str] = (),
        statuses: Iterable[str] = (),
        publisher: str | None = None,
        text: str = "",
        limit: int = part.USUAL,
        after: Key | None = None,
        newest_first: bool = False,
    ) -> Part[Record]:
        """Events by first day and id: of two states, of one with any other, or all. Key: (day, id)."""
        wanted = choosing.chosen(
            since=since, until=until, types=types, statuses=statuses, publisher=publisher, text=text
        )
        store = self._store()
        party, counterpart = (None if told is None else states.code(store, told) for told in (one, other))
        if party is not None and counterpart is not None:
            found = outline.outline(store, party, counterpart, wanted)
            return outline.records(store, found, limit=limit, after=after, newest_first=newest_first)
        part.check(limit)
        key = part.day_and_id(after)
        with store.snapshot() as connection:
            some = parts.events_after(
                connection,
                key,
                wanted,
                party=party or counterpart,
                limit=limit + 1,
                newest_first=newest_first,
            )
            evidence = reader.evidence(connection, [event.id for event in some[:limit]])
        return part.cut(some, limit, lambda event: (event.days.first.isoformat(), event.id)).mapped(
            lambda event: contract.event_record(event, evidence[event.id])
        )

    def documents(
        self,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        publisher: str | None = None,
        text: str = "",
        limit: int = part.USUAL,
        after: Key | None = None,
    ) -> Part[Record]:
        """Documents by name and id, without their texts; those published in these days. Key: (name, id)."""
        part.check(limit)
        key = part.name_and_id(after)
        wanted = choosing.chosen(since=since, until=until, publisher=publisher, text=text)
        with self._store().snapshot() as connection:
            some = parts.documents_after(connection, key, wanted, limit=limit + 1)
        return part.cut(some, limit, lambda document: (document.name, document.id)).mapped(
            contract.document_record
        )

    def mentions(
        self,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        types: Iterable[str] = (),
        statuses: Iterable[str] = (),
        publisher: str | None = None,
        document: str | None = None,
        limit: int = part.USUAL,
        after: Key | None = None,
    ) -> Part[Record]:
        """Mentions by id, each with the id of its document and of its event.

        `document`: those of the document with this id. Key: (id,).
        """
        part.check(limit)
        key = part.one_id(after)
        wanted = choosing.chosen(
            since=since, until=until, types=types, statuses=statuses, publisher=publisher
        )
        within = None if document is None else choosing.storable(document)
        with self._store().snapshot() as connection:
            some = parts.mentions_after(connection, key, wanted, document=within, limit=limit + 1)
            events = reader.events_of_mentions(connection, [each.mention.id for each in some])
        return part.cut(some, limit, lambda each: (each.mention.id,)).mapped(
            lambda each: {
                **contract.mention_record(each.mention, each.text),
                "document": each.mention.document,
                "name": each.name,
                "event": events.get(each.mention.id),
            }
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
        limit: int = part.USUAL,
        after: Key | None = None,
    ) -> Part[Record]:
        """Measures by first day and id, chosen and told as `Ledger.measures` does. Key: (day, id)."""
        part.check(limit)
        key = part.day_and_id(after)
        store = self._followed()
        # There are few, and how they stand on a day is known of whole ones only.
        some = measures.measures(
            store,
            kinds=kinds,
            issuer=None if issuer is None else states.code(store, issuer),
            subject=None if subject is None else states.code(store, subject),
            statuses=statuses,
            since=None if since is None else days.first_day(since),
            on=days.single_day(on),
        )
        left = [each for each in some if key is None or (each.history[0].days.first, each.id) > key]
        return part.cut(left, limit, lambda each: (each.history[0].days.first.isoformat(), each.id)).mapped(
            contract.measure_record
        )

    def skipped(
        self,
        *,
        stages: Iterable[str] = (),
        reasons: Iterable[str] = (),
        limit: int = part.USUAL,
        after: Key | None = None,
    ) -> Part[Record]:
        """Pages and sentences that gave nothing, in the order of writing. Key: (a number,).

        What a page skips is written anew where the page is read anew, and is then another item.
        """
        part.check(limit)
        key = part.number(after)
        of_stage, why = ([choosing.storable(each) for each in told] for told in (stages, reasons))
        with self._store().snapshot() as connection:
            some = parts.skipped_after(connection, key, stages=of_stage, reasons=why, limit=limit + 1)
        return part.cut(some, limit, lambda each: (each[0],)).mapped(
            lambda each: contract.skipped_record(each[1])
        )
