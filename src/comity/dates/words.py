"""English words of the calendar and what they count."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed weds",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
# Only an abbreviation takes a dot along.
WHOLE_NAMES = {"march", "april", "may", "june", "july"} | {
    name for name in (*MONTHS, *WEEKDAYS) if len(name) > 5
}
NUMBERS = {
    name: number
    for number, name in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen twenty"
        ).split()
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # its first month, in the north
PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}
UNITS = ("hour", "day", "week", "fortnight", "month", "year", "decade")
ORDINALS = {
    name: number
    for number, name in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=1,
    )
}
FEASTS = {
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}


def month(word: str) -> int:
    """The month's number, 1 to 12, of a name or abbreviation with or without its dot."""
    return MONTHS[word.lower().rstrip(".")]


def weekday(word: str) -> int:
    """The weekday's number, Monday 0, of a name or abbreviation with or without its dot."""
    return WEEKDAYS[word.lower().rstrip(".")]


def number(word: str) -> int:
    """The number that a word or digits name."""
    return int(word) if word.isdigit() else NUMBERS[word.lower()]
