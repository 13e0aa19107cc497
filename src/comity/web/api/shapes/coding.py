"""A text to be coded, and what the coder reads in it."""

from __future__ import annotations

from pydantic import Field

from comity.web.api.shapes.documents import CodedMention
from comity.web.api.shapes.shape import Shape


class Coded(Shape):
    """The mentions of a text, as `comity code` prints them."""

    id: str | int | None = Field(description="As it was posted.")
    mentions: list[CodedMention]
    skipped: str | None = Field(None, description='Why the text gave nothing: "not English".')
