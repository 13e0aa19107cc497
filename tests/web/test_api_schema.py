"""The API keeps to its own description, whatever is sent to it."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import settings

import comity
from comity.web.app import make
from comity.web.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis import Case

EXAMPLES = 10
"""Made-up requests a route, beside those that the description's own limits give."""

HOST = "testserver"
LEDGER = Path(mkdtemp(prefix="comity-")) / "demo.db"
"""Where the example ledger will be when the first request is answered; the description needs none."""

schema = schemathesis.openapi.from_asgi(
    "/api/v1/openapi.json", make(Desk(comity.open(LEDGER, read_only=True)), [HOST])
)
# What is of the right form may have no meaning here still, or not be there: which JSON Schema cannot tell.
schema.config.checks.positive_data_acceptance.expected_statuses = ["2xx", "400", "404"]


@pytest.fixture(scope="module", autouse=True)
def ledger(demo: Path) -> Iterator[None]:
    """The example ledger, put where the application looks for it."""
    shutil.copy(demo, LEDGER)
    yield
    shutil.rmtree(LEDGER.parent)


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_answer_is_as_described(case: Case[Any]) -> None:
    case.call_and_validate()
