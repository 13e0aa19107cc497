"""The answers on visas as records: their keys and types, as JSON prints them."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.borders.made import Made, day, rule

from comity.borders import conditions
from comity.borders.stays import Stay
from comity.errors import QuestionError
from comity.visas import Visas

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = type(None)
ANSWER: dict[str, tuple[type, ...]] = {
    "passport": (str,),
    "destination": (str,),
    "on": (str,),
    "needed": (bool, str),
    "requirement": (str,),
    "days": (int, NOTHING),
    "months": (int, NOTHING),
    "window": (dict, NOTHING),
    "entries": (str, NOTHING),
    "conditions": (list,),
    "questions": (list,),
    "used_days": (int, NOTHING),
    "left_days": (int, NOTHING),
    "last_day": (str, NOTHING),
    "overstay_days": (int, NOTHING),
    "rule": (dict,),
    "change": (dict, NOTHING),
    "suspended": (list,),
    "barred": (dict, NOTHING),
    "others": (list,),
    "too_long_for": (list,),
    "sources": (list,),
    "known_to": (str,),
    "pending": (list,),
    "reverse": (dict, NOTHING),
}
PROMISED = {
    "passport",
    "destination",
    "on",
    "needed",
    "requirement",
    "days",
    "conditions",
    "used_days",
    "left_days",
    "last_day",
    "rule",
    "sources",
    "pending",
    "reverse",
}
WINDOW = "days: 90\nwindow: {days: 90, in: 180}"
STOP = """
suspensions:
- {id: chl-stop, passports: [PER], suspends: [visa_free], leaves: visa_required,
   from: 2020-03-20, to: 2020-12-31, sources: [gazette]}
closures:
- {id: chl-shut, passports: [PER], bars: covid_ban, from: 2020-04-01, to: 2020-04-30, sources: [gazette]}
"""


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


@pytest.fixture
def visas(made: Made) -> Visas:
    """Chile exempts Peruvians in a window, registered Bolivians for 15 days; the snapshots have their own."""
    for passport in ("PER", "BOL"):
        made.seen(f"{passport} CHL", "visa_required", "2019-01-05/2025-03-01")
        made.seen(f"CHL {passport}", "visa_free", "2019-01-05/2025-03-01", days=30)
    made.seen("BOL CHL", "evisa", "2021-05-01/2021-05-01", gone="2021-06-01", doubtful="alone")
    registered = "days: 15\nconditions: {registered: true}\notherwise: visa_required"
    return made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-per", "visa_free", "2020-01-01", WINDOW)
        + rule("chl-bol", "visa_free", "2020-01-01", registered, passports="[BOL]")
        + STOP,
    ).visas


def kept(answer: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: answer[key] for key in keys}


@pytest.mark.parametrize(
    ("passport", "on", "more"),
    [
        ("PER", "2021-06-01", {}),
        ("PER", "2020-04-05", {}),
        ("PER", "2021-06-01", {"days": 91}),
        ("PER", "2021-06-01", {"purpose": "work"}),
        ("PER", "2021-06-01", {"stays": []}),
        ("BOL", "2021-05-01", {}),
        ("BOL", "2021-05-01", {"registered": True, "stays": [Stay(day("2021-04-30"), None)]}),
        ("BOL", "2021-05-01", {"registered": False}),
    ],
)
def test_every_answer_has_all_keys_of_the_contract(
    visas: Visas, passport: str, on: str, more: dict[str, Any]
) -> None:
    answer = visas.ask(passport, "CHL", on, **more)
    assert set(ANSWER) >= PROMISED
    assert list(answer) == list(ANSWER)
    for key, types in ANSWER.items():
        assert isinstance(answer[key], types), key
    assert answer["needed"] in {True, False, "depends"}
    assert {"valid_from", "valid_to", "basis"} <= set(answer["rule"])
    assert json.loads(json.dumps(answer)) == answer


def test_an_exemption_in_a_window(visas: Visas) -> None:
    answer = visas.ask("Peru", "Chile", "2021-06-01")
    assert kept(answer, "passport", "destination", "on", "needed", "requirement", "days") == {
        "passport": "PER",
        "destination": "CHL",
        "on": "2021-06-01",
        "needed": False,
        "requirement": "visa_free",
        "days": 90,
    }
    assert answer["window"] == {"days": 90, "in": 180, "from": None}
    assert kept(answer, "used_days", "left_days", "last_day") == {
        "used_days": None,
        "left_days": None,
        "last_day": None,
    }
    assert kept(answer["rule"], "id", "valid_from", "valid_to", "basis") == {
        "id": "chl-per",
        "valid_from": "2020-01-01",
        "valid_to": None,
        "basis": "curated",
    }


def test_days_used_and_left(visas: Visas) -> None:
    stays = [Stay(day("2021-05-01"), day("2021-05-20"))]
    answer = visas.ask("PER", "CHL", day("2021-06-01"), stays=stays)
    assert kept(answer, "used_days", "left_days", "last_day", "overstay_days") == {
        "used_days": 20,
        "left_days": 70,
        "last_day": "2021-08-09",
        "overstay_days": 0,
    }
    assert answer["window"]["from"] == "2020-12-04"


def test_who_is_there_has_a_day_less_left_than_who_enters(visas: Visas) -> None:
    there = visas.ask("PER", "CHL", "2021-06-01", stays=[Stay(day("2021-06-01"), None)])
    entering = visas.ask("PER", "CHL", "2021-06-01", stays=[])
    assert kept(there, "used_days", "left_days", "last_day") == {
        "used_days": 1,
        "left_days": 89,
        "last_day": "2021-08-29",
    }
    assert kept(entering, "used_days", "left_days", "last_day") == {
        "used_days": 0,
        "left_days": 90,
        "last_day": "2021-08-29",
    }


def test_a_visit_without_a_window_is_counted_from_its_entry(visas: Visas) -> None:
    stays = [Stay(day("2021-06-01"), None)]
    there = visas.ask("BOL", "CHL", "2021-06-10", registered=True, stays=stays)
    assert kept(there, "needed", "used_days", "left_days", "last_day", "overstay_days") == {
        "needed": False,
        "used_days": 10,
        "left_days": 5,
        "last_day": "2021-06-15",
        "overstay_days": 0,
    }
    over = visas.ask("BOL", "CHL", "2021-06-18", registered=True, stays=stays)
    assert kept(over, "needed", "used_days", "left_days", "overstay_days") == {
        "needed": True,
        "used_days": 18,
        "left_days": 0,
        "overstay_days": 3,
    }


def test_it_depends_on_what_was_not_said(visas: Visas) -> None:
    answer = visas.ask("BOL", "CHL", "2021-06-01")
    assert kept(answer, "needed", "requirement", "days") == {
        "needed": "depends",
        "requirement": "visa_free",
        "days": 15,
    }
    (condition,) = answer["conditions"]
    assert kept(condition, "kind", "value", "met", "presumed") == {
        "kind": "registered",
        "value": True,
        "met": None,
        "presumed": False,
    }
    assert answer["questions"] == ["Has the passport been registered with the destination's mission?"]
    assert answer["rule"]["otherwise"] == "visa_required"


def test_who_does_not_meet_a_condition_is_shown_what_others_have(visas: Visas) -> None:
    answer = visas.ask("BOL", "CHL", "2021-06-01", registered=False)
    assert kept(answer, "needed", "requirement", "days") == {
        "needed": True,
        "requirement": "visa_required",
        "days": None,
    }
    assert [each["id"] for each in answer["others"]] == ["chl-bol"]


def test_a_stay_that_is_too_long_has_no_days(visas: Visas) -> None:
    answer = visas.ask("PER", "CHL", "2021-06-01", days=91)
    assert kept(answer, "needed", "requirement", "days", "window") == {
        "needed": True,
        "requirement": "visa_required",
        "days": None,
        "window": None,
    }
    assert [each["days"] for each in answer["too_long_for"]] == [90]


def test_who_comes_to_work_is_shown_the_exemption_that_is_not_for_work(visas: Visas) -> None:
    answer = visas.ask("PER", "CHL", "2021-06-01", purpose="work")
    assert kept(answer, "needed", "requirement") == {"needed": True, "requirement": "visa_required"}
    assert [each["id"] for each in answer["others"]] == ["chl-per"]


def test_a_suspension_and_a_closure_are_told_beside_the_answer(visas: Visas) -> None:
    answer = visas.ask("PER", "CHL", "2020-04-05")
    assert (answer["needed"], answer["rule"]["id"]) == (True, "chl-stop")
    (stop,) = answer["suspended"]
    assert kept(stop, "rule", "requirement", "valid_from", "valid_to") == {
        "rule": "chl-per",
        "requirement": "visa_free",
        "valid_from": "2020-03-20",
        "valid_to": "2020-12-31",
    }
    assert answer["barred"]["by"] == "covid_ban"
    assert visas.ask("PER", "CHL", "2020-05-01")["barred"] is None


def test_sources_say_what_they_say_and_whether_they_agree(visas: Visas) -> None:
    gazette, table, doubt = visas.ask("BOL", "CHL", "2021-05-01", registered=True)["sources"]
    assert kept(gazette, "publisher", "requirement", "days", "agrees", "doubtful") == {
        "publisher": "Official Gazette",
        "requirement": "visa_free",
        "days": 15,
        "agrees": True,
        "doubtful": None,
    }
    assert (table["publisher"], table["agrees"]) == ("somebody/tables", False)
    assert (doubt["requirement"], doubt["doubtful"]) == ("evisa", "alone")


def test_the_other_direction_is_told_too(visas: Visas) -> None:
    back = visas.ask("PER", "CHL", "2021-06-01")["reverse"]
    assert kept(back, "passport", "destination", "on", "needed", "requirement", "days") == {
        "passport": "CHL",
        "destination": "PER",
        "on": "2021-06-01",
        "needed": False,
        "requirement": "visa_free",
        "days": 30,
    }
    assert back["rule"]["basis"] == "seen"


def test_a_direction_that_no_source_has_is_left_out(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2025-03-01")
    assert made.visas.ask("PER", "CHL", "2021-06-01")["reverse"] is None


def test_an_area_asks_and_is_not_asked(made: Made) -> None:
    made.seen("PER CHL", "visa_free", "2019-01-05/2025-03-01")
    made.curated("SCH", "rules:\n" + rule("sch-per", "visa_free", "2020-01-01", WINDOW))
    for told in ("SCHENGEN", "Schengen area", "SCH"):
        answer = made.visas.ask("PER", told, "2021-06-01")
        assert (answer["destination"], answer["needed"], answer["reverse"]) == ("SCH", False, None)


def test_days_of_a_change_tell_both_rules_and_when(made: Made) -> None:
    made.seen("PER CHL", "visa_required", "2019-01-05/2020-04-01", gone="2020-08-01")
    made.seen("PER CHL", "visa_free", "2020-08-01/2024-04-01", days=30)
    answer = made.visas.ask("PER", "CHL", "2020-06-01")
    assert (answer["needed"], answer["requirement"]) == ("depends", "visa_required")
    assert answer["questions"] == []
    assert kept(answer["change"], "requirement", "days", "needed", "between", "barred") == {
        "requirement": "visa_free",
        "days": 30,
        "needed": False,
        "between": "2020-04-02/2020-08-01",
        "barred": None,
    }
    assert made.visas.ask("PER", "CHL", "2020-08-01")["change"] is None


def test_an_end_that_is_not_known_is_a_change_too(made: Made) -> None:
    made.curated(
        "CHL",
        "rules:\n"
        + rule("chl-all", "visa_required", "2015", passports='"*"')
        + rule("chl-per", "visa_free", "2020-01-01", "to: 2023"),
    )
    made.seen("PER BOL", "visa_free", "2019-01-05/2020-04-01")
    made.seen("CHL BOL", "visa_free", "2019-01-05/2020-04-01")
    answer = made.visas.ask("PER", "CHL", "2023-06-01")
    assert (answer["needed"], answer["rule"]["valid_to_known"]) == ("depends", "year")
    assert answer["change"]["between"] == "2023-01-02/2024-01-01"


def test_an_answer_tells_up_to_which_day_its_sources_go(visas: Visas) -> None:
    assert visas.ask("PER", "CHL", "2030-01-01")["known_to"] == "2025-06-01"  # the day of the review
    assert visas.ask("CHL", "PER", "2030-01-01")["known_to"] == "2025-03-01"  # the newest snapshot


def test_a_moment_stands_for_its_day(visas: Visas) -> None:
    assert visas.ask("PER", "CHL", datetime(2021, 6, 1, 12, 30))["on"] == "2021-06-01"


def test_without_a_day_it_is_today_that_is_asked_about(visas: Visas) -> None:
    assert visas.ask("PER", "CHL")["on"] == date.today().isoformat()


def test_a_passport_is_a_fact_too(visas: Visas) -> None:
    answer = visas.ask("PER", "CHL", "2021-06-01", passport="diplomatic")
    assert answer["needed"] is False


def test_history_is_a_list_of_stretches(visas: Visas) -> None:
    found = visas.history("BOL", "CHL")
    assert [kept(each, "valid_from", "valid_to", "requirement", "otherwise") for each in found] == [
        {
            "valid_from": "..2019-01-05",
            "valid_to": "2019-12-31",
            "requirement": "visa_required",
            "otherwise": None,
        },
        {
            "valid_from": "2020-01-01",
            "valid_to": None,
            "requirement": "visa_free",
            "otherwise": "visa_required",
        },
    ]
    assert found[1]["sources"][0]["title"] == "Decree on visitors"
    assert json.loads(json.dumps(found)) == found


def test_months_stay_months(made: Made) -> None:
    for pair in ("PER CHL", "CHL PER"):
        made.seen(pair, "visa_required", "2019-01-05/2025-03-01")
    made.curated("CHL", "rules:\n" + rule("chl-per", "visa_free", "2019-01-05", "months: 3"))
    visas = made.visas
    answer = visas.ask("PER", "CHL", "2021-05-31", stays=[])
    assert kept(answer, "days", "months", "last_day") == {"days": 90, "months": 3, "last_day": "2021-08-30"}
    (stretch,) = visas.history("PER", "CHL")
    assert kept(stretch, "days", "months") == {"days": 90, "months": 3}


def test_an_area_has_no_citizens_who_travel_the_other_way() -> None:
    assert Visas().ask("JPN", "SCHENGEN", "2026-01-01")["reverse"] is None


def test_passports_of_a_destination_and_of_one_requirement(visas: Visas) -> None:
    found = visas.passports("CHL", "2021-06-01")
    assert [(each["passport"], each["requirement"], each["days"]) for each in found] == [
        ("BOL", "visa_free", 15),
        ("PER", "visa_free", 90),
    ]
    assert {"passport", "destination", "requirement", "days", "conditions", "rule"} <= set(found[0])
    assert [each["passport"] for each in visas.passports("CHL", "2020-06-01", requirement="visa-free")] == [
        "BOL"
    ]


def test_destinations_of_a_passport_and_of_one_requirement(visas: Visas) -> None:
    found = visas.destinations("Peru", "2021-06-01")
    assert [(each["passport"], each["destination"], each["requirement"]) for each in found] == [
        ("PER", "CHL", "visa_free")
    ]
    assert found == [each for each in visas.passports("CHL", "2021-06-01") if each["passport"] == "PER"]
    assert visas.destinations("PER", "2021-06-01", requirement="evisa") == []
    assert visas.destinations("PER", "2020-04-05", requirement="visa_required") == []  # barred


def test_the_record_says_of_which_states_and_days_it_tells(visas: Visas) -> None:
    assert visas.states() == ["BOL", "CHL", "PER"]
    assert visas.areas() == ["SCH"]
    assert visas.begins.isoformat() <= "2019-01-05" <= visas.known_to.isoformat()


def test_turns_are_counted_by_day(visas: Visas) -> None:
    found = visas.turns([("PER", "CHL"), ("BOL", "CHL")])
    assert list(found) == sorted(found)
    assert found[day("2020-04-01")] == 1  # Chile shuts its border to Peruvians
    assert sum(found.values()) == sum(visas.turns([("PER", "CHL")]).values()) + sum(
        visas.turns([("BOL", "CHL")]).values()
    )


def test_every_fact_that_can_be_chosen_can_be_said() -> None:
    for kind, choices in Visas.facts().items():
        for choice, words in choices.items():
            assert conditions.facts({kind: choice})[kind] is not None
            assert words
    assert Visas.facts()["age"] == {}


def test_who_is_barred_does_not_enter_so(visas: Visas) -> None:
    barred = [each for each in visas.passports("CHL", "2020-04-05") if each["barred"]]
    assert [each["passport"] for each in barred] == ["PER"]
    assert visas.passports("CHL", "2020-04-05", requirement="visa_required") == []


def test_reciprocity_is_a_record_with_both_directions(visas: Visas) -> None:
    (one,) = visas.reciprocity("PER", "CHL", "2021-06-01")
    assert kept(one, "passport", "destination", "requirement", "days", "relation", "freer", "since") == {
        "passport": "PER",
        "destination": "CHL",
        "requirement": "visa_free",
        "days": 90,
        "relation": "unequal",
        "freer": None,
        "since": "2021-01-01",
    }
    assert kept(one["reverse"], "passport", "destination", "days") == {
        "passport": "CHL",
        "destination": "PER",
        "days": 30,
    }


def test_reciprocity_of_one_state_and_of_all(visas: Visas) -> None:
    mine = visas.reciprocity("CHL", on="2021-06-01")
    assert [(each["passport"], each["destination"]) for each in mine] == [("CHL", "BOL"), ("CHL", "PER")]
    everyone = visas.reciprocity(on="2021-06-01")
    assert len(everyone) == 3
    assert [each["relation"] for each in everyone] == ["unequal", "unknown", "unequal"]
    assert [each["since"] for each in everyone] == ["2020-01-01", None, "2021-01-01"]


def test_the_shipped_record_has_19701_pairs_of_states() -> None:
    states = len(Visas().record.passports())
    assert states * (states - 1) // 2 == 19_701


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (lambda visas: visas.ask("Peruu", "CHL"), r"did you mean Peru \(PER\)"),
        (lambda visas: visas.ask("Atlantis", "CHL"), "no state is called 'Atlantis'"),
        (lambda visas: visas.ask("UN", "CHL"), "United Nations .* has no passport in the record"),
        (lambda visas: visas.ask("PER", "NATO"), "is no destination in the record"),
        (lambda visas: visas.ask("PER", "PER"), "PER asks its own citizens for no visa"),
        (lambda visas: visas.ask("PER", "CHL", "2021"), "'2021' is no single day; give one, as 2021-01-01"),
        (lambda visas: visas.ask("PER", "CHL", "soon"), "'soon' is no day"),
        (lambda visas: visas.ask("PER", "CHL", "2018-06-01"), "begins on 2019-01-05, after 2018-06-01"),
        (lambda visas: visas.ask("PER", "CHL", days=0), "a stay of 0 days is none"),
        (lambda visas: visas.ask("PER", "CHL", height=2), "nothing is asked of a traveller under 'height'"),
        (lambda visas: visas.history("PER", "PER"), "PER asks its own citizens for no visa"),
        (lambda visas: visas.passports("CHL", requirement="free"), "no requirement is called 'free'"),
        (lambda visas: visas.passports("CHL", "1999-01-01"), "the record of CHL begins on 2019-01-05"),
        (lambda visas: visas.passports("SCHENGEN"), "the record has nothing of SCH"),
        (lambda visas: visas.destinations("PER", requirement="free"), "no requirement is called 'free'"),
        (lambda visas: visas.destinations("PER", "1999-01-01"), "the record of PER passports begins on"),
        (lambda visas: visas.destinations("SCHENGEN"), "has no passport in the record"),
        (lambda visas: visas.reciprocity("PER", "PER"), "PER asks its own citizens for no visa"),
    ],
)
def test_a_question_without_meaning_is_refused(visas: Visas, question: Any, told: str) -> None:
    with pytest.raises(QuestionError, match=told):
        question(visas)
