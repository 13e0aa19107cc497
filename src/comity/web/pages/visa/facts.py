"""What a traveller says of the journey, and what the form asks: only what matters to a rule of the pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.errors import QuestionError
from comity.web.filters import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Record = dict[str, Any]

LABELS = {
    "passport": "Kind of passport",
    "biometric": "Biometric passport",
    "registered": "Registered with the mission",
    "purpose": "Purpose",
    "enters_by": "Going only to",
    "resident_of": "Living in",
    "holds": "Holding",
    "age": "Age",
}
HINTS = {"holds": "visa USA; permit SCH", "age": "years"}
UNSAID = {"passport": "ordinary", "purpose": "tourism"}
"""What is presumed where nothing is said."""
ALWAYS = ("purpose",)
"""A limited stay without a visa does not serve work or study, whatever the rule."""


@dataclass(frozen=True, slots=True)
class Field:
    """A question of the form; without choices, free text."""

    name: str
    label: str
    value: str
    unsaid: str
    hint: str
    choices: dict[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the address says, by kind of condition, and how long the traveller wants to stay."""

    said: dict[str, Any]
    known: Mapping[str, dict[str, str]]
    days: int | None

    @classmethod
    def read(cls, parameters: Mapping[str, str], known: Mapping[str, dict[str, str]]) -> Facts:
        """The parameters that are days or kinds of condition; what is empty was not said."""
        said = {kind: parameters[kind] for kind in known if parameters.get(kind)}
        for kind, value in said.items():
            if len(value) > LONGEST:
                raise QuestionError(f"{kind} takes at most {LONGEST} characters")
        return cls(said, known, _days(parameters.get("days", "").strip()))

    def fields(self, answer: Record, history: Iterable[Record]) -> list[Field]:
        """What to ask: of which some rule of the pair makes something, and what was said."""
        kinds = {*ALWAYS, *self.said}
        for rule in (answer, answer["rule"], *answer["others"], *answer["too_long_for"]):
            kinds |= {each["kind"] for each in rule["conditions"]}
        for stretch in history:
            for rule in (stretch, *stretch["others"]):
                kinds |= {each["kind"] for each in rule["conditions"]}
        return [
            Field(
                kind,
                LABELS.get(kind, kind.replace("_", " ").capitalize()),
                self.said.get(kind, ""),
                UNSAID.get(kind, "not said"),
                HINTS.get(kind, ""),
                choices,
            )
            for kind, choices in self.known.items()
            if kind in kinds
        ]

    @property
    def parameters(self) -> dict[str, Any]:
        """As the API takes them."""
        own = {kind: value for kind, value in self.said.items() if kind in _OWN}
        return {"days": self.days, **own, "say": self._others}

    @property
    def options(self) -> Sequence[str]:
        """As the command line takes them."""
        told = ["--days", str(self.days)] if self.days else []
        for kind, value in self.said.items():
            if kind == "purpose":
                told += ["--purpose", value]
            elif kind in _OWN:
                told.append(f"--{kind}" if value.lower() in _YES else f"--no-{kind}")
        return [*told, *(word for each in self._others for word in ("--say", each))]

    @property
    def _others(self) -> list[str]:
        return [f"{kind}={value}" for kind, value in self.said.items() if kind not in _OWN]


_OWN = ("registered", "biometric", "purpose")
"""Facts that have an option of their own; the others are said as KIND=VALUE."""

_YES = ("yes", "true", "1")
LONGEST_STAY = 36_500


def _days(told: str) -> int | None:
    """How many days the traveller wants to stay; QuestionError where that is no number of days."""
    if not told:
        return None
    if not (told.isascii() and told.isdecimal() and len(told) <= len(str(LONGEST_STAY))):
        raise QuestionError(f"{told[:LONGEST]!r} is no number of days; give one as 30")
    return min(int(told), LONGEST_STAY)
