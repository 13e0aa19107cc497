"""The application: routes, and around them what every request passes."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

import comity
from comity.web import api, pages, troubles
from comity.web.api.base import V1
from comity.web.api.description import describe
from comity.web.files import FOLDER, Files
from comity.web.freshness import Freshness
from comity.web.guard import Guard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    from comity.web.desk import Desk

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SMALLEST_COMPRESSED = 1024  # bytes
COMPRESSION = 5


def make(desk: Desk, hosts: Collection[str] = LOOPBACK) -> FastAPI:
    """The application over a desk; it goes by these names, and by numbers as 192.0.2.1."""
    app = FastAPI(
        title="Comity",
        version=comity.__version__,
        summary="What states did to one another, what is in force, and who may cross, each with its proof.",
        openapi_url=f"{V1}/openapi.json",
        docs_url=None,  # these load scripts from elsewhere; /api tells the same
        redoc_url=None,
        lifespan=_few_threads,
        middleware=[
            Middleware(Guard, hosts=hosts, body=desk.limits.body),
            Middleware(GZipMiddleware, minimum_size=SMALLEST_COMPRESSED, compresslevel=COMPRESSION),
            Middleware(Freshness, mark=desk.mark, limits=desk.limits),
            Middleware(troubles.LastResort),
        ],
    )
    app.state.desk = desk
    troubles.install(app)
    app.include_router(api.router)
    describe(app)
    app.mount("/static", Files(directory=FOLDER), name="static")
    app.include_router(pages.router)  # last, as /JPN/RUS takes any two words
    return app


@asynccontextmanager
async def _few_threads(app: FastAPI) -> AsyncIterator[None]:
    """Answers are worked out by processors: more threads than a few only make each of them late."""
    import anyio.to_thread

    anyio.to_thread.current_default_thread_limiter().total_tokens = app.state.desk.limits.threads
    yield
