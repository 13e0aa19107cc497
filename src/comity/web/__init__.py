"""A place to look: web pages and an HTTP API over a ledger that is only read. Presentation, as `cli` is."""
