"""What a reviewer fills in: the reading as it is, as corrected, or wrong."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import HTTPException

from comity.answers.choosing import STATUSES
from comity.errors import QuestionError
from comity.judgements import Reading, Verdict, acts, parties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comity.answers.queue import Claim
    from comity.judgements import Judgement

LONGEST_NOTE = 2000
NAMES = ("judgement", "note", "actors", "recipients", "act", "status", "first", "last")
"""The fields of the form."""

WORDS = {
    Verdict.ACCEPTED.value: "right as it is",
    Verdict.CORRECTED.value: "right as corrected below",
    Verdict.WRONG.value: "wrong: the sentence says nothing of the kind",
}
"""What each verdict means to a reader."""


@dataclass(frozen=True)
class Fields:
    """What the form holds, and what is wrong with it, by field."""

    told: Mapping[str, str]
    wrong: Mapping[str, str]


def filled(claim: Claim, before: Judgement | None) -> dict[str, str]:
    """The form as it is first shown: the coder's reading, or what this mention was corrected to."""
    reading = (before and before.corrected) or Reading.of(claim.record())
    return {
        "judgement": before.verdict.value if before else "",
        "note": before.note if before else "",
        "actors": ", ".join(reading.actors),
        "recipients": ", ".join(reading.recipients),
        "act": f"{reading.type}/{reading.mode or ''}",
        "status": reading.status.value,
        "first": reading.first.isoformat(),
        "last": reading.last.isoformat(),
    }


def judged(posted: Mapping[str, str], claim: Claim) -> tuple[Verdict | None, Reading | None, dict[str, str]]:
    """What a form says, and what is wrong with it, by field."""
    if posted.get("seen") != digest(claim):
        raise HTTPException(
            409, "a newer coder has read this sentence since you opened it; go back, reload and look again"
        )
    wrong: dict[str, str] = {}
    verdict = next((each for each in Verdict if each == posted.get("judgement")), None)
    if verdict is None:
        wrong["judgement"] = "say whether it is right, right as corrected, or wrong"
    if len(posted.get("note", "")) > LONGEST_NOTE:
        wrong["note"] = f"at most {LONGEST_NOTE} characters"
    reading, unreadable = _reading(posted)
    same = reading == Reading.of(claim.record())
    if verdict is Verdict.CORRECTED:
        wrong |= unreadable
        if same:
            wrong["judgement"] = (
                "nothing is corrected; change what is wrong, or say that it is right as it is"
            )
    elif verdict is not None and not same:
        wrong["judgement"] = (
            "the reading below was changed; say that it is right as corrected, or change it back"
        )
    return verdict, reading if verdict is Verdict.CORRECTED else None, wrong


def _reading(posted: Mapping[str, str]) -> tuple[Reading | None, dict[str, str]]:
    """The reading in the fields; where one cannot be read, none, and why."""
    wrong: dict[str, str] = {}
    sides: dict[str, tuple[str, ...]] = {}
    for side in ("actors", "recipients"):
        try:
            sides[side] = parties(posted.get(side, ""))
        except QuestionError as error:
            wrong[side] = str(error)
    kind, _, mode = posted.get("act", "").partition("/")
    if kind not in acts() or (mode and mode not in acts()[kind]):
        wrong["act"] = "choose one of the list"
    if posted.get("status") not in STATUSES:
        wrong["status"] = "choose one of the list"
    days: dict[str, date] = {}
    for name in ("first", "last"):
        try:
            days[name] = date.fromisoformat(posted.get(name, ""))
        except ValueError:
            wrong[name] = "write the day as 2022-10-04"
    if len(days) == 2 and days["last"] < days["first"]:
        wrong["last"] = "it ends before it begins"
    if wrong:
        return None, wrong
    record: dict[str, Any] = {
        "actors": list(sides["actors"]),
        "recipients": list(sides["recipients"]),
        "type": kind,
        "mode": mode or None,
        "status": posted["status"],
        "date_start": days["first"].isoformat(),
        "date_end": days["last"].isoformat(),
    }
    return Reading.of(record), {}


def digest(claim: Claim) -> str:
    """Another text where the coder has read the sentence otherwise."""
    told = json.dumps(claim.record(), sort_keys=True)
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
