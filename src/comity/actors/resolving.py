"""Whom a short phrase means: "former Prime Minister Abe", "ISIS fighters", "NGO workers from Norway"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from comity.actors.introductions import Said, introduce, past
from comity.actors.reading import Reading
from comity.actors.sightings import Sighting
from comity.actors.tokens import Words
from comity.records import Span

if TYPE_CHECKING:
    from comity.actors.gazetteer import Gazetteer
    from comity.dates import SpanOfDays

# "U.S.-backed Syrian rebels" are Syrian.
_BEHIND = re.compile(
    r"[-– ](?:backed|led|born|based|funded|supported|trained|allied|occupied|controlled|sponsored|made|built"
    r"|educated|aligned|speaking|administered|held|linked|installed|appointed|friendly|brokered|owned)\b"
)
_STANCE = re.compile(r"\b(?:pro|anti|non)[-–]$", re.IGNORECASE)
_ASIDE = re.compile(r"[ \u00a0](?:in|to|with|against|for|on|at|near|by|into|over)[ \u00a0](?:the[ \u00a0])?$")
_ONE = re.compile(
    r"^(?:an?|one|two|three|four|five|\d+|some|several|many|young|(?:dozens|hundreds|thousands) of)[ \u00a0]",
    re.IGNORECASE,
)


def resolve(gazetteer: Gazetteer, text: str, on: SpanOfDays | None) -> Sighting | None:
    """The sighting that stands for the whole phrase, or None.

    Its code is empty where the words tell a sector but no state: "protesters".
    """
    found = Reading(gazetteer, text, on, phrase=True).sightings()
    if not found:
        return _by_short_name(gazetteer, text, on) or _without_state(gazetteer, text)
    own = [
        sighting
        for sighting in found
        if not _BEHIND.match(text, sighting.span.end) and not _STANCE.search(text[: sighting.span.start])
    ] or found
    heads = [sighting for sighting in own if not _ASIDE.search(text[: sighting.span.start])] or own
    chosen = next((sighting for sighting in heads if sighting.kind == "person"), heads[0])
    return _with_sector(gazetteer, text, chosen, _others_hidden(text, found, chosen))


def _others_hidden(text: str, found: list[Sighting], chosen: Sighting) -> str:
    """The text without the words of the other sightings: the European Union is no trade union."""
    for sighting in found:
        if sighting is not chosen:
            start, end = sighting.span.start, sighting.span.end
            text = text[:start] + "·" * (end - start) + text[end:]
    return text


def _by_short_name(gazetteer: Gazetteer, text: str, on: SpanOfDays | None) -> Sighting | None:
    """The one holder of an office, at the date if possible, who is called by a word of the phrase."""
    words = Words(text, gazetteer.wording, headlines=False)
    for token in words.tokens:
        people = gazetteer.people.short_for([token.text]) if token.nameable and len(token.text) > 2 else []
        at = [person for person in people if person.at(on)]
        for candidates in (at, people):
            if len({person.state for person in candidates}) == 1:
                person = gazetteer.people.fitting(candidates, None, on) or candidates[0]
                known = introduce(person, on, Said(), "office", Span(token.start, token.end))
                return _of_person(gazetteer, text, known.sighting(Span(token.start, token.end), text))
    return None


def _with_sector(gazetteer: Gazetteer, text: str, chosen: Sighting, alone: str) -> Sighting:
    """The sighting with the sector that the rest of the phrase tells: "workers from Norway"."""
    whole = Span(0, len(text))
    if chosen.kind == "person":
        return _of_person(gazetteer, text, chosen)
    if chosen.kind == "organisation":
        return chosen
    hits = gazetteer.wording.phrase(alone)
    if chosen.kind == "body":
        outer = hits is not None and hits[0].end <= chosen.span.start and not hits[0].head.neutral
        sector = hits[1] if hits is not None and outer else chosen.sector
        return replace(chosen, span=whole, text=text, sector=sector)
    if hits is not None and not _within(hits[0].start, hits[0].end, chosen.span):
        head, sector = hits
        former = gazetteer.wording.says_former(text)
        office = text[head.start : head.end] if head.head.role else None
        sector = past(sector) if former and head.head.role else sector
        return replace(
            chosen,
            kind="body",
            sector=sector,
            span=whole,
            text=text,
            office=office,
            former=former,
            plural=head.head.plural,
        )
    if chosen.kind == "demonym" and chosen.plural is None and _ONE.match(text) and text.endswith(chosen.text):
        return replace(chosen, sector="CVL", span=whole, text=text)
    return replace(chosen, span=whole, text=text)


def _of_person(gazetteer: Gazetteer, text: str, chosen: Sighting) -> Sighting:
    """The person; or whom a possessive makes theirs ("Maduro's wife"); in office if the words say so."""
    rest = text[chosen.span.end :]
    if rest.startswith(("'s ", "’s ")):
        sector = gazetteer.sector(rest[3:])
        if sector is not None:
            return replace(
                chosen,
                kind="body",
                sector=sector,
                person=None,
                office=None,
                span=Span(0, len(text)),
                text=text,
            )
    title = gazetteer.wording.phrase(rest) if chosen.sector == "ELI" and not chosen.office else None
    if title is not None and title[0].head.role and not gazetteer.wording.says_former(text):
        office = rest[title[0].start : title[0].end]
        return replace(chosen, sector=title[1], office=office, former=False)
    return chosen


def _within(start: int, end: int, span: Span) -> bool:
    return span.start <= start and end <= span.end


def _without_state(gazetteer: Gazetteer, text: str) -> Sighting | None:
    phrase = gazetteer.wording.phrase(text)
    if phrase is None:
        return None
    head, sector = phrase
    former = gazetteer.wording.says_former(text)
    office = text[head.start : head.end] if head.head.role else None
    sector = past(sector) if former and head.head.role else sector
    return Sighting(
        Span(0, len(text)),
        text,
        "",
        sector,
        "body",
        "context",
        office=office,
        plural=head.head.plural,
        former=former,
    )
