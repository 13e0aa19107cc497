"""Where mentions are judged, and the token by which readers sign in.

A reader's cookie holds the name, signed with the token: nothing is kept at the server, and a new token ends
what was given out under the old one.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity.errors import InputError

if TYPE_CHECKING:
    from comity.judgements import Judgements

SHORTEST = 16
"""Characters of a token: what is shorter could be guessed."""
SALT = "comity_review"
"""What is signed beside a name, so that the token signs nothing else."""


def token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Review:
    """The judgements, and the token by which readers sign in. InputError where that is too short."""

    judgements: Judgements
    token: str = field(default_factory=token, repr=False)

    def __post_init__(self) -> None:
        if len(self.token) < SHORTEST:
            raise InputError(
                f"the token has {len(self.token)} characters, and could be guessed; give {SHORTEST} or more, "
                "or none to have one made"
            )

    def knows(self, told: str) -> bool:
        """Whether this is the token; how long the answer takes tells nothing of it."""
        return hmac.compare_digest(told.encode(), self.token.encode())

    def pass_of(self, name: str) -> str:
        """What the cookie of a reader holds."""
        held = base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")
        return f"{held}.{self._signed(held)}"

    def name_in(self, told: str) -> str | None:
        """Whose cookie it is; None where this server did not give it out."""
        held, _, signed = told.partition(".")
        if not hmac.compare_digest(signed.encode(), self._signed(held).encode()):
            return None
        return base64.urlsafe_b64decode(held + "=" * (-len(held) % 4)).decode()

    def _signed(self, held: str) -> str:
        return hmac.new(self.token.encode(), f"{SALT} {held}".encode(), "sha256").hexdigest()
