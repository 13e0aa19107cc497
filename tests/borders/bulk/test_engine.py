"""The bulk engine answers as the record does, and counts stays as `stays` does."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.borders import conditions, curation
from comity.borders.answer import Journey, answer
from comity.borders.bulk import rolling
from comity.borders.bulk.compiling import EPOCH
from comity.borders.bulk.engine import DEPENDS, NO, REQUIREMENTS, UNTOLD, YES, Column, Engine
from comity.borders.record import Record
from comity.borders.rules import Window
from comity.borders.stays import Stay, balance
from comity.errors import QuestionError

NEEDED = {False: NO, True: YES, None: DEPENDS}
VALUES: dict[str, list[Any]] = {
    "passport": [None, *conditions.PASSPORTS],
    "biometric": [None, True, False],
    "registered": [None, True, False],
    "purpose": [None, *conditions.PURPOSES],
    "enters_by": [None, *conditions.regions()],
    "resident_of": [None, *conditions.regions()],
    "holds": [None, (), ("visa USA",), ("permit SCH",), ("visa SCH", "permit USA"), ("visa GBR",)],
    "age": [None, 0, 11, 12, 15, 16, 17, 18, 40, 59, 60, 65, 70, 199],
}


@cache
def record() -> Record:
    return Record()


@cache
def pairs() -> list[tuple[str, str]]:
    """Some passports to every destination with rules of its own, to some members of its area, and others."""
    chance = random.Random(4)
    passports = chance.sample(record().passports(), 25)
    destinations = [
        *curation.destinations(),
        "DEU",
        "HRV",
        "BGR",
        "CHE",
        *chance.sample(record().passports(), 12),
    ]
    ruled = {"JPN": ["IDN", "ARE", "QAT", "RUS", "CHN", "PER", "THA"], "RUS": ["JPN", "CHN", "DEU"]}
    found = {(one, other) for one in passports for other in destinations}
    found |= {(one, other) for other, those in ruled.items() for one in those}
    return sorted(found)


@cache
def engine() -> Engine:
    return Engine.compiled(record(), pairs())


def asked(journey: Journey) -> tuple[int, int, int, str | None]:
    """What the record itself answers: needed, requirement, days, rule."""
    try:
        found = answer(record(), journey)
    except QuestionError:
        return UNTOLD, len(REQUIREMENTS), -1, None
    granted = found.requirement is found.rule.requirement and found.rule.stay is not None
    return (
        NEEDED[found.needed],
        REQUIREMENTS.index(found.requirement),
        (found.rule.stay or -1) if granted else -1,
        found.rule.id,
    )


def told(engine: Engine, passport: str, destination: str, outcome: int) -> str | None:
    found = engine.outcomes[outcome]
    return None if found is None else found.rule.replace("{pair}", f"{passport}-{destination}".lower())


def days_of(chance: random.Random, rows: int) -> list[date]:
    """Days of all the record, the eve and the day of a change among them."""
    changes = [
        EPOCH + engine().record.first_day + int(day)
        for day in np.flatnonzero(np.diff(engine().record.epochs))
    ]
    whole = range(date(1991, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    return [
        date.fromordinal(
            chance.choice(changes) + chance.choice([0, 1, 2])
            if chance.random() < 0.5
            else chance.choice(whole)
        )
        for _ in range(rows)
    ]


def numbers(days: list[date]) -> np.ndarray[Any, np.dtype[np.int32]]:
    return np.array([day.toordinal() - EPOCH for day in days], np.int32)


@pytest.mark.parametrize("seed", range(3))
def test_plain_answers_are_those_of_the_record(seed: int) -> None:
    chance = random.Random(seed)
    journeys = [(*chance.choice(pairs()), day) for day in days_of(chance, 4_000)]
    passports, destinations, days = (list(column) for column in zip(*journeys, strict=True))
    found = engine().plain(engine().passports(passports), engine().destinations(destinations), numbers(days))
    for row, journey in enumerate(journeys):
        got = (
            int(found.needed[row]),
            int(found.requirement[row]),
            int(found.days[row]),
            told(engine(), *journey[:2], found.outcome[row]),
        )
        assert got == asked(Journey(*journey)), journey


@pytest.mark.parametrize("seed", range(3))
def test_conditional_answers_are_those_of_the_record(seed: int) -> None:
    chance = random.Random(seed)
    journeys = [
        Journey(
            *chance.choice(pairs()),
            day,
            {kind: value for kind, values in VALUES.items() if (value := chance.choice(values)) is not None},
            chance.choice([None, 1, 10, 15, 16, 30, 31, 90, 91, 180, 181, 5_000]),
        )
        for day in days_of(chance, 6_000)
    ]
    facts = {
        kind: Column(np.array([values.index(each.facts.get(kind)) for each in journeys], np.uint8), values)
        for kind, values in VALUES.items()
    }
    found = engine().conditional(
        engine().passports([each.passport for each in journeys]),
        engine().destinations([each.destination for each in journeys]),
        numbers([each.on for each in journeys]),
        facts,
        days=np.array([each.days or 0 for each in journeys], np.int32),
    )
    for row, journey in enumerate(journeys):
        got = (
            int(found.needed[row]),
            int(found.requirement[row]),
            int(found.days[row]),
            told(engine(), journey.passport, journey.destination, found.outcome[row]),
        )
        assert got == asked(journey), journey
    assert {NO, YES, DEPENDS, UNTOLD} <= set(found.needed.tolist())


def test_nothing_said_is_not_no() -> None:
    columns = {"registered": Column(np.array([0, 1, 2], np.uint8), [None, True, False])}
    found = engine().conditional(
        engine().passports(["IDN"] * 3),
        engine().destinations(["JPN"] * 3),
        numbers([date(2015, 6, 1)] * 3),
        columns,
    )
    assert found.needed.tolist() == [DEPENDS, NO, YES]


def test_threads_and_blocks_give_what_one_does() -> None:
    chance = np.random.default_rng(1)
    rows = 600_001
    passport = chance.integers(0, len(engine().record.passports), rows)
    destination = chance.integers(0, len(engine().record.destinations), rows)
    day = chance.integers(8_000, 20_800, rows)
    one = engine().plain(passport, destination, day, threads=1)
    several = engine().plain(passport, destination, day, threads=3)
    assert np.array_equal(one.outcome, several.outcome)
    assert np.array_equal(
        one.needed[-100:], engine().plain(passport[-100:], destination[-100:], day[-100:]).needed
    )


# -- stays

DAY_0 = date(2024, 1, 1)


@st.composite
def travellers(draw: st.DrawFn) -> tuple[list[Stay], date]:
    """Stays, some of them overlapping, and a day."""
    found: list[Stay] = []
    day = 0
    for _ in range(draw(st.integers(0, 6))):
        day += draw(st.sampled_from([0, 1, 2, 10, 60, 100]))
        length = draw(st.integers(0, 70))
        found.append(Stay(DAY_0 + timedelta(day), DAY_0 + timedelta(day + length)))
        day += draw(st.sampled_from([length, 0]))
    if draw(st.booleans()) and found:
        found[-1] = Stay(found[-1].first, None)
    return found, DAY_0 + timedelta(draw(st.integers(0, 500)))


WINDOWS = [Window(90, 180), Window(1, 2), Window(90, 365), Window(30, 30)]


@settings(max_examples=60)
@given(st.lists(travellers(), min_size=1, max_size=12), st.sampled_from(WINDOWS))
def test_rolling_stays_are_balanced_as_one_by_one(
    people: list[tuple[list[Stay], date]], window: Window
) -> None:
    first = np.full((len(people), 7), rolling.NO_STAY, np.int32)
    last = first.copy()
    for row, (history, _) in enumerate(people):
        for at, each in enumerate(history):
            first[row, at] = each.first.toordinal() - EPOCH
            last[row, at] = rolling.STILL if each.last is None else each.last.toordinal() - EPOCH
    on = numbers([day for _, day in people])
    found = rolling.balances(first, last, on, window.days, window.span)
    one_each = rolling.balances(
        first, last, on, np.full(len(on), window.days, np.int32), np.full(len(on), window.span, np.int32)
    )
    assert np.array_equal(found.last_day, one_each.last_day)
    for row, (history, day) in enumerate(people):
        wanted = balance(history, window, day)
        assert found.used[row] == wanted.used
        if window.days == window.span:
            assert found.last_day[row] == rolling.UNLIMITED
            continue
        assert found.left[row] == wanted.left
        lawful = rolling.NO_DAY if wanted.last_day is None else wanted.last_day.toordinal() - EPOCH
        assert found.last_day[row] == lawful


def test_rules_without_a_window_count_nothing() -> None:
    day = numbers([date(2024, 6, 14)] * 2)
    answers = engine().plain(engine().passports(["RUS", "THA"]), engine().destinations(["JPN", "SCH"]), day)
    stays = np.full((2, 1), rolling.NO_STAY, np.int32)
    found = engine().rolling(answers.outcome, stays, stays, day)
    assert found.used[0] == -1
    assert found.last_day[0] == rolling.UNLIMITED
