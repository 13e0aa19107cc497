"""The states that a question names."""

from __future__ import annotations


def code(told: str) -> str:
    """The code of a state told by code, English name or demonym; QuestionError suggests a near one."""
    from comity.actors import load

    return load().state(told)
