"""The whole ontology, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from comity.ontology import lexicon, operators, plover

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from comity.ontology.lexicon import Lexicon
    from comity.ontology.operators import Operators
    from comity.ontology.plover import Plover


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types, lexicon and operators."""

    plover: Plover
    lexicon: Lexicon
    operators: Operators


def read(folder: Traversable) -> Ontology:
    """The ontology of a folder with plover.yml, words.yml, operators.yml and acts/.

    Raises OntologyError, which names the file and the entry that is wrong.
    """
    types = plover.read(folder / "plover.yml")
    words = lexicon.read_words(folder / "words.yml")
    acts = sorted(
        (path for path in (folder / "acts").iterdir() if path.name.endswith(".yml")),
        key=lambda path: path.name,
    )
    return Ontology(
        types,
        lexicon.read_acts(acts, types, words),
        operators.read(folder / "operators.yml"),
    )


@cache
def load() -> Ontology:
    """The ontology that ships with Comity."""
    return read(files("comity.ontology"))
