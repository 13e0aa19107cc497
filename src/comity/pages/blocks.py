"""A plain-text page -> its blocks: lines that belong together are joined, others kept apart.

Dumps come in three habits, often mixed: paragraphs between blank lines, a paragraph a line, and paragraphs
broken into lines of one width. Which it is, the page's own lines tell.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from comity.pages.shape import FUNCTION_WORDS, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDEST_WRAP = 130  # nobody breaks lines beyond this width; longer lines are paragraphs
_PUNCTUATION = ",;.:)"
SHORT_LINE = 20  # characters; a shorter one is a label
LONG_LINE = 60  # characters; a shorter one before a blank line is whole
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# A date in digits that stands before something else on its line: "date 2024-05-01 Ministers meet".
_STAMPED = re.compile(r"^((?:date:? )?\d{4}-\d{2}-\d{2})\s+(?!\d|[-–|T,])(\S.*)$")
_BYLINE = re.compile(r"by [A-Z]")
_BULLET_ALONE = re.compile(r"[-–—•·▪■●*►▶]")


def tidy(text: str) -> str:
    """The text in NFC with single spaces and nothing invisible; its quotes and dashes stay as they were."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def split(text: str) -> list[str]:
    """The blocks of a plain-text page, tidied, in order."""
    groups = list(_groups(text))
    width = _wrap_width([line for group in groups for line in group], groups)
    blocks: list[str] = []
    for group in groups:
        joined = _unwrap(group, width) if width else _join_broken(group)
        if blocks and joined and len(blocks[-1]) >= LONG_LINE and _broken(blocks[-1], joined[0]):
            blocks[-1] = f"{blocks[-1]} {joined.pop(0)}"
        blocks += joined
    return blocks


def _groups(text: str) -> Iterator[list[str]]:
    """The runs of lines between blank lines."""
    group: list[str] = []
    for raw in _LINE_END.split(text):
        line = tidy(raw)
        stamped = _STAMPED.match(line)
        if stamped:
            group.append(stamped.group(1))
            yield group
            group = [stamped.group(2)]
        elif line:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _wrap_width(lines: Sequence[str], groups: Sequence[Sequence[str]]) -> int:
    """The width at which the page breaks its lines; 0 where it does not."""
    long_lines = sorted(len(line) for line in lines if len(line) >= 45)
    if len(long_lines) < 4 or long_lines[-1] > WIDEST_WRAP:
        return 0
    width = long_lines[-1]
    pairs = [(a, b) for group in groups for a, b in pairwise(group) if len(a) >= 0.7 * width]
    if len(pairs) < 3:
        return 0
    open_ends = sum(not Shape(a).ends for a, _ in pairs) / len(pairs)
    small_starts = sum(b[0].islower() for _, b in pairs) / len(pairs)
    full = sum(len(a) + 1 + len(b.split(" ", 1)[0]) > width - 3 for a, b in pairs) / len(pairs)
    return width if open_ends >= 0.6 and small_starts >= 0.35 and full >= 0.5 else 0


def _unwrap(lines: Sequence[str], width: int) -> list[str]:
    """Lines joined where the next line's first word would not have found room."""
    blocks: list[str] = []
    last = ""
    for line in lines:
        no_room = len(last) + 1 + len(line.split(" ", 1)[0]) > 0.92 * width
        starts_item = bool(_BULLET_ALONE.match(line))
        if blocks and not starts_item and (no_room or (line[0].islower() and not Shape(last).ends)):
            blocks[-1] = f"{blocks[-1][:-1]}{line}" if _hyphenated(last, line) else f"{blocks[-1]} {line}"
        else:
            blocks.append(line)
        last = line
    return blocks


def _hyphenated(last: str, line: str) -> bool:
    """Whether a word was broken over the two lines; 'twenty-' before 'one' keeps its hyphen."""
    stem = re.search(r"([a-z]{3,})-$", last)
    return (
        stem is not None and line[0].islower() and stem.group(1) not in {"self", "well", "twenty", "thirty"}
    )


def _join_broken(lines: Sequence[str]) -> list[str]:
    """Lines joined only where a sentence was broken in the middle, as links inside a paragraph do."""
    blocks: list[str] = []
    for line in lines:
        if blocks and _broken(blocks[-1], line):
            blocks[-1] += line if line[0] in _PUNCTUATION else f" {line}"
        else:
            blocks.append(line)
    return blocks


def _broken(first: str, second: str) -> bool:
    """Whether a sentence runs on from one line to the next."""
    if len(first) < SHORT_LINE or Shape(first).ends or Shape(first).bullet or _BULLET_ALONE.match(second):
        return False
    last_word = first.rsplit(" ", 1)[-1].lower()
    if _BYLINE.match(second):
        return False
    if second[0].islower():
        return Shape(first).function_share >= 0.16 and not second.startswith(("http", "www."))
    if second[0] in _PUNCTUATION:
        return True
    return last_word in FUNCTION_WORDS and Shape(first).function_share >= 0.16
