"""What was read, and what it gave: /documents, /mentions, /skipped"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path, Query, Request
from pydantic import Field

from comity.web import paging
from comity.web.api.base import (
    BARE,
    NEXT,
    Answer,
    Part,
    Time,
    Word,
    answers,
    listed,
    routes,
)
from comity.web.api.shapes.shape import Status
from comity.web.desk import Asked
from comity.web.troubles import named_by_address

router = routes("ledger")

PUBLISHER = "Only of this publisher, by its name as documents have it."


class Published(Part, Time):
    """Documents by the days of their publication, their publisher and their words."""

    publisher: str | None = Field(None, min_length=1, max_length=200, description=PUBLISHER)
    text: str = Field(
        "",
        max_length=200,
        description="Only with these words in the text, in whatever case.",
        examples=["visa"],
    )


class Coded(Part, Time):
    """Mentions by their days and what they tell."""

    type: list[Word] = Field([], max_length=20, description="Only these types of PLOVER's.")
    status: list[Status] = Field([], max_length=10, description="Only these statuses.")
    publisher: str | None = Field(None, min_length=1, max_length=200, description=PUBLISHER)
    document: str | None = Field(
        None, min_length=1, max_length=64, description="Only of the document with this id."
    )


class Why(Part):
    """Where something was left, and why."""

    stage: list[Literal["read", "clean", "code"]] = Field(
        [], max_length=10, description="Only what was left here."
    )
    reason: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(
        [], max_length=20, description="Only for this reason.", examples=[["no article"]]
    )


@router.get(
    "/documents",
    summary="The documents",
    responses=answers("Documents", "A part of the documents, without their texts.", headers=NEXT),
)
def documents(request: Request, desk: Asked, query: Annotated[Published, Query()]) -> Answer:
    """Documents by name; those published in the days asked for."""
    found = desk.ledger.lists.documents(
        since=query.since,
        until=query.until,
        publisher=query.publisher,
        text=query.text,
        limit=query.limit,
        after=paging.key("documents", query.cursor),
    )
    return listed(request, "documents", found)


@router.get(
    "/documents/{id:path}",
    summary="One page as it was read",
    dependencies=BARE,
    responses=answers(
        ["DocumentDetail", "PageWithoutDocument"], "What was kept, dropped, dated and coded.", wrong=[404]
    ),
)
def document(
    desk: Asked,
    told: Annotated[
        str,
        Path(
            alias="id",
            min_length=1,
            max_length=500,
            description="The id, the name, or a part of the name that no other one has.",
            examples=["041cd827a59bf2ff"],
        ),
    ],
) -> Answer:
    """The text with its blocks, the furniture with the reasons why it was dropped, and every mention."""
    with named_by_address():
        return Answer(desk.ledger.document(told).record())


@router.get(
    "/mentions",
    summary="What sentences claim",
    responses=answers("Mentions", "A part of the mentions.", headers=NEXT),
)
def mentions(request: Request, desk: Asked, query: Annotated[Coded, Query()]) -> Answer:
    """Mentions in the order in which they were written, each with its document and its event."""
    found = desk.ledger.lists.mentions(
        since=query.since,
        until=query.until,
        types=query.type,
        statuses=query.status,
        publisher=query.publisher,
        document=query.document,
        limit=query.limit,
        after=paging.key("mentions", query.cursor),
    )
    return listed(request, "mentions", found)


@router.get(
    "/skipped",
    summary="What gave nothing, and why",
    responses=answers("SkippedPart", "A part of what gave nothing.", headers=NEXT),
)
def skipped(request: Request, desk: Asked, query: Annotated[Why, Query()]) -> Answer:
    """Pages and sentences that gave nothing, in the order in which they were written."""
    found = desk.ledger.lists.skipped(
        stages=query.stage,
        reasons=query.reason,
        limit=query.limit,
        after=paging.key("skipped", query.cursor),
    )
    return listed(request, "skipped", found)
