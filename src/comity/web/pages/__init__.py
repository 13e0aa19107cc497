"""The pages, a module each, in the order in which their addresses are looked at."""

from __future__ import annotations

from fastapi import APIRouter

from comity.web.pages import (
    about,
    api,
    changes,
    home,
    measures,
    pair,
    proof,
    relation,
    review,
    search,
    state,
    visa,
)

router = APIRouter(include_in_schema=False)
for each in (home, about, api, search, measures, changes, proof, review, relation, visa):
    router.include_router(each.router)
for each in (pair, state):  # last, as /JPN/RUS and /JPN take any words
    router.include_router(each.router)
