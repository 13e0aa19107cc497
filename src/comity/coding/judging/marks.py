"""How a pair is shown to the judge: a mark stands for each actor, since who they are does not count."""

from __future__ import annotations

import re

from comity.errors import RecordError

SOURCE, TARGET = "[unused1]", "[unused2]"  # free tokens of the encoder's vocabulary
# Of a longer text, as many words on either side of the pair are shown.
WORDS, AROUND = 90, 35

_PAIR = {
    mark: re.compile(rf"<{name}>(.*?)</{name}>", re.DOTALL) for name, mark in (("s", SOURCE), ("t", TARGET))
}
_MARK = re.compile(r"</?[st]>")


def masked(text: str) -> str:
    """The text that marks a pair as <s>…</s> and <t>…</t>, with a mark in the place of each.

    Raises RecordError where one of them is missing, comes twice or is not closed.
    """
    for name, mark in (("s", SOURCE), ("t", TARGET)):
        if text.count(f"<{name}>") != 1 or text.count(f"</{name}>") != 1 or not _PAIR[mark].search(text):
            raise RecordError(
                f"<{name}>…</{name}> must stand once in the text, with words in it: {text[:60]!r}"
            )
    for mark, pattern in _PAIR.items():
        text = pattern.sub(f" {mark} ", text)
    return _near(_MARK.sub(" ", text))


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
