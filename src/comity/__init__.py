"""Comity: a dated, sourced ledger of what states did to one another."""

__version__ = "0.1.0"

__all__ = ["__version__"]
