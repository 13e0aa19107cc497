"""The desk of a reviewer: what waits, one mention at a time, and a form to say whether it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from comity.answers import classes, queue
from comity.answers.choosing import STATUSES
from comity.judgements import Judgement, acts, gloss, now
from comity.web import troubles
from comity.web.desk import Asked, Desk
from comity.web.filters import LONGEST
from comity.web.pages.proof.paragraphs import dyad, paragraph
from comity.web.pages.proof.portions import portion_of
from comity.web.pages.review import form
from comity.web.rendering import address, page
from comity.web.signing import KEPT, Posted, Reader, Reviewing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comity.answers.queue import Claim

router = APIRouter()

AT_ONCE = 25
"""Mentions that the queue shows."""
LATEST = 100
"""Judgements that are listed."""


class Shown(BaseModel):
    """Which mentions of the queue; what is empty was not asked."""

    one: str = Field("", max_length=LONGEST)
    other: str = Field("", max_length=LONGEST)
    type: str = Field("", max_length=LONGEST)
    dissent: str = Field("", max_length=1)
    order: str = Field("", pattern="^(newest)?$")
    after: str = Field("", max_length=64)

    def asked(self, **told: str) -> dict[str, str]:
        """As an address has it."""
        return {**self.model_dump(), **told}


class Queue(Shown):
    """The queue, or what was judged last."""

    state: str = Field("", pattern="^(judged)?$")


class Seen(Shown):
    """A mention, and what was judged just before."""

    judged: str = Field("", max_length=64)


@router.get("/review", response_class=HTMLResponse)
def review(
    request: Request, desk: Asked, kept: Reviewing, reader: Reader, shown: Annotated[Queue, Query()]
) -> Response:
    """What waits, the least sure first; or what was judged last."""
    newest = kept.judgements.newest()
    waiting, total = _waiting(desk, shown, newest)
    judged = sorted(newest.values(), key=lambda each: each.at, reverse=True)
    return page(
        request,
        "review.html",
        headers=KEPT,
        title="Review",
        shown=shown,
        asked_for=shown.asked(state=""),
        reader=reader,
        waiting=waiting,
        total=total,
        judged=judged[:LATEST] if shown.state else [],
        judged_count=len(judged),
        types=classes.types(),
        class_of=classes.of_type,
        kept_in=kept.judgements.path.name,
        dyad=dyad,
        places=[address(f"/review/mention/{each.mention.id}", **shown.asked()) for each in waiting],
    )


@router.get("/review/next")
def following(desk: Asked, kept: Reviewing, _: Reader, shown: Annotated[Seen, Query()]) -> Response:
    """The first mention that waits; the queue where none does."""
    waiting, _total = _waiting(desk, shown, kept.judgements.newest(), most=1)
    if not waiting:
        return RedirectResponse(address("/review", **shown.asked(judged="", after="")), 303, KEPT)
    return RedirectResponse(address(f"/review/mention/{waiting[0].mention.id}", **shown.asked()), 303, KEPT)


@router.get("/review/mention/{told}", response_class=HTMLResponse)
def mention(
    request: Request,
    desk: Asked,
    *,
    kept: Reviewing,
    reader: Reader,
    told: Annotated[str, Path(max_length=64)],
    shown: Annotated[Seen, Query()],
) -> Response:
    """One mention in its paragraph, what the coder reads in it, and the form."""
    with troubles.named_by_address():
        claim = queue.claim(desk.ledger.store(), told)
    before = kept.judgements.newest().get(told)
    fields = form.Fields(form.filled(claim, before), {})
    return _form(request, claim, fields, before=before, reader=reader, shown=shown)


@router.post("/review/mention/{told}", response_class=HTMLResponse)
def judge(
    request: Request,
    desk: Asked,
    *,
    kept: Reviewing,
    reader: Reader,
    posted: Posted,
    told: Annotated[str, Path(max_length=64)],
    shown: Annotated[Seen, Query()],
) -> Response:
    """Keep the judgement and go on to the next mention; or the form again, with what is wrong with it."""
    with troubles.named_by_address():
        claim = queue.claim(desk.ledger.store(), told)
    verdict, corrected, wrong = form.judged(posted, claim)
    if verdict is None or wrong:
        before = kept.judgements.newest().get(told)
        fields = form.Fields({**dict.fromkeys(form.NAMES, ""), **posted}, wrong)
        return _form(request, claim, fields, before=before, reader=reader, shown=shown, status=422)
    kept.judgements.append(
        Judgement(
            mention=claim.mention.id,
            document=claim.document.id,
            name=claim.document.name,
            text=claim.sentence,
            original=claim.record(),
            verdict=verdict,
            corrected=corrected,
            note=posted.get("note", "").strip(),
            by=reader,
            at=now(),
            coder=claim.mention.coder,
        )
    )
    return RedirectResponse(address("/review/next", **shown.asked(judged=told)), 303, KEPT)


def _waiting(
    desk: Desk, shown: Shown, judged: Mapping[str, Judgement], most: int = AT_ONCE
) -> tuple[list[queue.Waiting], int]:
    sides = [desk.ledger.code(told) for told in (shown.one, shown.other) if told.strip()]
    such = queue.wanted(sides, filter(None, [shown.type]), dissent=bool(shown.dissent))
    return queue.queue(
        desk.ledger.store(),
        such,
        judged=judged,
        newest=bool(shown.order),
        after=shown.after or None,
        most=most,
    )


def _form(
    request: Request,
    claim: Claim,
    fields: form.Fields,
    *,
    before: Judgement | None,
    reader: str,
    shown: Seen,
    status: int = 200,
) -> HTMLResponse:
    mention = claim.mention
    asked = shown.asked(judged="")
    found = paragraph(claim.document, mention)
    part = portion_of(claim.document.blocks, found.block)
    return page(
        request,
        "review_mention.html",
        status=status,
        headers=KEPT,
        title="Is this what the sentence says?",
        claim=claim,
        mention=mention,
        document=claim.document,
        paragraph=found,
        place=f"{address(f'/document/{claim.document.id}', part=part if part > 1 else None)}#m-{mention.id}",
        before=before,
        reader=reader,
        told=fields.told,
        wrong=fields.wrong,
        seen=form.digest(claim),
        acts=acts(),
        types=classes.types(),
        gloss=gloss,
        class_of=classes.of_type,
        statuses=STATUSES,
        verdicts=form.WORDS,
        judged=shown.judged,
        judged_place=address(f"/review/mention/{shown.judged}", **asked),
        action=address(f"/review/mention/{mention.id}", **asked),
        later=address("/review/next", **{**asked, "after": mention.id}),
        home=address("/review", **{**asked, "after": ""}),
        longest_note=form.LONGEST_NOTE,
    )
