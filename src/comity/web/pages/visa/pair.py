"""/visa/RUS/JPN: one passport at one border."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
