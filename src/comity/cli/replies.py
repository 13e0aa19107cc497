"""`comity replies`: who answered whom, as chains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from comity import wording
from comity.cli import options, screen
from comity.cli.visa.options import print_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.answers.replies import Replies
    from comity.measures.chaining import Chain
    from comity.measures.reply import Reply
    from comity.records import Event

LONGEST_QUOTE = 240


def replies(
    one: options.One,
    other: options.Other,
    since: Annotated[
        Optional[str],  # noqa: UP045 (Typer reads it when it runs)
        typer.Option(metavar="DAY", help="Answers from this day, month or year on."),
    ] = None,
    until: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="DAY", help="Answers until this day, month or year."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of replies.")] = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """Who answered whom: the acts of two states in chains, and who moved first.

    Stated: a sentence says that the act is an answer, and stands below it. Inferred: the other side's act of
    the same kind went before it within the time that the kind sets; the score says how sure it is that this
    is the act answered. Each answer is like for like, escalated or milder: by kind and number of persons, or
    by the intensity of PLOVER's types.

    \b
    Example:
      comity replies Japan Russia --since 2022
    """  # noqa: D301
    with options.opened(ledger) as asked:
        found = asked.replies(one, other, since=since, until=until)
        if as_json:
            print_list(found.records())
        elif not found.chains:
            narrowed = " on these days; ask without --since and --until" if since or until else ""
            more = "" if narrowed else f"; `comity timeline {one} {other}` shows all that they did"
            typer.echo(f"No act between {one} and {other} answers another{narrowed}{more}.")
        elif not screen.is_terminal():
            screen.print_columns([_columns(reply, found) for reply in found.replies])
        else:
            screen.print_lines(_lines(found, f"{asked.name(one)} and {asked.name(other)}"))


def _columns(reply: Reply, found: Replies) -> list[str]:
    event = found.event(reply.event)
    return [
        wording.iso(event.days),
        wording.dyad(event, to="->", both="<->"),
        f"{event.type}/{event.mode}" if event.mode else event.type,
        reply.event,
        "answers",
        reply.answers or "-",
        reply.basis.value,
        "-" if reply.score is None else f"{reply.score:.2f}",
        "-" if reply.days is None else wording.count(reply.days, "day"),
        reply.how.value if reply.how else "-",
        f'"{reply.quote}"' if reply.quote else "-",
    ]


def _lines(found: Replies, states: str) -> Iterator[screen.Line]:
    stated = sum(1 for reply in found.replies if reply.basis.value == "stated")
    inferred = len(found.replies) - stated
    counted = f"{wording.count(len(found.chains), 'chain')}, {stated} stated, {inferred} inferred"
    yield (f"{states}   {counted}", "bold")
    for chain in found.chains:
        yield ("", "")
        yield from _chain(chain, found)


def _chain(chain: Chain, found: Replies) -> Iterator[screen.Line]:
    opening = chain.events[0]
    moved = f"{chain.first} moved first" if chain.first else "what it answers is not in the ledger"
    yield (f"{wording.days(opening.days)}   {moved}", "bold")
    places = {event.id: at for at, event in enumerate(chain.events, 1)}
    printed: set[str | None] = {None}
    for event in chain.events:
        status = event.status.value
        settled = "" if status == "actual" else f"  {status}"
        yield (
            f"  {places[event.id]}. {wording.dyad(event, to='->', both='<->')}  {wording.what(event)}"
            f"  {_when(event)}{settled}  {event.id[:8]}",
            screen.STYLES[status],
        )
        told = found.shown[event.id]
        quote = wording.shortened(told.quote, LONGEST_QUOTE)
        yield (f"     “{quote}” ({told.publisher or told.document})", "dim")
        for reply in chain.answered_by(event.id):
            yield _answer(reply, places, found)
            if reply.quote not in printed:
                yield (f"       says so: “{wording.one_line(reply.quote or '')}”", "")
            elif reply.quote:
                yield ("       says so: the sentence above", "")
            printed.add(reply.quote)


def _when(event: Event) -> str:
    basis = event.days.basis.value
    return wording.days(event.days) + (f" ({basis})" if basis in {"published", "inferred"} else "")


def _answer(reply: Reply, places: dict[str, int], found: Replies) -> screen.Line:
    if reply.answers is None:
        return ("     stated: answers something that the ledger does not hold", "yellow")
    how = [f"answers {places[reply.answers]}", _delay(reply, found)] + (
        [reply.how.value] if reply.how else []
    )
    sure = "" if reply.score == 1 else f" ({reply.score:.2f})"
    style = "green" if reply.basis.value == "stated" else "yellow"
    return (f"     {reply.basis.value}{sure}: {', '.join(how)}", style)


def _delay(reply: Reply, found: Replies) -> str:
    if reply.days:
        return f"{wording.count(reply.days, 'day')} later"
    answered = found.event(reply.answers or "")
    return "delay not told" if answered.days.basis.value == "published" else "within the same days"
