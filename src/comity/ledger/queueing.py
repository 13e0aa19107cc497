"""Mentions one by one, for a reader who judges them: the least sure first, or the newest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from comity.ledger import rows
from comity.ledger.reader import AT_ONCE
from comity.ledger.schema import CURRENT_READING, documents, mention_pairs, mentions, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from comity.records import Document, Mention

_sureness = mentions.c.data["confidence"].as_float()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which mentions: of these states together, of these types, where the witnesses disagree."""

    parties: tuple[str, ...] = ()  # one or two codes
    types: tuple[str, ...] = ()
    dissent: bool = False


def queue(
    connection: Connection, wanted: Wanted, *, newest: bool = False, after: str | None = None
) -> Iterator[tuple[Mention, str]]:
    """Such mentions with their quotes: the least sure first, or the newest by their last day.

    `after`: the id of a mention behind which to begin.
    """
    question: Select[Any] = _such(select(mentions), wanted)
    behind = None if after is None else _place(connection, after)
    if newest:
        question = question.order_by(mentions.c.last.desc(), mentions.c.id)
        if behind is not None:
            question = question.where(
                _behind(mentions.c.last < behind.last, mentions.c.last == behind.last, behind.id)
            )
    else:
        question = question.order_by(_sureness, mentions.c.id)
        if behind is not None:
            sure = behind.data["confidence"]
            question = question.where(_behind(_sureness > sure, _sureness == sure, behind.id))
    for row in connection.execute(question.execution_options(yield_per=AT_ONCE)):
        yield rows.mention(row), row.quote


def count(connection: Connection, wanted: Wanted) -> int:
    """How many such mentions there are."""
    return int(connection.execute(_such(select(func.count()).select_from(mentions), wanted)).scalar_one())


def claim(connection: Connection, mention: str) -> tuple[Mention, Document] | None:
    """The mention with this id, and the document that holds it; None where there is none."""
    current = _such(select(mentions), Wanted()).where(mentions.c.id == mention)
    row = connection.execute(current).one_or_none()
    if row is None:
        return None
    held = connection.execute(select(documents).where(documents.c.reading == row.reading)).one()
    return rows.mention(row), rows.document(held)


def _such(question: Select[Any], wanted: Wanted) -> Select[Any]:
    question = question.join(readings, readings.c.key == mentions.c.reading).where(CURRENT_READING)
    if wanted.types:
        question = question.where(mentions.c.type.in_(wanted.types))
    if wanted.dissent:
        question = question.where(mentions.c.data["dissent"].as_string() != "")
    if wanted.parties:
        question = question.where(mentions.c.key.in_(_together(wanted.parties)))
    return question


def _together(parties: Sequence[str]) -> Select[Any]:
    """The mentions in which this state stands with any other, or these two stand with each other."""
    pair = mention_pairs.c
    if len(parties) == 1:
        return select(pair.mention).where(or_(pair.one == parties[0], pair.other == parties[0]))
    one, other = sorted(parties)
    return select(pair.mention).where(pair.one == one, pair.other == other)


def _place(connection: Connection, mention: str) -> Any:
    current = _such(select(mentions), Wanted()).where(mentions.c.id == mention)
    return connection.execute(current).one_or_none()


def _behind(later: ColumnElement[bool], alike: ColumnElement[bool], mention: str) -> ColumnElement[bool]:
    return or_(later, and_(alike, mentions.c.id > mention))
