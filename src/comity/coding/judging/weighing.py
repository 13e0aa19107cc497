"""One judgement from two witnesses: what the rules found in a sentence, and what the judge reads in it.

The rule, stated: let c be the confidence of the rules in a mention, p(x) the judge's probability of type x
for the pair of its actor and recipient. The mention keeps the rules' type unless the judge finds another one
more than `turning` times as likely and the sentence has no other mention of that pair and type. Its
confidence is a logistic function of log-odds of c, log p(its type), log p(none), log p(the best other type),
with the weights that `training.weigh` learned on our own stories; below `least` it is no mention. Its mode is
the judge's where that has a share of `moding` among the type's modes, its status where it has `settling`.

Where the rules found no act between two actors of a clause (an *opening*), the judge's likeliest type is
taken, with its mode and status; the confidence is a logistic function of the same three, of whether the
lexicon has a word of that type in the sentence, and of how many actors the sentence names; below `least_open`
there is no mention. Where the witnesses read different things, the mention says so (`dissent`).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from comity.coding.judging import marks
from comity.coding.judging.judge import AGAIN, MODEL, NONE
from comity.errors import ModelError
from comity.records import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from comity.coding.judging.judge import Judge, Judgement
    from comity.coding.openings import Opening
    from comity.records import Mention, Party

FLOOR = 1e-4  # of any probability whose logarithm is taken
FEATURES = ("constant", "rules", "own", "none", "other", "hinted", "states")
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # what the judge finds of these, both sides do


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned on our own stories."""

    heard: Mapping[str, float]  # by feature, for mentions whose pair stands in the sentence
    unheard: Mapping[str, float]  # for those of which the judge sees no pair
    opened: Mapping[str, float]  # for openings
    turning: float  # how many times likelier than the rules' type another one must be
    least: float  # confidence below which a mention is dropped
    least_open: float  # confidence below which an opening is left
    settling: float  # the judge's share from which its status is taken instead of the rules'
    moding: float  # the same for the mode, its share being that among the modes of the type


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mention with the judgement on its pair, None where the pair does not stand in its sentence."""

    mention: Mention
    judgement: Judgement | None


def marked(mention: Mention, text: str) -> str | None:
    """The mention's sentence with its pair marked as <s>…</s> and <t>…</t>; None where one is not in it."""
    source = _first_inside(mention.actors, mention)
    target = _first_inside(mention.recipients, mention, unlike=source)
    if source is None or target is None:
        return None
    base = mention.sentence.start
    inside = (Span(party.span.start - base, party.span.end - base) for party in (source, target))
    shown = marks.marked(mention.sentence.of(text), *inside)
    return shown and shown.replace("\n", " ")


def _first_inside(parties: Sequence[Party], mention: Mention, unlike: Party | None = None) -> Party | None:
    here = mention.sentence
    for party in parties:
        if unlike is not None and (party.code == unlike.code or party.span == unlike.span):
            continue
        if here.start <= party.span.start < party.span.end <= here.end:
            return party
    return None


def judged(mentions: Sequence[Mention], texts: Mapping[str, str], judge: Judge) -> list[Weighed]:
    """Each mention with what the judge says of its pair; `texts` are the documents' by their ids."""
    shown = [marked(mention, texts[mention.document]) for mention in mentions]
    asked = [text for text in shown if text is not None]
    told = iter(judge.judge(asked))
    return [
        Weighed(mention, None if text is None else next(told))
        for mention, text in zip(mentions, shown, strict=True)
    ]


def features(weighed: Weighed, kind: str) -> dict[str, float]:
    """What the confidence is made of, if the mention is of this type; see FEATURES."""
    sure = min(max(weighed.mention.confidence, 0.02), 0.98)
    found = {"constant": 1.0, "rules": math.log(sure / (1 - sure))}
    return found if weighed.judgement is None else found | _read(weighed.judgement, kind)


def features_of_opening(weighed: Weighed, opening: Opening) -> dict[str, float]:
    """What the confidence in an opening is made of; see FEATURES."""
    if weighed.judgement is None:
        return {"constant": 1.0}
    kind = likeliest(weighed.judgement)
    told = {"constant": 1.0, "hinted": float(kind in opening.hints), "states": float(opening.states)}
    return told | _read(weighed.judgement, kind)


def _read(judgement: Judgement, kind: str) -> dict[str, float]:
    """What the judge says of the type, of none, and of the best other one."""
    others = (share for name, share in judgement.types.items() if name not in (kind, NONE))
    return {
        "own": _log(judgement.types[kind]),
        "none": _log(judgement.types[NONE]),
        "other": _log(max(others)),
    }


def likeliest(judgement: Judgement) -> str:
    """The type that the judge would name if there is an act."""
    return max((name for name in judgement.types if name != NONE), key=judgement.types.__getitem__)


def _log(share: float) -> float:
    return math.log(max(share, FLOOR))


def chosen(weighed: Weighed, taken: frozenset[str], turning: float) -> str:
    """The type by both witnesses; `taken` are the types that the pair has in this sentence anyway."""
    own = weighed.mention.type
    if weighed.judgement is None:
        return own
    best = likeliest(weighed.judgement)
    if best == own or best in taken:
        return own
    likelier = weighed.judgement.types[best] / max(weighed.judgement.types[own], FLOOR)
    return best if likelier > turning else own


def confidence(weighed: Weighed, kind: str, weights: Weights) -> float:
    """How probable it is that the mention, as one of this type, is right."""
    of = weights.unheard if weighed.judgement is None else weights.heard
    return share(of, features(weighed, kind))


def share(weights: Mapping[str, float], of: Mapping[str, float]) -> float:
    """The logistic function of the weighted features."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in of.items())))


def weigh(weighed: Sequence[Weighed], weights: Weights) -> list[Mention | None]:
    """For each of the mentions what both witnesses make of it; None where it is too unsure to be one."""
    taken = types_taken([one.mention for one in weighed])
    return [_settled(one, taken[place(one.mention)], weights) for one in weighed]


def types_taken(mentions: Sequence[Mention]) -> dict[object, frozenset[str]]:
    """By sentence and pair (see `place`) the types that the rules found there."""
    found: dict[object, frozenset[str]] = {}
    for mention in mentions:
        found[place(mention)] = found.get(place(mention), frozenset()) | {mention.type}
    return found


def place(mention: Mention) -> object:
    """The sentence and the pair of a mention."""
    sides = tuple(tuple(sorted(p.code for p in side)) for side in (mention.actors, mention.recipients))
    return mention.document, mention.sentence, sides


def _settled(one: Weighed, taken: frozenset[str], weights: Weights) -> Mention | None:
    kind = chosen(one, taken, weights.turning)
    sure = confidence(one, kind, weights)
    if sure < weights.least:
        return None
    mention = replace(one.mention, confidence=round(sure, 3))
    if one.judgement is None:
        return mention
    best = one.judgement.best()
    mode, of_type = one.judgement.mode(kind)
    if kind != mention.type:
        mention = replace(
            mention, type=kind, mode=mode, dissent=f"rules: {_named(mention.type, mention.mode)}"
        )
    elif best != kind:
        mention = replace(mention, dissent=f"judge: {best} {one.judgement.types[best]:.2f}")
    if of_type >= weights.moding:
        mention = replace(mention, mode=mode)
    status, share_of_status = one.judgement.status()
    if share_of_status >= weights.settling:
        mention = replace(mention, status=status)
    return mention


def fill(one: Weighed, opening: Opening, weights: Weights) -> Mention | None:
    """The opening as a mention of the judge's likeliest type; None where that is too unsure."""
    if one.judgement is None:
        return None
    sure = share(weights.opened, features_of_opening(one, opening))
    if sure < weights.least_open:
        return None
    kind = likeliest(one.judgement)
    mention = replace(
        one.mention,
        type=kind,
        mode=one.judgement.mode(kind)[0],
        status=one.judgement.status()[0],
        confidence=round(sure, 3),
        dissent="rules: no act",
    )
    if kind in MUTUAL:
        both = tuple(sorted((*mention.actors, *mention.recipients), key=lambda party: party.span))
        mention = replace(mention, actors=both, recipients=both, symmetric=True)
    return mention


def _named(kind: str, mode: str | None) -> str:
    return f"{kind} {mode}" if mode else kind


@cache
def load(folder: Path = MODEL) -> Weights:
    """The weights that come with the model; ModelError where they cannot be read."""
    path = folder / "weights.json"
    try:
        return Weights(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{path} cannot be read ({error}); {AGAIN}") from error
