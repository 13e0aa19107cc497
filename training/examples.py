"""A line of the training data: a sentence with a marked pair, and what the source does to the target."""

from __future__ import annotations

import re
from dataclasses import dataclass

NONE = "none"
STATUSES = ("actual", "announced", "considered", "hypothetical", "denied")
_MARKED = {role: re.compile(rf"<{role}>(.*?)</{role}>") for role in "stx"}


@dataclass(frozen=True, slots=True)
class Example:
    """One line of the data; `codebook` is PLOVER's own type, where our coding decisions differ from it."""

    id: str
    story: str
    template: str
    text: str
    source: str
    target: str
    type: str
    mode: str | None
    status: str | None
    codebook: str


def marked(role: str, text: str) -> str:
    """The words that the text marks as this role (s, t or x); ValueError where it marks none."""
    found = _MARKED[role].search(text)
    if not found:
        raise ValueError(f"no <{role}> in {text!r}")
    return found[1]


def unmarked(text: str, *, keep: str) -> str:
    """The text without its marks but those of the roles in `keep`."""
    return re.sub(rf"</?[{''.join(set('stx') - set(keep))}]>", "", text)


def swapped(text: str) -> str:
    """The same text with the pair reversed."""
    return relabelled(text, "t", "s")


def relabelled(text: str, source: str, target: str) -> str:
    """The same text with the actors marked `source` and `target` as its pair."""
    kept = unmarked(text, keep=source + target)
    roles = {source: "s", target: "t"}
    return re.sub(r"<(/?)([stx])>", lambda mark: f"<{mark[1]}{roles[mark[2]]}>", kept)
