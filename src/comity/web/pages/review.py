"""The desk of a reviewer: what waits, one mention at a time, and a form to say whether it is right."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from comity.answers import classes, queue
from comity.errors import QuestionError
from comity.judgements import Judgement, Reading, Verdict, acts, gloss, now, parties
from comity.web import reviewing, troubles
from comity.web.desk import Asked, Desk
from comity.web.filters import LONGEST, STATUSES
from comity.web.paragraphs import dyad, paragraph
from comity.web.portions import portion_of
from comity.web.rendering import address, page
from comity.web.reviewing import Posted, Reader, Reviewing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comity.answers.queue import Claim

router = APIRouter()

AT_ONCE = 25
"""Mentions that the queue shows."""
LATEST = 100
"""Judgements that are listed."""
LONGEST_NOTE = 2000
NAMES = ("judgement", "note", "actors", "recipients", "act", "status", "first", "last")
"""The fields of the form."""
KEPT = {"Cache-Control": "no-store"}
"""What a reader of the desk sees stays in no cache."""


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


@dataclass(frozen=True)
class Fields:
    """What the form holds, and what is wrong with it, by field."""

    told: Mapping[str, str]
    wrong: Mapping[str, str]


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
    return _form(
        request, claim, Fields(_filled(claim, before), {}), before=before, reader=reader, shown=shown
    )


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
    verdict, corrected, wrong = _judged(posted, claim)
    if verdict is None or wrong:
        before = kept.judgements.newest().get(told)
        fields = Fields({**dict.fromkeys(NAMES, ""), **posted}, wrong)
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


@router.get(reviewing.SIGN_IN, response_class=HTMLResponse)
def sign_in(
    request: Request,
    _: Reviewing,
    token: Annotated[str, Query(max_length=LONGEST)] = "",
    then: Annotated[str, Query(max_length=2000)] = reviewing.HOME,
) -> Response:
    """Where a reader tells the token, and the name that goes with each judgement."""
    return _sign_in(request, token=token, then=then)


@router.post(reviewing.SIGN_IN, response_class=HTMLResponse)
def signed_in(request: Request, kept: Reviewing, posted: Posted) -> Response:
    """Give out the cookie to who knows the token."""
    name = " ".join(posted.get("name", "").split())
    then = posted.get("then", "")
    if not kept.knows(posted.get("token", "").strip()):
        return _sign_in(request, then=then, name=name, wrong="this is not the token", status=403)
    if not name or len(name) > reviewing.LONGEST_NAME or not name.isprintable():
        wrong = f"give a name of at most {reviewing.LONGEST_NAME} characters; it goes with each judgement"
        return _sign_in(request, token=posted.get("token", ""), then=then, wrong=wrong, status=422)
    answer = RedirectResponse(reviewing.back(then), 303, KEPT)
    reviewing.sign(answer, request, kept, name)
    return answer


@router.post("/review/sign-out")
def signed_out(_kept: Reviewing, _posted: Posted) -> Response:
    """Take the cookie back."""
    answer = RedirectResponse(reviewing.SIGN_IN, 303, KEPT)
    reviewing.forget(answer)
    return answer


def _sign_in(
    request: Request, *, token: str = "", then: str = "", name: str = "", wrong: str = "", status: int = 200
) -> HTMLResponse:
    return page(
        request,
        "sign_in.html",
        status=status,
        headers=KEPT,
        title="Sign in to review",
        token=token,
        then=then,
        name=name,
        wrong=wrong,
    )


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
    fields: Fields,
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
        seen=_digest(claim),
        acts=acts(),
        types=classes.types(),
        gloss=gloss,
        class_of=classes.of_type,
        statuses=STATUSES,
        verdicts=WORDS,
        judged=shown.judged,
        judged_place=address(f"/review/mention/{shown.judged}", **asked),
        action=address(f"/review/mention/{mention.id}", **asked),
        later=address("/review/next", **{**asked, "after": mention.id}),
        home=address("/review", **{**asked, "after": ""}),
        longest_note=LONGEST_NOTE,
    )


WORDS = {
    Verdict.ACCEPTED.value: "right as it is",
    Verdict.CORRECTED.value: "right as corrected below",
    Verdict.WRONG.value: "wrong: the sentence says nothing of the kind",
}
"""What each verdict means to a reader."""


def _filled(claim: Claim, before: Judgement | None) -> dict[str, str]:
    """The form as it is first shown: the coder's reading, or what this mention was corrected to."""
    reading = (before and before.corrected) or Reading.of(claim.record())
    return {
        "judgement": before.verdict.value if before else "",
        "note": before.note if before else "",
        "actors": ", ".join(reading.actors),
        "recipients": ", ".join(reading.recipients),
        "act": f"{reading.type}/{reading.mode or ''}",
        "status": reading.status.value,
        "first": reading.first.isoformat(),
        "last": reading.last.isoformat(),
    }


def _judged(posted: Mapping[str, str], claim: Claim) -> tuple[Verdict | None, Reading | None, dict[str, str]]:
    """What a form says, and what is wrong with it, by field."""
    if posted.get("seen") != _digest(claim):
        raise HTTPException(
            409, "a newer coder has read this sentence since you opened it; go back, reload and look again"
        )
    wrong: dict[str, str] = {}
    verdict = next((each for each in Verdict if each == posted.get("judgement")), None)
    if verdict is None:
        wrong["judgement"] = "say whether it is right, right as corrected, or wrong"
    if len(posted.get("note", "")) > LONGEST_NOTE:
        wrong["note"] = f"at most {LONGEST_NOTE} characters"
    reading, unreadable = _reading(posted)
    same = reading == Reading.of(claim.record())
    if verdict is Verdict.CORRECTED:
        wrong |= unreadable
        if same:
            wrong["judgement"] = (
                "nothing is corrected; change what is wrong, or say that it is right as it is"
            )
    elif verdict is not None and not same:
        wrong["judgement"] = (
            "the reading below was changed; say that it is right as corrected, or change it back"
        )
    return verdict, reading if verdict is Verdict.CORRECTED else None, wrong


def _reading(posted: Mapping[str, str]) -> tuple[Reading | None, dict[str, str]]:
    """The reading in the fields; where one cannot be read, none, and why."""
    wrong: dict[str, str] = {}
    sides: dict[str, tuple[str, ...]] = {}
    for side in ("actors", "recipients"):
        try:
            sides[side] = parties(posted.get(side, ""))
        except QuestionError as error:
            wrong[side] = str(error)
    kind, _, mode = posted.get("act", "").partition("/")
    if kind not in acts() or (mode and mode not in acts()[kind]):
        wrong["act"] = "choose one of the list"
    if posted.get("status") not in STATUSES:
        wrong["status"] = "choose one of the list"
    days: dict[str, date] = {}
    for name in ("first", "last"):
        try:
            days[name] = date.fromisoformat(posted.get(name, ""))
        except ValueError:
            wrong[name] = "write the day as 2022-10-04"
    if len(days) == 2 and days["last"] < days["first"]:
        wrong["last"] = "it ends before it begins"
    if wrong:
        return None, wrong
    record: dict[str, Any] = {
        "actors": list(sides["actors"]),
        "recipients": list(sides["recipients"]),
        "type": kind,
        "mode": mode or None,
        "status": posted["status"],
        "date_start": days["first"].isoformat(),
        "date_end": days["last"].isoformat(),
    }
    return Reading.of(record), {}


def _digest(claim: Claim) -> str:
    """Another text where the coder has read the sentence otherwise."""
    told = json.dumps(claim.record(), sort_keys=True)
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
