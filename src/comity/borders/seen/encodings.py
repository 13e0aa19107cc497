"""The encodings of the snapshots: what a value of a file means on the file's day.

==============  ========================  ==============================================================
encoding        files of                  values
==============  ========================  ==============================================================
binary          2017-06-01 – 2017-11-30   0 visa required, 1 none needed before the journey
4level          2017-11-30 – 2019-09-28   0 visa required, 1 on arrival, 2 electronic, 3 visa-free
4level_v2       2019-10-28 – 2020-01-13   the same, but 1 is electronic and 2 on arrival
days_swapped    2020-02-07 – 2020-05-09   days of a visa-free stay, VF, VR; VOA *means* electronic and
                                          ETA *means* on arrival: the labels were swapped in all files
text            2020-11-19 – 2025-01-02   days, "visa free", "e-visa" (any electronic permission), ...
text_eta        since 2025-01-12          the same, but "eta" and "e-visa" are told apart
==============  ========================  ==============================================================

-1 stands where passport and destination are the same. Nothing else is read: a value without a place in the
table of its encoding is refused.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import polars as pl

from comity.borders.requirement import Overlay, Requirement
from comity.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Collection

OWN = "-1"
"""What stands where passport and destination are the same."""

REQUIREMENTS = pl.Enum([*map(str, Requirement), *map(str, Overlay)])
"""What a cell shows: a requirement, or an overlay that hides it."""


class Encoding(StrEnum):
    """How a file says what is asked, the coarser first."""

    BINARY = "binary"
    FOUR_LEVELS = "4level"
    FOUR_LEVELS_V2 = "4level_v2"
    DAYS_SWAPPED = "days_swapped"
    TEXT = "text"
    TEXT_ETA = "text_eta"

    @property
    def fineness(self) -> int:
        """The more it tells apart, the higher."""
        return list(Encoding).index(self)


_CODES_SWAP = date(2019, 10, 28)
_LABELS_SWAPPED = (date(2020, 2, 7), date(2020, 5, 9))
_ETA_TOLD = date(2025, 1, 12)

_LEVELS: dict[str, Requirement | Overlay] = {
    "0": Requirement.VISA_REQUIRED,
    "1": Requirement.VISA_ON_ARRIVAL,
    "2": Requirement.ETA_OR_EVISA,
    "3": Requirement.VISA_FREE,
}
_TEXT: dict[str, Requirement | Overlay] = {
    "visa free": Requirement.VISA_FREE,
    "visa on arrival": Requirement.VISA_ON_ARRIVAL,
    "e-visa": Requirement.ETA_OR_EVISA,
    "EVW": Requirement.ETA,  # the electronic visa waiver of the United Kingdom
    "visa required": Requirement.VISA_REQUIRED,
    "no admission": Requirement.NO_ADMISSION,
    "covid ban": Overlay.COVID_BAN,
    "Hayya Entry Permit": Overlay.HAYYA,
}
_VALUES: dict[Encoding, dict[str, Requirement | Overlay]] = {
    Encoding.BINARY: {"0": Requirement.VISA_REQUIRED, "1": Requirement.NO_PRIOR_VISA},
    Encoding.FOUR_LEVELS: {**_LEVELS},
    Encoding.FOUR_LEVELS_V2: {**_LEVELS, "1": _LEVELS["2"], "2": _LEVELS["1"]},
    Encoding.DAYS_SWAPPED: {
        "VF": Requirement.VISA_FREE,
        "VR": Requirement.VISA_REQUIRED,
        "VOA": Requirement.ETA_OR_EVISA,
        "ETA": Requirement.VISA_ON_ARRIVAL,
    },
    Encoding.TEXT: {**_TEXT},
    Encoding.TEXT_ETA: {**_TEXT, "eta": Requirement.ETA, "e-visa": Requirement.EVISA},
}
_WITH_DAYS = {Encoding.DAYS_SWAPPED, Encoding.TEXT, Encoding.TEXT_ETA}
# 0 to 3 are codes of the older encodings: in a file that gives days they show that two files were mixed.
_STAYS = range(4, 367)


def encoding_of(values: Collection[str], day: date, name: str) -> Encoding:
    """The encoding of a file of this day with these values.

    Labels tell the textual encodings; between those that look the same the day decides. RecordError names the
    file where its kind is not known on its day, so that a misdated file is not read the wrong way round.
    """
    if not _VALUES[Encoding.DAYS_SWAPPED].keys().isdisjoint(values):
        first, last = _LABELS_SWAPPED
        if not first <= day <= last:
            raise RecordError(
                f"{name}: VF, VR, VOA and ETA were used from {first} to {last} only (VOA and ETA swapped),"
                f" but the file is dated {day}; correct its date"
            )
        return Encoding.DAYS_SWAPPED
    if not _VALUES[Encoding.TEXT_ETA].keys().isdisjoint(values):
        return Encoding.TEXT_ETA if "eta" in values or day >= _ETA_TOLD else Encoding.TEXT
    if day >= _LABELS_SWAPPED[0]:
        raise RecordError(
            f"{name}: the file has neither labels nor days of stay, but the codes 0 to 3 ended before"
            f" {_LABELS_SWAPPED[0]} and it is dated {day}; correct its date"
        )
    if {"2", "3"}.isdisjoint(values):  # it tells two things apart, whatever its day
        return Encoding.BINARY
    return Encoding.FOUR_LEVELS if day < _CODES_SWAP else Encoding.FOUR_LEVELS_V2


def decode(cells: pl.DataFrame, encoding: Encoding, name: str) -> pl.DataFrame:
    """What a file's cells show: columns passport, destination, requirement, days (Int16, null: not told).

    `cells` has the columns passport, destination and raw; where both are the same state the cell is left out.
    RecordError names the file, row, column and value of the first cell that the encoding does not know.
    """
    meanings = {value: _meaning(value, encoding) for value in cells["raw"].unique()}
    table = pl.DataFrame(
        [
            (value, str(meaning[0]), meaning[1])
            for value, meaning in meanings.items()
            if meaning is not None and value != OWN
        ],
        schema={"raw": pl.String, "requirement": REQUIREMENTS, "days": pl.Int16},
        orient="row",
    )
    own = pl.col("passport") == pl.col("destination")
    known = pl.col("raw").is_in(table["raw"].to_list()) | (own & (pl.col("raw") == OWN))
    unknown = cells.filter(~known)
    if unknown.height:
        row = unknown.row(0, named=True)
        raise RecordError(
            f"{name}, row {row['passport']}, column {row['destination']}: unknown value {row['raw']!r}"
            f" in the encoding {encoding}; correct the file, or leave it out and import the others"
        )
    shown = cells.filter(~own).join(table, on="raw", how="left", maintain_order="left")
    return shown.select("passport", "destination", "requirement", "days")


def _meaning(value: str, encoding: Encoding) -> tuple[Requirement | Overlay, int | None] | None:
    requirement = _VALUES[encoding].get(value)
    if requirement is not None:
        return requirement, None
    plain = value.isascii() and value.isdecimal() and not value.startswith("0")
    if encoding in _WITH_DAYS and plain and int(value) in _STAYS:
        return Requirement.VISA_FREE, int(value)
    return None
