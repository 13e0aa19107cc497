"""What all shapes share, and the kinds of value that many of them have."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A record with these keys, all of them always there, and no others."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


Day = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="A day: 2022-10-04.")]

SPAN = "[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?"

Span = Annotated[
    str,
    Field(
        pattern=f"^{SPAN}$",
        description="A day (2022-10-04); where it is not known to the day a month (2022-10), a year (2022), "
        "or the first and the last day that it may be (2022-10-04/2022-10-06).",
    ),
]

OpenSpan = Annotated[
    str,
    Field(
        pattern=rf"^(\.\.)?{SPAN}$",
        description='As a span of days; with ".." before it, that day or an earlier one.',
    ),
]

Code = Annotated[
    str,
    Field(description="A state (ISO 3166-1 alpha-3) or an organisation (as EUR, UNO, NAT)."),
]

Id = Annotated[str, Field(min_length=1, description="Stays the same as long as what it names does.")]

Status = Annotated[
    Literal["actual", "announced", "considered", "hypothetical", "denied"],
    Field(description="How settled it is, the most settled first."),
]

DateBasis = Annotated[
    Literal["stated", "relative", "inferred", "published"],
    Field(
        description="How the days are known: stated; relative, counted from another date; inferred; "
        "published, where nothing better is known than the day of publication."
    ),
]

EventClass = Annotated[
    Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"],
    Field(description="PLOVER's class of the type."),
]

State = Annotated[
    Literal[
        "proposed",
        "considered",
        "negotiated",
        "announced",
        "in_force",
        "suspended",
        "ending_announced",
        "ended",
        "rejected",
        "lapsed",
    ],
    Field(description="The state that a measure is in."),
]

Requirement = Annotated[
    Literal[
        "visa_free",
        "visa_on_arrival",
        "eta",
        "evisa",
        "visa_required",
        "no_admission",
        "no_prior_visa",
        "eta_or_evisa",
    ],
    Field(
        description="What is asked before the journey; the last two are what a source does not tell apart."
    ),
]

Next = Annotated[str | None, Field(description="The cursor of the next part; null: this was the last one.")]

Characters = Annotated[
    list[int],
    Field(min_length=2, max_length=2, description="[start, end) in characters (code points) of the text."),
]
