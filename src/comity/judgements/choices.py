"""What a judgement may say: the types of event with their modes, and who may be a party."""

from __future__ import annotations

from comity.errors import QuestionError
from comity.ontology import plover


def acts() -> dict[str, tuple[str, ...]]:
    """The types of event that a judgement may choose, each with its modes."""
    return {name: kind.modes for name, kind in plover.shipped().types.items()}


def gloss(kind: str) -> str:
    """What events of a type do: "agrees, signs, offers, promises or reaffirms to cooperate"."""
    return plover.shipped().types[kind].gloss


def parties(told: str) -> tuple[str, ...]:
    """The codes of the states and organisations named, with commas between: "JPN, European Union".

    QuestionError where one is unknown, with what may have been meant, or where none is named.
    """
    from comity.actors import questions

    names = [name.strip() for name in told.replace(";", ",").split(",") if name.strip()]
    if not names:
        raise QuestionError("nobody is named; give a code or a name, as JPN or Japan")
    return tuple(dict.fromkeys(questions.load().state(name) for name in names))
