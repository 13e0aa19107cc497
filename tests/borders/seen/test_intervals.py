"""From what single snapshots show to dated intervals."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import zip_longest

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.borders.seen import intervals
from comity.borders.seen.codes import known

SEEN = ("covid_ban", "hayya")
Reading = tuple[str, int | None]

FREE: Reading = ("visa_free", None)
FREE_90: Reading = ("visa_free", 90)
VISA: Reading = ("visa_required", None)
ELECTRONIC: Reading = ("eta_or_evisa", None)
EVISA: Reading = ("evisa", None)
ARRIVAL: Reading = ("visa_on_arrival", None)
BAN: Reading = ("covid_ban", None)
HAYYA: Reading = ("hayya", None)


def frame(readings: dict[tuple[str, str], Reading]) -> pl.DataFrame:
    rows = [(*pair, *reading) for pair, reading in readings.items()]
    schema = {"passport": pl.String, "destination": pl.String, "requirement": pl.String, "days": pl.Int16}
    return pl.DataFrame(rows, schema=schema, orient="row")


def build(*shown: tuple[date, dict[tuple[str, str], Reading]]) -> pl.DataFrame:
    return intervals.build([(day, f"a@{at}", frame(readings)) for at, (day, readings) in enumerate(shown)])


def rows(*readings: Reading, apart: int = 30) -> list[tuple[str, int | None, int, int, int | None, bool]]:
    """Intervals of one pair, the snapshots numbered from 0 and equally far apart; doubtful at last."""
    start = date(2021, 1, 1)
    day = {start + timedelta(days=apart * at): at for at in range(len(readings))}
    built = build(*((each, {("JPN", "RUS"): reading}) for each, reading in zip(day, readings, strict=True)))
    return [
        (
            row["requirement"],
            row["days"],
            day[row["first_seen"]],
            day[row["last_seen"]],
            None if row["gone_by"] is None else day[row["gone_by"]],
            row["doubtful"] is not None,
        )
        for row in built.rows(named=True)
    ]


def test_a_rule_is_seen_from_its_first_to_its_last_snapshot_and_gone_by_the_next() -> None:
    assert rows(VISA, VISA, FREE, FREE) == [
        ("visa_required", None, 0, 1, 2, False),
        ("visa_free", None, 2, 3, None, False),
    ]


def test_what_is_told_more_finely_is_another_interval() -> None:
    assert rows(FREE, FREE_90, FREE_90) == [
        ("visa_free", None, 0, 0, 1, False),
        ("visa_free", 90, 1, 2, None, False),
    ]
    assert [row[0] for row in rows(ELECTRONIC, EVISA)] == ["eta_or_evisa", "evisa"]


def test_a_rule_runs_on_below_an_overlay_where_it_is_the_same_afterwards() -> None:
    assert rows(FREE, BAN, BAN, HAYYA, FREE) == [
        ("visa_free", None, 0, 4, None, False),
        ("covid_ban", None, 1, 2, 3, False),
        ("hayya", None, 3, 3, 4, False),
    ]


def test_a_rule_that_differs_after_an_overlay_changed_somewhere_below_it() -> None:
    assert rows(FREE, BAN, BAN, VISA) == [
        ("visa_free", None, 0, 0, 3, False),
        ("covid_ban", None, 1, 2, 3, False),
        ("visa_required", None, 3, 3, None, False),
    ]


def test_a_rule_that_was_not_shown_before_an_overlay_begins_after_it() -> None:
    assert rows(BAN, VISA) == [
        ("covid_ban", None, 0, 0, 1, False),
        ("visa_required", None, 1, 1, None, False),
    ]


def test_nothing_contradicts_a_rule_that_an_overlay_hides_to_the_end() -> None:
    assert rows(VISA, BAN) == [
        ("visa_required", None, 0, 0, None, False),
        ("covid_ban", None, 1, 1, None, False),
    ]


def test_one_snapshot_between_two_that_agree_is_doubtful_and_the_rule_runs_on_below() -> None:
    assert rows(FREE, FREE, VISA, FREE) == [
        ("visa_free", None, 0, 3, None, False),
        ("visa_required", None, 2, 2, 3, True),
    ]


def test_a_single_snapshot_in_a_sparse_time_is_not_doubted() -> None:
    assert [row[-1] for row in rows(FREE, VISA, FREE, apart=46)] == [False, True]
    assert [row[-1] for row in rows(FREE, VISA, FREE, apart=47)] == [False, False, False]


def test_two_snapshots_that_show_a_change_of_one_pair_are_not_doubted() -> None:
    assert [row[-1] for row in rows(FREE, VISA, VISA, FREE, apart=10)] == [False, False, False]


def test_a_rule_told_more_finely_meanwhile_is_the_same_rule() -> None:
    assert rows(FREE, VISA, FREE_90) == [
        ("visa_free", None, 0, 0, 2, False),
        ("visa_required", None, 1, 1, 2, True),
        ("visa_free", 90, 2, 2, None, False),
    ]
    assert [row[-1] for row in rows(ELECTRONIC, VISA, EVISA)] == [False, True, False]


def test_another_number_of_days_is_no_flap() -> None:
    assert [row[-1] for row in rows(FREE_90, ("visa_free", 30), FREE_90)] == [False, False, False]


def test_of_readings_that_take_turns_every_second_is_doubted() -> None:
    assert rows(FREE, VISA, FREE, VISA, FREE) == [
        ("visa_free", None, 0, 4, None, False),
        ("visa_required", None, 1, 1, 2, True),
        ("visa_required", None, 3, 3, 4, True),
    ]


def test_single_snapshots_amid_an_overlay_are_doubtful() -> None:
    found = rows(VISA, BAN, ELECTRONIC, BAN, ELECTRONIC, BAN, VISA, apart=90)
    assert [row for row in found if row[-1]] == [
        ("eta_or_evisa", None, 2, 2, 3, True),
        ("eta_or_evisa", None, 4, 4, 5, True),
    ]
    assert ("visa_required", None, 0, 6, None, False) in found


def test_what_two_snapshots_show_amid_an_overlay_is_not_doubted() -> None:
    assert not any(row[-1] for row in rows(VISA, BAN, ELECTRONIC, ELECTRONIC, BAN, VISA))


def test_an_overlay_is_never_doubted_itself() -> None:
    assert not any(row[-1] for row in rows(VISA, BAN, VISA))


def mass(count: int, *, snapshots: int = 3, back: int = 20) -> pl.DataFrame:
    """So many passports turn to e-visas for Japan at once and back; one more stays so."""
    passports = [each for each in known() if each != "JPN"][: count + 1]
    readings = [VISA, *[ELECTRONIC] * snapshots, VISA]
    shown = []
    for at, reading in enumerate(readings):
        pairs = {(passport, "JPN"): reading for passport in passports[:count]}
        stays = {(passports[count], "JPN"): ELECTRONIC if at else VISA}
        shown.append((date(2024, 4, 8) + timedelta(days=back * at), {**pairs, **stays}))
    return build(*shown)


def test_many_that_turn_at_once_and_soon_return_are_doubtful() -> None:
    doubtful = mass(25).filter(pl.col("doubtful").is_not_null())
    assert doubtful.height == 25
    assert doubtful["doubtful"].unique().to_list() == [
        "25 passports to JPN changed from visa_required to eta_or_evisa at once on 2024-04-28 and back by"
        " 2024-06-27"
    ]


def test_few_or_slow_ones_are_not() -> None:
    assert mass(19)["doubtful"].count() == 0
    assert mass(25, back=24)["doubtful"].count() == 0


def test_what_many_do_again_is_a_practice() -> None:
    passports = [each for each in known() if each != "GHA"][:25]
    readings = [VISA, ARRIVAL, ARRIVAL, VISA, VISA, ARRIVAL, ARRIVAL, VISA]
    start = date(2022, 12, 1)
    shown = [
        (start + timedelta(days=25 * at), {(passport, "GHA"): reading for passport in passports})
        for at, reading in enumerate(readings)
    ]
    assert build(*shown)["doubtful"].count() == 0
    assert build(*shown[:4])["doubtful"].count() == 25


def test_many_destinations_of_one_passport_count_alike() -> None:
    others = [each for each in known() if each != "JPN"][:20]
    shown = [
        (date(2024, 4, 8) + timedelta(days=20 * at), {("JPN", other): reading for other in others})
        for at, reading in enumerate([FREE, VISA, VISA, FREE])
    ]
    doubtful = build(*shown)["doubtful"].drop_nulls()
    assert doubtful.unique().to_list() == [
        "20 destinations of passport JPN changed from visa_free to visa_required at once on 2024-04-28 and"
        " back by 2024-06-07"
    ]


PAIRS = (("JPN", "RUS"), ("JPN", "QAT"), ("RUS", "JPN"))
readings_of_a_day = st.lists(
    st.sampled_from([FREE, FREE_90, VISA, ELECTRONIC, EVISA, ARRIVAL, BAN, HAYYA]),
    min_size=len(PAIRS),
    max_size=len(PAIRS),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.integers(1, 120), readings_of_a_day), min_size=1, max_size=12))
def test_intervals_never_overlap_and_hold_every_observation(
    steps: list[tuple[int, list[Reading]]],
) -> None:
    day = date(2020, 1, 1)
    shown = []
    for apart, readings in steps:
        day += timedelta(days=apart)
        shown.append((day, dict(zip(PAIRS, readings, strict=True))))
    built = build(*shown).rows(named=True)
    days = [each for each, _ in shown]
    for pair in PAIRS:
        of_pair = [row for row in built if (row["passport"], row["destination"]) == pair]
        layers = {
            "rules": [row for row in of_pair if row["requirement"] not in SEEN and row["doubtful"] is None],
            "overlays": [row for row in of_pair if row["requirement"] in SEEN],
            "doubtful": [row for row in of_pair if row["doubtful"] is not None],
        }
        assert sum(map(len, layers.values())) == len(of_pair)
        for name, layer in layers.items():
            for row, following in zip_longest(layer, layer[1:]):
                assert row["first_seen"] in days
                assert row["first_seen"] <= row["last_seen"]
                assert row["gone_by"] is None or row["last_seen"] < row["gone_by"]
                if following is not None:
                    assert row["gone_by"] <= following["first_seen"]
                if name == "rules":
                    assert row["gone_by"] == (following and following["first_seen"])
        for on, seen in shown:
            requirement, stay = seen[pair]
            assert [
                row
                for row in of_pair
                if (row["requirement"], row["days"]) == (requirement, stay)
                and row["first_seen"] <= on <= row["last_seen"]
            ]
