"""Operators: what a governing word does to the act below it, and which verbs lend a noun their subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.errors import OntologyError
from comity.ontology.yaml_files import check_keys, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

EFFECTS = ("transparent", "announced", "considered", "hypothetical", "denied", "absorbed")


@dataclass(frozen=True, slots=True)
class Operators:
    """See operators.yml for what each effect means."""

    verbs: Mapping[str, str]  # lemma -> effect
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    light: frozenset[str]
    reversed: frozenset[str]
    modifiers: Mapping[str, str]  # adjective before a noun -> status


def read(path: Traversable) -> Operators:
    """The operators of operators.yml; OntologyError where a word has two effects."""
    content = load(path)
    check_keys(
        content, allowed=(*EFFECTS, "light", "reversed", "adjectives"), required=EFFECTS, where=str(path)
    )
    tables: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for effect in EFFECTS:
        for kind, listed in content[effect].items():
            for word in listed:
                table = tables[kind]
                if table.setdefault(word, effect) != effect:
                    raise OntologyError(f"{path}: {word} ({kind}) is {table[word]} and {effect}; choose one")
    modifiers = {word: status for status, listed in content["adjectives"].items() for word in listed}
    return Operators(
        tables["verbs"],
        tables["nouns"],
        tables["adjectives"],
        frozenset(content["light"]["verbs"]),
        frozenset(content["reversed"]["verbs"]),
        modifiers,
    )
