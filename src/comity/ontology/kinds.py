r"""The kinds of measure: one YAML file each under `measures/`.

::

    kind: expulsion
    name: expulsion                  # as an answer names one that has no name of its own
    mutual: false                    # true: both sides' alike (an agreement, relations)
    each: event                      # what one measure is: one (a pair of states has one), name (one a name),
                                     # event (each that begins is a new one)
    states: [announced, in_force]    # those that it can be in; all, where nothing is told
    about: [diplomat, consul]        # parts of words, one of which is in a sentence that tells of one
    names:                           # how a sentence names it, the first that fits; what is found is a
    - {pattern: "(?P<name>[A-Z]\\w+ Centers?)", said_as: "\\bcenters?\\b"}   # name as it stands,
    - {pattern: "consulate in (?P<place>\\w+)", name: "consulate in {place}"}   # or is called as `name` says
    - {pattern: "summon", name: summons, lapse: {in_force: 1}}   # one of this name lapses otherwise
    values: ["(?P<value>\\d+|two|...) (?P<unit>diplomats?)"]    # the value that a sentence tells
    standing: ["(?P<name>[A-Z]\\w+ Centers?) were opened in (?P<year>\\d{4})"]   # since when it has been in
                                     # force, as the document tells besides; the name is the measure's
    moves:                           # the first that fits an event counts
    - move: begin                    # begin, change, end, suspend, resume, propose, negotiate, reject
      types: [SANCTION]              # all that are told must hold; words and unless are regular expressions
      modes: [expel]
      contexts: [diplomatic]
      acts: [expel-diplomats]        # entries of the lexicon
      words: ["\\bexpel"]             # one of them is in a sentence that tells it
      unless: ["\\bthreat"]           # none of them is
      reversed: false                # true: the recipient's measure (who is asked to grant it)
      at_most: announced             # where such words tell no more: how settled it is at most
      name: recall                   # the name, and the value, where the sentence tells none
      value: downgraded
    lapse: {considered: 1095}        # days without news after which a measure in that state has lapsed
    reply: {within: 60, kinds: [expulsion]}     # the other side's act that follows so soon may answer it
    example: Japan expelled eight Russian diplomats.

`said_as`: a sentence that has these words means what the document names elsewhere by the pattern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity import ids
from comity.errors import OntologyError
from comity.ontology import plover, yaml_files
from comity.records import OVER, State, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "measures"


class Verb(StrEnum):
    """What an event does to a measure."""

    BEGIN = "begin"
    CHANGE = "change"
    END = "end"
    SUSPEND = "suspend"
    RESUME = "resume"
    PROPOSE = "propose"
    NEGOTIATE = "negotiate"
    REJECT = "reject"


class Each(StrEnum):
    """What makes one measure of a kind between two states."""

    ONE = "one"
    NAME = "name"
    EVENT = "event"


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """How a sentence names a measure: what the pattern finds is called `name`, or as it stands there."""

    pattern: re.Pattern[str]
    name: str | None
    said_as: re.Pattern[str] | None  # words of a sentence that mean what its document names so elsewhere
    lapse: Mapping[State, int] | None  # days; None: as the kind's


@dataclass(frozen=True, slots=True)
class Move:
    """Which events move a measure, and how. What is empty is not asked."""

    verb: Verb
    types: frozenset[str]
    modes: frozenset[str]
    contexts: frozenset[str]
    acts: frozenset[str]
    words: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    reversed: bool
    at_most: Status | None
    name: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """A kind of measure."""

    kind: str
    name: str
    mutual: bool
    each: Each
    states: frozenset[State]
    about: tuple[str, ...]  # in lower case; none: not asked
    names: tuple[Naming, ...]
    values: tuple[re.Pattern[str], ...]
    standing: tuple[re.Pattern[str], ...]
    moves: tuple[Move, ...]
    moves_of: Mapping[str, tuple[Move, ...]]  # those that an event of a type may make, in their order
    lapse: Mapping[State, int]  # days
    reply_within: int | None  # days
    reply_kinds: tuple[str, ...]
    example: str

    def lapse_of(self, name: str) -> Mapping[State, int]:
        """The days without news after which a measure of this name has lapsed, by its state."""
        return next(
            (each.lapse for each in self.names if each.name == name and each.lapse is not None), self.lapse
        )


@cache
def load(folder: Path = FOLDER) -> Mapping[str, MeasureKind]:
    """The kinds by name; OntologyError names the file and entry that is wrong."""
    known = plover.shipped()
    found = {}
    for path in sorted(folder.glob("*.yml")):
        kind = _Reader(path, known).kind()
        found[kind.kind] = kind
    for kind in found.values():
        unknown = [name for name in kind.reply_kinds if name not in found]
        if unknown:
            raise OntologyError(f"{folder / kind.kind}.yml, reply: no kind is called {', '.join(unknown)}")
    return found


def version(folder: Path = FOLDER) -> str:
    """Names the kinds as they are: a digest of their files."""
    return ids.of_parts(
        *(f"{path.name} {ids.of_bytes(path.read_bytes())}" for path in sorted(folder.glob("*.yml")))
    )


class _Reader:
    def __init__(self, path: Path, known: plover.Plover) -> None:
        self.path = path
        self.known = known

    def kind(self) -> MeasureKind:
        content = yaml_files.load(self.path)
        yaml_files.check_keys(
            content,
            allowed=(
                "kind",
                "name",
                "mutual",
                "each",
                "states",
                "about",
                "names",
                "values",
                "standing",
                "moves",
                "lapse",
                "reply",
                "example",
            ),
            required=("kind", "name", "each", "moves", "example"),
            where=str(self.path),
        )
        if content["kind"] != self.path.stem:
            raise OntologyError(f"{self.path}: the file of {content['kind']} is called {content['kind']}.yml")
        reply = content.get("reply", {})
        yaml_files.check_keys(reply, allowed=("within", "kinds"), where=f"{self.path}, reply")
        moves = tuple(self._move(number, entry) for number, entry in enumerate(content["moves"], 1))
        return MeasureKind(
            kind=content["kind"],
            name=content["name"],
            mutual=self._truth(content.get("mutual", False), "mutual"),
            each=self._one_of(Each, content["each"], "each"),
            states=frozenset(self._one_of(State, each, "states") for each in content.get("states", State)),
            about=tuple(str(part).lower() for part in content.get("about", ())),
            names=tuple(self._naming(entry) for entry in content.get("names", ())),
            values=tuple(self._pattern(text, "values", "value") for text in content.get("values", ())),
            standing=tuple(
                self._pattern(text, "standing", "name", "year") for text in content.get("standing", ())
            ),
            moves=moves,
            moves_of={
                event_type: tuple(move for move in moves if not move.types or event_type in move.types)
                for event_type in self.known.types
            },
            lapse=self._lapse(content.get("lapse", {}), "lapse"),
            reply_within=self._days(reply["within"], "reply") if "within" in reply else None,
            reply_kinds=tuple(reply.get("kinds", ())),
            example=content["example"],
        )

    def _naming(self, entry: Any) -> Naming:
        yaml_files.check_keys(
            entry,
            allowed=("pattern", "name", "said_as", "lapse"),
            required=("pattern",),
            where=f"{self.path}, names",
        )
        name = entry.get("name")
        pattern = self._pattern(entry["pattern"], "names", *(() if name else ("name",)))
        unknown = sorted(set(re.findall(r"{(\w*)}", name or "")) - set(pattern.groupindex))
        if unknown:
            raise OntologyError(f"{self.path}, names: {entry['pattern']!r} has no group {', '.join(unknown)}")
        return Naming(
            pattern,
            name,
            self._pattern(entry["said_as"], "names") if "said_as" in entry else None,
            self._lapse(entry["lapse"], "names") if "lapse" in entry else None,
        )

    def _lapse(self, told: Any, where: str) -> Mapping[State, int]:
        found = {self._one_of(State, state, where): self._days(days, where) for state, days in told.items()}
        over = sorted(OVER & set(found))
        if over:
            raise OntologyError(f"{self.path}, {where}: what is {', '.join(over)} cannot lapse")
        return found

    def _move(self, number: int, entry: Any) -> Move:
        where = f"moves, {number}"
        yaml_files.check_keys(
            entry,
            allowed=(
                "move",
                "types",
                "modes",
                "contexts",
                "acts",
                "words",
                "unless",
                "reversed",
                "at_most",
                "name",
                "value",
            ),
            required=("move",),
            where=f"{self.path}, {where}",
        )
        types = frozenset(entry.get("types", ()))
        modes = {mode for event_type in self.known.types.values() for mode in event_type.modes}
        for told, known, what in (
            (types, self.known.types, "type"),
            (entry.get("modes", ()), modes, "mode"),
            (entry.get("contexts", ()), self.known.contexts, "context"),
        ):
            unknown = sorted(set(told) - set(known))
            if unknown:
                raise OntologyError(f"{self.path}, {where}: no {what} is called {', '.join(unknown)}")
        return Move(
            verb=self._one_of(Verb, entry["move"], where),
            types=types,
            modes=frozenset(entry.get("modes", ())),
            contexts=frozenset(entry.get("contexts", ())),
            acts=frozenset(entry.get("acts", ())),
            words=tuple(self._pattern(text, where) for text in entry.get("words", ())),
            unless=tuple(self._pattern(text, where) for text in entry.get("unless", ())),
            reversed=self._truth(entry.get("reversed", False), where),
            at_most=self._one_of(Status, entry["at_most"], where) if "at_most" in entry else None,
            name=entry.get("name"),
            value=entry.get("value"),
        )

    def _pattern(self, text: Any, where: str, *groups: str) -> re.Pattern[str]:
        try:
            # A name keeps its capitals; other words are found however they are written.
            pattern = re.compile(str(text), 0 if "name" in groups else re.IGNORECASE)
        except re.error as error:
            raise OntologyError(
                f"{self.path}, {where}: {text!r} is no regular expression: {error}"
            ) from error
        for group in groups:
            if group not in pattern.groupindex:
                raise OntologyError(f"{self.path}, {where}: {text!r} has no group (?P<{group}>...)")
        return pattern

    def _one_of(self, known: Any, told: Any, where: str) -> Any:
        try:
            return known(told)
        except ValueError as error:
            raise OntologyError(f"{self.path}, {where}: {error}; known are {', '.join(known)}") from error

    def _truth(self, told: Any, where: str) -> bool:
        if not isinstance(told, bool):
            raise OntologyError(f"{self.path}, {where}: {told!r} is neither true nor false")
        return told

    def _days(self, told: Any, where: str) -> int:
        if not isinstance(told, int) or told < 1:
            raise OntologyError(f"{self.path}, {where}: {told!r} is no number of days")
        return told
