"""The HTTP API: the same records as the exports, under /api/v1."""

from __future__ import annotations

from fastapi import APIRouter

from comity.web.api import code, documents, events, judgements, ledger, measures, pairs, visa
from comity.web.api.base import V1

router = APIRouter(prefix=V1)
for each in (ledger, events, documents, measures, pairs, visa, code, judgements):
    router.include_router(each.router)
