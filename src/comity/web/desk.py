"""What a request asks: one ledger that is only read, the visa record beside it, and the day of today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from comity.errors import LedgerError
from comity.web import troubles
from comity.web.commands import ledger_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.api import Ledger
    from comity.visas import Visas
    from comity.web.review import Review


@dataclass(frozen=True)
class Limits:
    """What one request may cost."""

    body: int = 256 * 1024
    """Bytes that may be posted."""
    seconds: float = 30.0
    """After so long a request is answered with an error."""
    threads: int = 4
    """As many answers are worked out at once; the others wait their turn."""
    cache: int = 64 * 1024 * 1024
    """Bytes of answers that are kept until the ledger changes; 0: none."""


@dataclass(frozen=True)
class Desk:
    """All that pages and the API ask. It is shared by threads, and keeps nothing of a request."""

    ledger: Ledger
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], date] = date.today
    review: Review | None = None
    """Where mentions are judged, if they are."""

    @cached_property
    def visas(self) -> Visas:
        """The visa record, with what the ledger says is pending."""
        from comity.visas import Visas

        return Visas(ledger=self.ledger)

    def pair(self, one: str, other: str) -> tuple[str, str]:
        """The codes of the two states that an address names; NotFound suggests a near one."""
        with troubles.named_by_address():
            codes = self.ledger.code(one), self.ledger.code(other)
        if codes[0] == codes[1]:
            raise troubles.NotFound(
                f"a pair is of two states, and {codes[0]} is named twice; name another state"
            )
        return codes

    @property
    def today(self) -> date:
        """The day that counts where a question names none."""
        return self.clock()

    @property
    def measures_wait(self) -> bool:
        """Whether events have come that the measures do not have yet."""
        try:
            return not self.ledger.is_followed
        except LedgerError:
            return False  # what is wrong with the ledger, the answer itself tells

    def without_folders(self, told: str) -> str:
        """The same words, with the files of this server by name alone: its folders concern nobody."""
        files = [Path(self.ledger.settings.ledger)] * (ledger_name(self) != "")
        files += [self.review.judgements.path] if self.review else []
        for file in filter(lambda each: each.name, files):
            told = told.replace(str(file), file.name)
        return told

    def mark(self) -> str:
        """What changes whenever any answer may: the ledger's own mark and the day."""
        return f"{self.ledger.mark()} {self.today}"


def _of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


Asked = Annotated[Desk, Depends(_of)]
"""The desk, as an endpoint asks for it."""
