"""Writes docs/commands.md from the help texts, docs/ontology.md from YAML, and the routes into docs/api.md.

    python docs/generate.py

A test fails where either is stale.
"""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout
from importlib.resources import files
from itertools import takewhile
from pathlib import Path

from comity import ontology
from comity import open as open_ledger
from comity.cli import main as comity

FOLDER = Path(__file__).parent
COMMANDS = (
    "",
    "read",
    "timeline",
    "series",
    "event",
    "status",
    "measures",
    "measure",
    "changes",
    "replies",
    "balance",
    "document",
    "skipped",
    "export",
    "serve",
    "code",
    "who",
    "visa",
    "visa ask",
    "visa history",
    "visa reciprocity",
    "visa passports",
    "visa destinations",
    "visa check",
    "visa import",
)
NOTE = "<!-- Written by docs/generate.py; change the source, then run `make docs`. -->\n"


def commands() -> str:
    """The help of every command."""
    parts = ["# Commands\n", NOTE]
    for command in COMMANDS:
        parts += [f"## comity {command}".rstrip() + "\n", f"```text\n{_help(command)}```\n"]
    return "\n".join(parts)


def _help(command: str) -> str:
    width = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"  # the same page on every screen
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):
            comity([*command.split(), "--help"])
    except SystemExit:
        pass
    finally:
        if width is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = width
    return printed.getvalue()


def types() -> str:
    """The types by class, each with its modes, our coding decisions, and its acts with an example."""
    known = ontology.load()
    parts = ["# Ontology\n", NOTE, "Types, modes and contexts are PLOVER 0.8; the acts are the lexicon's.\n"]
    for number, name in known.plover.classes.items():
        parts.append(f"## {name.capitalize()}\n")
        for event_type in known.plover.types.values():
            if event_type.event_class == number:
                parts += _type(event_type, known)
    parts += ["## Contexts\n", ", ".join(f"`{context}`" for context in sorted(known.plover.contexts)) + "\n"]
    return "\n".join(parts)


def _type(event_type: ontology.EventType, known: ontology.Ontology) -> list[str]:
    modes = ", ".join(f"`{mode}`" for mode in event_type.modes) or "none"
    sides = "both sides act alike; " if event_type.symmetric else ""
    parts = [
        f"### {event_type.name}\n",
        f"{event_type.gloss.capitalize()}.\n",
        f"Modes: {modes}; {sides}CAMEO {', '.join(event_type.cameo)}; intensity {event_type.goldstein:+}.\n",
    ]
    if decisions := _decisions(event_type.name):
        parts.append(f"{decisions}\n")
    rows = [
        f"| {entry.act} | {entry.mode or ''} | {entry.example} |"
        for entry in known.lexicon.entries
        if entry.type == event_type.name
    ]
    if rows:
        parts.append("\n".join(["| act | mode | example |", "|---|---|---|", *rows]) + "\n")
    return parts


def _decisions(type_name: str) -> str:
    """What the head of the type's file says, in paragraphs."""
    path = files("comity.ontology") / "acts" / f"{type_name.lower()}.yml"
    if not path.is_file():
        return ""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line.lstrip("# ").rstrip() for line in takewhile(lambda line: line.startswith("#"), lines)]
    return "\n".join(takewhile(lambda line: not line.startswith("---"), head)).strip()


def api() -> str:
    """The page of the HTTP API as it is written, and below its last heading the routes."""
    from comity.web.api.base import V1
    from comity.web.app import make
    from comity.web.desk import Desk

    written = (FOLDER / "api.md").read_text(encoding="utf-8").partition("\n| route |")[0].rstrip()
    described = make(Desk(open_ledger("asked for nothing"))).openapi()["paths"]
    rows = []
    for path, operations in described.items():
        for method, told in operations.items():
            names = [each["name"] for each in told.get("parameters", ()) if each["in"] == "query"]
            asked = ", ".join(f"`{name}`" for name in names)
            rows.append(f"| `{method.upper()} {path.removeprefix(V1)}` | {told['summary']} | {asked} |")
    return "\n".join([written, "\n| route | gives | parameters |", "|---|---|---|", *rows]) + "\n"


PAGES = {"commands.md": commands, "ontology.md": types, "api.md": api}


def main() -> None:
    """Write the pages."""
    for name, written in PAGES.items():
        (FOLDER / name).write_text(written(), encoding="utf-8")
        print(f"docs/{name} written")


if __name__ == "__main__":
    main()
