"""Where readers judge mentions: the entrance, and the desk behind it."""

from __future__ import annotations

from fastapi import APIRouter

from comity.web.pages.review import desk, entrance

router = APIRouter()
for each in (entrance, desk):
    router.include_router(each.router)
