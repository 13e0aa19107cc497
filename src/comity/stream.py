"""The coder and the actors alone: lines in, one record out for each, without a ledger."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from comity import ids
from comity.coders import Ranker
from comity.dates import Basis, SpanOfDays
from comity.errors import ModelError, RecordError
from comity.records import Block, Document, Mention, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from comity.coders import Coder

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

PHRASE = 1000  # characters, of what names an actor at the most
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


def coded(some: Sequence[Record], coder: Coder) -> Iterator[Record]:
    """For each record its id and the mentions in its text, coded as an article published on its date.

    A text in another language has none, and says so. Where the record has no date, a mention has one only
    where the text states it.
    """
    from comity.answers.contract import mention_record

    documents = [article(record) if _is_english(record["text"]) else None for record in some]
    found: dict[str, list[Mention]] = {document.id: [] for document in documents if document is not None}
    each = {document.id: document for document in documents if document is not None}
    for result in coder.code(each.values()):
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


def article(record: Record) -> Document:
    """The record's text as an article published on its date."""
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


def pairs(some: Sequence[Record], coder: Coder) -> list[Record | Refused]:
    """For each record the most likely type of what its source does to its target, with all types ranked.

    Raises ModelError where the coder is one of others that ranks no pairs.
    """
    if not isinstance(coder, Ranker):
        raise ModelError(
            f"the coder {coder.name} codes documents only; rank pairs with --coder comity or rules"
        )
    answers: list[Record | Refused] = []
    texts = []
    for record in some:
        try:
            text, amiss = _checked(record)
            texts.append(_around(text))
        except RecordError as error:
            answers.append(Refused(record["id"], RecordError(f"line {record['line']}: {error}")))
        else:
            answers.append({"id": record["id"], **({"note": amiss} if amiss else {})})
    rankings = iter(coder.pairs(texts))
    for answer in answers:
        if isinstance(answer, dict):
            ranking = next(rankings)
            answer["type"], answer["probability"] = ranking[0]
            answer["ranking"] = [{"type": name, "probability": share} for name, share in ranking]
    return answers


def _checked(record: Record) -> tuple[str, str]:
    """The record's text with its sides marked, a named one that is not at its first place; and what is amiss.

    One of the sides may be left out by the text. RecordError where both are, or a mark is not closed.
    """
    text: str = record["text"]
    amiss, missing = [], []
    for side, (opening, closing) in _MARKS.items():
        marks = text.count(opening), text.count(closing)
        if marks[0] != marks[1]:
            raise RecordError(
                f"the text has {marks[0]} {opening} and {marks[1]} {closing}; mark the {side} once"
            )
        if re.search(rf"{opening}\s*{closing}", text):
            raise RecordError(f"{opening} and {closing} enclose nothing; put them round the {side}'s words")
        if marks[0]:
            if marks[0] > 1:
                amiss.append(f"the {side} is marked {marks[0]} times")
            continue
        words = record.get(side)
        start = _outside_marks(text, words) if isinstance(words, str) and words.strip() else -1
        if start < 0:
            missing.append(side)
        else:
            text = f"{text[:start]}{opening}{words}{closing}{text[start + len(str(words)) :]}"
    if len(missing) == len(_MARKS):
        raise RecordError(
            "neither source nor target is marked with <s>...</s> and <t>...</t>, "
            "and the text has neither the one's nor the other's words"
        )
    amiss += [f"the text has no {side}; it is taken to leave it unsaid" for side in missing]
    return text, "; ".join(amiss)


def _outside_marks(text: str, words: str) -> int:
    """Where the words first stand outside a mark; -1 where they do not."""
    start = text.find(words)
    while start >= 0 and any(
        text.count(opening, 0, start) > text.count(closing, 0, start) for opening, closing in _MARKS.values()
    ):
        start = text.find(words, start + 1)
    return start


def _around(text: str) -> str:
    """What of a long text stands around the two: what they do to each other is told near them."""
    if len(text) <= 3 * AROUND:
        return text
    starts = [text.find(opening) for opening, _ in _MARKS.values() if opening in text]
    first, last = min(starts), max(starts)
    if last - first > AROUND:
        raise RecordError(
            f"source and target stand {last - first:,} characters apart; give the passage that tells of both"
        )
    start, end = max(first - AROUND, 0), last + AROUND
    opened = text.find(" ", start, first) + 1 if start else 0
    closed = text.rfind(" ", last, end) if end < len(text) else len(text)
    return text[max(opened, start) : closed if closed > last else end]


def who(record: Record) -> Record | Refused:
    """Whom the record's phrase names on its date; null where nobody known."""
    from comity import actors

    text, on = record["text"], record["date"]
    why = _no_phrase(text)
    if why is not None:
        return Refused(record["id"], RecordError(f"line {record['line']}: {why}"))
    found = actors.load().resolve(text, on and SpanOfDays(on, on, Basis.STATED))
    return {
        "id": record["id"],
        "code": found and found.code,
        "sector": found and found.sector,
        "person": found and found.person,
        "office": found and found.office,
    }


def _no_phrase(text: str) -> str | None:
    """Why the text is no English phrase for an actor; None where it may be one."""
    if not text.strip():
        return "its text is empty; give the words that name an actor"
    if len(text) > PHRASE:
        return (
            f"its text has {len(text):,} characters; give the words that name one actor, at most {PHRASE:,}"
        )
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(1 for letter in letters if not unicodedata.name(letter, "").startswith("LATIN"))
    if letters and 2 * foreign > len(letters):
        return "its text is not in Latin letters; phrases are read in English only"
    return None
