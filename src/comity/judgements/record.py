"""What one reader said of one mention, as a record and as a line of JSON that is read strictly."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from comity.errors import OntologyError, RecordError
from comity.ontology import plover
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Record = dict[str, Any]

KEYS = (
    "mention",
    "document",
    "name",
    "text",
    "original",
    "judgement",
    "corrected",
    "note",
    "by",
    "at",
    "coder",
)
READING_KEYS = ("actors", "recipients", "type", "mode", "status", "date_start", "date_end")


class Verdict(StrEnum):
    """What a reader says of a mention."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence claims, as far as it is judged."""

    actors: tuple[str, ...]  # codes
    recipients: tuple[str, ...]
    type: str
    mode: str | None
    status: Status
    first: date
    last: date

    def record(self) -> Record:
        """As the line of a judgement has it."""
        return {
            "actors": list(self.actors),
            "recipients": list(self.recipients),
            "type": self.type,
            "mode": self.mode,
            "status": self.status.value,
            "date_start": self.first.isoformat(),
            "date_end": self.last.isoformat(),
        }

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Reading:
        """The reading that a record has, further keys passed over; RecordError says what is wrong with it."""
        missing = [key for key in READING_KEYS if key not in record]
        if missing:
            raise RecordError(f"lacks {', '.join(missing)}")
        first, last = (_day(record, key) for key in ("date_start", "date_end"))
        if last < first:
            raise RecordError(f"ends on {last}, before it begins, on {first}")
        mode, kind = record["mode"], _text(record, "type")
        if mode is not None and not isinstance(mode, str):
            raise RecordError(f"has the mode {mode!r}, which is no string and not null")
        try:
            plover.shipped().check(kind, mode, (), where="it")
            status = Status(record["status"])
        except (OntologyError, ValueError) as error:
            raise RecordError(f"cannot be: {error}") from error
        return cls(_codes(record, "actors"), _codes(record, "recipients"), kind, mode, status, first, last)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one reader said of one mention, beside what the coder had read."""

    mention: str  # id
    document: str  # id
    name: str  # the document's
    text: str  # the sentence
    original: Record  # as `comity code` prints it, with `via`; characters are those of the document's text
    verdict: Verdict
    corrected: Reading | None
    note: str
    by: str
    at: datetime  # in UTC
    coder: str

    def record(self) -> Record:
        """As its line has it."""
        return {
            "mention": self.mention,
            "document": self.document,
            "name": self.name,
            "text": self.text,
            "original": self.original,
            "judgement": self.verdict.value,
            "corrected": self.corrected.record() if self.corrected else None,
            "note": self.note,
            "by": self.by,
            "at": self.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "coder": self.coder,
        }

    def line(self) -> str:
        """As one line of JSON, without its end."""
        return json.dumps(self.record(), ensure_ascii=False, allow_nan=False)

    @property
    def right(self) -> Reading | None:
        """What the sentence claims by this judgement; None where it claims nothing of the kind."""
        if self.verdict is Verdict.WRONG:
            return None
        return self.corrected or Reading.of(self.original)

    @classmethod
    def of(cls, line: str) -> Judgement:
        """The judgement that a line holds; RecordError says what is wrong with it."""
        record = _object(line)
        unknown = [key for key in record if key not in KEYS]
        missing = [key for key in KEYS if key not in record]
        if unknown or missing:
            told = [f"lacks {', '.join(missing)}"] if missing else []
            told += [f"has {', '.join(unknown)}, which no judgement has"] if unknown else []
            raise RecordError(" and ".join(told))
        verdicts = [verdict.value for verdict in Verdict]
        if record["judgement"] not in verdicts:
            raise RecordError(f"is judged {record['judgement']!r}, which is none of {', '.join(verdicts)}")
        verdict = Verdict(record["judgement"])
        original, corrected = record["original"], record["corrected"]
        if not isinstance(original, dict):
            raise RecordError("has an original that is no object")
        _within("original", original)
        if (corrected is not None) is not (verdict is Verdict.CORRECTED):
            raise RecordError("has a correction where it says corrected, and only there")
        return cls(
            mention=_text(record, "mention"),
            document=_text(record, "document"),
            name=_text(record, "name"),
            text=_text(record, "text"),
            original=original,
            verdict=verdict,
            corrected=None if corrected is None else _correction(corrected),
            note=_text(record, "note"),
            by=_text(record, "by"),
            at=_time(record["at"]),
            coder=_text(record, "coder"),
        )


def _object(line: str) -> Record:
    def once(pairs: Iterable[tuple[str, Any]]) -> Record:
        found: Record = {}
        for key, value in pairs:
            if key in found:
                raise RecordError(f"has {key} twice")
            found[key] = value
        return found

    def finite(told: str) -> float:
        value = float(told)
        if not math.isfinite(value):
            raise RecordError(f"is no JSON ({told})")
        return value

    try:
        record = json.loads(line, object_pairs_hook=once, parse_float=finite, parse_constant=finite)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"is no JSON ({error})") from error
    if not isinstance(record, dict):
        raise RecordError("is no JSON object")
    return record


def _within(part: str, record: Mapping[str, Any]) -> Reading:
    try:
        return Reading.of(record)
    except RecordError as error:
        raise RecordError(f"has a part, {part}, that {error}") from error


def _correction(record: Any) -> Reading:
    if not isinstance(record, dict):
        raise RecordError("has a correction that is no object")
    unknown = [key for key in record if key not in READING_KEYS]
    if unknown:
        raise RecordError(f"corrects {', '.join(unknown)}, which is not judged")
    return _within("corrected", record)


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record[key]
    if not isinstance(value, str):
        raise RecordError(f"has a {key} that is no string: {value!r}")
    return value


def _codes(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = record[key]
    if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
        raise RecordError(f"has {key} that are no list of codes: {value!r}")
    return tuple(value)


def _day(record: Mapping[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(_text(record, key))
    except ValueError as error:
        raise RecordError(f"has a {key} that is no day: {record[key]!r}") from error


def _time(told: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(told)
    except (TypeError, ValueError) as error:
        raise RecordError(f"has an at that is no time: {told!r}") from error
    if moment.utcoffset() != timedelta(0):
        raise RecordError(f"has an at that is not in UTC: {told!r}; write it with Z")
    return moment.astimezone(UTC)


def now() -> datetime:
    """This moment, to the millisecond, as judgements have it."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
