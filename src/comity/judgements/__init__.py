"""What readers say of mentions: accepted, corrected or wrong.

The original stays beside each judgement, so that a coder can be tested and trained on them (docs/review.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.lazily import exported

if TYPE_CHECKING:
    from comity.judgements.choices import acts, gloss, parties
    from comity.judgements.file import Judgements
    from comity.judgements.lessons import lesson
    from comity.judgements.record import Judgement, Reading, Verdict, now

__all__ = ["Judgement", "Judgements", "Reading", "Verdict", "acts", "gloss", "lesson", "now", "parties"]

# The file is locked as POSIX has it: who only reads a ledger elsewhere must not need that.
__getattr__ = exported(
    __name__,
    {
        **dict.fromkeys(("acts", "gloss", "parties"), "choices"),
        **dict.fromkeys(("Judgement", "Reading", "Verdict", "now"), "record"),
        "Judgements": "file",
        "lesson": "lessons",
    },
)
