"""The templates and prose of training/templates/, read and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import comity.ontology
from comity.errors import OntologyError
from comity.ontology import yaml_files
from training.casting import KINDS
from training.examples import NONE, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from comity.ontology import EventType

HERE = Path(__file__).parent
PLAYERS = "STXYZ"
SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
SPECIAL = frozenset({"NAME", "CITY"})
_KEYS = ("id", "story", "mode", "status", "text", "flip", "both", "third", "codebook")

Fillers = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Template:
    """One line of news with slots, or (`prose`) a whole sentence with the two marked.

    `flip`: the reversed pair is no event. `both`: it is the same event. `third`: whether {X} is a bystander
    to whom the source does nothing. `codebook`: PLOVER's own type, where our coding decisions differ.
    """

    id: str
    story: str
    type: str
    mode: str | None
    status: str | None
    text: str
    flip: bool
    both: bool
    third: bool
    codebook: str

    @property
    def prose(self) -> bool:
        """Whether nothing in it can be filled."""
        return not SLOT.search(self.text)


def fillers(path: Path = HERE / "fillers.yml") -> Fillers:
    """The lists that slots are filled from; OntologyError where one is empty or holds an unknown slot."""
    found = yaml_files.load(path)
    for name, values in found.items():
        if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
            raise OntologyError(f"{path}: {name} must be a list of texts (quote numbers), at least one")
        for value in values:
            _check_slots(value, found, f"{path}: {name}")
    return dict(found)


def read(folder: Path = HERE / "templates", *, known: Mapping[str, Sequence[str]]) -> Iterator[Template]:
    """Every template of every file; `known` are the fillers. OntologyError names the file and entry."""
    types = comity.ontology.load().plover.types
    owners: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        kind = NONE if path.stem == NONE else path.stem.upper()
        if kind != NONE and kind not in types:
            raise OntologyError(f"{path}: {kind} is no type; name the file after one of {', '.join(types)}")
        for number, entry in enumerate(yaml_files.load(path) or (), 1):
            named = entry.get("id", f"entry {number}") if isinstance(entry, dict) else f"entry {number}"
            where = f"{path.name}: {named}"
            template = _template(entry, kind, types, where)
            _check_slots(template.text, known, where)
            _check_marks(template, where)
            if template.id in owners:
                raise OntologyError(f"{where}: this id stands in {owners[template.id]} too; ids are unique")
            owners[template.id] = path.name
            yield template


def _template(entry: Any, kind: str, types: Mapping[str, EventType], where: str) -> Template:
    required = ("id", "text") if kind == NONE else ("id", "text", "status")
    yaml_files.check_keys(entry, allowed=_KEYS, required=required, where=where)
    modes = () if kind == NONE else types[kind].modes
    mode, status = entry.get("mode"), entry.get("status")
    if kind == NONE:
        mode = status = None
    elif mode is not None and mode not in modes:
        raise OntologyError(f"{where}: {kind} has no mode {mode!r}; it has {', '.join(modes) or 'none'}")
    elif status not in STATUSES:
        raise OntologyError(f"{where}: unknown status {status!r}; one of {', '.join(STATUSES)}")
    codebook = str(entry.get("codebook", kind))
    if codebook != NONE and codebook not in types:
        raise OntologyError(
            f"{where}: {codebook!r} is no type of the codebook; PLOVER has {', '.join(types)}"
        )
    if not isinstance(entry["text"], str) or not entry["text"].strip():
        raise OntologyError(f"{where}: text must be a sentence")
    return Template(
        id=str(entry["id"]),
        story=str(entry.get("story", entry["id"])),
        type=kind,
        mode=mode,
        status=status,
        text=" ".join(entry["text"].split()),
        flip=bool(entry.get("flip", False)),
        both=bool(entry.get("both", False)),
        third=bool(entry.get("third", True)),
        codebook=codebook,
    )


def _check_slots(text: str, known: Mapping[str, object], where: str) -> None:
    for name, kind in SLOT.findall(text):
        if name in PLAYERS:
            if kind and kind not in KINDS:
                raise OntologyError(
                    f"{where}: {{{name}.{kind}}} is no kind of phrase; known are {', '.join(sorted(KINDS))}"
                )
        elif kind or (name not in known and name not in SPECIAL):
            raise OntologyError(
                f"{where}: slot {{{name}}} has no list; add one to fillers.yml or mend the name"
            )
    if "{" in SLOT.sub("", text) or "}" in SLOT.sub("", text):
        raise OntologyError(f"{where}: a brace that belongs to no slot: {text!r}")


def _check_marks(template: Template, where: str) -> None:
    for role in "st":
        slots = sum(name == role.upper() for name, _ in SLOT.findall(template.text))
        opened, closed = template.text.count(f"<{role}>"), template.text.count(f"</{role}>")
        if opened != closed or opened > 1:
            raise OntologyError(f"{where}: <{role}> must open and close once")
        if not opened and not slots:
            raise OntologyError(f"{where}: neither <{role}>…</{role}> nor {{{role.upper()}}} stands in it")
