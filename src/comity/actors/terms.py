"""Who held which office when: the files under offices/, validated and turned into terms."""

from __future__ import annotations

import calendar
import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from comity.actors.sightings import Term
from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ROLES = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "interior_minister",
    "chief_cabinet_secretary",
    "spokesperson",
    "parliament_speaker",
    "secretary_general",
    "ambassador",
    "other",
)
_HELD_BY_ONE = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
_WHEN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def days(told: object, where: str) -> tuple[date, date]:
    """The first and the last day that a year, a month or a day may mean.

    >>> days(2019, "here")
    (datetime.date(2019, 1, 1), datetime.date(2019, 12, 31))
    """
    match = _WHEN.match(str(told))
    if match is None:
        raise OntologyError(f"{where}: {told!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        assert year is not None  # noqa: S101  the pattern demands it
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError as error:
        raise OntologyError(f"{where}: {told!r} is no date ({error}); correct it there") from error


def read(folder: Path, codes: Iterable[str]) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Each term under the folder with the person's other names; OntologyError names the file and entry."""
    known = frozenset(codes)
    for path in sorted(folder.glob("*.yml")):
        yield from _file(path, known)


def read_leaders(path: Path, codes: Iterable[str]) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Each term of the file of earlier leaders; OntologyError names the entry that is wrong."""
    known = frozenset(codes)
    for state, roles in yaml_files.load(path).items():
        if state not in known:
            raise OntologyError(f"{path}: {state!r} is no state or organisation; correct it there")
        for role, titles in roles.items():
            where = f"{path}, {state}, {role}"
            if role not in ROLES:
                raise OntologyError(f"{where}: no such role; known are {', '.join(ROLES)}")
            for title, holders in titles.items():
                for name, told in holders.items():
                    begun, still, ended = str(told).partition("/")
                    entry = {"name": name, "from": begun}
                    if ended or not still:
                        entry["to"] = ended or begun
                    yield from _holders({"title": title, "role": role, "holders": [entry]}, state, where)


def _file(path: Path, codes: frozenset[str]) -> Iterator[tuple[Term, tuple[str, ...]]]:
    content = yaml_files.load(path)
    yaml_files.check_keys(
        content, allowed=("state", "offices"), required=("state", "offices"), where=str(path)
    )
    state = content["state"]
    if state not in codes:
        raise OntologyError(f"{path}: {state!r} is no state or organisation; correct it there")
    for office in content["offices"]:
        where = f"{path}, office {office.get('title', office) if isinstance(office, dict) else office}"
        yaml_files.check_keys(
            office,
            allowed=("title", "role", "sector", "holders"),
            required=("title", "role", "holders"),
            where=where,
        )
        if office["role"] not in ROLES:
            raise OntologyError(f"{where}: {office['role']!r} is no role; known are {', '.join(ROLES)}")
        yield from _holders(office, state, where)


def _holders(office: dict[str, Any], state: str, where: str) -> Iterator[tuple[Term, tuple[str, ...]]]:
    certain: list[tuple[date, date, str]] = []
    for holder in office["holders"]:
        entry = f"{where}, holder {holder.get('name', holder) if isinstance(holder, dict) else holder}"
        yaml_files.check_keys(
            holder, allowed=("name", "also", "from", "to"), required=("name", "from"), where=entry
        )
        first, first_latest = days(holder["from"], entry)
        last_earliest, last = days(holder["to"], entry) if "to" in holder else (date.max, None)
        if last is not None and last < first:
            raise OntologyError(f"{entry}: the term ends before it begins; swap or correct the dates")
        if office["role"] in _HELD_BY_ONE and first_latest < last_earliest:
            certain.append((first_latest, last_earliest, holder["name"]))
        yield (
            Term(
                person=str(holder["name"]),
                office=office["title"],
                role=office["role"],
                sector=office.get("sector", "GOV"),
                state=state,
                first=first,
                last=last,
            ),
            tuple(map(str, holder.get("also", ()))),
        )
    certain.sort()
    for (_, earlier_last, earlier), (later_first, _, later) in pairwise(certain):
        if later_first < earlier_last:
            raise OntologyError(
                f"{where}: the terms of {earlier} and {later} overlap; correct the dates or make two offices"
            )
