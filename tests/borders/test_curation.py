"""Curated files: what is read from them, and what is refused, with the entry and the reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.borders.made import file, rule

from comity.borders import curation
from comity.borders.conditions import Condition
from comity.borders.requirement import Overlay, Requirement
from comity.borders.rules import Basis, Source, Window
from comity.errors import OntologyError

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", "days: 90")


def load(folder: Path, text: str, code: str = "CHL") -> curation.Curated:
    path = folder / f"{code}.yml"
    path.write_text(text)
    return curation.load(path)


def refused(folder: Path, text: str) -> str:
    with pytest.raises(OntologyError) as error:
        load(folder, file("CHL", text))
    return str(error.value)


@pytest.mark.parametrize("destination", curation.destinations())
def test_every_shipped_file_loads(destination: str) -> None:
    found = curation.curated(destination)
    assert found is not None
    assert found.destination == destination
    assert found.rules or found.suspensions
    assert all(rule.sources for rule in found.rules)
    assert all(stop.sources for stop in found.suspensions)


def test_a_rule_is_read_with_all_that_it_tells(tmp_path: Path) -> None:
    text = "rules:\n" + rule(
        "chl-andes",
        "visa_free",
        "2020-02",
        """
        days: 30
        window: {days: 30, in: 60}
        entries: single
        to: 2021
        conditions: {registered: {years: 3}, purpose: [tourism, visit]}
        otherwise: evisa
        online: true
        note: At two crossings in the mountains.
        """,
        passports="[PER, BOL]",
    )
    found = load(tmp_path, file("CHL", text, begins="2012-01-01")).rules[0]
    assert found.passports == {"PER", "BOL"}
    assert (found.destination, found.requirement, found.basis) == (
        "CHL",
        Requirement.VISA_FREE,
        Basis.CURATED,
    )
    assert (found.days, found.stay, found.entries) == (30, 30, "single")
    assert found.window == Window(30, 60)
    assert str(found.period.begins) == "2020-02"
    assert str(found.period.ends) == "2021"
    assert not found.period.open
    assert found.conditions == (
        Condition("registered", "3 years"),
        Condition("purpose", ("tourism", "visit")),
    )
    assert found.otherwise is Requirement.EVISA
    assert found.online is True
    assert found.sources == (Source("Decree on visitors", "Official Gazette", "2019-12-01"),)
    assert found.note == "At two crossings in the mountains."


def test_two_dots_before_a_day_tell_that_the_rule_began_on_it_or_before(tmp_path: Path) -> None:
    found = load(tmp_path, file("CHL", "rules:\n" + rule("chl-per", "visa_required", '"..2012-01-01"')))
    assert found.rules[0].period.open
    assert found.rules[0].period.begins.first == date(2012, 1, 1)


def test_six_months_count_as_180_days(tmp_path: Path) -> None:
    found = load(tmp_path, file("CHL", "rules:\n" + rule("chl-per", "visa_free", "2020", "months: 6")))
    assert (found.rules[0].days, found.rules[0].months, found.rules[0].stay) == (None, 6, 180)


def test_a_star_stands_for_everybody(tmp_path: Path) -> None:
    text = "rules:\n" + rule("chl-all", "visa_required", "2020", passports='"*"')
    found = load(tmp_path, file("CHL", text)).rules[0]
    assert found.covers("PER")
    assert found.covers("JPN")


def test_suspensions_and_closures_are_read(tmp_path: Path) -> None:
    text = GOOD + (
        "suspensions:\n"
        "- {id: chl-stop, passports: [PER], suspends: [visa_free, chl-per], leaves: visa_required,"
        " from: 2020-03-20, to: 2021-10-31, sources: [gazette], note: For the epidemic.}\n"
        "closures:\n"
        '- {id: chl-shut, passports: "*", bars: covid_ban, from: 2020-04, sources: [gazette]}\n'
    )
    found = load(tmp_path, file("CHL", text))
    stop, shut = found.suspensions[0], found.closures[0]
    assert stop.suspends == {"visa_free", "chl-per"}
    assert stop.leaves is Requirement.VISA_REQUIRED
    assert stop.stops(found.rules[0])
    assert shut.bars is Overlay.COVID_BAN
    assert shut.covers("JPN")
    assert shut.period.ends is None


def test_the_head_tells_the_day_of_review_and_since_when_it_is_complete(tmp_path: Path) -> None:
    found = load(tmp_path, file("CHL", GOOD, reviewed="2025-06-01", begins="2012-01-01"))
    assert (found.reviewed, found.begins) == (date(2025, 6, 1), date(2012, 1, 1))
    assert load(tmp_path, file("CHL", GOOD)).begins is None


def test_a_file_may_have_no_rules_yet(tmp_path: Path) -> None:
    assert load(tmp_path, file("CHL", "rules:\n")).rules == ()
    assert load(tmp_path, file("CHL", "")).rules == ()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param("colour: red", "chl-per: unknown key colour; known are conditions, days, ", id="key"),
        pytest.param("days: 90\nmonths: 3", "in days or in months, not in both", id="days and months"),
        pytest.param("days: 0", "days: 0 is no number of one or more", id="no days"),
        pytest.param("days: many", "days: 'many' is no number of one or more", id="days in words"),
        pytest.param("months: true", "months: True is no number of one or more", id="months of truth"),
        pytest.param("to: 2019-12-31", "it ends (2019-12-31) before it begins (2020-01-01)", id="ends first"),
        pytest.param("to: 2020-13", "'2020-13' is no day of the calendar", id="month 13"),
        pytest.param("to: someday", "'someday' is no date; write 2019, 2019-02 or 2019-02-14", id="no date"),
        pytest.param(
            "entries: triple", "entries: 'triple' is none of single, double, multiple", id="entries"
        ),
        pytest.param("window: {days: 90}", "window: in is missing", id="window without span"),
        pytest.param("window: {days: 90, in: 60}", "window: 90 days do not fit into 60", id="narrow window"),
        pytest.param("otherwise: nothing", "'nothing' is not a valid Requirement; known are", id="otherwise"),
        pytest.param("online: maybe", "online: 'maybe' is neither true nor false", id="online"),
        pytest.param("conditions: {height: 2}", "conditions: unknown key height", id="kind"),
        pytest.param("conditions: [biometric]", "conditions: expected a mapping", id="list of conditions"),
        pytest.param("conditions: {registered: false}", "conditions, registered: expected true", id="false"),
        pytest.param("conditions: {biometric: never}", "biometric: expected true", id="biometric"),
        pytest.param("conditions: {purpose: [fun]}", "purpose: 'fun' is none of tourism, ", id="purpose"),
        pytest.param("conditions: {passport: [blue]}", "passport: 'blue' is none of ordinary", id="passport"),
        pytest.param("conditions: {enters_by: [atlantis]}", "'atlantis' is none of ", id="region"),
        pytest.param("conditions: {holds: [stamp USA]}", "'stamp USA' is no \"visa CODE\"", id="permit"),
        pytest.param("conditions: {holds: [visa usa]}", "'visa usa' is no \"visa CODE\"", id="issuer"),
        pytest.param("conditions: {age: {above: 18}}", "age: expected {from: YEARS", id="age"),
        pytest.param("conditions: {age: {from: old}}", "age: invalid literal", id="age in words"),
    ],
)
def test_what_is_wrong_in_a_rule_is_refused(tmp_path: Path, more: str, told: str) -> None:
    message = refused(tmp_path, "rules:\n" + rule("chl-per", "visa_free", "2020-01-01", more))
    assert "CHL.yml, chl-per" in message
    assert told in message


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        pytest.param(
            rule("chl-per", "free", "2020"), "'free' is not a valid Requirement; known are", id="word"
        ),
        pytest.param(
            rule("chl-x", "visa_free", "2020", passports="[XYZ]"), "has the code 'XYZ'", id="unknown code"
        ),
        pytest.param(
            rule("chl-x", "visa_free", "2020", passports="[peru]"), "has the code 'peru'", id="a name"
        ),
        pytest.param(
            rule("chl-x", "visa_free", "2020", passports="[EUR]"),
            "passports: EUR is European Union, no state; name its states one by one",
            id="organisation",
        ),
        pytest.param(
            rule("chl-x", "visa_free", "2020", passports="[PER, BOL, PER]"),
            "passports: PER stands twice; keep one",
            id="twice",
        ),
        pytest.param(
            rule("chl-x", "visa_free", "2020", passports="PER"),
            "passports: expected a list of codes or \"*\", found 'PER'",
            id="no list",
        ),
        pytest.param(rule("chl-x", "visa_free", "2020", passports="[]"), "expected a list", id="nobody"),
        pytest.param(rule("per-chl", "visa_free", "2020"), "an id here begins with 'chl-'", id="prefix"),
        pytest.param(
            rule("chl-x", "visa_free", "2020").replace("[gazette]", "[rumour]"),
            "sources: rumour is none of those at the head of the file",
            id="source",
        ),
        pytest.param(
            rule("chl-x", "visa_free", "2020").replace("[gazette]", "gazette"),
            "sources: name one or more of those at the head of the file, as a list",
            id="sources in a word",
        ),
        pytest.param(
            rule("chl-x", "visa_free", "2020").replace("[gazette]", "[]"), "name one or more", id="no source"
        ),
        pytest.param("- {id: chl-x}\n", "chl-x: from, passports, requirement, sources is missing", id="bare"),
        pytest.param("- a word\n", "expected a mapping, found 'a word'", id="word instead of a rule"),
        pytest.param(
            rule("chl-x", "visa_free", "2020") + rule("chl-x", "evisa", "2021"),
            "the id stands twice; ids are unique",
            id="id twice",
        ),
        pytest.param(
            rule("chl-x", "visa_free", "2020", "days: 30\ndays: 60"), "'days' stands twice", id="key twice"
        ),
    ],
)
def test_a_rule_needs_its_words_and_codes(tmp_path: Path, entry: str, told: str) -> None:
    assert told in refused(tmp_path, "rules:\n" + entry)


STOP = (
    "{id: chl-stop, passports: [PER], suspends: [visa_free], leaves: visa_required, from: 2020,"
    " sources: [gazette]}"
)
SHUT = "{id: chl-shut, passports: [PER], bars: covid_ban, from: 2020, sources: [gazette]}"


@pytest.mark.parametrize(
    ("key", "entry", "told"),
    [
        ("suspensions", STOP.replace("[visa_free]", "visa_free"), "suspends: expected a list"),
        (
            "suspensions",
            STOP.replace("[visa_free]", "[chl-old]"),
            "chl-old is no requirement, and no rule above",
        ),
        (
            "suspensions",
            STOP.replace("leaves: visa_required", "leaves: it"),
            "'it' is not a valid Requirement",
        ),
        ("suspensions", STOP.replace("chl-stop", "chl-per"), "chl-per: the id stands twice"),
        ("suspensions", STOP.replace("from: 2020", "from: 2020, days: 3"), "chl-stop: unknown key days"),
        (
            "closures",
            SHUT.replace("covid_ban", "war"),
            "bars: 'war' is not a valid Overlay; known are covid_ban",
        ),
        ("closures", SHUT.replace("from: 2020", "from: 2020, to: 2019"), "it ends (2019) before it begins"),
        ("closures", SHUT.replace("bars: covid_ban, ", ""), "chl-shut: bars is missing"),
        ("closures", "word", "expected a mapping, found 'word'"),
    ],
)
def test_suspensions_and_closures_are_checked_alike(tmp_path: Path, key: str, entry: str, told: str) -> None:
    assert told in refused(tmp_path, f"{GOOD}{key}:\n- {entry}\n")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("destination: CHL", "destination: PER", "the file of PER is called PER.yml"),
        ("destination: CHL", "destination: XXX", "no state or organisation has the code 'XXX'"),
        ("destination: CHL", "destination: EUR", "EUR is European Union, no state"),
        (
            "reviewed: 2025-06-01",
            "reviewed: 2025-06",
            "reviewed: '2025-06' is no day; write it as 2012-01-01",
        ),
        ("reviewed: 2025-06-01", "checked: 2025-06-01", "unknown key checked; known are begins, closures, "),
        ("reviewed: 2025-06-01\n", "", "reviewed is missing"),
        ("publisher: Official Gazette, ", "", "source gazette: publisher is missing"),
        ("title: Decree", "headline: x, title: Decree", "source gazette: unknown key headline"),
        ("rules:", "rules: none\nclosures:", "rules: expected a list, found 'none'"),
        ("rules:", "rules: [", "is no valid YAML"),
    ],
)
def test_the_head_of_a_file_is_checked(tmp_path: Path, before: str, after: str, told: str) -> None:
    text = file("CHL", GOOD)
    assert before in text
    with pytest.raises(OntologyError) as error:
        load(tmp_path, text.replace(before, after, 1))
    assert told in str(error.value)
    assert "CHL.yml" in str(error.value)


def test_sources_are_named_once_at_the_head(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="sources: expected a mapping of names to sources"):
        load(tmp_path, "destination: CHL\nreviewed: 2025-06-01\nsources: [gazette]\n")


def test_an_empty_file_is_no_rules(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="expected a mapping, found None"):
        load(tmp_path, "")


def test_what_is_not_curated_is_not_there(tmp_path: Path) -> None:
    assert curation.curated("CHL", tmp_path) is None
    (tmp_path / "CHL.yml").write_text(file("CHL", GOOD))
    assert curation.destinations(tmp_path) == ["CHL"]
