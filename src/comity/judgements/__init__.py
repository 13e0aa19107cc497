"""What readers say of mentions: accepted, corrected or wrong.

The original stays beside each judgement, so that a coder can be tested and trained on them (docs/review.md).
"""

from comity.judgements.choices import acts, gloss, parties
from comity.judgements.file import Judgements, now
from comity.judgements.lessons import lesson
from comity.judgements.record import Judgement, Reading, Verdict

__all__ = ["Judgement", "Judgements", "Reading", "Verdict", "acts", "gloss", "lesson", "now", "parties"]
