"""Turns of meaning: acts that another act, a refusal or "the same" makes into what they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity.coding import grammar
from comity.records import Status

if TYPE_CHECKING:
    from comity.coding.act import Act
    from comity.coding.predicates import Predicate
    from comity.coding.roles import Roles
    from comity.ontology import Entry

JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
_YIELDED = {"CONCEDE": "yield", "RETREAT": "yield", "AID": "assist", "COOPERATE": "assist"}
_REFUSALS = frozenset({("will", "not"), ("will", "n't"), ("wo", "n't"), ("will", "n’t"), ("will", "never")})


def judged(told: list[tuple[Predicate, Roles]]) -> list[tuple[Predicate, Roles]]:
    """Who condemns, rejects or welcomes an act means whoever did it, not whom it was done to."""
    by_position = {predicate.token.i: found for predicate, found in told}
    turned = []
    for predicate, found in told:
        done = [
            by_position[held.i]
            for held in (grammar.objects(predicate.token) if predicate.kind == "verb" else ())
            if held.i in by_position and predicate.entry.type in JUDGING
        ]
        turned.append((predicate, _turned_on_doer(found, done[0]) if done else found))
    return turned


def _turned_on_doer(judgement: Roles, done: Roles) -> Roles:
    judges = {party.code for party in judgement.actors}
    doers = tuple(party for party in done.actors if party.code not in judges)
    if doers:
        return replace(judgement, recipients=doers)
    suffering = {party.code for party in done.recipients}
    if suffering and suffering >= {party.code for party in judgement.recipients}:
        return replace(judgement, recipients=())
    return judgement


def the_same(act: Act, acts: list[Act], last: Act | None) -> Act:
    """Whoever "took the same step" did what the sentence's other act is, or else the `last` before it."""
    heads = grammar.objects(act.predicate.token) if act.predicate.kind == "verb" else ()
    if not any(child.lower_ == "same" for held in heads for child in held.children):
        return act
    for other in acts:
        if other is not act and other.roles.complete and other.settled.status is not None:
            return replace(act, predicate=replace(act.predicate, entry=other.predicate.entry))
    return act if last is None else replace(act, predicate=replace(act.predicate, entry=last.predicate.entry))


def refused(act: Act) -> Act:
    """Whoever "will not lift the embargo" refuses to: the act is a REJECT, and it is done."""
    marks, entry = act.settled.marks, act.predicate.entry
    if entry.type == "AGREE" and act.settled.status is Status.DENIED and _is_renewal(act):
        ended = replace(
            entry, type="SANCTION", mode="discontinue", act=f"ended by {entry.act}", symmetric=False
        )
        return _as_done(replace(act, roles=_one_sided(act)), ended)
    mode = _YIELDED.get(entry.type)
    if mode is None or act.settled.status is not Status.DENIED or marks[-2:] not in _REFUSALS:
        return act
    return _as_done(act, replace(entry, type="REJECT", mode=mode, act=f"refused {entry.act}"))


def _is_renewal(act: Act) -> bool:
    return act.predicate.token.lemma_.lower() in ("renew", "extend", "prolong")


def _one_sided(act: Act) -> Roles:
    """Of the two sides of an agreement, whoever stands before the verb ends it and the other suffers it."""
    before = tuple(party for party in act.roles.actors if party.span.end <= act.position)
    after = tuple(party for party in act.roles.actors if party not in before)
    if not (act.roles.symmetric and before and after):
        return act.roles
    return replace(act.roles, actors=before, recipients=after, symmetric=False)


def _as_done(act: Act, entry: Entry) -> Act:
    predicate = replace(act.predicate, entry=entry)
    return replace(act, predicate=predicate, settled=replace(act.settled, status=Status.ACTUAL))
