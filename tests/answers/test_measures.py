"""Measures as a reader asks for them, and what holds between two states on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from comity.answers import contract, measures, status
from comity.borders.record import Record as VisaRecord
from comity.dates import SpanOfDays
from comity.errors import QuestionError
from comity.ledger import rows, schema
from comity.ledger.store import Store
from comity.records import Measure, State, Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def measure(
    kind: str, issuer: str, subject: str, *steps: tuple[str, State], value: str | None = None
) -> Measure:
    history = tuple(
        Step(SpanOfDays.parse(day), state, f"event-{number}", value)
        for number, (day, state) in enumerate(steps)
    )
    return Measure(
        f"{kind}-{issuer}-{subject}".lower(),
        kind,
        issuer,
        subject,
        mutual=False,
        name=f"the {kind}",
        history=history,
        heard=history[-1].days.last,
    )


CENTRES = measure(
    "institution",
    "JPN",
    "RUS",
    ("1994", State.IN_FORCE),
    ("2025-09-10", State.ENDING_ANNOUNCED),
    value="six",
)
TREATY = measure("agreement", "RUS", "JPN", ("2013-10-30", State.IN_FORCE), ("2025-01", State.SUSPENDED))
EXPULSION = measure("expulsion", "JPN", "RUS", ("2022-04-08", State.IN_FORCE), ("2022-04-20", State.ENDED))
TALKED_OF = measure("visa_rule", "JPN", "RUS", ("2019-02-14", State.CONSIDERED))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "comity.db", write=True) as opened:
        with opened.transaction() as connection:
            told = [rows.measure_row(each) for each in (CENTRES, TREATY, EXPULSION, TALKED_OF)]
            connection.execute(insert(schema.measures), told)
        yield opened


def states(store: Store, day: str) -> dict[str, str]:
    found = status.status(store, None, "RUS", "JPN", date.fromisoformat(day))
    return {each["kind"]: each["status"] for each in found["measures"]}


def test_what_holds_is_told_as_of_the_day(store: Store) -> None:
    assert states(store, "1990-01-01") == {}
    assert states(store, "2010-01-01") == {"institution": "in_force"}
    standing = states(store, "2022-04-10")
    assert {standing[kind] for kind in ("institution", "agreement", "expulsion")} == {"in_force"}
    assert states(store, "2025-09-11")["institution"] == "ending_announced"


def test_a_step_of_a_month_counts_once_the_month_is_over(store: Store) -> None:
    assert states(store, "2025-01-30")["agreement"] == "in_force"
    assert states(store, "2025-01-31")["agreement"] == "suspended"


def test_what_is_over_is_no_longer_told(store: Store) -> None:
    assert "expulsion" in states(store, "2022-04-19")
    assert "expulsion" not in states(store, "2022-04-20")


def test_the_order_is_what_holds_before_what_may_come(store: Store) -> None:
    found = status.status(store, None, "JPN", "RUS", date(2019, 3, 1))
    assert [each["status"] for each in found["measures"]] == ["in_force", "in_force", "considered"]
    assert found["on"] == "2019-03-01"


def test_visa_rules_in_force_are_those_of_the_visa_record(store: Store) -> None:
    found = status.status(store, VisaRecord(), "JPN", "RUS", date(2019, 3, 1))
    ruled = [each for each in found["measures"] if each["basis"] == "record"]
    assert {(each["issuer"], each["subject"], each["value"]) for each in ruled} == {
        ("JPN", "RUS", "visa_required"),
        ("RUS", "JPN", "visa_required"),
    }
    talked_of = [each for each in found["measures"] if each["status"] == "considered"]
    assert [each["kind"] for each in talked_of] == ["visa_rule"]


def test_a_record_of_a_measure_has_the_keys_of_the_contract(store: Store) -> None:
    (found,) = measures.measures(store, kinds=["institution"], on=date(2026, 1, 1))
    assert contract.measure_record(found) == {
        "id": "institution-jpn-rus",
        "kind": "institution",
        "name": "the institution",
        "issuer": "JPN",
        "subject": "RUS",
        "mutual": False,
        "value": "six",
        "status": "ending_announced",
        "valid_from": "1994",
        "valid_to": None,
        "history": [
            {
                "date": "1994",
                "date_basis": "stated",
                "status": "in_force",
                "event": "event-0",
                "value": "six",
                "deadline": None,
                "due": None,
            },
            {
                "date": "2025-09-10",
                "date_basis": "stated",
                "status": "ending_announced",
                "event": "event-1",
                "value": "six",
                "deadline": None,
                "due": None,
            },
        ],
    }


def test_measures_are_asked_by_kind_issuer_and_newest_change(store: Store) -> None:
    day = date(2026, 1, 1)
    assert [each.kind for each in measures.measures(store, issuer="RUS", on=day)] == ["agreement"]
    assert [each.kind for each in measures.measures(store, since=date(2025, 2, 1), on=day)] == ["institution"]
    assert [each.id for each in measures.measures(store, kinds=["Expulsion"], on=day)] == [EXPULSION.id]


def test_measures_are_asked_by_whom_they_concern_and_how_they_stand(store: Store) -> None:
    day = date(2026, 1, 1)
    towards_japan = measures.measures(store, subject="JPN", on=day)
    assert [each.id for each in towards_japan] == [TREATY.id]
    assert measures.measures(store, issuer="JPN", subject="JPN", on=day) == []
    suspended = measures.measures(store, statuses=["Suspended", "ending-announced"], on=day)
    assert {each.id for each in suspended} == {TREATY.id, CENTRES.id}
    before = measures.measures(store, statuses=["in_force"], on=date(2024, 1, 1))
    assert {each.id for each in before} == {TREATY.id, CENTRES.id}


def test_a_mutual_measure_is_both_sides(store: Store) -> None:
    pact = replace(TREATY, id="pact", mutual=True)
    with store.transaction() as connection:
        connection.execute(insert(schema.measures), rows.measure_row(pact))
    day = date(2026, 1, 1)
    for issuer, subject in (("JPN", "RUS"), ("RUS", "JPN"), ("JPN", None), (None, "RUS")):
        assert pact in measures.measures(store, issuer=issuer, subject=subject, on=day)


def test_an_unknown_status_is_refused_with_a_suggestion(store: Store) -> None:
    with pytest.raises(QuestionError, match="no status of a measure is called 'enforced'"):
        measures.measures(store, statuses=["enforced"], on=date(2026, 1, 1))


def test_an_unknown_kind_is_refused_with_a_suggestion(store: Store) -> None:
    with pytest.raises(
        QuestionError, match="no kind of measure is called 'expulsions'; did you mean expulsion"
    ):
        measures.measures(store, kinds=["expulsions"], on=date(2026, 1, 1))


def test_a_measure_is_found_by_how_its_id_begins(store: Store) -> None:
    detail = measures.measure(store, "agree", date(2026, 1, 1))
    assert detail.measure == TREATY
    assert [step["quotes"] for step in detail.record()["history"]] == [[], []]
    with pytest.raises(QuestionError, match="no measure has an id"):
        measures.measure(store, "zzz", date(2026, 1, 1))
    with pytest.raises(QuestionError, match="no measure has an id"):
        measures.measure(store, "", date(2026, 1, 1))
