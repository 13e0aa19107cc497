"""How a pair is shown to the judge: a mark stands for each actor, since who they are does not count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from comity.errors import RecordError

if TYPE_CHECKING:
    from comity.records import Span

SOURCE, TARGET = "[unused1]", "[unused2]"  # free tokens of the encoder's vocabulary
# Of a longer text, as many words on either side of the pair are shown.
WORDS, AROUND = 90, 35

_SIDES = {"s": SOURCE, "t": TARGET}
_PAIR = {name: re.compile(rf"<{name}>(.*?)</{name}>", re.DOTALL) for name in _SIDES}
_MARK = re.compile(r"</?[st]>")


def masked(text: str) -> str:
    """The text that marks a pair as <s>…</s> and <t>…</t>, with a mark in the place of each.

    Who is named more than once has a mark in each place; who is left out ("Two papers were closed") has one
    at the text's end. Raises RecordError where neither is marked, or a mark is not closed.
    """
    for name in _SIDES:
        places = len(_PAIR[name].findall(text))
        if text.count(f"<{name}>") != places or text.count(f"</{name}>") != places:
            raise RecordError(f"a <{name}> is not closed, or a </{name}> not opened: {text[:60]!r}")
    if not _MARK.search(text):
        raise RecordError(f"neither <s>…</s> nor <t>…</t> stands in the text: {text[:60]!r}")
    for name, mark in _SIDES.items():
        text = _PAIR[name].sub(f" {mark} ", text) if f"<{name}>" in text else f"{text} {mark}"
    return _near(_MARK.sub(" ", text))


def marked(text: str, source: Span, target: Span) -> str | None:
    """The text with the two marked as <s>…</s> and <t>…</t>; None where the one's words hold the other's."""
    pieces, at = [], 0
    for span, name in sorted(((source, "s"), (target, "t"))):
        inside = span.of(text).strip()
        if span.start < at or not inside or "<" in inside:
            return None
        pieces += [text[at : span.start], f"<{name}>", inside, f"</{name}>"]
        at = span.end
    return "".join([*pieces, text[at:]])


def _near(text: str) -> str:
    """The text, or of a long one the words around the pair."""
    words = text.split()
    if len(words) <= WORDS:
        return " ".join(words)
    first, last = sorted((words.index(SOURCE), words.index(TARGET)))
    if last - first > WORDS:  # the two ends of it, with what lies between them cut
        middle = WORDS // 2
        inner = [*words[first : first + middle], "…", *words[last - middle : last]]
    else:
        inner = words[first:last]
    return " ".join([*words[max(0, first - AROUND) : first], *inner, *words[last : last + AROUND]])
