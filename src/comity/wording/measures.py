"""How terminals and pages name measures and their states. A record is one of `Ledger.status`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from comity.wording.visas import REQUIREMENTS, span

if TYPE_CHECKING:
    from comity.answers.change import Change

GROUPS = (
    ("in force", ("in_force",)),
    ("suspended", ("suspended",)),
    ("ending announced", ("ending_announced",)),
    ("pending", ("announced", "negotiated", "considered", "proposed")),
)
"""What holds, then what may come."""


def state(name: str) -> str:
    """As "in force", "ending announced"."""
    return name.replace("_", " ")


def grouped(records: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The records by what they are on the day, each group under its name; empty groups are left out."""
    found = [(title, [each for each in records if each["status"] in states]) for title, states in GROUPS]
    return [(title, some) for title, some in found if some]


def value(record: dict[str, Any]) -> str:
    """As "eight diplomats", "e-visa, 30 days"; "" where none is told."""
    told: str = record["value"] or ""
    if record["basis"] != "record":
        return told
    requirement, _, stay = told.partition(", ")
    return REQUIREMENTS[requirement] + (f", {stay}" if stay else "")


def since(record: dict[str, Any]) -> str:
    """As "since 2025-08-23", or "suspended 2022-03-21, in force since 2009-02-11"."""
    if record["basis"] == "record":
        return span(record["valid_from"], record["valid_to"])
    newest = record["history"][-1]
    told = f"{state(newest['status'])} {newest['date']}"
    if record["status"] != "in_force" and record["valid_from"]:
        told += f", in force since {record['valid_from']}"
    told += f" for {newest['due']}" if newest["due"] else ""
    return told + (f", by {newest['deadline']}" if newest["deadline"] else "")


def changed(change: Change) -> str:
    """The value of a change, as "eight diplomats" or "e-visa, 30 days"; "" where none is told."""
    told = change.value or ""
    if change.basis.value != "record":
        return told
    for requirement in sorted(REQUIREMENTS, key=len, reverse=True):
        words = requirement.replace("_", " ")
        if re.match(rf"{words}\b", told):
            return REQUIREMENTS[requirement] + told[len(words) :]
    return told
