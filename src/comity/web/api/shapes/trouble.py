"""What is answered where something is wrong."""

from __future__ import annotations

from pydantic import Field

from comity.web.api.shapes.shape import Shape


class WrongValue(Shape):
    """A parameter, or a part of what was posted, that is not as described."""

    location: list[str | int] = Field(description='Where it stands: ["query", "limit"].')
    message: str = Field(description="What is wrong with it.")


class Problem(Shape):
    """Problem details (RFC 9457)."""

    type: str = Field(description='Always "about:blank": the status says what kind of problem it is.')
    title: str = Field(description="The status in words.")
    status: int = Field(ge=400, le=599, description="The status of the answer.")
    detail: str = Field(description="What failed, why, and what to do next.")
    instance: str = Field(description="The path that was asked for.")
    errors: list[WrongValue] | None = Field(None, description="With status 422: each wrong value.")
