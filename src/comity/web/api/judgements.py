"""What readers have said of mentions, for who knows the token; not part of what everybody may ask."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from comity.web.signing import Bearer, Reviewing

router = APIRouter(include_in_schema=False)

LINES = "application/jsonl"


@router.get("/judgements")
def judgements(kept: Reviewing, _: Bearer) -> StreamingResponse:
    """Every judgement, a line each, in the order in which they were made."""
    found = list(kept.judgements)  # a line that is no judgement is told before anything is sent

    def lines() -> Iterator[str]:
        for each in found:
            yield f"{each.line()}\n"

    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'attachment; filename="judgements.jsonl"',
    }
    return StreamingResponse(lines(), media_type=LINES, headers=headers)
