"""One text read for its actors: names, the bodies and persons that belong to them, later mentions."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from comity.actors.hits import raw_hits, true_hits
from comity.actors.introductions import Introduction, Introductions, past
from comity.actors.phrases import Phrases, is_group
from comity.actors.sightings import Kind, Sighting
from comity.actors.standing import Standing
from comity.actors.tokens import Words
from comity.records import Span

if TYPE_CHECKING:
    from comity.actors.gazetteer import Gazetteer
    from comity.actors.hits import Hit
    from comity.actors.phrases import Phrase
    from comity.actors.sightings import OfficeNamed
    from comity.dates import SpanOfDays

_LOCAL = re.compile(
    r"\b(?:in|at|near|outside|around|downtown|central|across|inside|visit|visit to|city of|capital|capital,"
    r"|reached|visited|visiting)[ \u00a0]$",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"(?:^|\n)[\s>*•-]*$")
_AFTER_DATELINE = re.compile(
    r"(?:, [A-Z][\w .]{2,25})?"
    r"(?:,? ?\(|,? [A-Z][a-z]{2,8}\.? \d|[ \u00a0]?[—–-]{1,2}[ \u00a0]|,? \d{1,2} [A-Z])"
)


class Reading:
    """A text on its way to sightings."""

    def __init__(
        self, gazetteer: Gazetteer, text: str, on: SpanOfDays | None, *, phrase: bool = False
    ) -> None:
        """`on` are the days of which the text speaks; a lone `phrase` is read for itself."""
        self._gazetteer = gazetteer
        self._text = text
        self._on = on
        self._phrase = phrase
        self._words = Words(text, gazetteer.wording, headlines=not phrase)
        self._raw = raw_hits(gazetteer, text)
        self._words.blocked = frozenset(hit.start for hit in self._raw if hit.naming.kind != "person")
        self._introductions = Introductions(gazetteer, self._words, on)
        self._phrases = Phrases(gazetteer, self._words)

    @property
    def offices(self) -> list[OfficeNamed]:
        """The titles given to persons, known once the sightings are."""
        return self._introductions.offices

    def sightings(self) -> list[Sighting]:
        """All sightings, in order, none overlapping."""
        found: list[Sighting] = []
        reached = 0
        lead: Hit | None = None  # the state's name before its body
        hits = true_hits(self._gazetteer, self._words, self._raw, phrase=self._phrase)
        for hit, following in zip_longest(hits, hits[1:]):
            if hit.start < reached:
                continue
            if following is not None and self._phrases.belongs(hit, following):
                lead = lead or hit
                continue
            sighting = self._sighting(hit)
            if lead is not None:
                span = Span(lead.start, sighting.span.end)
                kind: Kind = "person" if sighting.kind == "person" else "body"
                code = lead.naming.code
                sighting = replace(sighting, code=code, span=span, text=span.of(self._text), kind=kind)
                lead = None
            if sighting.span.start >= reached:
                found.append(sighting)
                reached = sighting.span.end
        covers = [(hit.start, hit.end) for hit in self._raw if hit.naming.kind == "nothing"]
        covers += [(sighting.span.start, sighting.span.end) for sighting in found]
        taken = {position for start, end in covers for position in range(start, end)}
        standing = Standing(self._gazetteer, self._words, self._introductions, self._on)
        alone = standing.sightings(taken, {sighting.code for sighting in found})
        found += [sighting for sighting in alone if sighting.span.start not in taken]
        found = sorted(map(self._with_rule, found), key=lambda sighting: sighting.span)
        for place in range(len(found) - 2, -1, -1):
            found[place] = self._like_next(found[place], found[place + 1])
        return found

    def _like_next(self, sighting: Sighting, following: Sighting) -> Sighting:
        """In "Russian and Chinese warships" both are warships."""
        shared = sighting.kind == "demonym" and following.via == "demonym" and sighting.plural is None
        between = self._text[sighting.span.end : following.span.start]
        if not shared or between not in {" and ", ", ", " or ", ", and ", " as well as "}:
            return sighting
        return replace(sighting, sector=following.sector, plural=following.plural)

    def _with_rule(self, sighting: Sighting) -> Sighting:
        """A person's government is a body: "the Abe administration"."""
        end = self._phrases.rule_after(sighting.span.end) if sighting.kind == "person" else None
        if end is None:
            return sighting
        span = Span(sighting.span.start, end)
        return replace(sighting, span=span, text=span.of(self._text), kind="body", sector="GOV", former=False)

    def _sighting(self, hit: Hit) -> Sighting:
        naming = hit.naming
        if naming.kind == "person":
            known = Introduction(
                hit.text, naming.code, naming.at(self._on), naming.via, None, hit.start, hit.end
            )
            return self._person(known, hit.start)
        phrase = self._phrases.around(hit)
        if phrase.heads:
            person = self._introductions.beside(hit, phrase)
            return self._person(person, phrase.start) if person else self._body(hit, phrase)
        person = self._introductions.possessed(hit, self._phrases.after_possessive(hit.end))
        if person is not None:
            return self._person(person, hit.start)
        kind = "place" if naming.kind == "metonym" and self._is_location(hit) else naming.kind
        span, sector = Span(hit.start, hit.end), naming.at(self._on)
        return Sighting(
            span, hit.text, naming.code, sector, cast("Kind", kind), naming.via, plural=naming.plural
        )

    def _person(self, introduction: Introduction, start: int) -> Sighting:
        self._introductions.add(introduction)
        return introduction.sighting(Span(min(start, introduction.start), introduction.end), self._text)

    def _body(self, hit: Hit, phrase: Phrase) -> Sighting:
        naming, last = hit.naming, phrase.heads[-1]
        sector = phrase.sector
        if is_group(naming, last):
            sector = naming.at(self._on)
        elif naming.kind == "metonym" and naming.sector != "GOV":
            sector = naming.sector
        if phrase.former and last.head.role:
            sector = past(sector)
        kind = "organisation" if naming.kind == "organisation" else "body"
        span = Span(phrase.start, phrase.end)
        return Sighting(
            span, span.of(self._text), naming.code, sector, cast("Kind", kind), naming.via,
            office=phrase.office, plural=last.head.plural, host=phrase.host, former=phrase.former,
        )  # fmt: skip

    def _is_location(self, hit: Hit) -> bool:
        """Whether a capital is only the place here: "in Moscow", "TOKYO, Sept. 10", "Tokyo, Japan"."""
        text = self._text
        state = self._gazetteer.atlas.states.get(hit.naming.code)
        if state is None or hit.text.title() not in {capital.title() for capital in state.capitals}:
            return False
        if _LOCAL.search(text[max(0, hit.start - 16) : hit.start]):
            return True
        if _LINE_START.search(text[max(0, hit.start - 8) : hit.start]) and _AFTER_DATELINE.match(
            text, hit.end
        ):
            return True
        return text.startswith(tuple(f", {name}" for name in state.names), hit.end)
