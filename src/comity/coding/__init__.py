"""Coding: document -> mentions. One sentence at a time, only what one clause says."""

from comity.coding.coder import CODER, RULES_CODER, Coder

__all__ = ["CODER", "RULES_CODER", "Coder"]
