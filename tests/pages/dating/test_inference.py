"""From clues to a day."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comity.dates import Basis, SpanOfDays
from comity.pages.dating.clues import Clue
from comity.pages.dating.days import Days
from comity.pages.dating.inference import UNKNOWN, infer

YEAR = Days.between(date(2020, 1, 1), date(2020, 12, 31))
day = st.dates(min_value=date(2020, 1, 1), max_value=date(2020, 12, 31))
clue = st.builds(
    lambda days, weight, costly: (Days.of(days), weight, costly),
    st.frozensets(day, max_size=20),
    st.sampled_from([0.5, 0.75, 1, 1.5, 2, 3]),
    st.booleans(),
)


def made(number: int, days: Days, weight: float, costly: bool) -> Clue:
    return Clue(f"clue {number}", weight, (lambda among: among & days) if costly else days)


@given(st.lists(clue, min_size=1, max_size=6))
def test_the_days_with_the_most_weight_win(parts: list[tuple[Days, float, bool]]) -> None:
    clues = [made(number, *part) for number, part in enumerate(parts)]
    weights = {day: sum(weight for days, weight, _ in parts if day in days) for day in YEAR}
    best = [day for day, weight in weights.items() if weight >= max(weights.values()) - 0.001]
    span, reasons = infer(clues, possible=YEAR, limited=True)
    assert span == SpanOfDays(best[0], best[-1], Basis.INFERRED)
    assert reasons


def test_a_clue_that_fits_none_of_the_best_days_is_set_aside() -> None:
    one, other = Days.of([date(2020, 5, 1)]), Days.of([date(2020, 6, 1)])
    _, reasons = infer([Clue("wrong", 1, other), Clue("right", 2, one)], possible=YEAR, limited=True)
    assert reasons == ("right", "set aside: wrong")


def test_preferences_choose_where_they_settle_it_and_say_so() -> None:
    may = Days.of([date(2020, 5, 1), date(2020, 11, 1)])
    early = Clue("it is rather early", 0, Days.between(None, date(2020, 8, 1)))
    span, reasons = infer([Clue("a first", 1, may)], possible=YEAR, limited=True, preferences=[early])
    assert span == SpanOfDays.day(date(2020, 5, 1), Basis.INFERRED)
    assert reasons[-1] == "of the days that fit, 2020-05-01 and 2020-11-01, it is rather early"


def test_preferences_that_leave_months_open_are_left_aside() -> None:
    early = Clue("it is rather early", 0, Days.between(None, date(2020, 8, 1)))
    span, reasons = infer([], possible=YEAR, limited=True, preferences=[early])
    assert span == SpanOfDays(date(2020, 1, 1), date(2020, 12, 31), Basis.INFERRED)
    assert reasons == ("366 days from 2020-01-01 to 2020-12-31 remain possible",)


def test_nothing_that_limits_the_days_gives_no_day() -> None:
    assert infer([], possible=YEAR, limited=False) == (None, (UNKNOWN,))
    assert infer([], possible=Days(), limited=True) == (None, (UNKNOWN,))
