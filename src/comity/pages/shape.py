"""The shape of a block, before anything is known of its page: prose, a headline, a scrap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W\d_][\w'’.-]*|\d[\d.,:%]*")
_END = re.compile(
    r"[.!?…。](?:[\"'”’»)\]*]|\s?\([^()]{1,60}\)|\s?\[[^\[\]]{1,20}\]|\s?[■◆●/]|\s?[-–—] ?[A-Z][\w/ ]{1,40})*"
    r"\s*$"
)
_SPEECH_GOES_ON = re.compile(r"[,:;—–-][\"'”’]*$|[.!?,][\"”]$")
_DATELINED = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}(?:,[^()]{0,40})? ?(?:\([A-Z][\w ./-]{1,30}\) ?[-–—:]|/[A-Z][\w-]{1,20}/)"
)
_BULLET = re.compile(r"^(?:[-–—•·▪■□●○*►▶→»›>|✓❖]+\s+|\(?\d{1,3}[.)]\s+|[a-z]\)\s+)")
_SYMBOLS = re.compile(r"[-–—•·▪■□●○*►▶→»›<>|✓❖×+=_#~.\d/\\:;,()\[\]\s…]*")
# Words that hold sentences together; headlines leave them out.
FUNCTION_WORDS = frozenset(
    """
    a about after again against all also although among an and any are as at be because been before
    being both but by can could did do does during each either for from had has have he her hers him his
    how i if in into is it its itself may might more most must neither no nor not of on once one only or
    other our over own she should since so some such than that the their them then there these they this
    those though through to too under until up upon was we were what when where whether which while who
    whom whose why will with within without would you your
    """.split()
)
_FINITE = frozenset(
    """
    is are was were has have had will would can could may might must shall should do does did be been
    says say said told tells added adds went came took gave made met held saw became began left led
    sent spoke rose fell put set cut hit won lost kept wrote read ran paid brought stood sought
    thought taught found got agreed denies condemn condemns call calls urge urges welcomes rejects
    expresses reaffirms demands expels recalls warns accuses plans signs bans lifts opens closes
    announces encourages seeks wants hopes expects remains considers allocates stops asks gives takes
    makes holds meets begins shows seems becomes know think believe
    """.split()
)
# Capitalised, and yet the same in any two stories.
_NO_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec president
    minister prime foreign ministry affairs government state mr mrs ms dr sir the
    """.split()
)
_VERB_ENDING = re.compile(r"(?<=[a-z]{2})(?:ed|ied)$")
CONTENT_LETTERS = 4
LONG = 20  # words


@dataclass(frozen=True)
class Shape:
    """What one block looks like. Not slotted: the measures are taken once, when asked for."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """Its words and numbers, as they stand."""
        return _WORD.findall(self.text)

    @cached_property
    def size(self) -> int:
        """How many words."""
        return len(self.words)

    @cached_property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return _END.search(self.text) is not None

    @cached_property
    def goes_on(self) -> bool:
        """Whether it ends as a paragraph may that introduces or interrupts a quotation."""
        return _SPEECH_GOES_ON.search(self.text) is not None

    @cached_property
    def datelined(self) -> bool:
        """Whether it begins as an agency's text does: a place in capitals, then (AGENCY) - or /AGENCY/."""
        return _DATELINED.match(self.text) is not None

    @cached_property
    def bullet(self) -> bool:
        """Whether it begins as an item of a list."""
        return _BULLET.match(self.text) is not None

    @cached_property
    def without_bullet(self) -> str:
        """Its text without the sign that makes it an item of a list; numbers stay."""
        return self.text if self.text[:1].isalnum() else _BULLET.sub("", self.text, count=1)

    @cached_property
    def scrap(self) -> bool:
        """Whether it is but a number, a bullet or a symbol."""
        return _SYMBOLS.fullmatch(self.text) is not None

    @cached_property
    def function_share(self) -> float:
        """The share of words that hold sentences together."""
        if not self.size:
            return 0.0
        return sum(word.lower() in FUNCTION_WORDS for word in self.words) / self.size

    @cached_property
    def capital_share(self) -> float:
        """The share of its longer words, the first left out, that begin with a capital."""
        longer = [word for word in self.words[1:] if len(word) >= CONTENT_LETTERS and word[0].isalpha()]
        if not longer:
            return 0.0
        return sum(word[0].isupper() for word in longer) / len(longer)

    @cached_property
    def finite(self) -> bool:
        """Whether a verb that is easily told stands in it."""
        return any(
            word.lower() in _FINITE or (word.islower() and _VERB_ENDING.search(word)) for word in self.words
        )

    @cached_property
    def prose(self) -> bool:
        """Whether it is written in sentences."""
        if self.size < 6 or self.capital_share > 0.75:
            return False
        if self.ends:
            return (self.size >= 8 and self.function_share >= 0.16) or self.finite
        if self.goes_on and self.finite:
            return self.function_share >= (0.08 if self.text.endswith(":") else 0.16)
        return self.size >= 25 and self.function_share >= 0.25 and self.finite

    @cached_property
    def strong(self) -> bool:
        """Whether it is prose beyond doubt: with a verb that is easily told, or long."""
        return self.prose and (self.finite or self.size >= LONG)

    @cached_property
    def headline(self) -> bool:
        """Whether it may be a headline: some words on one line, no sentence's end."""
        return 3 <= self.size <= 32 and not self.prose and len(self.text) <= 220 and not self.scrap

    @cached_property
    def names(self) -> frozenset[str]:
        """The capitalised words inside its sentences, lower-cased, without a possessive's s."""
        found = set()
        text, end = self.text, 0
        for match in _WORD.finditer(text):
            if text[match.start()].isupper():
                word = match.group().removesuffix("'s").removesuffix("’s").rstrip(".")
                before = text[end - 1 : end + 1].strip()[-1:] or "x" if end else "."
                inside = before not in '.!?“"‘'
                if (inside or word.lower() not in FUNCTION_WORDS) and len(word) > 1:
                    found.add(word.lower())
            end = match.end()
        return frozenset(found - FUNCTION_WORDS - _NO_NAMES)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of its longer words, to compare what two blocks are about."""
        return frozenset(
            word.lower().removesuffix("'s").removesuffix("’s")[:5]
            for word in self.words
            if len(word) >= CONTENT_LETTERS and word.lower() not in FUNCTION_WORDS
        )
