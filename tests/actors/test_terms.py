"""Office files: what is refused, and how dates are understood."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from comity.actors import Term, terms
from comity.dates import SpanOfDays
from comity.errors import OntologyError

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    "state: JPN\noffices:\n- title: Foreign Minister\n  role: foreign_minister\n  sector: GOV\n  holders:\n"
)


def read(folder: Path, text: str) -> list[Term]:
    (folder / "JPN.yml").write_text(text)
    return [term for term, _ in terms.read(folder, ["JPN"])]


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        (2019, date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        (date(2019, 8, 3), date(2019, 8, 3), date(2019, 8, 3)),
    ],
)
def test_a_year_or_a_month_is_all_of_it(told: object, first: date, last: date) -> None:
    assert terms.days(told, "here") == (first, last)


@pytest.mark.parametrize("told", ["soon", "2019-13", "2019-02-30", None])
def test_what_is_no_date_is_named(told: object) -> None:
    with pytest.raises(OntologyError, match="here"):
        terms.days(told, "here")


def test_a_term_is_read(tmp_path: Path) -> None:
    (term,) = read(tmp_path, HEAD + "  - {name: Foo Bar, also: [Bar Foo], from: 2017-08-03, to: 2019}\n")
    assert (term.person, term.first, term.last, term.role) == (
        "Foo Bar",
        date(2017, 8, 3),
        date(2019, 12, 31),
        "foreign_minister",
    )


def test_a_term_without_an_end_goes_on(tmp_path: Path) -> None:
    (term,) = read(tmp_path, HEAD + "  - {name: Foo Bar, from: 2017}\n")
    assert term.last is None
    assert term.overlaps(SpanOfDays(date(2090, 1, 1), date(2090, 1, 1)))
    assert not term.overlaps(SpanOfDays(date(2016, 1, 1), date(2016, 12, 31)))
    assert term.overlaps(None)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("  - {name: A, from: 2019, to: 2018}\n", "ends before it begins"),
        ("  - {name: A, from: 2015, to: 2018-06-01}\n  - {name: B, from: 2017-01-01}\n", "overlap"),
        ("  - {name: A, since: 2015}\n", "unknown key since"),
        ("  - {from: 2015}\n", "name is missing"),
        ("  - {name: A, from: sometime}\n", "no date"),
    ],
)
def test_a_wrong_entry_is_refused_by_file_and_name(tmp_path: Path, entry: str, message: str) -> None:
    with pytest.raises(OntologyError, match=message) as error:
        read(tmp_path, HEAD + entry)
    assert "JPN.yml" in str(error.value)


def test_a_successor_may_begin_on_the_day_the_other_leaves(tmp_path: Path) -> None:
    both = "  - {name: A, from: 2015, to: 2018-06-01}\n  - {name: B, from: 2018-06-01}\n"
    assert [term.person for term in read(tmp_path, HEAD + both)] == ["A", "B"]


def test_an_unknown_role_or_state_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no role"):
        read(tmp_path, HEAD.replace("foreign_minister", "wizard") + "  - {name: A, from: 2015}\n")
    with pytest.raises(OntologyError, match="no state"):
        read(tmp_path, HEAD.replace("JPN", "QQQ") + "  - {name: A, from: 2015}\n")


def test_earlier_leaders_are_terms_too(tmp_path: Path) -> None:
    path = tmp_path / "leaders.yml"
    path.write_text("JPN: {head_of_government: {Prime Minister: {Foo Bar: 1996/1998-07, Bar Foo: 1999/}}}")
    foo, bar = (term for term, _ in terms.read_leaders(path, ["JPN"]))
    assert (foo.first, foo.last) == (date(1996, 1, 1), date(1998, 7, 31))
    assert bar.last is None


@pytest.mark.parametrize(
    ("line", "message"),
    [("QQQ: {other: {King: {A: 1990}}}", "no state"), ("JPN: {wizard: {King: {A: 1990}}}", "no such role")],
)
def test_a_wrong_leader_is_refused(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "leaders.yml"
    path.write_text(line)
    with pytest.raises(OntologyError, match=message):
        list(terms.read_leaders(path, ["JPN"]))
