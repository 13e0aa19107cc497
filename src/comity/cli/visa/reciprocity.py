"""`comity visa reciprocity`: whether states treat one another's passports alike."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Optional

import typer

from comity.cli import screen
from comity.cli.visa import options as asked
from comity.wording import visas as wording

_RELATIONS = {
    "mutual": "mutual: neither asks for a visa beforehand",
    "unequal": "unequal: neither asks for a visa beforehand, but the terms differ",
    "one_way": "one-way",
    "none": "none: both ask for a visa",
    "unknown": "not known",
}


def reciprocity(
    one: Annotated[
        Optional[str],  # noqa: UP045 (Typer reads it when it runs)
        typer.Argument(metavar="A", help="A state; left out, all pairs."),
    ] = None,
    other: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="B", help="The other one; left out, all of A's pairs."),
    ] = None,
    on: asked.On = None,
    assume: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--assume", metavar="RULE", help='What if: "JPN exempts RUS 90 days"; may be repeated.'),
    ] = None,
    *,
    everyone: Annotated[bool, typer.Option("--all", help="All pairs of A, or of all states.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of records.")] = False,
    record: asked.RecordAt = None,
) -> None:
    """Whether states treat one another's passports alike: mutual, unequal, one-way or none.

    Compared is what each offers to an ordinary traveller with the best papers.

    \b
    Example:
      comity visa reciprocity JPN RUS --on 2025-01-12
      comity visa reciprocity JPN --on 2025-01-12
      comity visa reciprocity --all --on 2025-01-12
      comity visa reciprocity JPN RUS --assume "JPN exempts RUS 90 days"
    """  # noqa: D301
    if everyone and other is not None:
        raise typer.BadParameter("a pair has no --all; leave B or --all out", param_hint="--all")
    if one is None and not everyone:
        raise typer.BadParameter("name a state, a pair, or --all", param_hint="A")
    visas = asked.visas(record)
    found = visas.reciprocity(one, other, on, assume=assume or ())
    if as_json:
        asked.print_list(found)
        return
    before = visas.reciprocity(one, other, on) if assume else None
    if other is not None:
        screen.print_lines(_pair(visas.name, found[0], before[0] if before else None))
        return
    screen.print_columns([_columns(each) for each in found])
    if screen.is_terminal() or before:
        typer.echo("\n" + _counted(found, before))


def _sides(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [record, record["reverse"]]


def _pair(name: Any, record: dict[str, Any], before: dict[str, Any] | None) -> list[tuple[str, str]]:
    lines = [(f"{name(record['passport'])} and {name(record['destination'])}, {record['on']}", "bold")]
    lines.append((f"  {_relation(record)}", "bold"))
    if before is not None:
        lines.append((f"  without the supposition: {_relation(before)}", "dim"))
    for side in _sides(record):
        told = "entry barred; beneath: " if side["barred"] else ""
        told += wording.offered(side)
        lines.append((f"  {side['passport']} -> {side['destination']}  {told}", ""))
        if side["rule"]:
            rule = side["rule"]
            held = wording.span(rule["valid_from"], rule["valid_to"])
            lines.append((f"              {held} ({rule['basis']})  {rule['id']}", "dim"))
    return lines


def _relation(record: dict[str, Any]) -> str:
    told = _RELATIONS[record["relation"]]
    if record["freer"]:
        told += f": only {record['freer']} passports need no visa"
    return told + (f", {wording.since(record['since'])}" if record["since"] else "")


def _columns(record: dict[str, Any]) -> list[str]:
    there, back = _sides(record)
    return [
        record["passport"],
        record["destination"],
        record["relation"],
        record["freer"] or "-",
        record["since"] or "-",
        wording.requirement(there),
        wording.requirement(back),
    ]


def _counted(found: list[dict[str, Any]], before: list[dict[str, Any]] | None) -> str:
    counts = Counter(each["relation"] for each in found)
    told = ", ".join(f"{count} {relation}" for relation, count in counts.most_common())
    if before is not None:
        changed = [
            f"{now['passport']} and {now['destination']}: {then['relation']} -> {now['relation']}"
            for now, then in zip(found, before, strict=True)
            if now["relation"] != then["relation"]
        ]
        told += "\nthe supposition changes " + ("; ".join(changed) if changed else "no relation")
    return told
