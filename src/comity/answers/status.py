"""What holds between two states on a day: measures by the ledger's events, visa rules by the visa record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.answers import contract
from comity.answers import measures as measuring
from comity.borders.answer import Journey, answer
from comity.dates import SpanOfDays
from comity.errors import QuestionError
from comity.records import OVER, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from comity.answers.contract import Record
    from comity.borders.answer import Answer
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
    rules = {pair: rule for pair in ((one, other), (other, one)) if (rule := _rule(visas, *pair, on))}
    ruled = [_visa_rule(found, *pair) for pair, found in rules.items()]
    told = [each for each in told if not _answered(each, rules)]
    places = {state.value: place for place, state in enumerate(ORDER)}
    told = sorted([*ruled, *told], key=lambda each: (places[each["status"]], each["kind"], each["issuer"]))
    return {"on": on.isoformat(), "measures": told, "unfit": [_unfit(each) for each in unfit]}


def _rule(visas: VisaRecord | None, issuer: str, subject: str, on: date) -> Answer | None:
    """What the visa record says of the subject's citizens; None where it says nothing."""
    if visas is None:
        return None
    try:
        return answer(visas, Journey(subject, issuer, on))
    except QuestionError:
        return None


def _answered(measure: Record, rules: Mapping[tuple[str, str], Answer]) -> bool:
    """Whether the visa record tells what came of it: its rule began after the measure's last step."""
    rule = rules.get((measure["issuer"], measure["subject"]))
    if measure["kind"] != "visa_rule" or rule is None:
        return False
    newest = SpanOfDays.parse(measure["history"][-1]["date"])
    return measure["status"] == State.IN_FORCE.value or rule.rule.period.begins.last > newest.last


def _visa_rule(found: Answer, issuer: str, subject: str) -> Record:
    """The visa record's rule as a measure."""
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
