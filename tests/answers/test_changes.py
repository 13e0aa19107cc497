"""What began, changed or ended in a time, and what was announced for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from tests.answers.followed import Report, ledger, measure, step

import comity
from comity import ids
from comity.answers import changes, recorded
from comity.answers.change import From, Occasion
from comity.borders import curation
from comity.errors import QuestionError
from comity.ledger.store import Store
from comity.ontology import kinds
from comity.records import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.answers.change import Changes

TODAY = date(2024, 9, 1)

REPORTS = [
    Report("out", "Chile ordered eight Peruvian diplomats to leave by 10 May.", "2024-05-03"),
    Report("left", "The eight Peruvian diplomats left Chile.", "2024-05-09"),
    Report("houses", "Chile will open three houses of culture in Peru on 1 August.", "2024-05-20"),
    Report("opened", "Chile opened its houses of culture in Peru.", "2024-08-01"),
    Report("closing", "Chile is to close its houses of culture in Peru on 31 December.", "2024-08-20"),
    Report("fish", "Bolivia and Chile suspended their treaty on fish.", "2024-06-05", "BOL", "CHL"),
]

MEASURES = [
    measure(
        "expulsion",
        "expulsion",
        step("2024-05-03", State.IN_FORCE, "out", "eight diplomats", "2024-05-10"),
        step("2024-05-09", State.ENDED, "left"),
    ),
    measure(
        "houses of culture",
        "institution",
        step("2024-08-01", State.ANNOUNCED, "houses", "three"),
        step("2024-08-01", State.IN_FORCE, "opened"),
        step("2024-12-31", State.ENDING_ANNOUNCED, "closing"),
    ),
    measure(
        "treaty on fish",
        "agreement",
        step("2024-06", State.SUSPENDED, "fish"),
        issuer="BOL",
        subject="CHL",
        mutual=True,
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(str(ledger(tmp_path_factory.mktemp("changes") / "comity.db", MEASURES, REPORTS))) as opened:
        yield opened


def asked(store: Store, *states: str, since: str = "2024-05-01", until: str | None = None) -> Changes:
    return changes.changes(
        store,
        states,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
        today=TODAY,
    )


def told(found: Changes) -> list[tuple[str, str, str | None, str]]:
    return [
        (str(each.days), each.name, each.before and each.before.value, each.after.value)
        for each in found.changes
    ]


def test_changes_of_a_pair_come_the_newest_first_with_the_state_before(store: Store) -> None:
    assert told(asked(store, "PER", "CHL")) == [
        ("2024-12-31", "houses of culture", "in_force", "ending_announced"),
        ("2024-08-01", "houses of culture", None, "announced"),
        ("2024-08-01", "houses of culture", "announced", "in_force"),
        ("2024-05-09", "expulsion", "in_force", "ended"),
        ("2024-05-03", "expulsion", None, "in_force"),
    ]


def test_a_change_names_its_event_and_the_words_that_show_it(store: Store) -> None:
    change = asked(store, "CHL", "PER").changes[-1]
    assert change.record() == {
        "date": "2024-05-03",
        "date_start": "2024-05-03",
        "date_end": "2024-05-03",
        "date_basis": "stated",
        "precision": "day",
        "kind": "expulsion",
        "issuer": "CHL",
        "subject": "PER",
        "mutual": False,
        "name": "expulsion",
        "from": None,
        "to": "in_force",
        "value": "eight diplomats",
        "deadline": "2024-05-10",
        "basis": "ledger",
        "measure": "m-out",
        "event": "out",
        "quote": "Chile ordered eight Peruvian diplomats to leave by 10 May.",
        "document": "out.txt",
        "publisher": "The Lima Letter",
        "published": "2024-05-03",
        "url": None,
    }


def test_a_step_that_other_words_show_has_those(tmp_path: Path) -> None:
    reports = [
        Report("first", "Chile opened its houses of culture.", "2024-05-02"),
        Report("second", "Chile, which had opened its houses of culture in 2001, closes them.", "2024-05-03"),
    ]
    of_page = ids.of_bytes(f"second: {reports[1].sentence}".encode())
    words = "had opened its houses of culture in 2001"
    shown = replace(step("2001", State.IN_FORCE, "second"), shown=(of_page, words))
    path = ledger(tmp_path / "c.db", [measure("houses", "institution", shown)], reports)
    with Store(str(path)) as opened:
        (change,) = asked(opened, "CHL", "PER", since="2001-01-01").changes
    assert (change.quote, change.document) == (words, "second.txt")


def test_one_state_has_the_changes_with_all_others(store: Store) -> None:
    ledgers = [each for each in asked(store, "BOL").changes if each.basis is From.LEDGER]
    assert [(each.name, str(each.days), each.mutual) for each in ledgers] == [
        ("treaty on fish", "2024-06", True)
    ]
    everybody = {each.name for each in asked(store).changes if each.basis is From.LEDGER}
    assert everybody == {each.name for each in MEASURES}


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [("2024-06-30", "2024-06-30", 1), ("2024-06-01", "2024-06-01", 1), ("2024-07-01", "2024-08-01", 0)],
)
def test_a_change_counts_where_its_days_touch_the_time(
    store: Store, since: str, until: str, count: int
) -> None:
    assert len(asked(store, "BOL", "CHL", since=since, until=until).changes) == count


def test_announced_days_and_deadlines_are_told_the_oldest_first(store: Store) -> None:
    found = asked(store, "CHL", "PER").announced
    assert [(str(each.days), each.occasion) for each in found] == [
        ("2024-05-10", Occasion.LEAVE),
        ("2024-08-01", Occasion.OPENS),
        ("2024-12-31", Occasion.CLOSES),
    ]


def test_a_deadline_counts_by_its_own_day(store: Store) -> None:
    found = asked(store, "CHL", "PER", since="2024-05-10", until="2024-05-12")
    assert found.changes == ()
    assert [each.occasion for each in found.announced] == [Occasion.LEAVE]


def test_what_is_told_after_it_came_was_not_announced(tmp_path: Path) -> None:
    late = measure("house", "institution", step("2024-05-01", State.ANNOUNCED, "late"))
    path = ledger(tmp_path / "c.db", [late], [Report("late", "Chile was to open a house.", "2024-05-02")])
    with Store(str(path)) as store:
        assert asked(store, "CHL", "PER").announced == ()


def test_what_nobody_spoke_of_any_more_has_lapsed(tmp_path: Path) -> None:
    kind, state, days = next(
        (kind.kind, state, days)
        for kind in kinds.load().values()
        for state, days in kind.lapse.items()
        if state in {State.CONSIDERED, State.PROPOSED}
    )
    idea = measure("an idea", kind, step("2019-02-14", state, "idea"))
    path = ledger(tmp_path / "c.db", [idea], [Report("idea", "Chile mulls an idea.", "2019-02-14")])
    with Store(str(path)) as store:
        (lapsed,) = asked(store, "CHL", "PER", since="2019-02-15").changes
        assert (lapsed.before, lapsed.after) == (state, State.LAPSED)
        assert (lapsed.days.first - date(2019, 2, 14)).days == days
        assert asked(store, "CHL", "PER", since="2019-02-15", until="2019-03-01").changes == ()


def test_kinds_narrow_both_sources(store: Store) -> None:
    found = changes.changes(store, [], since=date(2024, 1, 1), kinds=["Expulsion"], today=TODAY)
    assert {each.kind for each in (*found.changes, *(day.change for day in found.announced))} == {"expulsion"}
    ruled = changes.changes(store, [], since=date(2024, 1, 1), kinds=["visa-rule"], today=TODAY)
    assert {each.basis for each in ruled.changes} == {From.RECORD}


def test_a_question_without_meaning_says_what_to_ask_instead(store: Store) -> None:
    with pytest.raises(QuestionError, match="did you mean expulsion"):
        changes.changes(store, [], since=TODAY, kinds=["expulsions"], today=TODAY)
    with pytest.raises(QuestionError, match="swap the two"):
        asked(store, since="2024-05-02", until="2024-05-01")
    with pytest.raises(QuestionError, match="named twice"):
        asked(store, "CHL", "CHL")


PAGE = """Chile expels eight Peruvian diplomats

SANTIAGO, May 3, 2024 - Chile ordered eight Peruvian diplomats to leave the country by May 10, the foreign
ministry said on Friday. The diplomats had been found near a naval base in the north of the country.

The embassy in Santiago did not answer calls in the evening.
"""


def calendar_of(pages: Path, folder: Path, one: str, other: str, since: str) -> list[tuple[str, date]]:
    with comity.open(folder / "comity.db") as asked:
        asked.read([pages])
        told = asked.feed(asked.changes(one, other, since=since, kinds=["expulsion"]), "ics")
    found: list[Any] = icalendar.Calendar.from_ical(told).walk("VEVENT")
    return [(str(each["summary"]), each["dtstart"].dt) for each in found]


def test_a_deadline_that_a_page_tells_is_in_the_calendar(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    days = calendar_of(tmp_path / "page.txt", tmp_path, "CHL", "PER", "2024")
    assert days == [("CHL → PER expulsion: leave by 10 May 2024", date(2024, 5, 10))]


SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages lie outside this repository (../shared)")
def test_the_seeds_deadline_is_in_the_calendar(tmp_path: Path) -> None:
    days = calendar_of(SEEDS, tmp_path, "JPN", "RUS", "2022")
    assert days == [("JPN → RUS expulsion: leave by 10 October 2022", date(2022, 10, 10))]


RULES = """
destination: CHL
reviewed: 2024-06-01
sources:
  gazette: {title: Gazette 7, publisher: Gazette of Chile, date: 2024-03-01, url: "https://example.org/7"}
  later: {title: Gazette 9, publisher: Gazette of Chile, date: 2024-05}
rules:
- id: chl-open
  passports: [PER]
  requirement: visa_required
  from: ..2012-01-01
  to: 2024-03-31
  sources: [gazette]
- id: chl-new
  passports: [PER, BOL]
  requirement: visa_free
  days: 90
  from: 2024-04-01
  to: 2025-03-31
  sources: [gazette, later]
- {id: chl-all, passports: "*", requirement: evisa, from: 2024-05, sources: [later]}
suspensions:
- id: chl-stop
  passports: [BOL]
  suspends: [visa_free]
  leaves: visa_required
  from: 2024-05-01
  to: 2024-05-07
  sources: [later]
closures:
- {id: chl-shut, passports: "*", bars: covid_ban, from: 2024-02-01, to: 2024-02-09, sources: [gazette]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "CHL.yml").write_text(RULES, encoding="utf-8")
    return tmp_path


def ruled(folder: Path, *states: str) -> list[tuple[str, str, str, str | None, str]]:
    return [
        (each.measure, str(each.days), each.subject, each.before and each.before.value, each.after.value)
        for each in recorded.changes(states, folder)
    ]


def test_rules_of_the_record_begin_and_end_the_day_after_their_last(folder: Path) -> None:
    assert ruled(folder, "PER", "CHL") == [
        ("chl-open", "2024-04-01", "PER", "in_force", "ended"),
        ("chl-new", "2024-04-01", "PER", None, "in_force"),
        ("chl-new", "2025-04-01", "PER", "in_force", "ended"),
        ("chl-all", "2024-05", "PER", None, "in_force"),
        ("chl-shut", "2024-02-01", "PER", None, "in_force"),
        ("chl-shut", "2024-02-10", "PER", "in_force", "ended"),
    ]


def test_a_suspension_leads_to_suspended_and_back(folder: Path) -> None:
    assert [each for each in ruled(folder, "BOL") if each[0] == "chl-stop"] == [
        ("chl-stop", "2024-05-01", "BOL", "in_force", "suspended"),
        ("chl-stop", "2024-05-08", "BOL", "suspended", "in_force"),
    ]


def test_who_is_meant_is_told_as_far_as_nobody_is_named(folder: Path) -> None:
    subjects = {name: subject for name, _, subject, _, _ in ruled(folder)}
    assert subjects["chl-new"] == "BOL,PER"
    assert subjects["chl-all"] == "*"
    assert ruled(folder) == ruled(folder, "CHL")
    assert ruled(folder, "CHL", "FRA") == ruled(folder, "FRA")


def test_only_a_day_that_was_told_before_it_came_is_announced(folder: Path) -> None:
    days = [day for each in recorded.changes(["CHL"], folder) if (day := recorded.announced(each))]
    assert [(each.change.measure, str(each.days), each.occasion) for each in days] == [
        ("chl-new", "2024-04-01", Occasion.TAKES_EFFECT),
        ("chl-new", "2025-03-31", Occasion.LAST_DAY),
    ]


def test_a_rule_of_an_area_is_told_of_its_members_while_they_belong() -> None:
    croatia = [each for each in recorded.changes(["HRV", "ALB"]) if each.issuer == "HRV"]
    assert min(each.days.first for each in croatia) == date(2023, 1, 1)


def test_rules_that_are_to_end_later_have_not_changed_yet(store: Store) -> None:
    found = changes.changes(store, [], since=date(2020, 1, 1), today=date(2026, 3, 1))
    assert all(each.days.first <= date(2026, 3, 1) for each in found.changes if each.basis is From.RECORD)
    assert any(each.days.first > date(2026, 3, 1) for each in found.announced)


def test_the_kinds_of_the_records_rules_are_kinds_of_measure() -> None:
    assert {recorded.VISA_RULE, recorded.ENTRY_BAN} <= set(kinds.load())


def test_every_rule_that_begins_or_ends_has_an_id_of_its_own() -> None:
    found = recorded.changes([])
    assert len({each.id for each in found}) == len(found) > 100
    assert all(each.document for each in found)
    assert curation.destinations()
