"""`comity event`: one event with each quote in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli import options, screen, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.answers.event import EventDetail, InSentence
    from comity.records import Event


def event(
    told: Annotated[str, typer.Argument(metavar="ID", help="The event's id, or how it begins.")],
    *,
    as_json: options.AsJson = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """One event with all that shows it.

    Each quote stands in its sentence [in brackets], with who says so; then what the event answers.

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
    yield (f"told by   {wording.sources(event)}", "")
    yield (f"sure      {event.confidence:.2f}, by {event.coder}", "")
    yield (f"id        {event.id}", "dim")
    for shown in detail.shown:
        yield from _evidence(shown, event)
    for heading, others in (("answers", detail.answers), ("answered by", detail.answered_by)):
        if others:
            yield ("", "")
            yield (heading, "bold")
            yield from ((f"  {_brief(other)}", "") for other in others)


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
