"""Checks by the million: the record compiled to arrays."""
