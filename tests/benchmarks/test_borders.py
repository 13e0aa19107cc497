"""What the benchmark of checks compares is the same: engine, record and as-of joins, on a few journeys."""

from __future__ import annotations

import importlib.util
from functools import cache
from typing import Any

import numpy as np
import pytest

import borders_joins
import borders_journeys
from borders_oracle import Oracle

ROWS = 1_500


@cache
def oracle() -> Oracle:
    return Oracle()


@cache
def tables() -> borders_joins.Tables:
    return borders_joins.tables(oracle().engine)


@pytest.mark.parametrize("kind", ["plain", "conditional", "rolling"])
def test_the_engine_answers_as_the_record_does(kind: str) -> None:
    found = oracle().check(kind, ROWS, slice(0, ROWS))
    assert (found.agreed, found.different, found.example) == (ROWS, 0, "")


@pytest.mark.parametrize("kind", ["plain", "conditional", "rolling"])
@pytest.mark.parametrize("join", list(borders_joins.JOINS))
def test_the_joins_answer_as_the_engine_does(join: str, kind: str) -> None:
    if join == "duckdb" and importlib.util.find_spec("duckdb") is None:
        pytest.skip("DuckDB comes with the extra `bench`")
    engine, record = oracle().engine, oracle().actual
    asked = borders_joins.JOINS[join](kind, borders_joins.journeys_of(kind, engine, record, ROWS), tables())
    asked.ask()
    wanted: np.ndarray[Any, np.dtype[np.integer[Any]]]
    if kind == "conditional":
        journeys, told = borders_journeys.conditional(engine, record, ROWS)
        wanted = engine.conditional(journeys.passport, journeys.destination, journeys.day, told).needed
    elif kind == "plain":
        journeys = borders_journeys.plain(engine, ROWS)
        wanted = engine.plain(journeys.passport, journeys.destination, journeys.day).needed
    else:
        journeys, first, last = borders_journeys.rolling(engine, ROWS)
        outcome = engine.plain(journeys.passport, journeys.destination, journeys.day).outcome
        wanted = engine.rolling(outcome, first, last, journeys.day).used
    assert np.array_equal(asked.answers(), wanted)
