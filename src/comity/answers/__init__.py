"""Answers from the ledger, as records; how they look on a screen is the command line's business."""
