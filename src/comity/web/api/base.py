"""What all routes of the API share: where they are, how long an answer is, and where the next one begins."""

from __future__ import annotations

V1 = "/api/v1"
