"""What may be asked of the whole world: of a passport, a destination, or both ways between states."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.answers.days import last_day
from comity.wording import visas as wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from comity.visas import Visas

Record = dict[str, Any]

REQUIREMENTS = (
    "visa_free",
    "no_prior_visa",
    "visa_on_arrival",
    "eta",
    "eta_or_evisa",
    "evisa",
    "visa_required",
    "no_admission",
)
"""The most liberal first."""
BARRED = "barred"
SORTS = ("requirement", "state", "stay", "since")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a border offers a passport, in words."""

    key: str  # the requirement, or that entry is barred
    words: str
    stay: str  # as "90 days"
    given: str  # the conditions
    doubt: str  # why it may be otherwise

    @classmethod
    def of(cls, offer: Record) -> Terms:
        """Of an offer as `Visas` answers it."""
        key = BARRED if offer["barred"] else offer["requirement"] or "unknown"
        beneath = wording.REQUIREMENTS.get(offer["requirement"], "not known")
        return cls(
            key,
            f"entry barred; beneath: {beneath}" if offer["barred"] else beneath,
            wording.stay(offer),
            wording.conditions(offer),
            "" if offer["certain"] else "changed at about this time",
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a state, what it is asked or asks, and the group in which it stands."""

    state: str  # its code
    name: str
    group: str
    pair: tuple[str, str]  # passport and destination
    terms: Terms
    back: Terms | None  # the other way, where both are compared
    needed: bool | str | None  # whether the passport needs a visa beforehand, as `Visas` answers it
    days: int  # of the longest stay
    since: str | None  # as the record has it: "..2017-06-01", "2019-01-01/2019-02-04"

    @property
    def begins(self) -> date | None:
        """The day by which it held."""
        return last_day(self.since.removeprefix("..").rpartition("/")[2]) if self.since else None

    @property
    def begun(self) -> list[str]:
        """Since when, in words; two days where it is a day of those between them."""
        return wording.begun(self.since).split(" … ") if self.since else []


@dataclass(frozen=True, slots=True)
class Group:
    """What several states have in common, and how many they are."""

    key: str
    words: str
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One of the three questions. `name`: its parameter, and its place in the API."""

    name: str
    tab: str
    lead: str
    command: str
    title: str  # with {} for the state's name
    filter: str  # the parameter by which one group alone is shown
    ask: Callable[[Visas, str, date], list[Record]]
    pairs: Callable[[str, list[str]], list[tuple[str, str]]]  # passports and destinations, with all others
    row: Callable[[Visas, Record], Row]
    groups: Callable[[str], dict[str, str]]  # words by key for a state's name, in order
    told: Callable[[Sequence[Row]], str]  # the answer in a sentence

    def rows(self, visas: Visas, state: str, on: date) -> list[Row]:
        """All lines, by the names of the states."""
        found = [self.row(visas, each) for each in self.ask(visas, state, on)]
        return sorted(found, key=lambda row: row.name)

    def grouped(self, rows: Iterable[Row], name: str) -> list[Group]:
        """The groups that have lines, in order; `name` is that of the state asked for."""
        rows = tuple(rows)
        counts = Counter(row.group for row in rows)
        return [
            Group(key, words, counts[key], tuple(row for row in rows if row.group == key))
            for key, words in self.groups(name).items()
            if counts[key]
        ]


def sorted_by(rows: Sequence[Row], sort: str) -> list[Row]:
    """By state; the longest stay first; or what changed last first. Lines come by state."""
    if sort == "stay":
        return sorted(rows, key=lambda row: -row.days)
    if sort == "since":
        return sorted(rows, key=lambda row: -row.begins.toordinal() if row.begins else 0)
    return list(rows)


def _offered(state: str) -> Callable[[Visas, Record], Row]:
    def row(visas: Visas, offer: Record) -> Row:
        terms = Terms.of(offer)
        since = offer["rule"]["valid_from"] if offer["rule"] else None
        return Row(
            state=offer[state],
            name=visas.name(offer[state]),
            group=terms.key,
            pair=(offer["passport"], offer["destination"]),
            terms=terms,
            back=None,
            needed=offer["barred"] or offer["needed"],
            days=offer["days"] or 0,
            since=since,
        )

    return row


def _compared(visas: Visas, record: Record) -> Row:
    group = record["relation"]
    if group == "one_way":
        group = "freer_here" if record["freer"] == record["passport"] else "freer_there"
    return Row(
        state=record["destination"],
        name=visas.name(record["destination"]),
        group=group,
        pair=(record["passport"], record["destination"]),
        terms=Terms.of(record),
        back=Terms.of(record["reverse"]),
        needed=record["needed"],
        days=record["days"] or 0,
        since=record["since"],
    )


def _of_states(rows: Sequence[Row]) -> str:
    free, barred = _counted(rows)
    return f"{free} of {len(rows)} states ask for no visa beforehand" + (
        f"; {barred} bar entry" * bool(barred)
    )


def _of_passports(rows: Sequence[Row]) -> str:
    free, barred = _counted(rows)
    told = f"{free} of {len(rows)} passports need no visa beforehand"
    return told + (f"; entry is barred to {barred}" * bool(barred))


def _of_both(rows: Sequence[Row]) -> str:
    alike = sum(row.group == "mutual" for row in rows)
    return f"with {alike} of {len(rows)} states there is no visa either way, on the same terms"


def _counted(rows: Sequence[Row]) -> tuple[int, int]:
    """How many go without a visa, and how many are barred."""
    return sum(row.needed is False for row in rows), sum(row.group == BARRED for row in rows)


def _requirements(_name: str) -> dict[str, str]:
    return {
        **{each: wording.REQUIREMENTS[each] for each in REQUIREMENTS},
        BARRED: "entry barred",
    }


def _relations(name: str) -> dict[str, str]:
    return {
        "mutual": "no visa either way, same terms",
        "unequal": "no visa either way, terms differ",
        "freer_here": f"only {name} asks for a visa",
        "freer_there": "only the other state asks for a visa",
        "none": "both ask for a visa",
        "unknown": "not known",
    }


QUESTIONS = {
    each.name: each
    for each in (
        Question(
            "passport",
            "Where a passport goes",
            "What each state asks of one passport, as a map and a table.",
            "destinations",
            "{}: what each state asks of its passport",
            "requirement",
            lambda visas, state, on: visas.destinations(state, on),
            lambda state, others: [(state, each) for each in others],
            _offered("destination"),
            _requirements,
            _of_states,
        ),
        Question(
            "destination",
            "Who may enter a state",
            "What one state, or the Schengen area, asks of each passport.",
            "passports",
            "{}: what it asks of each passport",
            "requirement",
            lambda visas, state, on: visas.passports(state, on),
            lambda state, others: [(each, state) for each in others],
            _offered("passport"),
            _requirements,
            _of_passports,
        ),
        Question(
            "reciprocity",
            "Both ways",
            "Whether a state and others treat one another’s passports alike, and who asks more.",
            "reciprocity",
            "{}: visas both ways",
            "relation",
            lambda visas, state, on: visas.reciprocity(state, None, on),
            lambda state, others: [pair for each in others for pair in ((state, each), (each, state))],
            _compared,
            _relations,
            _of_both,
        ),
    )
}
