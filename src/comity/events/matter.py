"""What a mention speaks of besides its parties: the words around its predicate, and what is counted there.

Compared between mentions: do two sentences tell of the same thing ("eight diplomats", "the visa duty")?
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comity.records import Document, Mention

BEFORE, AFTER = 40, 110
"""Characters of the sentence before and after the quote that still belong to the act."""
STEM = 6
SILENT = 2
"""With fewer words than this a mention says too little to be told apart."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
# Words that most sentences about states share, so that sharing them says nothing.
_COMMON = frozenset(
    """
    a about according added after again against ago all also although amid among an and any april are
    around as asked at august be because been before being between both but by call called can capital
    chief city could countries country day december decision declared department did do does earlier
    february federal following for foreign former friday from further government had has have he head her
    here him his how if in include including into is issue issued it its january july june last late
    leader made make makes march may minister ministers ministry monday month months more most mr much
    must nation national new news not november now october of office official officials on one only or
    other others our over part plan plans premier president press prime report reported reporters reports
    said same saturday say saying says secretary september she should side since so some spokesman
    spokesperson spokeswoman state statement states still such sunday take taken than that the their them
    then there these they this those through thursday time to today told too took toward towards tuesday
    two under until up us was we wednesday week weeks were what when where which while who whom whose
    will with within without would year years yesterday yet
    """.split()
)
_NUMBER = re.compile(
    r"(?P<money>[$€£¥])?(?<![\w.,:/-])(?P<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w:/%-])"
    r"|\b(?P<word>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)\b",
    re.IGNORECASE,
)
_VALUES = dict(
    zip(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty".split(),
        (*range(2, 21), 30, 40, 50),
        strict=True,
    )
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_UNCOUNTED = frozenset(
    "days weeks months years hours minutes seconds decades times percent points sides nations countries "
    "states ministers leaders kilometres kilometers miles metres meters degrees others terms parties".split()
)
_PLURALS = frozenset("people personnel staff police troops".split())


@dataclass(frozen=True, slots=True)
class Matter:
    """The stems around a predicate, without its own, and the numbers by what they count ("diplomat")."""

    stems: frozenset[str]
    counts: Mapping[str, frozenset[float]]

    @property
    def silent(self) -> bool:
        """Whether it says too little to compare."""
        return len(self.stems) < SILENT


def of(mention: Mention, document: Document) -> Matter:
    """The matter of a mention, from its own sentence."""
    first = max(mention.sentence.start, min(mention.quote.start, mention.predicate.start) - BEFORE)
    last = min(mention.sentence.end, max(mention.quote.end, mention.predicate.end) + AFTER)
    text = document.text[first:last]
    parties = {word for party in (*mention.actors, *mention.recipients) for word in _WORD.findall(party.text)}
    names = {word[:4] for word in parties if word[:1].isupper()}
    act = _WORD.findall(mention.predicate.of(document.text))
    left_out = parties.union(act[:1], act[-1:])
    stems = {
        _stem(word)
        for word in _WORD.findall(text)
        if word not in left_out and not (word[:1].isupper() and word[:4] in names)
    }
    return Matter(frozenset(stems - {""}), counts(text))


def words(text: str) -> frozenset[str]:
    """The words of a text, letter case and punctuation aside."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """A word's beginning, without the plural; empty where it says nothing."""
    folded = _POSSESSIVE.sub("", word.casefold())
    if len(folded) < 3 or folded in _COMMON:
        return ""
    if folded.endswith("s") and not folded.endswith("ss") and len(folded) > 3:
        folded = folded[:-1]
    return "" if folded in _COMMON else folded[:STEM]


def counts(text: str) -> dict[str, frozenset[float]]:
    """The numbers in a text by what they count; times and shares are left out.

    >>> counts("expelled 18 Russian diplomats and froze $2 million")
    {'diplomat': frozenset({18.0}), '$': frozenset({2000000.0})}
    """
    found: dict[str, set[float]] = {}
    for match in _NUMBER.finditer(text):
        value = float(
            match["digits"].replace(",", "") if match["digits"] else _VALUES[match["word"].casefold()]
        )
        following = _WORD.findall(text[match.end() : match.end() + 60])[:4]
        if following and (scale := _SCALES.get(following[0].casefold())):
            value *= scale
            following = following[1:]
        noun = match["money"] or _counted(following)
        if noun and value > 1:
            found.setdefault(noun, set()).add(value)
    return {noun: frozenset(values) for noun, values in found.items()}


def _counted(following: Iterable[str]) -> str:
    """The first plural of these words, as a stem; empty where there is none or it is no thing counted."""
    for word in following:
        if word in _UNCOUNTED:
            return ""
        if word[:1].islower() and (word in _PLURALS or (word.endswith("s") and not word.endswith("ss"))):
            return word.removesuffix("s")
    return ""


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter's stems that both have, 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def counted_otherwise(
    one: Mapping[str, frozenset[float]], other: Mapping[str, frozenset[float]]
) -> frozenset[str]:
    """What both count and on which they share no number."""
    return frozenset(noun for noun in one.keys() & other.keys() if not one[noun] & other[noun])
