"""The noun phrase around a state's name: "the Russian consulate general in Sapporo"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity.actors.hits import raw_hits
from comity.actors.tokens import SPACES
from comity.actors.wording import sector_of

if TYPE_CHECKING:
    from comity.actors.atlas import Naming
    from comity.actors.gazetteer import Gazetteer
    from comity.actors.hits import Hit
    from comity.actors.tokens import Words
    from comity.actors.wording import HeadHit

BETWEEN = 5  # words that may stand between a state and its body
_OF = re.compile(r"[ \u00a0]of[ \u00a0](?:the[ \u00a0])?$")
_OF_MATTERS = re.compile(
    r"[ \u00a0](?:of|for)[ \u00a0](?:[A-Z][\w-]+(?:,? and |, | & |[ \u00a0]))+of[ \u00a0](?:the[ \u00a0])?$"
)
_STANCE = re.compile(r"\b(?:pro|anti|non)[-–]$", re.IGNORECASE)
_LINK = re.compile(r"[ \u00a0](?:of|for|at)[ \u00a0](?:the[ \u00a0])?$")
_COMPLEMENT = re.compile(
    r"[ \u00a0](?:of|for)[ \u00a0](?:the[ \u00a0])?"
    r"([A-Z][\w-]+(?:(?:,? and |, | & |[ \u00a0])(?!The\b)[A-Z][\w-]+)*)"
)
_HOST = re.compile(
    r"(?:['’]s (?:office|residence))?[ \u00a0](in|to|at)[ \u00a0]"
    r"(?:the[ \u00a0](?:[\w-]+[ \u00a0]){0,4}?(?:city|port|town|capital)[ \u00a0](?:of[ \u00a0])?"
    r"|the[ \u00a0])?"
)


_RULE = frozenset({"administration", "government", "cabinet", "regime", "presidency"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A state's name with the body that belongs to it. Without heads it is the name alone."""

    start: int
    end: int
    heads: tuple[HeadHit, ...]
    office: str | None = None  # the words of the body, where they are a title
    former: bool = False
    host: str | None = None

    @property
    def sector(self) -> str:
        """The PLOVER sector that the heads tell."""
        return sector_of(list(self.heads))


def is_group(naming: Naming, head: HeadHit) -> bool:
    """Whether a named group gives its people its own sector: a Hamas leader, but no Democratic senator."""
    if naming.kind == "organisation":
        return True
    if naming.kind != "body" or naming.sector == "CVL":
        return False
    return naming.sector != "PTY" or head.head.sector not in {"LEG", "GOV"} or head.head.neutral


class Phrases:
    """Reads the phrases of one text."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        """`words` are the text's."""
        self._gazetteer = gazetteer
        self._wording = gazetteer.wording
        self._words = words
        self._text = words.text

    def around(self, hit: Hit) -> Phrase:
        """The phrase that the name belongs to."""
        if _STANCE.search(self._text, max(0, hit.start - 5), hit.start):
            return Phrase(hit.start, hit.end, ())  # pro-Russian separatists are not Russia's
        phrase = self._together(hit)
        if not phrase.heads:
            return phrase
        if phrase.heads[-1].head.mission:
            end, host = self._host(phrase.end)
            phrase = replace(phrase, end=end, host=host)
        return phrase

    def _together(self, hit: Hit) -> Phrase:
        before, after = self._before(hit), self._after(hit)
        if before is None:
            return after
        if not after.heads or self.after_possessive(hit.end) == hit.end:
            return before
        # "deputy chairman of Russia's Security Council"
        former = before.former or after.former
        return Phrase(before.start, after.end, (*after.heads, *before.heads), before.office, former)

    def belongs(self, hit: Hit, other: Hit) -> bool:
        """Whether the other is a body of the state named right before it: "Turkey's ruling AK Party"."""
        if hit.naming.kind not in {"name", "demonym"}:
            return False
        same = hit.naming.code == other.naming.code
        if other.naming.kind == "metonym":
            # Burundi's National Security Council is not that of the United States.
            bare = hit.naming.kind == "name" and self.after_possessive(hit.end) == hit.end
            if (other.naming.sector == "GOV" and " " not in other.text) or (bare and not same):
                return False
        elif not same or other.naming.kind not in {"body", "person"}:
            return False
        between = self._text[self.after_possessive(hit.end) : other.start]
        if not between.startswith((" ", "\u00a0")) or len(between) > 40:
            return False
        return all(word.lower() in self._wording.modifiers for word in between.replace("-", " ").split())

    def rule_after(self, end: int) -> int | None:
        """The end of "administration" or "government" after a person's name: "the Abe government"."""
        head = self._words.heads.get(self.after_possessive(end) + 1)
        if head is None or head.phrase not in _RULE or self._text[head.start - 1] not in SPACES:
            return None
        return head.end

    def after_possessive(self, end: int) -> int:
        """Where the words after a name begin: behind a possessive ending."""
        if self._text[end : end + 2] in {"'s", "’s", "'S", "’S"}:
            return end + 2
        if self._text[end : end + 1] in {"'", "’"} and self._text[end - 1 : end] in {"s", "S"}:
            return end + 1
        return end

    def _before(self, hit: Hit) -> Phrase | None:
        """Such as "the government of Japan", "the spokesman of the Ministry of Trade of Russia"."""
        if hit.naming.kind == "demonym":
            return None
        heads: list[HeadHit] = []
        start = hit.start
        for pattern in (_OF, _OF_MATTERS):
            match = pattern.search(self._text, max(0, hit.start - 70), hit.start)
            head = self._words.head_ends.get(match.start()) if match else None
            if (
                head is not None
                and head.start not in self._words.blocked
                and head.phrase not in self._wording.vague
            ):
                heads, start = [head], head.start
                break
        if not heads:
            return None
        link = _LINK.search(self._text, max(0, start - 10), start)
        outer = self._words.head_ends.get(link.start()) if link else None
        if (
            outer is not None
            and (outer.head.role or outer.head.neutral)
            and outer.start not in self._words.blocked
        ):
            heads, start = [heads[0], outer], outer.start
        former = self._words.is_former(start) or self._words.is_former(heads[-1].start)
        office = self._text[heads[-1].start : heads[-1].end] if heads[-1].head.role else None
        return Phrase(start, hit.end, tuple(heads), office, former)

    def _after(self, hit: Hit) -> Phrase:
        """Such as "Russian Deputy Foreign Minister", "Japan's top government spokesman"."""
        begin = self.after_possessive(hit.end)
        of_state = hit.naming.kind in {"name", "place"} or (hit.naming.kind, hit.naming.sector) == (
            "metonym",
            "GOV",
        )
        bare = of_state and begin == hit.end
        heads, office_start = self._heads(begin, bare=bare, capitals=not self._words.in_headline(hit.start))
        if not heads:
            return Phrase(hit.start, hit.end, ())
        end = heads[-1].end
        complement = _COMPLEMENT.match(self._text, end)
        if complement is not None and heads[-1].phrase in self._wording.complemented:
            end = self._complement_end(complement)
        between = self._text[begin : heads[0].start].lower().replace("-", " ").split()
        former = self._words.is_former(hit.start) or any(word in self._wording.former for word in between)
        office = self._text[office_start:end] if heads[-1].head.role else None
        return Phrase(hit.start, end, tuple(heads), office, former)

    def _heads(self, begin: int, *, bare: bool, capitals: bool) -> tuple[list[HeadHit], int]:
        """The heads one after another, and where the title's words begin."""
        words, text = self._words, self._text
        heads: list[HeadHit] = []
        passed = 0
        end = begin
        office_start = -1
        index = words.index(begin)
        while index < len(words.tokens) and passed <= BETWEEN:
            token = words.tokens[index]
            if not self._adjoins(text[end : token.start], passed, heads):
                break
            head = words.heads.get(token.start)
            if head is not None and self._is_head(head, bare=bare):
                if heads and not capitals and not head.head.role and not head.head.neutral:
                    break
                heads.append(head)
                office_start = head.start if office_start < 0 else office_start
                end = head.end
                index = words.index(head.end)
                passed = 0
                continue
            if token.start in words.blocked or not self._may_pass(
                token.text, bare=bare, capitals=capitals, heads=heads
            ):
                break
            if token.text.lower() in self._wording.former:
                office_start = -1
            elif office_start < 0:
                office_start = token.start
            passed += 1
            end = token.end
            index += 1
        return heads, office_start

    def _adjoins(self, gap: str, passed: int, heads: list[HeadHit]) -> bool:
        if gap in SPACES:
            return True
        if gap == "-":
            return passed > 0
        return gap == ". " and bool(heads) and len(heads[-1].phrase) <= 4

    def _is_head(self, head: HeadHit, *, bare: bool) -> bool:
        if bare and head.phrase in self._wording.verbs and not self._text[head.start].isupper():
            return False
        if head.phrase in self._wording.adjectives:
            if head.end + 1 in self._words.heads:
                return False
            if self._text[head.start].isupper():
                return True
            following = re.match(r"[ \u00a0]([a-z][\w-]+)", self._text[head.end : head.end + 30])
            return (
                following is None
                or head.end + 1 in self._words.heads
                or following[1] in self._wording.followers
            )
        return True

    def _may_pass(self, word: str, *, bare: bool, capitals: bool, heads: list[HeadHit]) -> bool:
        low = word.lower()
        if low in self._wording.modifiers or low in self._wording.former:
            return True
        if heads:
            return False
        if word[0].isupper():
            return capitals or word.isupper()
        return not bare and low.endswith(self._wording.endings) and low not in self._wording.no_modifiers

    def _complement_end(self, complement: re.Match[str]) -> int:
        """The end of "of Economy, Trade and Industry": before a person's or a state's name."""
        words = self._words
        first = words.index(complement.start(1))
        for index in range(first, words.index(complement.end())):
            run = words.run(index)
            named = self._gazetteer.people.begins_with(run) if run else None
            if words.tokens[index].start in words.blocked or named is not None:
                return words.tokens[index - 1].end if index > first else complement.start()
        return complement.end()

    def _host(self, end: int) -> tuple[int, str | None]:
        """Where a mission stands: "in Sapporo" becomes part of the phrase, "to Japan" does not."""
        match = _HOST.match(self._text, end, end + 60)
        if match is None:
            return end, None
        start = match.end()
        for hit in raw_hits(self._gazetteer, self._text[start : start + 60]):
            if hit.start:
                break
            if hit.naming.kind in {"place", "metonym"} and match[1] != "to":
                return start + hit.end, hit.naming.code
            if hit.naming.kind in {"place", "metonym", "name", "organisation"}:
                return end, hit.naming.code
        return end, None
