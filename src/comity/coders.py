"""The coders by name: ours with both witnesses, the rules alone, and those that other packages plug in.

A package of others names a coder in its entry points, under the group `comity.coders`::

    [project.entry-points."comity.coders"]
    mine = "my_package:coder"

What it names is called without arguments and gives an object with a `name`, which stands for the coder and
its version in the ledger, and `code`: an iterable of documents in, mentions out (and Skipped, if it likes).
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from comity import ids
from comity.errors import ComityWarning, ModelError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.coding.judging import Panel
    from comity.records import Document, Mention, Skipped

BOTH, RULES = "comity", "rules"
GROUP = "comity.coders"

_OURS = Path(__file__).parent
_NOT_CODED_BY = tuple(_OURS / each for each in ("borders", "measures", "ontology/measures", "answers"))
"""Data files that say nothing of how a page is coded."""


class Coder(Protocol):
    """Whatever makes mentions of documents."""

    @property
    def name(self) -> str:
        """The coder and its version; pages that another one read are read anew."""

    def code(self, documents: Iterable[Document]) -> Iterable[Mention | Skipped]:
        """The mentions of these documents, in their order, each with the id of its document."""


@runtime_checkable
class Ranker(Protocol):
    """Whatever ranks the types for marked pairs."""

    def pairs(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """For each text with its marks all types with their shares, the likeliest first."""


def known() -> list[str]:
    """The names that `load` takes."""
    return [BOTH, RULES, *sorted(entry.name for entry in entry_points(group=GROUP))]


@cache
def load(name: str = BOTH) -> Coder:
    """The coder of this name, loaded once.

    Where the model of the judge is missing or damaged, the rules stand in for both, with a ComityWarning.
    Raises ModelError for an unknown name, or for a coder of others that cannot be loaded.
    """
    if name in (BOTH, RULES):
        return _ours(judged=name == BOTH)
    for entry in entry_points(group=GROUP):
        if entry.name == name:
            return _of_others(name, entry.load)
    raise ModelError(f"no coder is called {name!r}; known are {', '.join(known())}")


def _ours(*, judged: bool) -> Coder:
    from comity import actors, ontology
    from comity.coding import Coder as Ours

    return Ours(actors.load(), ontology.load(), _panel() if judged else None)


@cache
def _panel() -> Panel | None:
    """The judge with its weights; None, with a warning, where its files are missing or damaged."""
    from comity.coding import judging

    try:
        return judging.load()
    except ModelError as error:
        warnings.warn(f"{error}; until then the rules code alone", ComityWarning, stacklevel=2)
        return None


def _of_others(name: str, make: object) -> Coder:
    try:
        found = make()()  # type: ignore[operator]
        named = found.name, found.code
    except Exception as error:  # whatever their code raises
        raise ModelError(
            f"the coder {name!r} cannot be loaded ({error}); mend or remove its package"
        ) from error
    del named
    return found  # type: ignore[no-any-return]


def run(name: str) -> str:
    """What the ledger calls a reading by the coder of this name: ours has a digest of the files it reads by.

    Whoever corrects a YAML file that the coder reads has the pages coded anew when they are next read.
    """
    if name not in (BOTH, RULES):
        return load(name).name
    from comity.coding import CODER, RULES_CODER

    own = CODER if name == BOTH and _panel() is not None else RULES_CODER
    files = [path for path in _OURS.rglob("*.yml") if not any(map(path.is_relative_to, _NOT_CODED_BY))]
    files = sorted([*files, *(_OURS / "coding/judging/model").glob("*")])
    told = (f"{path.relative_to(_OURS)} {ids.of_bytes(path.read_bytes())}" for path in files)
    return f"{own}+{ids.of_parts(*told)[:8]}"
