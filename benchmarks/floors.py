"""What has been reached, pinned: no figure may fall below its floor, no error rise above its ceiling."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from comity.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from figures import Figure

_HEAD = """\
# What `benchmarks/accuracy.py` has reached: TASK.DATA.MEASURE.WITNESS. `--check` compares, `--pin` writes
# this file anew and only ever tightens it. A floor is never lowered so that something may pass.
"""
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Floors:
    """Figures by name: the least that is allowed, and of errors the most."""

    at_least: dict[str, float] = field(default_factory=dict)
    at_most: dict[str, float] = field(default_factory=dict)


def read(path: Path) -> Floors:
    """The floors of a file, none where there is no file; RecordError where it holds something else."""
    if not path.is_file():
        return Floors()
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    if not isinstance(content, dict) or set(content) - {"at_least", "at_most"}:
        raise RecordError(f"{path} is no file of floors; it has at_least and at_most, each with NAME: FIGURE")
    for key, named in content.items():
        for name, value in (named or {}).items():
            if not isinstance(value, int | float) or not 0 <= value <= 1:
                raise RecordError(f"{path}: {key}: {name} is {value!r}; give a figure from 0 to 1")
    return Floors(content.get("at_least") or {}, content.get("at_most") or {})


def fallen(figures: Sequence[Figure], floors: Floors) -> list[str]:
    """One line for each figure that no longer holds, or is not there although its data were measured."""
    measured = {name: value for figure in figures for name, value in figure.named().items()}
    groups = tuple(f"{figure.group}." for figure in figures)
    lines = []
    for name, limit in sorted({**floors.at_least, **floors.at_most}.items()):
        value = measured.get(name)
        if value is None:
            if name.startswith(groups):
                lines.append(f"{name} was not measured; its limit is {limit:.2f}")
        elif name in floors.at_least and value < limit - _SAME:
            lines.append(f"{name} fell to {value:.4f}; its floor is {limit:.2f}")
        elif name in floors.at_most and value > limit + _SAME:
            lines.append(f"{name} rose to {value:.4f}; its ceiling is {limit:.2f}")
    return lines


def pinned(figures: Sequence[Figure], floors: Floors) -> Floors:
    """The floors raised to what is reached, and the ceilings lowered, by hundredths."""
    at_least, at_most = dict(floors.at_least), dict(floors.at_most)
    for figure in (figure for figure in figures if figure.kept):
        for name, value in figure.named().items():
            if figure.falling:
                at_most[name] = min(at_most.get(name, 1.0), math.ceil(value * 100 - _SAME) / 100)
            else:
                at_least[name] = max(at_least.get(name, 0.0), math.floor(value * 100 + _SAME) / 100)
    return Floors(at_least, at_most)


def write(path: Path, floors: Floors) -> None:
    """Write them in order of their names."""
    parts = {"at_least": floors.at_least, "at_most": floors.at_most}
    told = {key: dict(sorted(named.items())) for key, named in parts.items() if named}
    path.write_text(_HEAD + yaml.safe_dump(told, sort_keys=False), encoding="utf-8")
