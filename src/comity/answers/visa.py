"""Who may cross: the visa record's answers as plain mappings, with what the ledger says is pending."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from comity.borders import areas
from comity.borders.answer import Journey, answer, basis_on
from comity.borders.deciding import meets
from comity.errors import QuestionError

if TYPE_CHECKING:
    from comity.answers.contract import Record as Contract
    from comity.answers.pending import Pending
    from comity.borders.answer import Answer, Said, Told
    from comity.borders.deciding import Decision
    from comity.borders.history import Stretch
    from comity.borders.reciprocity import Compared, Offer
    from comity.borders.record import Record
    from comity.borders.rules import Closure, Period, Rule, Suspension
    from comity.ledger.store import Store

_DAY = timedelta(1)

_ACTS_AS = {"SCH": ("SCH", "EUR")}
"""Under which codes an area acts in the ledger."""


def visa(record: Record, store: Store | None, journey: Journey) -> Contract:
    """The whole answer of one journey; days are ISO dates, stays are counted in days.

    QuestionError where the record has nothing of the pair on the day.
    """
    found = answer(record, journey)
    return {
        **_answered(found),
        "sources": [_said(each) for each in found.said],
        "known_to": _newest(record, found).isoformat(),
        "pending": _pending(record, store, found),
        "reverse": _reverse(record, journey),
    }


def _answered(found: Answer) -> Contract:
    journey, granted = found.journey, found.granted
    return {
        "passport": journey.passport,
        "destination": journey.destination,
        "on": journey.on.isoformat(),
        "needed": _needed(found.needed),
        "requirement": found.requirement.value,
        "days": found.rule.stay if granted else None,
        "months": found.rule.months if granted else None,
        "window": _window(found) if granted else None,
        "entries": found.rule.entries if granted else None,
        "conditions": [_condition(each) for each in found.conditions],
        "questions": list(found.questions),
        **_stayed(found),
        "rule": rule_record(found.rule, journey.on),
        "change": _change(found),
        "suspended": [
            _suspended(rule, stop)
            for rule, stop in found.decision.candidates.suspended
            if meets(rule, journey.facts, journey.on) is not False
        ],
        "barred": _barred(found.decision.candidates.closure),
        "others": [rule_record(rule, journey.on) for rule in _others(found)],
        "too_long_for": [rule_record(rule, journey.on) for rule in found.decision.too_long],
    }


def _stayed(found: Answer) -> Contract:
    """Days used, days left and the last lawful one; of a rule without a window, those of this one visit."""
    journey, used, last_day = found.journey, found.balance, found.last_day
    told = {"used_days": None, "left_days": None, "last_day": None, "overstay_days": None}
    if journey.stays is None:
        return told
    here = (journey.on - journey.entry).days + 1 if journey.entry else 0
    over = used.overstay if used else max(0, (journey.on - last_day).days) if last_day else 0
    left = used.left if used else None
    if last_day is not None:
        left = max(0, (last_day - journey.on).days + (0 if journey.entry else 1))
    return {
        "used_days": used.used if used else here,
        "left_days": left,
        "last_day": last_day.isoformat() if last_day else None,
        "overstay_days": over,
    }


def _needed(needed: bool | None) -> bool | str:
    return "depends" if needed is None else needed


def _window(found: Answer) -> Contract | None:
    window = found.rule.window
    if window is None:
        return None
    begins = found.balance.window_start.isoformat() if found.balance else None
    return {"days": window.days, "in": window.span, "from": begins}


def _condition(told: Told) -> Contract:
    return {**told.condition.record(), "met": told.met, "presumed": told.presumed}


def _others(found: Answer) -> list[Rule]:
    """More liberal rules that do not apply, or of which it is not known whether they do."""
    return [
        rule
        for rule in (*found.decision.open, *found.decision.unmet)
        if rule is not found.rule or not found.granted
    ]


def _change(found: Answer) -> Contract | None:
    """What may have come already, where the day lies among those in one of which something changed."""
    late = found.verdict.late
    if late is None or late.rule is None:
        return None
    return {
        **rule_record(late.rule, found.journey.on),
        "between": _between(found, late),
        "needed": _needed(late.needed),
        "barred": _barred(late.candidates.closure),
    }


def _between(found: Answer, late: Decision) -> str | None:
    """The days of one of which the change came."""
    early = found.decision
    began = [each.period.begins for each in (late.rule, late.candidates.closure) if each]
    ended = [each.period.ends for each in (early.rule, early.candidates.closure) if each]
    spans = [
        *((span.first, span.last) for span in began),
        *((span.first + _DAY, span.last + _DAY) for span in ended if span),
    ]
    around = [f"{first}/{last}" for first, last in spans if first <= found.journey.on < last]
    return around[0] if around else None


def rule_record(rule: Rule, on: date) -> Contract:
    """A rule: what it asks, its conditions, when it holds and what it rests on."""
    return {
        "id": rule.id,
        "requirement": rule.requirement.value,
        "days": rule.stay,
        "months": rule.months,
        "conditions": [each.record() for each in rule.conditions],
        "otherwise": rule.otherwise.value if rule.otherwise else None,
        **_held(rule.period),
        "basis": basis_on(rule, on).value,
        "shown_from": rule.shown_from.isoformat() if rule.shown_from else None,
        "shown_to": rule.shown_to.isoformat() if rule.shown_to else None,
        "online": rule.online,
        "note": rule.note or None,
    }


def _held(period: Period) -> Contract:
    begins = f"..{period.begins}" if period.open else str(period.begins)
    return {
        "valid_from": begins,
        "valid_from_known": period.begins.precision,
        "valid_to": str(period.ends) if period.ends else None,
        "valid_to_known": period.ends.precision if period.ends else None,
    }


def _suspended(rule: Rule, stop: Suspension) -> Contract:
    return {
        "rule": rule.id,
        "requirement": rule.requirement.value,
        "days": rule.stay,
        "suspension": stop.id,
        **_held(stop.period),
        "note": stop.note or None,
    }


def _barred(closure: Closure | None) -> Contract | None:
    if closure is None:
        return None
    return {"by": closure.bars.value, "basis": closure.basis.value, **_held(closure.period)}


def _said(said: Said) -> Contract:
    source = said.source
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date,
        "url": source.url,
        "requirement": said.requirement.value,
        "days": said.days,
        "basis": said.basis.value,
        "agrees": said.agrees,
        "doubtful": said.doubtful or None,
    }


def _pending(record: Record, store: Store | None, found: Answer) -> list[Contract]:
    if store is None:
        return []
    from comity.answers.pending import pending

    journey = found.journey
    issuers = _issuers(journey.destination, journey.on)
    since = found.rule.period.begins.last
    told = pending(
        store, issuers, journey.passport, since=since, on=journey.on, newest=_newest(record, found)
    )
    return [_pending_record(each) for each in told]


def _issuers(destination: str, on: date) -> list[str]:
    """Under which codes those act in the ledger who make a destination's rules on a day."""
    found = list(_ACTS_AS.get(destination, (destination,)))
    if destination not in areas.AREAS:
        for membership in areas.of(destination):
            if membership.since <= on and (membership.until is None or on <= membership.until):
                found += _ACTS_AS[membership.area]
    return found


def _newest(record: Record, found: Answer) -> date:
    """The day up to which the record was last compared with a source of this pair."""
    pair = record.pair(found.journey.passport, found.journey.destination)
    shown = [rule.shown_to for rule in pair.shown.rules if rule.shown_to]
    reviewed = [pair.reviewed] if pair.reviewed and (pair.rules or pair.suspensions) else []
    return max([*shown, *reviewed], default=record.shown.newest)


def _pending_record(told: Pending) -> Contract:
    return {
        "status": told.status,
        "date": told.date.isoformat(),
        "event": told.event,
        "quote": told.quote,
        "document": told.document,
        "actor": told.actor,
        "eases": told.eases,
        "newer_than_record": told.newer,
    }


def _reverse(record: Record, journey: Journey) -> Contract | None:
    """What the passport's state asks of the destination's citizens who say nothing; None for an area."""
    if journey.destination in areas.AREAS:
        return None  # it has no passports, though a rule may speak of everybody's
    try:
        found = answer(record, Journey(journey.destination, journey.passport, journey.on))
    except QuestionError:
        return None
    whole = _answered(found)
    kept = ("passport", "destination", "on", "needed", "requirement", "days", "months", "conditions", "rule")
    return {key: whole[key] for key in kept}


def stretch_record(stretch: Stretch) -> Contract:
    """One stretch of a pair's history."""
    candidates = stretch.candidates
    rule = stretch.rule
    told: dict[str, Any] = {
        "valid_from": f"..{stretch.begins}" if stretch.open else str(stretch.begins),
        "valid_to": str(stretch.ends) if stretch.ends else None,
        "requirement": rule.requirement.value if rule else None,
        "days": rule.stay if rule else None,
        "months": rule.months if rule else None,
        "conditions": [each.record() for each in rule.conditions] if rule else [],
        "otherwise": candidates.base.requirement.value
        if rule is not candidates.base and candidates.base
        else None,
        "basis": basis_on(rule, stretch.begins.last).value if rule else None,
        "rule": rule.id if rule else None,
        "others": [
            rule_record(each, stretch.begins.last) for each in candidates.conditional if each is not rule
        ],
        "suspended": [_suspended(each, stop) for each, stop in candidates.suspended],
        "barred": _barred(candidates.closure),
        "sources": [
            {"title": each.title, "publisher": each.publisher, "date": each.date, "url": each.url}
            for each in (rule.sources if rule else ())
        ],
        "note": (rule.note or None) if rule else None,
    }
    return told


def offer_record(offer: Offer, on: date) -> Contract:
    """What a destination offers a passport at best."""
    rule = offer.rule
    return {
        "passport": offer.passport,
        "destination": offer.destination,
        "on": on.isoformat(),
        "requirement": offer.requirement.value if offer.requirement else None,
        "needed": None if offer.requirement is None else _needed(offer.needed),
        "days": offer.stay,
        "months": rule.months if rule else None,
        "conditions": [each.record() for each in rule.conditions] if rule else [],
        "certain": offer.certain,
        "barred": offer.barred,
        "rule": rule_record(rule, on) if rule else None,
    }


def compared_record(compared: Compared, on: date) -> Contract:
    """A pair's two offers; the first state's passport is the one that the record stands under."""
    since = compared.since.isoformat() if compared.since else None
    return {
        **offer_record(compared.one, on),
        "relation": compared.relation.value,
        "freer": compared.freer,
        "since": f"..{since}" if since and compared.open else since,
        "reverse": offer_record(compared.other, on),
    }
