"""What held between two states over time: measures of the ledger, and the visa record told as such."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from comity.answers import contract
from comity.answers import measures as measuring
from comity.answers.visa import stretch_record
from comity.borders.areas import AREAS
from comity.borders.history import history
from comity.records import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from comity.answers.contract import Record
    from comity.borders.history import Stretch
    from comity.borders.record import Record as VisaRecord
    from comity.ledger.store import Store


def course(store: Store, visas: VisaRecord, one: str, other: str, on: date) -> list[Record]:
    """Every measure between two states that had begun by a day, over or not, each with its history till then.

    Records are as the export has them, with `"basis": "ledger"`. The visa record's rules are one measure a
    direction, with `"basis": "record"`: a step for each stretch under another requirement or length of stay,
    `suspended` where an exemption is suspended or entry is barred, `ended` where the record tells no more.
    """
    found, _ = measuring.between(store, one, other, on)
    told = [{**contract.measure_record(each), "basis": "ledger"} for each in found]
    rules = (_ruled(visas, *pair, on) for pair in ((one, other), (other, one)))
    return [*(rule for rule in rules if rule is not None), *told]


def _ruled(visas: VisaRecord, issuer: str, subject: str, on: date) -> Record | None:
    """What the record tells of the subject's citizens at the issuer's border; None where it tells nothing."""
    states = visas.passports()
    if subject not in states or not (issuer in states or issuer in AREAS):
        return None
    stretches = [each for each in history(visas.pair(subject, issuer)) if each.begins.last <= on]
    steps = [next(alike) for _, alike in groupby(map(_step, stretches), key=_what)]
    if not steps:
        return None
    ends = stretches[-1].ends
    over = str(ends) if ends is not None and ends.last < on else None
    status = State.ENDED.value if over else steps[-1]["status"]
    return {
        "id": f"visa-{subject}-{issuer}",
        "kind": "visa_rule",
        "name": "visa rule",
        "issuer": issuer,
        "subject": subject,
        "mutual": False,
        "value": steps[-1]["value"],
        "status": status,
        "valid_from": steps[0]["date"],
        "valid_to": over,
        "history": [*steps, *_ending(stretches[-1], over)],
        "basis": "record",
    }


def _step(stretch: Stretch) -> Record:
    told = stretch_record(stretch)
    stay = (
        f", {told['months']} months" if told["months"] else f", {told['days']} days" if told["days"] else ""
    )
    hidden = told["suspended"] or told["barred"]
    status = State.SUSPENDED if hidden else State.IN_FORCE
    return {
        "date": told["valid_from"],
        "date_basis": told["basis"],
        "status": (status if told["requirement"] else State.ENDED).value,
        "event": None,
        "value": told["requirement"] and told["requirement"] + stay,
        "deadline": None,
        "due": None,
    }


def _what(step: Record) -> tuple[str, str | None]:
    return step["status"], step["value"]


def _ending(last: Stretch, over: str | None) -> Iterator[Record]:
    if over is None or last.ends is None:
        return
    yield {
        "date": str(last.ends.shifted(1)),
        "date_basis": None,
        "status": State.ENDED.value,
        "event": None,
        "value": None,
        "deadline": None,
        "due": None,
    }
