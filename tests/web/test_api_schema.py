"""The API keeps to its own description, whatever is sent to it."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import settings
from tests.web.test_api_code import started

import comity
from comity.web.app import make
from comity.web.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis import Case
    from starlette.types import Receive, Scope, Send

EXAMPLES = 10
"""Made-up requests a route, beside those that the description's own limits give."""

HOST = "testserver"
LEDGER = Path(mkdtemp(prefix="comity-")) / "demo.db"
"""Where the example ledger will be when the first request is answered; the description needs none."""

app = make(Desk(comity.open(LEDGER, read_only=True)), [HOST])


async def lasting(scope: Scope, receive: Receive, send: Send) -> None:
    """The application, which does not end with each request as its caller would have it."""
    if scope["type"] != "lifespan":
        await app(scope, receive, send)
        return
    while (message := await receive())["type"] != "lifespan.shutdown":
        await send({"type": f"{message['type']}.complete"})
    await send({"type": "lifespan.shutdown.complete"})


schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", lasting)
# What is of the right form may have no meaning here still, or not be there: which JSON Schema cannot tell.
# Its limits of length are of characters; how many bytes these are, is another one (413).
schema.config.checks.positive_data_acceptance.expected_statuses = ["2xx", "400", "404", "413"]
schema.config.checks.negative_data_rejection.expected_statuses = ["400", "404", "405", "413", "415", "422"]


@pytest.fixture(scope="module", autouse=True)
def ledger(demo: Path) -> Iterator[None]:
    """The example ledger, put where the application looks for it, and a coder that is ready."""
    shutil.copy(demo, LEDGER)
    app.state.coding = started()
    yield
    app.state.coding.close()
    shutil.rmtree(LEDGER.parent)


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_answer_is_as_described(case: Case[Any]) -> None:
    case.call_and_validate()
