"""The lexicon: which predicates express which act, and where their arguments stand.

`acts/TYPE.yml` holds one list of entries for each PLOVER type. An entry:

    - act: impose-sanctions             a name of its own
      mode: discontinue                 a mode of the type (optional)
      contexts: [economic]              (optional)
      verbs: [impose, slap, "hit back"] lemmas; a second word is a particle or preposition
      nouns: [sanction]                 nominalisations with the same arguments: "Japan's sanctions on ..."
      adjectives: [critical]            after a form of "be": "is critical of"
      where:                            what must stand in a slot for the entry to hold (all of them):
        object: ["@restrictions", ban]  head lemma of the object; "@x" is a class of words.yml
        on: [import]                    head lemma after that preposition
        subject: [...]                  head lemma of the subject
        clause: [leave, depart]         lemma of the verb below ("ordered them to leave")
        to: ["*"]                       anything, so long as the slot is filled
        phrase: [persona non grata]     these words, as they stand, in the clause
      unless: {object: [war]}           the same slots: the entry does not hold where one of them fits
      actor: [subject]                  slots, tried in order; the default: subject (or "by" of a passive)
      recipient: [on, against, object]  slots, tried in order; the default: RECIPIENT_SLOTS
      sectors: [GOV, MIL]               the actor must be of one of these sectors ("flew to": no tourists)
      symmetric: true                   both sides are actors (the default is the type's)
      status: announced                 where the words themselves say so
      absorbs: false                    an act in its clause is an event too; the default: it is not
      example: Japan slapped sanctions on North Korea.      one sentence of our own; a test codes it

Slots: `subject`, `object` (of a passive: its subject; of a noun: what follows "of"), `clause` (whoever the
clause below names: its subject first, then its object), `speaker` (who says it), and every preposition by its
name (`on`, `with`, `between`, ...), whether it hangs on the predicate or on its object. For a noun, `subject`
is the possessor, the demonym before it or "by".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.errors import OntologyError
from comity.ontology.yaml_files import check_keys, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    from comity.ontology.plover import Plover

RECIPIENT_SLOTS = (
    "object",
    "against",
    "on",
    "with",
    "to",
    "toward",
    "towards",
    "at",
    "for",
    "from",
    "clause",
    "of",
    "over",
    "in",
)

_KEYS = (
    "act", "mode", "contexts", "verbs", "nouns", "adjectives", "where", "unless", "actor", "recipient",
    "sectors", "symmetric", "status", "absorbs", "example",
)  # fmt: skip
_STATUSES = ("actual", "announced", "considered", "hypothetical", "denied")


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to say an act; see the module's docstring for each field."""

    act: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    where: Mapping[str, frozenset[str]]
    unless: Mapping[str, frozenset[str]]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    sectors: frozenset[str]
    symmetric: bool
    status: str | None
    absorbs: bool
    example: str

    @property
    def specificity(self) -> int:
        """How much it asks for: of two entries that fit, the more specific one holds.

        A condition on a slot weighs more than one on the words of the clause; an exception weighs nothing.
        """
        weights = (1 if "*" in words else 3 if slot == "phrase" else 4 for slot, words in self.where.items())
        return sum(weights)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by the lemma of their head word: "carry out" stands under "carry"."""

    entries: tuple[Entry, ...]
    verbs: Mapping[str, tuple[tuple[str, Entry], ...]]  # head lemma -> (particle or "", entry)
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]


def read_words(path: Traversable) -> dict[str, frozenset[str]]:
    """The word classes of words.yml."""
    return {name: frozenset(words) for name, words in load(path).items()}


def read_acts(paths: Iterable[Traversable], plover: Plover, words: Mapping[str, frozenset[str]]) -> Lexicon:
    """All entries of the files, each file named for its type; OntologyError names the file and the entry."""
    entries: list[Entry] = []
    names: set[str] = set()
    for path in paths:
        type_name = path.name.removesuffix(".yml").upper()
        for number, raw in enumerate(load(path) or (), start=1):
            where = f"{path}: entry {number}"
            check_keys(raw, allowed=_KEYS, required=("act", "example"), where=where)
            where = f"{path}: {raw['act']}"
            if raw["act"] in names:
                raise OntologyError(f"{where}: another entry has this name; give each its own")
            names.add(raw["act"])
            entries.append(_entry(raw, type_name, plover, words, where))
    return _index(entries)


def _entry(
    raw: Mapping[str, Any], type_name: str, plover: Plover, words: Mapping[str, frozenset[str]], where: str
) -> Entry:
    contexts = tuple(raw.get("contexts", ()))
    plover.check(type_name, raw.get("mode"), contexts, where=where)
    if not any(raw.get(kind) for kind in ("verbs", "nouns", "adjectives")):
        raise OntologyError(f"{where}: has no verbs, nouns or adjectives, so it can never hold")
    if raw.get("status") not in (None, *_STATUSES):
        raise OntologyError(
            f"{where}: no status is called {raw['status']!r}; there are {', '.join(_STATUSES)}"
        )
    return Entry(
        act=raw["act"],
        type=type_name,
        mode=raw.get("mode"),
        contexts=contexts,
        verbs=tuple(raw.get("verbs", ())),
        nouns=tuple(raw.get("nouns", ())),
        adjectives=tuple(raw.get("adjectives", ())),
        where=_conditions(raw.get("where", {}), words, where),
        unless=_conditions(raw.get("unless", {}), words, where),
        actor=tuple(raw.get("actor", ("subject",))),
        recipient=tuple(raw.get("recipient", RECIPIENT_SLOTS)),
        sectors=frozenset(raw.get("sectors", ())),
        symmetric=raw.get("symmetric", plover.types[type_name].symmetric),
        status=raw.get("status"),
        absorbs=raw.get("absorbs", True),
        example=raw["example"],
    )


def _conditions(
    raw: Mapping[str, list[str]], words: Mapping[str, frozenset[str]], where: str
) -> dict[str, frozenset[str]]:
    conditions = {}
    for slot, wanted in raw.items():
        lemmas: set[str] = set()
        for word in wanted:
            if not isinstance(word, str):
                raise OntologyError(
                    f'{where}: {slot} has {word!r}, which YAML takes for no word; quote it: "..."'
                )
            if not word.startswith("@"):
                lemmas.add(word)
            elif word[1:] in words:
                lemmas |= words[word[1:]]
            else:
                raise OntologyError(
                    f"{where}: no word class is called {word}; add it to words.yml or write it right"
                )
        if slot == "phrase":
            lemmas |= {phrase.replace("-", " - ") for phrase in lemmas}  # as the parser splits words
        conditions[slot] = frozenset(lemmas)
    return conditions


def _index(entries: list[Entry]) -> Lexicon:
    verbs: dict[str, list[tuple[str, Entry]]] = {}
    nouns: dict[str, list[Entry]] = {}
    adjectives: dict[str, list[Entry]] = {}
    for entry in entries:
        for verb in entry.verbs:
            head, _, particle = verb.partition(" ")
            verbs.setdefault(head, []).append((particle, entry))
        for noun in entry.nouns:
            nouns.setdefault(noun, []).append(entry)
        for adjective in entry.adjectives:
            adjectives.setdefault(adjective, []).append(entry)
    return Lexicon(
        tuple(entries),
        {head: tuple(found) for head, found in verbs.items()},
        {head: tuple(found) for head, found in nouns.items()},
        {head: tuple(found) for head, found in adjectives.items()},
    )
