"""Judging: a learned judge of what an act is, and how its word is weighed against the rules'."""

from comity.coding.judging.judge import Judge, Judgement
from comity.coding.judging.panel import Panel, load

__all__ = ["Judge", "Judgement", "Panel", "load"]
