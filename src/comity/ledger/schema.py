"""The tables of the ledger, in SQLAlchemy Core, and the numbered steps that bring an older ledger up to date.

What is looked up by stands in columns of its own; the rest of a record is compact JSON in `data`.
A `reading` is one page read by one run. A newer run's reading becomes `current`; the older one stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
    insert,
    select,
    update,
)

from comity.errors import LedgerVersionError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

VERSION = 3
"""The version of the schema that this Comity writes."""

APPLICATION = 0x434F4D59
"""Marks an SQLite file as a ledger of ours ("COMY"), also for `file` and other programs."""

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

runs = Table(
    "runs",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("coder", String, nullable=False, unique=True),
    Column("started", String, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("id", String, primary_key=True),
    Column("form", String, nullable=False),
    Column("size", Integer, nullable=False),
)

page_names = Table(
    "page_names",
    metadata,
    Column("page", ForeignKey("pages.id"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("origin", String, nullable=False),
    Index("page_names_by_name", "name"),
)

readings = Table(
    "readings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("page", ForeignKey("pages.id"), nullable=False),
    Column("run", ForeignKey("runs.key"), nullable=False),
    Column("current", Boolean, nullable=False),
    UniqueConstraint("page", "run"),
)

documents = Table(
    "documents",
    metadata,
    Column("reading", ForeignKey("readings.key"), primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("language", String),
    Column("published_first", Date),
    Column("published_last", Date),
    Column("published_basis", String),
    Column("copies_of", String, index=True),
    Column("text", Text, nullable=False),
    Column("data", JSON, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("band", String, primary_key=True),
    Column("reading", ForeignKey("readings.key"), primary_key=True),
)

mentions = Table(
    "mentions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("reading", ForeignKey("readings.key"), nullable=False),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("status", String, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("quote", Text, nullable=False),
    Column("data", JSON, nullable=False),
    UniqueConstraint("reading", "id"),
)

mention_pairs = Table(
    "mention_pairs",
    metadata,
    Column("one", String, primary_key=True),
    Column("other", String, primary_key=True),
    Column("type", String, primary_key=True),
    Column("first", Date, primary_key=True),
    Column("last", Date, nullable=False),
    Column("mention", ForeignKey("mentions.key"), primary_key=True, index=True),
)
"""Who stands with whom in a mention, in alphabetical order: where merging looks for what may be one event."""

unmerged = Table(
    "unmerged",
    metadata,
    Column("one", String, primary_key=True),
    Column("other", String, primary_key=True),
    Column("type", String, primary_key=True),
    Column("mention", ForeignKey("mentions.key"), primary_key=True, index=True),
)
"""What has been written, or taken back, since its events were last merged; alike ones stand side by side."""

mention_answers = Table(
    "mention_answers",
    metadata,
    Column("mention", ForeignKey("mentions.key"), primary_key=True),
    Column("answers", String, primary_key=True, index=True),
)

events = Table(
    "events",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("status", String, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("basis", String, nullable=False),
    Column("coder", String, nullable=False),
    Column("superseded_by", ForeignKey("runs.key")),
    Column("data", JSON, nullable=False),
    Index("events_by_day", "first", "id"),
)

event_dyads = Table(
    "event_dyads",
    metadata,
    Column("actor", String, primary_key=True),
    Column("recipient", String, primary_key=True),
    Column("first", Date, primary_key=True),
    Column("event", ForeignKey("events.key"), primary_key=True, index=True),
)

event_mentions = Table(
    "event_mentions",
    metadata,
    Column("event", ForeignKey("events.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("mention", ForeignKey("mentions.key"), nullable=False, index=True),
)

event_answers = Table(
    "event_answers",
    metadata,
    Column("event", ForeignKey("events.key"), primary_key=True),
    Column("answers", String, primary_key=True, index=True),
)

measures = Table(
    "measures",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("one", String, nullable=False),
    Column("other", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("issuer", String, nullable=False, index=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("data", JSON, nullable=False),
    Index("measures_of_pair", "one", "other"),
)
"""`one` and `other` are the pair of states, in alphabetical order; `first` and `last` days of its steps."""

unfit = Table(
    "unfit",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("one", String, nullable=False),
    Column("other", String, nullable=False),
    Column("data", JSON, nullable=False),
    Index("unfit_of_pair", "one", "other"),
)

followed_by = Table("followed_by", metadata, Column("kinds", String, nullable=False))
"""By which kinds of measure the ledger was followed: others follow all of it anew."""

unfollowed = Table(
    "unfollowed",
    metadata,
    Column("one", String, primary_key=True),
    Column("other", String, primary_key=True),
)
"""Pairs of states whose events have changed since their measures were last followed."""

skipped = Table(
    "skipped",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("reading", ForeignKey("readings.key"), index=True),
    Column("name", String, nullable=False, index=True),
    Column("stage", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", Text, nullable=False),
)

Step: TypeAlias = "Callable[[Connection], None]"


def _measures(connection: Connection) -> None:
    for table in (measures, unfit, followed_by, unfollowed):
        table.create(connection)


MIGRATIONS: Mapping[int, Step] = {2: unmerged.create, 3: _measures}
"""The step that leads to each version from the one before it. A new ledger is made at VERSION directly."""


def found_version(connection: Connection) -> int | None:
    """The version of the ledger behind this connection; None where there is none yet."""
    from sqlalchemy import inspect

    if not inspect(connection).has_table(schema_version.name):
        return None
    return connection.execute(select(func.max(schema_version.c.version))).scalar_one_or_none()


def make(connection: Connection) -> None:
    """All tables of a new ledger, marked with their version."""
    metadata.create_all(connection)
    connection.execute(insert(schema_version).values(version=VERSION))


def migrate(
    connection: Connection,
    found: int,
    *,
    place: str,
    steps: Mapping[int, Step] = MIGRATIONS,
    wanted: int = VERSION,
) -> None:
    """Take the steps from version `found` to `wanted`; LedgerVersionError where the ledger is newer."""
    check(found, place=place, known=wanted)
    for version in range(found + 1, wanted + 1):
        steps[version](connection)
        connection.execute(update(schema_version).values(version=version))


def check(found: int, *, place: str, known: int = VERSION) -> None:
    """Raise LedgerVersionError where the ledger is newer than this Comity knows."""
    if found > known:
        raise LedgerVersionError(
            f"{place} is a ledger of version {found}, and this Comity knows versions up to {known}; "
            "install a newer Comity or name another ledger with --ledger"
        )


CURRENT_READING = readings.c.current != false()
CURRENT_EVENT = events.c.superseded_by.is_(None)
