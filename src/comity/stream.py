"""The coder and the actors alone: lines in, one record out for each, without a ledger."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from comity import ids
from comity.dates import Basis, SpanOfDays
from comity.errors import RecordError
from comity.records import Block, Document, Mention, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

Record = dict[str, Any]

CODED = ("id", "text", "date")
PAIRED = ("id", "text", "source", "target")
MOST_LINES = 64  # coded at once: the parser's batch
A_READ = 1 << 16  # bytes, what a pipe holds

SAMPLE = 3000  # characters by which the language is told
TELLING = 40  # characters below which nothing but English is supposed
ENGLISH_SHARE = 0.3  # of function words: no other language's text has so many that are English
NOT_ENGLISH = 0.02  # below so much likelihood of English, or of its creole, it is another language
ANY_DAY = SpanOfDays(date.min, date.max, Basis.INFERRED)  # when a text without a date was published

AROUND = 2000  # characters of a long text that are read on either side of a marked pair
_MARKS = {"source": ("<s>", "</s>"), "target": ("<t>", "</t>")}
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be answered, and why; `id` is its record's where it has one."""

    id: object
    why: RecordError

    def record(self, **empty: object) -> Record:
        """What stands in the answer's place."""
        return {"id": self.id, **empty, "error": str(self.why)}


def batches(stream: BinaryIO) -> Iterator[list[str]]:
    """The stream's lines, a few at a time: those that have come are not kept waiting for others."""
    begun = b""
    while some := (stream.read1(A_READ) if hasattr(stream, "read1") else stream.read(A_READ)):
        *whole, begun = (begun + some).split(b"\n") if b"\n" in some else (begun + some,)
        for start in range(0, len(whole), MOST_LINES):
            yield [line.decode("utf-8", errors="replace") for line in whole[start : start + MOST_LINES]]
    if begun:
        yield [begun.decode("utf-8", errors="replace")]


def records(lines: Iterable[str], keys: tuple[str, ...], first: int = 1) -> Iterator[Record | Refused]:
    """The JSON objects of these lines, the `first` of which has this number; blank lines are passed over.

    In the place of a line that is none, or lacks a key, stands why it is refused.
    """
    for number, line in enumerate(lines, start=first):
        if line.strip():
            yield _record(line, keys, number)


def _record(line: str, keys: tuple[str, ...], number: int) -> Record | Refused:
    wanted = "each line is an object {" + ", ".join(f'"{key}"' for key in keys) + "}"

    def refused(why: str, of: object = None) -> Refused:
        return Refused(of, RecordError(f"line {number}{why}"))

    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return refused(f" is no JSON ({error}); {wanted}")
    if not isinstance(record, dict):
        return refused(f" is no JSON object; {wanted}")
    named = record.get("id")
    missing = [key for key in ("id", "text") if key not in record]
    if missing:
        return refused(f" lacks {', '.join(missing)}; {wanted}", named)
    if not isinstance(record["text"], str):
        return refused(f": its text is no string; {wanted}", named)
    # JSON can hold half a character, which no encoding can; as many characters stand in for them.
    record["text"] = _HALF_CHARACTERS.sub("\ufffd", record["text"])
    try:
        record["date"] = date.fromisoformat(record["date"][:10]) if record.get("date") else None
    except (TypeError, ValueError):
        return refused(f": the date {record['date']!r} is none; give one as 2022-10-04, or null", named)
    record["line"] = number
    return record


def coded(some: Sequence[Record]) -> Iterator[Record]:
    """For each record its id and the mentions in its text, coded as an article published on its date.

    A text in another language has none, and says so. Where the record has no date, a mention has one only
    where the text states it.
    """
    from comity.answers.contract import mention_record
    from comity.pipeline import coder

    documents = [_document(record) if _is_english(record["text"]) else None for record in some]
    found: dict[str, list[Mention]] = {document.id: [] for document in documents if document is not None}
    each = {document.id: document for document in documents if document is not None}
    for result in coder().code(each.values()):
        if isinstance(result, Mention):
            found[result.document].append(result)
    for record, document in zip(some, documents, strict=True):
        if document is None:
            yield {"id": record["id"], "mentions": [], "skipped": "not English"}
            continue
        mentions = [mention_record(mention, document.text) for mention in found[document.id]]
        if record["date"] is None:
            mentions = [
                _undated(told, mention) for told, mention in zip(mentions, found[document.id], strict=True)
            ]
        yield {"id": record["id"], "mentions": mentions}


def _undated(told: Record, mention: Mention) -> Record:
    """What a text of an unknown day tells: only the days that it states itself."""
    if mention.days.basis is not Basis.STATED:
        told |= dict.fromkeys(("date", "date_start", "date_end", "date_basis"))
    if mention.deadline is not None and mention.deadline.basis is not Basis.STATED:
        told["deadline"] = None
    return told


def _document(record: Record) -> Document:
    text, on = record["text"], record["date"]
    blocks, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(part, Role.ARTICLE, ("given",), Span(start, start + len(part))))
        start += len(part) + 2
    return Document(
        id=ids.of_parts(json.dumps(record["id"]), text, on),
        name=str(record["id"]),
        text=text,
        blocks=tuple(blocks),
        language="en",
        published=SpanOfDays(on, on, Basis.STATED) if on else ANY_DAY,
        published_reasons=("given",),
    )


def _is_english(text: str) -> bool:
    """Is the text English, or too short to tell?"""
    from comity.pages.shape import Shape

    sample = text[:SAMPLE].strip()
    if len(sample) < TELLING or Shape(sample).function_share >= ENGLISH_SHARE:
        return True
    likely = dict(_identifier().rank(sample))
    return bool(likely["en"] + likely["pcm"] >= NOT_ENGLISH)


@cache
def _identifier() -> Any:
    """The classifier of languages; unlike the one of whole pages it says how sure it is."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def pairs(some: Sequence[Record]) -> list[Record | Refused]:
    """For each record the most likely type of what its source does to its target, with all types ranked."""
    from comity.pipeline import coder

    answers: list[Record | Refused] = []
    for record in some:
        try:
            text = _around(_checked(record))
            ranking = coder().pair(text, record.get("source") or "", record.get("target") or "")
        except RecordError as error:
            answers.append(Refused(record["id"], RecordError(f"line {record['line']}: {error}")))
            continue
        best, probability = ranking[0]
        answers.append(
            {
                "id": record["id"],
                "type": best,
                "probability": probability,
                "ranking": [{"type": name, "probability": share} for name, share in ranking],
            }
        )
    return answers


def _checked(record: Record) -> Record:
    """The record, whose two sides are each marked once or else named and found in the text."""
    text = record["text"]
    for side, (opening, closing) in _MARKS.items():
        marks = text.count(opening), text.count(closing)
        if marks == (1, 1) and text.index(opening) + len(opening) < text.index(closing):
            continue
        if marks == (1, 1):
            raise RecordError(f"{opening} and {closing} enclose nothing; put them round the {side}'s words")
        if marks != (0, 0):
            raise RecordError(
                f"the text has {marks[0]} {opening} and {marks[1]} {closing}; mark the {side} once"
            )
        words = record.get(side)
        if not isinstance(words, str) or not words.strip():
            raise RecordError(f"no {side} is marked with {opening}...{closing} and none is named")
        if words not in text:
            raise RecordError(
                f"the {side} {words[:60]!r} is not in the text; mark it with {opening}...{closing}"
            )
    return record


def _around(record: Record) -> str:
    """What of a long text stands around the two: what they do to each other is told near them."""
    text: str = record["text"]
    if len(text) <= 3 * AROUND:
        return text
    starts = [
        text.find(opening) if opening in text else text.find(record[side])
        for side, (opening, _) in _MARKS.items()
    ]
    first, last = min(starts), max(starts)
    if last - first > AROUND:
        raise RecordError(
            f"source and target stand {last - first:,} characters apart; give the passage that tells of both"
        )
    start, end = max(first - AROUND, 0), last + AROUND
    opened = text.find(" ", start, first) + 1 if start else 0
    closed = text.rfind(" ", last, end) if end < len(text) else len(text)
    return text[max(opened, start) : closed if closed > last else end]


def who(record: Record) -> Record:
    """Whom the record's text names on its date; null where nobody known."""
    from comity import actors

    on = record["date"]
    found = actors.load().resolve(record["text"], on and SpanOfDays(on, on, Basis.STATED))
    return {
        "id": record["id"],
        "code": found and found.code,
        "sector": found and found.sector,
        "person": found and found.person,
        "office": found and found.office,
    }
