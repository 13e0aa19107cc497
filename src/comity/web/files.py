"""The style sheets and scripts that come with Comity, each under an address that changes when it does."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

FOLDER = Path(__file__).with_name("static")
FOR_A_YEAR = "public, max-age=31536000, immutable"


class Files(StaticFiles):
    """Files that a browser keeps for as long as their address stays."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; what is asked for with its digest is kept for a year."""
        response = await super().get_response(path, scope)
        if scope["query_string"].startswith(b"v="):
            response.headers["Cache-Control"] = FOR_A_YEAR
        return response


@cache
def address(name: str) -> str:
    """Where a file is: "/static/comity.css?v=1f0e…"; without digest where it has not been built."""
    file = FOLDER / name
    if not file.is_file():
        return f"/static/{name}"
    return f"/static/{name}?v={blake2b(file.read_bytes(), digest_size=6).hexdigest()}"


def are_built() -> bool:
    """Whether the charts are there: a checkout without npm has none, and its pages go without."""
    return (FOLDER / "built" / "comity.js").is_file()
