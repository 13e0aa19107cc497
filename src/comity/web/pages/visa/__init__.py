"""Who may cross: the world on a day, and one passport at one border."""

from __future__ import annotations

from fastapi import APIRouter

from comity.web.pages.visa import pair, world

router = APIRouter()
for each in (world, pair):
    router.include_router(each.router)
