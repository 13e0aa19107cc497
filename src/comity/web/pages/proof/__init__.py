"""What shows it: one event with its sentences, and one page as it was read."""

from __future__ import annotations

from fastapi import APIRouter

from comity.web.pages.proof import document, event

router = APIRouter()
for each in (event, document):
    router.include_router(each.router)
