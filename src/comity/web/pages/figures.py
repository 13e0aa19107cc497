"""What has been measured of Comity, as /about tells it. The pages of a wheel have no README beside them.

Each figure names the page of the sources that tells it and the line there, and a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

README = "README.md"
BENCHMARKS = "benchmarks/README.md"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured."""

    what: str
    value: str
    where: str  # the page of the sources
    line: str  # how the line there begins, or a part of it that has the value


QUALITY = (
    Figure(
        "Events of pages that nobody had looked at while Comity was made: precision, recall",
        "0.84, 0.76",
        README,
        "| 15 pages of other states, only ever scored (not here) | 0.84 | 0.76 | 13 of 15 |",
    ),
    Figure(
        "The same of pages with which it was developed, which flatters it",
        "0.89, 0.81",
        README,
        "| 40 pages of other states, with which it was developed (not here) | 0.89 | 0.81 | 39 of 40 |",
    ),
    Figure(
        "Actor, type and recipient from a single sentence of held-out stories: precision",
        "0.76",
        README,
        "| raw sentence → actor, type, recipient: precision | 0.78 | | 0.76 |",
    ),
    Figure("The same: recall", "0.52", README, "| recall | 0.47 | | 0.52 |"),
    Figure(
        "The same: F1, of 544 sentences with 399 triples",
        "0.62",
        README,
        "| F1 (544 sentences of held-out stories, 399 triples) | 0.58 | | 0.62 |",
    ),
    Figure(
        "Status, and mode, of a triple that was found",
        "0.98, 0.74",
        README,
        "| status of a triple that was found; its mode | 0.98; 0.70 | | 0.98; 0.74 |",
    ),
    Figure(
        "Type of a marked pair, of 15: macro-F1 over 559 held-out sentences",
        "0.84",
        README,
        "| type of a marked pair, 15 roots, macro-F1 (559 held-out sentences, mostly long and at the borders "
        "of types) | 0.49 | 0.84 | |",
    ),
    Figure(
        "How far confidence and truth lie apart (expected calibration error)",
        "0.04",
        README,
        "| how far confidence and truth lie apart (expected calibration error) | 0.11 | | 0.04 |",
    ),
    Figure(
        "Country, and sector, of 151 held-out actor phrases",
        "0.96, 0.97",
        README,
        "| actor phrase → country; sector (151 held-out phrases) | 0.96; 0.97 | | |",
    ),
    Figure(
        "Days that words name",
        "0.91",
        README,
        '| days that words name ("the eve of ...", "a fortnight ago"; not held out) | 0.91 | | |',
    ),
)

SPEED = (
    Figure(
        "Pages a second, the whole way on one core, one HTML page in five with acts",
        "27.4",
        BENCHMARKS,
        "it: 27.4 HTML pages a second, one in five with acts, where the table has 32.",
    ),
    Figure(
        "Checks a second of who may cross, plain, on two cores, in millions",
        "134",
        BENCHMARKS,
        "| **engine** | **134 M** | **105 M** | **26 M** | 0.4, 0.4, 1.2 GB |",
    ),
    Figure(
        "Of a million of these that were verified against the record, so many differ",
        "0",
        BENCHMARKS,
        "| verified, of which differ | 1,000,000, 0 | 1,000,000, 0 | 1,000,000, 0 | |",
    ),
    Figure(
        "Seconds to fold 100,000 events into measures",
        "7.9",
        BENCHMARKS,
        "half of them moving a measure, fold into 1,756 measures in 7.9\nseconds",
    ),
    Figure(
        "Seconds until comity timeline has told 4,619 events of 100,000",
        "0.53",
        BENCHMARKS,
        "| `comity timeline JPN RUS` (4,619 events) | 0.53 | 0.57 | 0.6 |",
    ),
)
