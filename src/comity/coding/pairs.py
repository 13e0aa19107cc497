"""A marked pair: what does the source do to the target, by the rules alone?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from comity.actors import Sighting
from comity.coding import parsing
from comity.coding.discourse import Discourse
from comity.coding.parties import Parties
from comity.errors import RecordError
from comity.records import Span

if TYPE_CHECKING:
    from comity.coding.act import Act
    from comity.coding.coder import Coder
    from comity.ontology import Ontology

_MARK = re.compile(r"</?[st]>")
_SOURCE, _TARGET = "<s>", "<t>"
# What an act tells of the pair, by how far its roles are the pair's.
BOTH, ONE_ROLE, TURNED, NEITHER = 1.0, 0.3, 0.15, 0.05
ABSORBED = 0.3  # of the weight of an act that only stands below another
PRIOR = 0.01  # what every type has without any sign of it


def rank(coder: Coder, ontology: Ontology, text: str, source: str, target: str) -> list[tuple[str, float]]:
    """Each PLOVER type with its share of the evidence (they sum to 1), the likeliest first.

    `text` marks the two with <s>...</s> and <t>...</t>; where it does not, the first place of `source` and of
    `target` in it is taken; one of them may be left out by the text. Raises RecordError where both are.
    """
    plain, spans = _unmarked(text)
    for mark, words in ((_SOURCE, source), (_TARGET, target)):
        start = plain.find(words) if words else -1
        if mark not in spans and start >= 0:
            spans[mark] = Span(start, start + len(words))
    if not spans:
        raise RecordError(
            f"neither side is in the text {plain[:60]!r}; mark them with {_SOURCE} and {_TARGET}"
        )
    weights = dict.fromkeys(ontology.plover.types, PRIOR)
    for act in _acts(coder, plain, spans):
        weights[act.predicate.entry.type] += _weight(act)
    total = sum(weights.values())
    return sorted(
        ((name, round(weight / total, 4)) for name, weight in weights.items()), key=lambda found: -found[1]
    )


def _unmarked(text: str) -> tuple[str, dict[str, Span]]:
    """The text without its marks, and where the marked words stand in it."""
    plain, last = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        name = mark.group().replace("/", "")
        if name == mark.group():
            opened[name] = len(plain)
        elif name in opened:
            spans.setdefault(name, Span(opened[name], len(plain)))
    return plain + text[last:], spans


def _acts(coder: Coder, text: str, spans: dict[str, Span]) -> list[Act]:
    sightings = sorted(
        (Sighting(span, span.of(text), code, "GOV", "name", "name") for code, span in spans.items()),
        key=lambda sighting: sighting.span,
    )
    discourse = Discourse(sightings)
    finder = coder.acts(discourse)
    doc = next(iter(parsing.parse([text])))
    parties = Parties(doc, 0, discourse, coder.gazetteer)
    return [act for sentence in doc.sents for act in finder.find(sentence, 0, parties)]


def _weight(act: Act) -> float:
    actors = {party.code for party in act.roles.actors}
    recipients = {party.code for party in act.roles.recipients}
    if _SOURCE in actors and _TARGET in recipients:
        weight = BOTH
    elif _TARGET in actors and _SOURCE in recipients:
        weight = TURNED
    elif _SOURCE in actors or _TARGET in recipients:
        weight = ONE_ROLE
    else:
        weight = NEITHER
    return weight if act.settled.status is not None else weight * ABSORBED
