"""The HTTP API: the same records as the exports, under /api/v1."""

from __future__ import annotations

from fastapi import APIRouter

from comity.web.api import pairs, visa
from comity.web.api.base import V1

router = APIRouter(prefix=V1)
for each in (pairs, visa):
    router.include_router(each.router)
