"""One text read for its actors: names, the bodies and persons that belong to them, later mentions."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from comity.actors.lookalikes import is_headline, line_at
from comity.actors.naming_persons import Introduction, Persons
from comity.actors.sightings import Kind, Sighting
from comity.actors.tokens import tokens
from comity.actors.wording import sector_of
from comity.records import Span

if TYPE_CHECKING:
    from comity.actors.atlas import Naming
    from comity.actors.gazetteer import Gazetteer
    from comity.actors.sightings import OfficeNamed
    from comity.actors.wording import HeadHit
    from comity.dates import SpanOfDays

LONGEST = 5  # words between a state and its body
_OF = re.compile(r"[  ](?:(?:of|for)[  ](?:[A-Z][\w-]+(?:,? and |, | & |[  ]))+)?of[  ](?:the[  ])?$")
_COMPLEMENT = re.compile(
    r"[  ](?:of|for)[  ](?:the[  ])?([A-Z][\w-]+(?:(?:,? and |, | & |[  ])(?!The\b)[A-Z][\w-]+)*)"
)
_HOST = re.compile(
    r"[  ](?:general|General)?(?:['’]s office[  ])?(?:in|to|at)[  ](?:the[  ](?:\w+[  ](?:city|port|town)[  ]of[  ])?)?$"
)
_LOCAL = re.compile(
    r"\b(?:in|at|near|outside|around|downtown|central|across|inside|from central|to visit|visit to|city of|capital,?|reached|visited|visiting)[  ]$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"(?:^|\n)[\s>*•-]*$")
_AFTER_DATELINE = re.compile(
    r"(?:, [A-Z][\w .]{2,25})?(?:,? ?\(|,? [A-Z][a-z]{2,8}\.? \d|[  ]?[—–-]{1,2}[  ]|,? \d{1,2} [A-Z])"
)
_KOREAN = frozenset({"Korea", "Korean", "Koreans", "KOREA", "KOREAN", "KOREANS"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A string of the atlas at its place."""

    start: int
    end: int
    text: str
    naming: Naming


class Reading:
    """A text on its way to sightings; used once."""

    def __init__(self, gazetteer: Gazetteer, text: str, on: SpanOfDays | None) -> None:
        """`on` are the days of which the text speaks."""
        self.text = text
        self._on = on
        self._gazetteer = gazetteer
        self._wording = gazetteer.wording
        self.offices: list[OfficeNamed] = []

    def sightings(self) -> list[Sighting]:
        """All sightings, in order, none overlapping."""
        text = self.text
        raw = self._raw_hits()
        self._tokens = tokens(text)
        self._starts = [token.start for token in self._tokens]
        hits = self._without_lookalikes(raw)
        self._blocked = {hit.start for hit in raw if hit.naming.kind != "person"}
        self._heads = {hit.start: hit for hit in self._wording.hits(text)}
        self._head_ends = {hit.end: hit for hit in self._heads.values()}
        self._persons = Persons(
            self._gazetteer,
            text,
            self._on,
            self._tokens,
            self._starts,
            self._heads,
            self._blocked,
            self.offices,
        )
        found: list[Sighting] = []
        reached = 0
        for hit in hits:
            if hit.start < reached:
                continue
            sighting = self._known_person(hit) if hit.naming.kind == "person" else self._anchored(hit)
            if sighting.span.start < reached:
                continue
            found.append(sighting)
            reached = sighting.span.end
        covered = [(sighting.span.start, sighting.span.end) for sighting in found]
        covered += [(hit.start, hit.end) for hit in raw if hit.naming.kind == "nothing"]
        found += self._persons.standing_alone(covered, {sighting.code for sighting in found})
        return sorted(found, key=lambda sighting: sighting.span)

    def _raw_hits(self) -> list[Hit]:
        gazetteer, text = self._gazetteer, self.text
        return [
            Hit(start, end, text[start:end], gazetteer.namings[index])
            for index, start, end in gazetteer.automaton.longest(text)
        ]

    def _without_lookalikes(self, raw: list[Hit]) -> list[Hit]:
        rules, text = self._gazetteer.lookalikes, self.text
        kept: list[Hit] = []
        codes = {hit.naming.code for hit in raw}
        persons: set[str] = set()
        starts = {hit.start for hit in raw}
        for hit in raw:
            naming = hit.naming
            if naming.kind == "nothing" or (naming.sector == "MED" and naming.kind == "body"):
                continue
            if naming.kind in {"name", "metonym", "demonym", "place"}:
                if naming.kind != "demonym" and rules.town(text, hit.end):
                    kept.append(self._as_place(hit, "USA"))
                    continue
                if naming.kind == "demonym" and rules.is_language(text, hit.start, hit.end):
                    continue
                after = self._token_from(hit.end)
                is_word = after < len(self._tokens) and (
                    self._tokens[after].start in starts or self._is_head_word(after)
                )
                if rules.is_person(text, hit.text, hit.start, hit.end, is_word=is_word):
                    persons.add(hit.text)
                    continue
                if rules.is_elsewhere(text, hit.text, hit.start, hit.end):
                    continue
                if hit.text in persons and not any(
                    other.naming.code == naming.code and other.text != hit.text for other in raw
                ):
                    continue
                if self._in_longer_name(hit):
                    continue
            kept.append(hit)
        return self._with_koreas(kept, codes)

    def _is_head_word(self, index: int) -> bool:
        return (
            self._tokens[index].text.lower() in self._wording.heads
            or self._tokens[index].text.lower() in self._wording.modifiers
        )

    def _in_longer_name(self, hit: Hit) -> bool:
        """Newspapers, companies, universities and clubs that begin with a place's name."""
        if is_headline(line_at(self.text, hit.start)):
            suffix = self._gazetteer.lookalikes.suffix(self.text, hit.end)
            return (
                suffix is not None
                and suffix[1] == "MED"
                and self.text[suffix[0] - 5 : suffix[0]].strip() in {"Times", "Post", "Herald"}
            )
        return self._gazetteer.lookalikes.suffix(self.text, hit.end) is not None

    def _as_place(self, hit: Hit, code: str) -> Hit:
        from comity.actors.atlas import Naming

        return Hit(hit.start, hit.end, hit.text, Naming(code, "GOV", "place", "name"))

    def _with_koreas(self, hits: list[Hit], codes: set[str]) -> list[Hit]:
        """ "Korea" alone is the one that the text names otherwise, and nobody where it names both or neither."""
        from comity.actors.atlas import Naming

        one = codes & {"KOR", "PRK"}
        if len(one) != 1 or ("Korea" not in self.text and "KOREA" not in self.text):
            return hits
        code = next(iter(one))
        covered = {position for hit in hits for position in range(hit.start, hit.end)}
        extra = [
            Hit(
                token.start,
                token.end,
                token.text,
                Naming(code, "GOV", "name" if token.text.lower() == "korea" else "demonym", "context"),
            )
            for token in self._tokens
            if token.text in _KOREAN
            and token.start not in covered
            and "eninsula" not in self.text[token.end : token.end + 11]
            and "War" not in self.text[token.end : token.end + 5]
        ]
        return sorted([*hits, *extra], key=lambda hit: hit.start)

    def _token_from(self, position: int) -> int:
        return bisect_left(self._starts, position)

    def _after(self, end: int) -> int:
        """Where the words after a name begin: behind a possessive ending."""
        if self.text[end : end + 2] in {"'s", "’s"}:
            return end + 2
        if self.text[end : end + 1] in {"'", "’"} and self.text[end - 1 : end] == "s":
            return end + 1
        return end

    def _anchored(self, hit: Hit) -> Sighting:
        """The sighting of a state's, organisation's, group's or place's name with the body or person it belongs to."""
        naming = hit.naming
        sector = naming.at(self._on)
        before = self._of_before(hit)
        start, heads = (before.start, [before]) if before else (hit.start, [])
        end, host = hit.end, None
        if not heads:
            heads, end = self._heads_after(hit)
        former = bool(heads) and self._is_former(start, heads)
        if heads:
            last = heads[-1]
            if last.head.mission and not before:
                end, host = self._host(end)
            introduction = self._persons.after(end, heads, naming, former=former)
            if introduction is not None:
                self._persons.introduce(introduction)
                return self._as_person(introduction, start)
            return self._as_body(hit, heads, Span(start, end), host, former=former)
        named = self._persons.possessed(hit.end, self._after(hit.end), naming)
        if named is not None:
            self._persons.introduce(named)
            return self._as_person(named, hit.start)
        kind = "place" if naming.kind == "metonym" and self._is_location(hit) else naming.kind
        return Sighting(
            Span(hit.start, hit.end),
            hit.text,
            naming.code,
            sector,
            cast("Kind", kind),
            naming.via,
            plural=naming.plural,
        )

    def _as_body(
        self, hit: Hit, heads: list[HeadHit], span: Span, host: str | None, *, former: bool
    ) -> Sighting:
        naming, last = hit.naming, heads[-1]
        sector = self._sector(naming, heads)
        if former and sector in {"GOV", "LEG"} and last.head.role:
            sector = "ELI"
        office = self.text[heads[0].start : last.end] if last.head.role else None
        kind = "organisation" if naming.kind == "organisation" else "body"
        return Sighting(
            span, span.of(self.text), naming.code, sector, cast("Kind", kind), naming.via,
            office=office, plural=last.head.plural, host=host, former=former,
        )  # fmt: skip

    def _sector(self, naming: Naming, heads: list[HeadHit]) -> str:
        if naming.kind == "organisation" or naming.kind == "body":
            return naming.at(self._on)
        if naming.kind == "metonym" and naming.sector != "GOV" and heads[-1].head.neutral:
            return naming.sector
        return sector_of(heads)

    def _as_person(self, introduction: Introduction, start: int) -> Sighting:
        span = Span(min(start, introduction.start), introduction.end)
        return introduction.sighting(span, span.of(self.text))

    def _known_person(self, hit: Hit) -> Sighting:
        introduction = Introduction(
            hit.text, hit.naming.code, hit.naming.at(self._on), "name", None, hit.start, hit.end
        )
        self._persons.introduce(introduction)
        return introduction.sighting(Span(hit.start, hit.end), hit.text)

    def _is_former(self, start: int, heads: list[HeadHit]) -> bool:
        words = self._wording.former
        before = self._token_from(start) - 1
        if (
            before >= 0
            and self._tokens[before].text.lower() in words
            and len(self.text[self._tokens[before].end : start]) <= 1
        ):
            return True
        between = self.text[start : heads[0].start].lower().replace("-", " ").split()
        return any(word in words for word in between) or heads[0].phrase.startswith(("former ", "ex-"))

    def _of_before(self, hit: Hit) -> HeadHit | None:
        """The body before the name: "the government of Japan", "Minister of Trade of Russia"."""
        if hit.naming.kind == "demonym":
            return None
        match = _OF.search(self.text, max(0, hit.start - 60), hit.start)
        if match is None:
            return None
        head = self._head_ends.get(match.start())
        if (
            head is None
            or head.start in self._blocked
            or (
                head.head.neutral
                and not head.head.role
                and head.phrase in {"group", "groups", "member", "members", "side", "base", "unit", "team"}
            )
        ):
            return None
        return head

    def _heads_after(self, hit: Hit) -> tuple[list[HeadHit], int]:
        """The heads of the noun phrase that the name begins, and its end."""
        start = self._after(hit.end)
        index = self._token_from(start)
        heads: list[HeadHit] = []
        end = hit.end
        bare = hit.naming.kind not in {"demonym"} and start == hit.end
        passed = 0
        previous_end = start
        capitals = not is_headline(line_at(self.text, hit.start))
        while index < len(self._tokens) and passed <= LONGEST:
            token = self._tokens[index]
            gap = self.text[previous_end : token.start]
            if (
                gap not in {" ", "\n"}
                and not (gap == "-" and passed)
                and not (gap in {". ", "."} and heads and len(heads[-1].phrase) <= 4)
            ):
                break
            if (
                gap == "\n"
                and not heads
                and passed == 0
                and "\n\n" in self.text[previous_end : token.start + 1]
            ):
                break
            head = self._heads.get(token.start)
            if head is not None and not (
                bare and head.phrase in self._wording.verbs and not self.text[head.start].isupper()
            ):
                if (
                    heads
                    and head.head.role is None
                    and not head.head.neutral
                    and token.text[0].isupper()
                    and not capitals
                ):
                    break
                heads.append(head)
                end = previous_end = head.end
                index = self._token_from(head.end)
                passed = 0
                continue
            if token.start in self._blocked or not self._may_stand_between(
                token.text, bare=bare, heads=bool(heads), capitals=capitals
            ):
                break
            passed += 1
            previous_end = token.end
            index += 1
        if not heads:
            return [], hit.end
        complement = _COMPLEMENT.match(self.text, end)
        if complement is not None and heads[-1].phrase in _TAKES_OF:
            end = self._complement_end(complement)
        return heads, end

    def _complement_end(self, complement: re.Match[str]) -> int:
        for index in range(self._token_from(complement.start(1)), self._token_from(complement.end())):
            token = self._tokens[index]
            if token.start in self._blocked or self._persons.full_name_at(index) is not None:
                return (
                    self._tokens[index - 1].end
                    if index > self._token_from(complement.start(1))
                    else complement.start()
                )
        return complement.end()

    def _may_stand_between(self, word: str, *, bare: bool, heads: bool, capitals: bool) -> bool:
        low = word.lower()
        if low in self._wording.modifiers or low in self._wording.former:
            return True
        if heads:
            return False
        if word[0].isupper():
            return capitals or word.isupper()
        return (
            not bare
            and low.endswith(
                ("al", "ic", "ary", "ive", "ian", "based", "controlled", "led", "born", "backed", "speaking")
            )
            and low not in {"several", "arrival", "approval"}
        )

    def _host(self, end: int) -> tuple[int, str | None]:
        """Where a mission stands: "in Sapporo" becomes part of the phrase, "to Japan" does not."""
        text = self.text
        match = re.match(
            r"(?:['’]s office|['’]s residence)?[  ](in|to|at)[  ](?:the[  ](?:[\w-]+[  ]){0,3}?(?:city|port|town)[  ]of[  ]|the[  ])?",
            text[end : end + 60],
        )
        if match is None:
            return end, None
        start = end + match.end()
        for hit in self._raw_hits_at(start):
            if hit.naming.kind == "place" or hit.naming.kind == "metonym":
                return (hit.end if match[1] != "to" else end), hit.naming.code
            if hit.naming.kind in {"name", "organisation"}:
                return end, hit.naming.code
        return end, None

    def _raw_hits_at(self, start: int) -> list[Hit]:
        piece = self.text[start : start + 60]
        gazetteer = self._gazetteer
        return [
            Hit(start + first, start + last, piece[first:last], gazetteer.namings[index])
            for index, first, last in gazetteer.automaton.longest(piece)
            if first == 0
        ]

    def _is_location(self, hit: Hit) -> bool:
        """Whether a capital is only the place here: "in Moscow", "TOKYO, Sept. 10", "Tokyo, Japan"."""
        text = self.text
        state = self._gazetteer.atlas.states.get(hit.naming.code)
        if state is None or hit.text.title() not in {capital.title() for capital in state.capitals}:
            return False
        if _LOCAL.search(text[max(0, hit.start - 16) : hit.start]):
            return True
        if _DATELINE.search(text[max(0, hit.start - 8) : hit.start]) and _AFTER_DATELINE.match(text, hit.end):
            return True
        return text.startswith(tuple(f", {name}" for name in state.names), hit.end)


_TAKES_OF = frozenset(
    "ministry minister department secretary office bureau agency committee council commander chief head director"
    " commission commissioner ministers deputy service chairman chairwoman court academy university bank union chamber".split()
) | {"deputy minister", "vice minister"}
