"""`comity event`: one event with each quote in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comity import wording
from comity.cli import options, screen
from comity.wording import tellers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.answers.event import EventDetail, InSentence
    from comity.answers.trust import Disagreement, Trust, Value
    from comity.records import Event


def event(
    told: Annotated[str, typer.Argument(metavar="ID", help="The event's id, or how it begins.")],
    *,
    as_json: options.AsJson = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """One event with all that shows it.

    Each quote stands in its sentence [in brackets], with who says so; then what the event answers.
    Copies, one publisher's texts and one agency's are one source; where independent sources differ, the
    values stand side by side. Who owns a source is told where our list of publishers has it.

    \b
    Example:
      comity event 3f2a
    """  # noqa: D301
    with options.opened(ledger) as asked:
        detail = asked.event(told)
    if as_json:
        screen.print_json([detail.record()])
        return
    screen.print_lines(_lines(detail))


def _lines(detail: EventDetail) -> Iterator[screen.Line]:
    event = detail.event
    status = event.status.value
    yield (f"{wording.dyad(event, to='->', both='<->')}  {wording.what(event)}", "bold")
    yield (f"{wording.MARKS[status]} {status}{', disputed' if event.disputed else ''}", screen.STYLES[status])
    yield (f"when      {wording.days(event.days)} ({event.days.basis.value})", "")
    if event.deadline is not None:
        yield (f"deadline  {wording.days(event.deadline)}", "")
    if event.contexts:
        yield (f"contexts  {', '.join(event.contexts)}", "")
    yield from _told_by(event, detail.trust)
    yield (f"sure      {event.confidence:.2f}, by {event.coder}", "")
    yield (f"id        {event.id}", "dim")
    for shown in detail.shown:
        yield from _evidence(shown, event)
    for heading, others in (("answers", detail.answers), ("answered by", detail.answered_by)):
        if others:
            yield ("", "")
            yield (heading, "bold")
            yield from ((f"  {_brief(other)}", "") for other in others)


def _told_by(event: Event, trust: Trust) -> Iterator[screen.Line]:
    """How many sources of which kinds; each, and what they disagree on, where there is more to tell."""
    several = len(trust.tellers) > 1
    known = any(teller.kind != "unknown" for teller in trust.tellers)
    kinds = ", ".join(f"{number} {tellers.OWNED[kind]}" for kind, number in trust.by_kind.items())
    if not several:
        kinds = "; ".join(tellers.teller(teller) for teller in trust.tellers)
    yield (f"told by   {wording.sources(event)}{f' ({kinds})' if known else ''}", "")
    first, last = trust.first_reported, trust.last_reported
    if first is not None and last is not None and first != last:
        yield (f"reported  first {wording.days(first)}, last {wording.days(last)}", "")
    if several:
        yield from _labelled("sources", [tellers.teller(teller) for teller in trust.tellers])
    yield from _labelled("disputed", [_disagreement(each) for each in trust.disagreements], "red")


def _labelled(label: str, lines: Sequence[str], style: str = "") -> Iterator[screen.Line]:
    for number, line in enumerate(lines):
        yield (f"{'' if number else label:<10}{line}", style)


def _disagreement(told: Disagreement) -> str:
    """As "18 diplomats (TASS) or 20 diplomats (Harbour Post)"."""
    return " or ".join(f"{tellers.value(told.what, each)} ({_who(each)})" for each in told.values)


def _who(value: Value) -> str:
    said = f"said by {', '.join(value.said_by)}" if value.said_by else ""
    return "; ".join(filter(None, (", ".join(value.sources), said)))


def _evidence(shown: InSentence, event: Event) -> Iterator[screen.Line]:
    mention, evidence = shown.evidence.mention, shown.evidence
    published = f", {wording.days(evidence.published)}" if evidence.published else ""
    yield ("", "")
    copied = ", a copy" if evidence.copies_of else ""
    yield (f"{evidence.publisher or 'publisher unknown'}{published}  ({evidence.document}{copied})", "bold")
    before, after = shown.sentence[: shown.quote_at], shown.sentence[shown.quote_at + len(evidence.quote) :]
    yield (f"  {wording.one_line(f'{before}[{evidence.quote}]{after}')}", "")
    if mention.attribution:
        yield (f"  said by {', via '.join(mention.attribution)}", "dim")
    if mention.dissent:
        yield (f"  the witnesses disagree; {mention.dissent}", "dim")
    if mention.status is not event.status:
        yield (f"  here {mention.status.value}", screen.STYLES[mention.status.value])
    if mention.days != event.days:
        yield (f"  here {wording.days(mention.days)} ({mention.days.basis.value})", "dim")


def _brief(event: Event) -> str:
    pair = wording.dyad(event, to="->", both="<->")
    return f"{wording.days(event.days)}  {pair}  {wording.what(event)}  {event.status.value}  {event.id}"
