"""`comity visa PASSPORT DESTINATION`: one journey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from comity.cli import options, screen
from comity.cli.visa import options as asked
from comity.wording import visas as wording

if TYPE_CHECKING:
    from comity.cli.screen import Line
    from comity.visas import Visas
    from comity.wording.visas import Record


def ask(  # noqa: PLR0917 (Typer has one parameter an option)
    passport: Annotated[
        str, typer.Argument(metavar="PASSPORT", help="Whose passport: code, name or demonym.")
    ],
    destination: Annotated[str, typer.Argument(metavar="DESTINATION", help="Where to; also SCHENGEN.")],
    on: asked.On = None,
    days: Annotated[
        Optional[int],  # noqa: UP045 (Typer reads it when it runs)
        typer.Option("--days", metavar="N", help="How many days the traveller wants to stay."),
    ] = None,
    stays: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--stays", metavar="FILE", help="Earlier stays: CSV with the columns entry, exit."),
    ] = None,
    registered: Annotated[
        Optional[bool],  # noqa: UP045
        typer.Option(
            "--registered/--no-registered", help="Whether the passport is registered with the mission."
        ),
    ] = None,
    biometric: Annotated[
        Optional[bool],  # noqa: UP045
        typer.Option("--biometric/--no-biometric", help="Whether it is an e-passport."),
    ] = None,
    purpose: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--purpose", metavar="WORD", help="tourism (presumed), business, visit, transit, exchange, ..."
        ),
    ] = None,
    say: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--say",
            metavar="KIND=VALUE",
            help="Any other fact: passport=diplomatic, holds='visa USA', resident_of=sakhalin, "
            "enters_by=hokkaido, age=70; may be repeated.",
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON record.")] = False,
    record: asked.RecordAt = None,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """Whether a visa is needed on a day, for how long one may stay, and what shows it.

    The answer names the rule with its conditions, dates and sources, the other direction, and what the ledger
    says is considered, announced or suspended since. Where it depends on something not said, it asks.

    \b
    Example:
      comity visa IDN JPN --on 2015-06-01 --registered --days 10
    """  # noqa: D301
    facts = _said(say or [])
    told = {"registered": registered, "biometric": biometric, "purpose": purpose}
    facts |= {kind: value for kind, value in told.items() if value is not None}
    visas = asked.visas(record, ledger)
    answer = visas.ask(passport, destination, on, days=days, stays=_read(stays), **facts)
    if as_json:
        screen.print_json([answer])
    else:
        screen.print_lines(_lines(visas, answer))


def _said(say: list[str]) -> dict[str, Any]:
    facts = {}
    for each in say:
        kind, equals, value = each.partition("=")
        if not equals or not value:
            raise typer.BadParameter(
                f"{each!r} says nothing; write KIND=VALUE, as age=70", param_hint="--say"
            )
        facts[kind.strip()] = value.strip()
    return facts


def _read(stays: str | None) -> Any:
    if stays is None:
        return None
    from comity.visas import Visas

    return Visas.stays(stays)


def _lines(visas: Visas, answer: Record) -> list[Line]:
    """The headline, then what it rests on."""
    passport, destination = visas.name(answer["passport"]), visas.name(answer["destination"])
    lines = [
        (f"{passport} -> {destination}, {answer['on']}", "bold"),
        (f"  {wording.headline(answer)}", _style(answer)),
        *_stay(answer),
        *_conditions(answer),
        ("", ""),
        *_rule(answer),
        *_sources(answer),
        *_pending(answer),
    ]
    if answer["reverse"]:
        back = answer["reverse"]
        what = wording.requirement(back) + (" (depends)" if back["needed"] == "depends" else "")
        lines.append((f"  the other way  {destination} -> {passport}: {what}", ""))
    return lines


def _style(answer: Record) -> str:
    if answer["needed"] == "depends":
        return "bold yellow"
    return "bold " + ("red" if answer["needed"] else wording.STYLES[answer["requirement"]])


def _stay(answer: Record) -> list[Line]:
    lines: list[Line] = []
    window = answer["window"]
    if window:
        counted = f", counted from {window['from']}" if window["from"] else ""
        lines.append((f"  at most {window['days']} days in any {window['in']}{counted}", ""))
    if answer["used_days"] is not None:
        last = f"; last lawful day {answer['last_day']}" if answer["last_day"] else ""
        over = f"; {wording.days(answer['overstay_days'])} too many" if answer["overstay_days"] else ""
        left = "no length is told" if answer["left_days"] is None else f"{answer['left_days']} left"
        lines.append((f"  {wording.days(answer['used_days'])} used, {left}{last}{over}", "bold"))
    lines += [
        (f"  the exemption is for {wording.stay(rule)} only", "yellow") for rule in answer["too_long_for"]
    ]
    return lines


def _conditions(answer: Record) -> list[Line]:
    marks = {True: "●", False: "✕", None: "?"}
    lines = [
        (f"  {marks[each['met']]} {each['words']}" + (" (presumed)" if each["presumed"] else ""), "")
        for each in answer["conditions"]
    ]
    return lines + [(f"  {question}", "yellow") for question in answer["questions"]]


def _rule(answer: Record) -> list[Line]:
    rule = answer["rule"]
    held = wording.span(rule["valid_from"], rule["valid_to"])
    lines: list[Line] = [(f"  rule           {held} ({rule['basis']})  {rule['id']}", "")]
    if answer["change"] and answer["change"]["between"]:
        first, _, last = answer["change"]["between"].partition("/")
        lines.append((f"  a change       between {first} and {last}, to {answer['change']['id']}", ""))
    if rule["shown_to"]:
        lines.append((f"                 last shown {rule['shown_to']}", "dim"))
    if rule["note"]:
        lines.append((f"                 {rule['note']}", ""))
    lines += [(f"  for others     {wording.offered(each)}", "dim") for each in answer["others"]]
    return lines


def _sources(answer: Record) -> list[Line]:
    lines: list[Line] = []
    for each in answer["sources"]:
        told = wording.source(each)
        if each["doubtful"]:
            told += f": {wording.requirement(each)}, doubtful: {each['doubtful']}"
        elif not each["agrees"]:
            told += f": disagrees, {wording.requirement(each)}"
        lines.append((f"  source         {told}", "dim" if each["agrees"] else "yellow"))
        if each["url"]:
            lines.append((f"                 {each['url']}", "dim"))
    if answer["on"] > answer["known_to"]:
        lines.append(
            (f"  known to       {answer['known_to']}, when this was last compared with a source", "yellow")
        )
    return lines


def _pending(answer: Record) -> list[Line]:
    lines: list[Line] = []
    for each in answer["pending"]:
        newer = ", newer than the record's sources" if each["newer_than_record"] else ""
        told = f"{each['status']} {each['date']} by {each['actor']}{newer}  {each['event'][:8]}"
        lines += [
            (f"  pending        {told}", "cyan"),
            (f"                 “{each['quote']}” ({each['document']})", ""),
        ]
    return lines
