"""PLOVER's four classes of events, as columns and colours have them."""

from __future__ import annotations

from comity.ontology import plover

CLASSES = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
"""Classes 1 to 4."""


def of_type(name: str) -> str:
    """The class of a type of event: "SANCTION" is "material_conflict"; KeyError for an unknown one."""
    return CLASSES[plover.shipped().types[name].event_class - 1]


def types() -> dict[str, tuple[str, ...]]:
    """The types of each class, in the ontology's order."""
    return {each: tuple(name for name in plover.shipped().types if of_type(name) == each) for each in CLASSES}
