"""One event: each quote inside its paragraph, who says so, what is disputed, what it answers and moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from comity import wording
from comity.answers import classes
from comity.web import troubles
from comity.web.api.base import V1
from comity.web.desk import Asked
from comity.web.pages.proof.paragraphs import Paragraph, paragraph
from comity.web.pages.proof.portions import portion_of
from comity.web.rendering import address, name, page
from comity.wording import tellers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.answers.event import EventDetail
    from comity.ledger.reader import Evidence
    from comity.records import Document, Event, Measure, Mention, Step

router = APIRouter()

AT_ONCE = 20
"""Mentions that a page shows in their paragraphs."""
BEFORE_AND_AFTER = timedelta(days=30)
"""What of a pair's timeline is shown around an event."""


@dataclass(frozen=True)
class Exhibit:
    """A mention in its paragraph, and where to read on."""

    evidence: Evidence
    document: Document
    paragraph: Paragraph
    place: str  # the address of the mention in its document
    original: str | None  # the name of the document that this one is a copy of
    differs: list[str]  # what it tells otherwise than the event: "here denied"
    sentence: str
    alike: list[Exhibit] = field(default_factory=list)  # what tells it in the same words

    @property
    def mention(self) -> Mention:
        """What is shown."""
        return self.evidence.mention


@dataclass(frozen=True)
class Moved:
    """A measure, and the steps of it that this event is."""

    measure: Measure
    steps: list[Step]


@router.get("/event/{told}", response_class=HTMLResponse)
def event(
    request: Request,
    desk: Asked,
    told: Annotated[str, Path(max_length=64)],
    part: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    """The event whose id begins so; a begun id leads to the address with all of it."""
    with troubles.named_by_address():
        detail = desk.ledger.event(told)
    found = detail.event
    if told != found.id:
        return RedirectResponse(address(f"/event/{found.id}", part=part if part > 1 else None))
    begins = (part - 1) * AT_ONCE
    left, right = wording.sides(found)
    return page(
        request,
        "event.html",
        title=f"{_names(left)} {'↔' if found.symmetric else '→'} {_names(right)}: {wording.what(found)}, "
        f"{wording.iso(found.days)}",
        event=found,
        left=left.split(","),
        right=[code for code in right.split(",") if code],
        event_class=classes.of_type(found.type),
        class_of=classes.of_type,
        detail=detail,
        exhibits=_gathered(_exhibit(detail, number) for number in range(begins, _last(detail, begins))),
        part=part,
        parts_count=-(-len(detail.shown) // AT_ONCE),
        documents={document.name: document.id for document in detail.documents.values()},
        moved=[
            Moved(each, [step for step in each.history if step.event == found.id]) for each in detail.measures
        ],
        pairs=_pairs(found),
        judging=desk.review is not None,
        owned=tellers.OWNED,
        value=tellers.value,
        json=f"{V1}/events/{found.id}",
        command=f"comity event {found.id}",
    )


def _last(detail: EventDetail, begins: int) -> int:
    return min(begins + AT_ONCE, len(detail.shown))


def _names(codes: str) -> str:
    return ", ".join(name(code) for code in codes.split(","))


def _exhibit(detail: EventDetail, number: int) -> Exhibit:
    evidence = detail.shown[number].evidence
    mention = evidence.mention
    document = detail.documents[mention.document]
    found = paragraph(document, mention)
    part = portion_of(document.blocks, found.block)
    original = detail.documents.get(evidence.copies_of) if evidence.copies_of else None
    return Exhibit(
        evidence,
        document,
        found,
        f"{address(f'/document/{document.id}', part=part if part > 1 else None)}#m-{mention.id}",
        original.name if original else None,
        _differs(mention, detail.event),
        detail.shown[number].sentence,
    )


def _gathered(exhibits: Iterable[Exhibit]) -> list[Exhibit]:
    """The exhibits, with those that tell the same in the same words under the first of them."""
    found: dict[tuple[str, ...], Exhibit] = {}
    for each in exhibits:
        key = (each.sentence, each.evidence.quote, *each.differs)
        if key in found:
            found[key].alike.append(each)
        else:
            found[key] = each
    return list(found.values())


def _differs(mention: Mention, event: Event) -> list[str]:
    told = []
    if mention.status is not event.status:
        told.append(mention.status.value)
    if mention.days != event.days:
        told.append(f"{wording.iso(mention.days)} ({mention.days.basis.value})")
    return told


def _pairs(event: Event) -> list[tuple[str, str, str]]:
    """The two states of each dyad, with the address of their timeline around the event's days."""
    left, right = (side.split(",") for side in wording.sides(event))
    pairs = dict.fromkeys(
        (min(one, other), max(one, other)) for one in left for other in right if other and one != other
    )
    since, until = event.days.first - BEFORE_AND_AFTER, event.days.last + BEFORE_AND_AFTER
    return [(one, other, address(f"/{one}/{other}", since=since, until=until)) for one, other in pairs]
