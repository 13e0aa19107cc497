"""The holders of offices in a form that loads at once, beside the YAML files that are their source.

`python -m comity.actors` writes it anew. A file that is not of the present sources is not used:
the YAML files are read instead, which takes a quarter of a second longer.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity import ids
from comity.actors import people, spelling, terms
from comity.actors.sightings import Term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

FOLDER = Path(__file__).parent
NAME = "offices.json"


def digest(folder: Path) -> str:
    """What the compiled file was made from: the offices, the order of names and the rules of spelling."""
    sources = [*sorted((folder / "offices").glob("*.yml")), folder / "states.yml", folder / "leaders.yml"]
    code = [Path(str(module.__file__)) for module in (people, spelling, terms)]
    return ids.of_parts(*(path.name + ids.of_bytes(path.read_bytes()) for path in (*sources, *code)))


def holders_of(folder: Path, orders: Mapping[str, str], codes: Collection[str]) -> list[people.Holder]:
    """All holders: from the compiled file if it is fresh, else from the files under offices/."""
    path = folder / NAME
    if path.exists():
        content = json.loads(path.read_bytes())
        if content["digest"] == digest(folder):
            return [_holder(row) for row in content["holders"]]
    return from_files(folder, orders, codes)


def from_files(folder: Path, orders: Mapping[str, str], codes: Collection[str]) -> list[people.Holder]:
    """All holders as the YAML files have them; OntologyError names the file and entry that is wrong."""
    earlier = terms.read_leaders(folder / "leaders.yml", codes)
    return people.holders([*terms.read(folder / "offices", codes), *earlier], orders)


def _holder(row: list[Any]) -> people.Holder:
    name, state, held, short, keys, words = row
    served = tuple(
        Term(
            person,
            office,
            role,
            sector,
            state,
            date.fromisoformat(first),
            date.fromisoformat(last) if last else None,
        )
        for person, office, role, sector, first, last in held
    )
    return people.Holder(
        people.Person(name, state, served, frozenset(short)), frozenset(keys), frozenset(words)
    )


def rows(holders: Iterable[people.Holder]) -> list[list[Any]]:
    """The holders as JSON has them."""
    return [
        [
            holder.person.name,
            holder.person.state,
            [
                [
                    term.person,
                    term.office,
                    term.role,
                    term.sector,
                    term.first.isoformat(),
                    term.last and term.last.isoformat(),
                ]
                for term in holder.person.terms
            ],
            sorted(holder.person.short),
            sorted(holder.keys),
            sorted(holder.words),
        ]
        for holder in holders
    ]


def write(folder: Path = FOLDER) -> None:
    """Write the compiled file of the folder."""
    from comity.actors.atlas import Atlas

    atlas = Atlas(folder)
    orders = {code: state.order for code, state in atlas.states.items()}
    found = from_files(folder, orders, {*atlas.states, *atlas.organisations})
    content = {"digest": digest(folder), "holders": rows(found)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (folder / NAME).write_text(text.replace("],[[", "],\n[["), encoding="utf-8")
