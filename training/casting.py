"""Who acts in a training sentence: states, organisations, invented people, and the phrases that name them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import comity.actors
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from random import Random

HERE = Path(__file__).parent
STATES = Path(comity.actors.__file__).parent / "states.yml"

# One phrase in running text, and the rest that follows it outside the marker ("'s").
Phrase = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Player:
    """A state or an organisation; `capital` is empty where no city stands for it, `head` for a state."""

    code: str
    names: tuple[str, ...]
    adjective: str
    capital: str = ""
    head: str = ""
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()

    def person(self, rng: Random) -> str:
        """An invented name as people there may bear it."""
        return f"{rng.choice(self.given)} {rng.choice(self.family)}"


# Kinds of phrase: N name, P possessive of it, A adjective, C capital, M an invented person.
_FORMS: dict[str, tuple[str, ...]] = {
    "name": ("N",),
    "adj": ("A",),
    "capital": ("C",),
    "gov": ("the A government", "P government", "the government of N", "the A leadership", "the A cabinet"),
    "president": ("A President M", "P president, M,", "President M of N", "the A president"),
    "leader": ("A President M", "A Prime Minister M", "President M of N", "A leader M", "P prime minister"),
    "minister": (
        "A Foreign Minister M", "A Defence Minister M", "A Interior Minister M", "A Trade Minister M",
        "P foreign minister", "the A foreign minister", "P deputy finance minister",
    ),
    "ministry": (
        "P foreign ministry", "the A Foreign Ministry", "P defence ministry", "the A interior ministry",
        "the Foreign Ministry of N",
    ),
    "official": ("a senior A official", "a A diplomat", "a A envoy", "the A chief negotiator"),
    "officials": ("A officials", "senior A officials", "A diplomats", "A authorities", "the A authorities"),
    "ambassador": ("P ambassador", "the A ambassador", "A Ambassador M"),
    "army": ("the A army", "P military", "the A navy", "the A air force", "P army"),
    "forces": ("A troops", "A forces", "A soldiers", "A army units", "P armed forces", "A marines"),
    "police": ("A police", "police in N", "the A police", "A riot police", "A border guards"),
    "rebels": ("A rebels", "rebels in N", "A insurgents", "separatists in N", "A militiamen"),
    "opposition": ("the A opposition", "P opposition", "P main opposition party"),
    "court": ("a A court", "a court in N", "P supreme court", "P constitutional court", "a A judge"),
    "company": ("a A mining company", "P state oil company", "a A bank", "a A shipping firm", "P airline"),
    "parliament": ("P parliament", "the A parliament", "the parliament of N", "A lawmakers"),
    "people": ("A citizens", "A nationals", "A civilians", "people in N", "A residents"),
    "protesters": ("A protesters", "protesters in N", "A demonstrators", "A students", "A farmers"),
    "journalist": ("a A journalist", "a A reporter", "A journalist M"),
}  # fmt: skip
# What {S} and {T} alone may become, with weights: singular all of them, so that "has" always fits.
_FREE = {"name": 36, "capital": 11, "gov": 12, "leader": 13, "minister": 9, "ministry": 7}
_BYSTANDER = {"name": 75, "capital": 12, "gov": 13}
_ORGANISATION_FORMS = {
    "leader": ("A chief M", "P H", "A H M"), "minister": ("P H, M,",), "ministry": ("the A secretariat",),
    "official": ("a A envoy", "a senior A official"), "officials": ("A officials", "A envoys"),
    "gov": ("the A leadership", "N"), "capital": ("N",),
}  # fmt: skip
KINDS = frozenset(_FORMS) | {"poss"}


@dataclass(frozen=True, slots=True)
class Cast:
    """All who may be given a part."""

    states: tuple[Player, ...]
    frequent: tuple[Player, ...]
    organisations: tuple[Player, ...]

    def draw(self, rng: Random, *, needs: frozenset[str], taken: set[str], organisations: bool) -> Player:
        """A player that has what the slots need and plays no other part in the sentence."""
        while True:
            # "In the World Bank": the bare name may stand for a place, which only a state is.
            if organisations and needs <= {"", "poss"} and rng.random() < 0.15:
                found = rng.choice(self.organisations)
            else:
                found = rng.choice(self.frequent if rng.random() < 0.5 else self.states)
            if found.code not in taken and (found.capital or "capital" not in needs):
                taken.add(found.code)
                return found

    def anyone(self, rng: Random) -> str:
        """An invented person of anywhere."""
        return rng.choice(self.states).person(rng)


def phrase(player: Player, kind: str, rng: Random, *, bystander: bool = False) -> Phrase:
    """The player named in one kind of phrase ("": any that is singular), and what follows the marker."""
    if kind == "poss":
        name = rng.choice(player.names)
        return name, "'" if name.endswith("s") else "'s"
    if not kind:
        free = _BYSTANDER if bystander else _FREE
        kind = rng.choices(list(free), list(free.values()))[0]
    if kind == "capital" and not player.capital:
        kind = "name"
    forms = _ORGANISATION_FORMS.get(kind, ()) if player.head else ()
    words = rng.choice(forms or _FORMS[kind]).split(" ")
    named = " ".join(_word(word, player, rng) for word in words)
    # The comma that closes an apposition stands outside the marker.
    return (named[:-1], ",") if named.endswith(",") else (named, "")


def _word(word: str, player: Player, rng: Random) -> str:
    name = rng.choice(player.names)
    if word.rstrip(",") == "P":
        return name + ("'" if name.endswith("s") else "'s")
    values = {"N": name, "A": player.adjective, "C": player.capital, "H": player.head}
    bare = word.rstrip(",")
    if bare == "M":
        return player.person(rng) + word[1:]
    return values.get(bare, bare) + word[len(bare) :]


def load() -> Cast:
    """The states of the package, with the organisations and invented names of names.yml."""
    extra: dict[str, Any] = yaml_files.load(HERE / "names.yml")
    regions = extra["regions"]
    home = {code: region for region in regions.values() for code in region["states"]}
    states = []
    for code, entry in yaml_files.load(STATES).items():
        if not entry.get("adjectives"):
            continue
        article = "the " if code in extra["articles"] else ""
        region = home.get(code, regions["western"])
        states.append(
            Player(
                code=code,
                names=tuple(extra["short"].get(code, [article + entry["name"]])),
                adjective=extra["adjectives"].get(code, entry["adjectives"][0]),
                capital=extra["capitals"].get(code, next(iter(entry.get("capital") or ()), "")),
                given=tuple(region["given"]),
                family=tuple(region["family"]),
            )
        )
    west = regions["western"]
    organisations = tuple(
        Player(
            code=entry["name"],
            names=(entry["name"],),
            adjective=entry["adj"],
            head=entry["head"],
            given=tuple(west["given"]),
            family=tuple(west["family"]),
        )
        for entry in extra["organisations"]
    )
    frequent = tuple(state for state in states if state.code in set(extra["frequent"]))
    return Cast(tuple(states), frequent, organisations)
