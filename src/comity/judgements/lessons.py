"""A judgement as a marked pair with its answer, for `comity code --pairs` and to train the judge on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comity.judgements.record import Judgement

Span = tuple[int, int]
NONE = "none"
"""The answer where the source does nothing to the target."""
IMPLIED = "context"
"""How a party is known whom no words name."""


def lesson(judgement: Judgement) -> dict[str, Any] | None:
    """The sentence with source and target marked, and what the one does to the other by this judgement.

    The keys are those of the training data (training/README.md), with the document as the story. None where
    the sentence does not name both apart: one may be implied, stand elsewhere, or hold the other's words.
    """
    reading = judgement.right
    actors, recipients = (
        (judgement.original["actors"], judgement.original["recipients"])
        if reading is None
        else (reading.actors, reading.recipients)
    )
    places = _places(judgement.original)
    source, target = (
        next((places[code] for code in codes if code in places), None) for codes in (actors, recipients)
    )
    if source is None or target is None:
        return None
    if source == target:  # of talks both sides are actors: the pair is one of each
        target = next((places[code] for code in recipients if places.get(code, source) != source), source)
    text = _marked(judgement.text, source, target)
    if text is None:
        return None
    return {
        "id": f"judged-{judgement.mention}",
        "story": judgement.document,
        "template": "judged",
        "text": text,
        "source": judgement.text[slice(*source)],
        "target": judgement.text[slice(*target)],
        "type": NONE if reading is None else reading.type,
        "mode": None if reading is None else reading.mode,
        "status": None if reading is None else reading.status.value,
        "codebook": NONE if reading is None else reading.type,
    }


def _places(original: Mapping[str, Any]) -> dict[str, Span]:
    """Where the sentence names each party, counted from its own beginning."""
    spans, via = original.get("spans"), original.get("via")
    if not spans or not via:
        return {}
    begins, ends = spans["sentence"]
    found: dict[str, Span] = {}
    for side in ("actors", "recipients"):
        for code, (start, end), how in zip(original[side], spans[side], via[side], strict=False):
            if how != IMPLIED and begins <= start and end <= ends:
                found.setdefault(code, (start - begins, end - begins))
    return found


def _marked(text: str, source: Span, target: Span) -> str | None:
    if "<" in text:
        return None
    pieces, at = [], 0
    for (start, end), mark in sorted([(source, "s"), (target, "t")]):
        if start < at or not text[start:end].strip():
            return None
        pieces += [text[at:start], f"<{mark}>{text[start:end]}</{mark}>"]
        at = end
    return "".join([*pieces, text[at:]])
