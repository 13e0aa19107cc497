"""The kinds of condition that a rule may set, and what a traveller says about each.

This is the one place where a kind is added: give it an entry in `KINDS`, and a rule's YAML may use it, a
traveller may state it (`--say KIND=VALUE`, a column of a table of travellers), an answer asks for it, and the
engine evaluates it.

Each kind answers in three values: met, not met, or not known because the traveller did not say. Some kinds
presume what is usual where nothing is said; an answer tells what it presumed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import OntologyError, QuestionError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

PASSPORTS = ("ordinary", "diplomatic", "service")
PURPOSES = (
    "tourism",
    "business",
    "visit",  # to family or friends
    "transit",
    "exchange",  # sport, culture, sister cities, agreed exchanges
    "official",
    "medical",
    "crew",
    "study",
    "work",
)

REGIONS_FILE = Path(__file__).with_name("regions.yml")

USUAL = "usual"
"""A biometric passport is asked for, and practically all passports in use are: presumed where not said."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a rule asks of the traveller; `value` is as its kind reads it, and hashable."""

    kind: str
    value: Any

    def met(self, traveller: Mapping[str, Any], on: date) -> bool | None:
        """Whether the traveller's facts meet it on this day; None: not said."""
        kind = KINDS[self.kind]
        fact = traveller.get(self.kind)
        if fact is None:
            fact = kind.presumed(self.value)
        return None if fact is None else kind.test(self.value, fact, on)

    def presumed(self, traveller: Mapping[str, Any]) -> bool:
        """Whether the answer rests on what is usual, as the traveller did not say."""
        return traveller.get(self.kind) is None and KINDS[self.kind].presumed(self.value) is not None

    @property
    def words(self) -> str:
        """As an answer tells it: "a registered passport"."""
        return KINDS[self.kind].words(self.value)

    @property
    def question(self) -> str:
        """What to ask the traveller."""
        return KINDS[self.kind].question(self.value)

    def record(self) -> dict[str, Any]:
        """For JSON: kind, value, words."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {"kind": self.kind, "value": value, "words": self.words}


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of condition is read, tested, told and asked."""

    read: Callable[[Any], Any]  # the value in a rule's YAML; ValueError says what it must be
    fact: Callable[
        [Any], Any
    ]  # what a traveller states (from Python, a column or a word); ValueError likewise
    test: Callable[[Any, Any, date], bool]  # the rule's value, the traveller's fact, the day
    words: Callable[[Any], str]
    question: Callable[[Any], str]
    choices: Callable[[], Mapping[str, str]] = dict  # what a traveller may state, in words; none: free text
    best: Any = (
        None  # the fact of a traveller with the best papers for it; None: it is not a matter of papers
    )
    presumed: Callable[[Any], Any] = field(
        default=lambda _value: None
    )  # the fact where none is said; None: unknown


def _as_they_are(words: tuple[str, ...]) -> Callable[[], Mapping[str, str]]:
    return lambda: {word: word for word in words}


def _yes_or_no() -> Mapping[str, str]:
    return {"yes": "yes", "no": "no"}


def _words(*known: str) -> Callable[[Any], tuple[str, ...]]:
    def read(value: Any) -> tuple[str, ...]:
        told = tuple(map(str, value)) if isinstance(value, list) else (str(value),)
        return tuple(_one_of(known)(each) for each in told)

    return read


def _one_of(known: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in known:
            raise ValueError(f"{value!r} is none of {', '.join(known)}")
        return str(value)

    return read


def _true(value: Any) -> bool:
    if value is not True:
        raise ValueError(f"expected true, found {value!r}")
    return True


def _true_or_usual(value: Any) -> bool | str:
    return USUAL if value == USUAL else _true(value)


def _true_or_years(value: Any) -> bool | str:
    """True, or how many years a registration is valid: {years: 3}."""
    if not isinstance(value, dict):
        return _true(value)
    years = value.get("years")
    if set(value) != {"years"} or not isinstance(years, int) or years < 1:
        raise ValueError(f"expected true or {{years: NUMBER}}, found {value!r}")
    return f"{years} years"


def _within(value: bool | str) -> str:
    return "" if value is True else f" in the last {value}"


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    told = str(value).strip().lower()
    if told in {"true", "yes", "1"}:
        return True
    if told in {"false", "no", "0"}:
        return False
    raise ValueError(f"{value!r} is neither yes nor no")


@cache
def regions() -> dict[str, str]:
    """The regions that a condition may name, and what they are called."""
    entries = yaml_files.load(REGIONS_FILE)
    for region, entry in entries.items():
        yaml_files.check_keys(
            entry,
            allowed=("name", "state", "note"),
            required=("name", "state"),
            where=f"{REGIONS_FILE}, {region}",
        )
    return {region: entry["name"] for region, entry in entries.items()}


def _region(value: Any) -> str:
    return _one_of(tuple(regions()))(value)


def _regions(value: Any) -> tuple[str, ...]:
    return tuple(map(_region, value if isinstance(value, list) else [value]))


def _permits(value: Any) -> tuple[str, ...]:
    """Visas and residence permits held: "visa USA", "permit SCH"; several in a cell with ";" between."""
    if isinstance(value, str):
        value = [part for part in value.split(";") if part.strip()]
    found = []
    for each in value:
        form, _, issuer = str(each).strip().partition(" ")
        if form not in {"visa", "permit"} or not (len(issuer) == 3 and issuer.isalpha() and issuer.isupper()):
            raise ValueError(f'{each!r} is no "visa CODE" or "permit CODE", as in "visa USA"')
        found.append(f"{form} {issuer}")
    return tuple(found)


def _ages(value: Any) -> tuple[int, int]:
    """From this age up to, but not with, that one."""
    if not isinstance(value, dict) or not value or set(value) - {"from", "under"}:
        raise ValueError(f"expected {{from: YEARS, under: YEARS}}, found {value!r}")
    return int(value.get("from", 0)), int(value.get("under", 200))


def _age(value: Any) -> int:
    told = str(value).strip()
    if not told.isdecimal() or int(told) >= 200:
        raise ValueError(f"{value!r} is no age in years")
    return int(told)


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _named(value: tuple[str, ...]) -> str:
    return _listed(tuple(regions()[region] for region in value))


def _permit_words(value: tuple[str, ...]) -> str:
    names = {"visa": "a visa of", "permit": "a residence permit of"}
    return _listed(tuple(f"{names[each.split()[0]]} {each.split()[1]}" for each in value))


def _age_words(value: tuple[int, int]) -> str:
    first, under = value
    if first == 0:
        return f"under {under} years of age"
    return f"{first} years of age or older" if under == 200 else f"{first} to {under - 1} years of age"


KINDS: dict[str, Kind] = {
    "passport": Kind(
        read=_words(*PASSPORTS),
        fact=_one_of(PASSPORTS),
        test=lambda value, fact, _on: fact in value,
        words=lambda value: f"{_with_article(_listed(value))} passport",
        question=lambda value: f"Is it {_with_article(_listed(value))} passport?",
        choices=_as_they_are(PASSPORTS),
        presumed=lambda _value: "ordinary",
    ),
    "biometric": Kind(
        read=_true_or_usual,
        fact=_truth,
        test=lambda _value, fact, _on: bool(fact),
        words=lambda _value: "a biometric passport (ICAO e-passport)",
        question=lambda _value: "Is the passport biometric (an ICAO e-passport, with a chip)?",
        choices=_yes_or_no,
        best=True,
        presumed=lambda value: True if value == USUAL else None,
    ),
    "registered": Kind(
        read=_true_or_years,
        fact=_truth,
        test=lambda _value, fact, _on: bool(fact),
        words=lambda value: f"a passport registered with the destination's mission{_within(value)}",
        question=lambda value: (
            f"Has the passport been registered with the destination's mission{_within(value)}?"
        ),
        choices=_yes_or_no,
        best=True,
    ),
    "purpose": Kind(
        read=_words(*PURPOSES),
        fact=_one_of(PURPOSES),
        test=lambda value, fact, _on: fact in value,
        words=lambda value: f"travelling for {_listed(value)}",
        question=lambda value: f"Is the purpose {_listed(value)}?",
        choices=_as_they_are(PURPOSES),
        presumed=lambda _value: "tourism",
    ),
    "enters_by": Kind(
        read=_regions,
        fact=_region,
        test=lambda value, fact, _on: fact in value,
        words=lambda value: f"travelling to {_named(value)} only",
        question=lambda value: f"Does the journey go to {_named(value)} only?",
        choices=regions,
        presumed=lambda _value: "",
    ),
    "resident_of": Kind(
        read=_regions,
        fact=_region,
        test=lambda value, fact, _on: fact in value,
        words=lambda value: f"living in {_named(value)}",
        question=lambda value: f"Does the traveller live in {_named(value)}?",
        choices=regions,
        presumed=lambda _value: "",
    ),
    "holds": Kind(
        read=_permits,
        fact=_permits,
        test=lambda value, fact, _on: not set(value).isdisjoint(fact),
        words=lambda value: f"holding {_permit_words(value)}",
        question=lambda value: f"Does the traveller hold {_permit_words(value)}?",
        presumed=lambda _value: (),
    ),
    "age": Kind(
        read=_ages,
        fact=_age,
        test=lambda value, fact, _on: value[0] <= fact < value[1],
        words=_age_words,
        question=lambda value: f"Is the traveller {_age_words(value)}?",
    ),
}


BEST_PAPERS = {name: kind.best for name, kind in KINDS.items() if kind.best is not None}
"""The facts of an ordinary traveller who has met every formality: what a state offers at best."""


def read(entry: Any, where: str) -> tuple[Condition, ...]:
    """A rule's conditions from its YAML; OntologyError names `where` and what is wrong."""
    if entry is None:
        return ()
    yaml_files.check_keys(entry, allowed=KINDS, where=where)
    found = []
    for kind, value in entry.items():
        try:
            found.append(Condition(kind, KINDS[kind].read(value)))
        except (ValueError, TypeError) as error:
            raise OntologyError(f"{where}, {kind}: {error}") from error
    return tuple(found)


def facts(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a traveller says, by kind of condition; QuestionError names what is no fact or has no such value.

    >>> facts({"registered": "yes", "purpose": "tourism", "age": None})
    {'registered': True, 'purpose': 'tourism'}
    """
    found = {}
    for kind, value in told.items():
        if kind not in KINDS:
            raise QuestionError(
                f"nothing is asked of a traveller under {kind!r}; known are {', '.join(KINDS)}"
            )
        if value is None:
            continue
        try:
            found[kind] = KINDS[kind].fact(value)
        except (ValueError, TypeError) as error:
            raise QuestionError(f"{kind}: {error}") from error
    return found
