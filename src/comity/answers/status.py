"""What holds between two states on a day: measures by the ledger's events, visa rules by the visa record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.answers import contract
from comity.answers import measures as measuring
from comity.borders.answer import Journey, answer
from comity.errors import QuestionError
from comity.records import OVER, State

if TYPE_CHECKING:
    from datetime import date

    from comity.answers.contract import Record
    from comity.borders.record import Record as VisaRecord
    from comity.ledger.store import Store
    from comity.records import Unfit

ORDER = (
    State.IN_FORCE,
    State.SUSPENDED,
    State.ENDING_ANNOUNCED,
    State.ANNOUNCED,
    State.NEGOTIATED,
    State.CONSIDERED,
    State.PROPOSED,
)
"""What holds comes first, then what may come, the surest first."""


def status(store: Store, visas: VisaRecord | None, one: str, other: str, on: date) -> Record:
    """What is in force, suspended or pending between two states, in both directions, on a day.

    `measures` are records as the export has them; visa rules of the record are among them, with
    `"basis": "record"`. `unfit` are events that fit no state of a measure.
    """
    found, unfit = measuring.between(store, one, other, on)
    told = [{**contract.measure_record(each), "basis": "ledger"} for each in found if each.state not in OVER]
    ruled = [rule for pair in ((one, other), (other, one)) if (rule := _visa_rule(visas, *pair, on))]
    in_record = {(rule["issuer"], rule["subject"]) for rule in ruled}
    told = [
        each
        for each in told
        # What the record says of a visa rule in force goes before what is told of it.
        if each["kind"] != "visa_rule"
        or (each["issuer"], each["subject"]) not in in_record
        or each["status"] != State.IN_FORCE.value
    ]
    places = {state.value: place for place, state in enumerate(ORDER)}
    told = sorted([*ruled, *told], key=lambda each: (places[each["status"]], each["kind"], each["issuer"]))
    return {"on": on.isoformat(), "measures": told, "unfit": [_unfit(each) for each in unfit]}


def _visa_rule(visas: VisaRecord | None, issuer: str, subject: str, on: date) -> Record | None:
    """The visa record's rule for the subject's citizens as a measure; None where it has none."""
    if visas is None:
        return None
    try:
        found = answer(visas, Journey(subject, issuer, on))
    except QuestionError:
        return None
    rule = found.rule
    stay = f", {rule.months} months" if rule.months else f", {rule.days} days" if rule.days else ""
    suspended = bool(found.decision.candidates.suspended) and found.needed is True
    begins = f"..{rule.period.begins}" if rule.period.open else str(rule.period.begins)
    return {
        "id": rule.id,
        "kind": "visa_rule",
        "name": "visa rule",
        "issuer": issuer,
        "subject": subject,
        "mutual": False,
        "value": found.requirement.value + stay,
        "status": State.IN_FORCE.value,
        "valid_from": begins,
        "valid_to": str(rule.period.ends) if rule.period.ends else None,
        "history": [],
        "basis": "record",
        "conditions": [each.condition.words for each in found.conditions],
        "exemption_suspended": suspended,
    }


def _unfit(unfit: Unfit) -> Record:
    return {
        "event": unfit.event,
        "kind": unfit.kind,
        "issuer": unfit.issuer,
        "subject": unfit.subject,
        "name": unfit.name,
        "reason": unfit.reason,
    }
