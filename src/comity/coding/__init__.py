"""Coding: document -> mentions. One sentence at a time, only what one clause says."""

from comity.coding.coder import CODER, Coder

__all__ = ["CODER", "Coder"]
