"""What if: "JPN exempts RUS 90 days" as a rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from comity.actors import questions
from comity.borders.requirement import Requirement
from comity.borders.rules import Basis, Period, Rule
from comity.dates import SpanOfDays
from comity.errors import QuestionError

if TYPE_CHECKING:
    from datetime import date

_EXEMPTS = re.compile(
    r"(?P<destination>.+?)\s+exempts\s+(?P<passport>.+?)"
    r"(?:\s+(?:for\s+)?(?P<number>\d+)\s+(?P<unit>days?|months?))?",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?P<destination>.+?)\s+(?:requires|asks)\s+(?:an?\s+)?(?P<what>visas?|e-?visas?|eta)\s+"
    r"(?:of|from|for)\s+(?P<passport>.+)",
    re.IGNORECASE,
)
_WHAT = {"visa": Requirement.VISA_REQUIRED, "evisa": Requirement.EVISA, "eta": Requirement.ETA}


def supposed(told: str, on: date) -> Rule:
    """The rule that is supposed from this day on; QuestionError says how one is written."""
    exempts, asks = _EXEMPTS.fullmatch(told.strip()), _ASKS.fullmatch(told.strip())
    match = exempts or asks
    if match is None:
        raise QuestionError(
            f"{told!r} supposes nothing known; write 'JPN exempts RUS 90 days' or 'JPN requires visas of RUS'"
        )
    known = questions.load()
    requirement, days, months = Requirement.VISA_FREE, None, None
    if exempts:
        number = int(match["number"]) if match["number"] else None
        if number == 0:
            raise QuestionError(f"{told!r} exempts for no day at all; give one day or more")
        if match["unit"] and match["unit"].lower().startswith("month"):
            months = number
        else:
            days = number
    else:
        requirement = _WHAT[match["what"].lower().replace("-", "").removesuffix("s")]
    return Rule(
        id="supposed",
        passports=frozenset({known.state(match["passport"])}),
        destination=known.state(match["destination"]),
        requirement=requirement,
        period=Period(SpanOfDays.day(on), None),
        basis=Basis.ASSUMED,
        days=days,
        months=months,
    )
