"""What snapshots showed, read as rules: when one held, and when a source showed it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.borders.made import SCHEMA, Made, day

from comity.borders.requirement import Overlay, Requirement
from comity.borders.rules import Basis, World
from comity.borders.shown import LOOKED_FOR, Shown
from comity.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from comity.borders.shown import Pair

FREE, VISA = Requirement.VISA_FREE, Requirement.VISA_REQUIRED


def shown(made: Made) -> Pair:
    return made.record.shown.pair("PER", "CHL")


def test_a_change_lies_between_the_last_that_shows_the_one_and_the_first_that_shows_the_other(
    made: Made,
) -> None:
    made.seen("PER CHL", "visa_required", "2021-01-05/2021-03-09", gone="2021-05-02")
    made.seen("PER CHL", "visa_free", "2021-05-02/2022-07-01", days=90)
    before, after = shown(made).rules
    assert str(before.period.ends) == "2021-03-09/2021-05-01"
    assert str(after.period.begins) == "2021-03-10/2021-05-02"
    assert (before.period.holds(day("2021-04-01"), World.EARLY), after.days) == (True, 90)
    assert not before.period.holds(day("2021-04-01"), World.LATE)
    assert after.period.holds(day("2021-04-01"), World.LATE)
    assert not after.period.holds(day("2021-04-01"), World.EARLY)


def test_the_first_reading_may_be_as_old_as_it_likes_and_the_newest_still_holds(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2021-01-05/2022-07-01", days=90)
    (rule,) = shown(made).rules
    assert rule.period.open
    assert rule.period.begins.first == date(2021, 1, 5)
    assert rule.period.ends is None
    assert (rule.shown_from, rule.shown_to) == (date(2021, 1, 5), date(2022, 7, 1))
    assert (rule.basis, rule.destination, set(rule.passports)) == (Basis.SEEN, "CHL", {"PER"})


def test_a_coarse_reading_and_the_finer_one_that_follows_are_one_rule(made: Made) -> None:
    made.seen("PER CHL", "no_prior_visa", "2017-06-01/2019-10-01", gone="2019-10-28")
    made.seen("PER CHL", "visa_on_arrival", "2019-10-28/2020-01-20", gone="2020-02-07")
    made.seen("PER CHL", "visa_on_arrival", "2020-02-07/2022-07-01", days=30)
    (rule,) = shown(made).rules
    assert (rule.requirement, rule.days) == (Requirement.VISA_ON_ARRIVAL, 30)
    assert rule.period.begins.first == date(2017, 6, 1)
    assert rule.shown_from == date(2020, 2, 7)


def test_a_finer_reading_that_contradicts_is_another_rule(made: Made) -> None:
    made.seen("PER CHL", "no_prior_visa", "2017-06-01/2019-10-01", gone="2019-10-28")
    made.seen("PER CHL", "evisa", "2019-10-28/2022-07-01")
    assert [rule.requirement for rule in shown(made).rules] == [
        Requirement.NO_PRIOR_VISA,
        Requirement.EVISA,
    ]


def test_telling_less_after_telling_more_is_another_rule(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2017-06-01/2019-10-01", gone="2019-10-28")
    made.seen("PER CHL", "no_prior_visa", "2019-10-28/2020-01-20")
    assert len(shown(made).rules) == 2


def test_days_that_are_told_late_are_a_change_once_other_snapshots_had_told_days(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2020-02-07/2021-01-25", gone="2021-05-13")
    made.seen("PER CHL", "visa_free", "2021-05-13/2022-07-01", days=90)
    assert [rule.days for rule in shown(made).rules] == [None, 90]


def test_other_days_are_another_rule(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2020-02-07/2021-01-25", days=30, gone="2021-05-13")
    made.seen("PER CHL", "visa_free", "2021-05-13/2022-07-01", days=90)
    assert [rule.days for rule in shown(made).rules] == [30, 90]


def test_an_authorisation_is_told_apart_from_an_evisa_later_on(made: Made) -> None:
    made.seen("PER CHL", "eta_or_evisa", "2020-02-07/2024-12-01", gone="2025-01-12")
    made.seen("PER CHL", "eta", "2025-01-12/2026-02-17")
    (rule,) = shown(made).rules
    assert rule.requirement is Requirement.ETA
    assert rule.shown_from == date(2025, 1, 12)


def test_a_ban_hides_the_rule_and_does_not_replace_it(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2020-02-07/2022-07-01", days=90)
    made.seen("PER CHL", "covid_ban", "2020-11-19/2021-05-13", gone="2021-06-07")
    found = shown(made)
    assert [rule.requirement for rule in found.rules] == [FREE]
    (closure,) = found.closures
    assert closure.bars is Overlay.COVID_BAN
    assert closure.period.begins.first == date(2020, 11, 19)
    assert str(closure.period.ends) == "2021-05-13/2021-06-06"


def test_a_ban_that_the_newest_snapshot_shows_has_no_end(made: Made) -> None:
    made.seen("PER CHL", "hayya", "2022-11-01/2022-12-01")
    found = shown(made)
    assert found.rules == ()
    assert found.closures[0].bars is Overlay.HAYYA
    assert found.closures[0].period.ends is None


def test_a_doubtful_reading_is_kept_with_its_reason_and_is_no_rule(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2023-01-05/2025-07-01", days=90)
    made.seen("PER CHL", "evisa", "2024-05-08/2024-05-08", gone="2024-06-10", doubtful="alone")
    found = shown(made)
    assert [rule.requirement for rule in found.rules] == [FREE]
    (doubt,) = found.doubtful
    assert (doubt.requirement, doubt.reason) == (Requirement.EVISA, "alone")
    assert (doubt.first_seen, doubt.last_seen) == (date(2024, 5, 8), date(2024, 5, 8))


def test_a_source_says_which_table_and_when(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2021-01-05/2022-07-01")
    (source,) = shown(made).rules[0].sources
    assert (source.publisher, source.date) == ("somebody/tables", "2021-01-05")
    assert source.url == "https://github.com/somebody/tables"
    assert "abc1234" in source.title


def test_a_pair_that_no_snapshot_has_is_empty(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2021-01-05/2022-07-01")
    found = made.record.shown.pair("CHL", "PER")
    assert (found.rules, found.closures, found.doubtful) == ((), (), ())


def test_asking_for_many_pairs_gives_what_asking_for_few_does(made: Made) -> None:
    states = ["PER", "CHL", "BOL", "ECU", "COL"]
    pairs = [(one, other) for one in states for other in states if one != other]
    for number, (one, other) in enumerate(pairs):
        made.seen(f"{one} {other}", "visa_free", "2021-01-05/2022-07-01", days=number + 1)
    assert len(pairs) > LOOKED_FOR
    asked = made.record.shown
    assert [asked.pair(*pair).rules[0].days for pair in pairs] == list(range(1, len(pairs) + 1))


def test_the_file_tells_its_first_and_newest_day_and_its_states(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2021-01-05/2022-07-01")
    made.seen("CHL PER", "visa_free", "2020-01-05/2021-07-01")
    asked = made.record.shown
    assert (asked.begins, asked.newest, asked.states) == (date(2020, 1, 5), date(2022, 7, 1), ["CHL", "PER"])


def test_a_missing_file_says_how_it_is_made(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is missing; make it by `comity visa import"):
        Shown(tmp_path / "nowhere.parquet").pair("PER", "CHL")


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.parquet"
    path.write_text("Dear reader")
    with pytest.raises(InputError, match="is no visa record: "):
        Shown(path).pair("PER", "CHL")


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "prices.parquet"
    pl.DataFrame({"passport": ["PER"], "price": [3]}).write_parquet(path)
    with pytest.raises(InputError, match="it has no column destination, requirement, days"):
        Shown(path).pair("PER", "CHL")


def test_an_empty_table_has_no_days(tmp_path: Path) -> None:
    path = tmp_path / "seen.parquet"
    pl.DataFrame(schema=SCHEMA).write_parquet(path)
    with pytest.raises(InputError, match="is empty; make it anew"):
        _ = Shown(path).newest
