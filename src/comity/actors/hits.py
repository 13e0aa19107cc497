"""The strings of the atlas in a text, without those that only look like a state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity.actors.atlas import Naming

if TYPE_CHECKING:
    from comity.actors.gazetteer import Gazetteer
    from comity.actors.tokens import Words

_NAMES = frozenset({"name", "metonym", "demonym", "place"})
# Names that two states share, and the words that tell which is meant; else the first.
_SHARED = {
    "Congo": ("COD", "COG", ("Brazzaville", "Sassou", "Republic of Congo", "Pointe-Noire")),
    "Congolese": ("COD", "COG", ("Brazzaville", "Sassou", "Pointe-Noire")),
    "Dominican": ("DOM", "DMA", ("Dominica ", "Dominica's", "Dominica,", "Dominica.", "Roseau", "Skerrit")),
}
_TOWN = Naming("USA", "GOV", "place", "name")
_KOREAN = {"korea": ("name", None), "korean": ("demonym", None), "koreans": ("demonym", True)}


@dataclass(frozen=True, slots=True)
class Hit:
    """A string of the atlas at its place."""

    start: int
    end: int
    text: str
    naming: Naming


def raw_hits(gazetteer: Gazetteer, text: str) -> list[Hit]:
    """Every string of the atlas in the text, lookalikes too, none overlapping."""
    return [
        Hit(start, end, text[start:end], gazetteer.namings[index])
        for index, start, end in gazetteer.automaton.longest(text)
    ]


def true_hits(gazetteer: Gazetteer, words: Words, raw: list[Hit], *, phrase: bool = False) -> list[Hit]:
    """Those that mean what they say here; newspapers only where a lone `phrase` is asked about."""
    kept: list[Hit] = []
    starts = {hit.start for hit in raw}
    persons: set[str] = set()  # names that this text gives to a person
    for hit in raw:
        if hit.naming.kind == "nothing" or (
            not phrase and hit.naming.kind == "body" and hit.naming.sector == "MED"
        ):
            continue
        if hit.naming.needs_state and not phrase and _only(hit, raw):
            continue
        if hit.naming.kind not in _NAMES:
            kept.append(hit)
            continue
        town = hit.naming.kind != "demonym" and gazetteer.lookalikes.town(words.text, hit.end)
        if town:
            kept.append(Hit(hit.start, town.end(), words.text[hit.start : town.end()], _TOWN))
            continue
        if _is_person(gazetteer, words, hit, starts):
            persons.add(hit.text)
        elif not _misleads(gazetteer, words, hit) and not (hit.text in persons and _only(hit, raw)):
            longer = _longer_name(gazetteer, words, hit, phrase=phrase)
            if longer is not None:
                kept.append(_of_shared_name(longer, words.text))
    return _with_koreas(words, kept, raw)


def _is_person(gazetteer: Gazetteer, words: Words, hit: Hit, starts: set[int]) -> bool:
    index = words.index(hit.end)
    following = words.tokens[index] if index < len(words.tokens) else None
    low = following.text.lower() if following else ""
    wording = gazetteer.wording
    is_word = following is not None and (
        following.start in starts or following.start in words.heads or low in wording.modifiers
    )
    headline = words.in_headline(hit.start)
    return gazetteer.lookalikes.is_person(words.text, hit.text, hit.start, hit.end, plain=is_word or headline)


def _misleads(gazetteer: Gazetteer, words: Words, hit: Hit) -> bool:
    rules, text = gazetteer.lookalikes, words.text
    if hit.naming.kind == "demonym" and rules.is_language(text, hit.start, hit.end):
        return True
    return rules.is_elsewhere(text, hit.text, hit.start, hit.end)


def _longer_name(gazetteer: Gazetteer, words: Words, hit: Hit, *, phrase: bool) -> Hit | None:
    """The hit; or the company or university whose name it begins; None for newspapers, clubs and streets."""
    suffix = gazetteer.lookalikes.suffix(words.text, hit.end)
    if suffix is None:
        return hit
    end, sector = suffix
    papers = ("Times", "Post", "Herald", "Shimbun", "Tribune")
    if words.in_headline(hit.start) and not words.text[:end].endswith(papers):
        return hit
    if sector in {"BUS", "EDU"} or (sector == "MED" and phrase):
        return Hit(
            hit.start, end, words.text[hit.start : end], Naming(hit.naming.code, sector, "body", "name")
        )
    return None


def _only(hit: Hit, raw: list[Hit]) -> bool:
    """Whether nothing else in the text speaks of the same state."""
    same = (other for other in raw if other.naming.code == hit.naming.code and other.text != hit.text)
    return all(other.naming.needs_state or other.naming.sector == "MED" for other in same)


def _of_shared_name(hit: Hit, text: str) -> Hit:
    shared = _SHARED.get(hit.text)
    if shared is None:
        return hit
    first, second, cues = shared
    code = second if any(cue in text for cue in cues) and not _names(first, text) else first
    return replace(hit, naming=replace(hit.naming, code=code))


def _names(code: str, text: str) -> bool:
    return code == "COD" and any(
        cue in text for cue in ("Kinshasa", "DRC", "Democratic Republic", "DR Congo")
    )


def _with_koreas(words: Words, hits: list[Hit], raw: list[Hit]) -> list[Hit]:
    """Korea alone is the one that the text names otherwise, and nobody where it names both or neither."""
    if "Korea" not in words.text and "KOREA" not in words.text:
        return hits
    one = {hit.naming.code for hit in hits} & {"KOR", "PRK"}
    if len(one) != 1:
        return hits
    code = one.pop()
    covered = {position for hit in raw for position in range(hit.start, hit.end)}
    for token in words.tokens:
        kind, many = _KOREAN.get(token.text.lower(), (None, None))
        if kind is None or token.start in covered or words.text[token.end : token.end + 10] == " Peninsula":
            continue
        sector = "CVL" if many else "GOV"
        hits.append(Hit(token.start, token.end, token.text, Naming(code, sector, kind, "context", many)))
    return sorted(hits, key=lambda hit: hit.start)
