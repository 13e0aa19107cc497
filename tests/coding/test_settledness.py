"""How settled an act is, by its own form and by the words above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


def bug(*values: object, why: str) -> object:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


def test_what_is_told_plainly_is_actual(desk: Desk) -> None:
    assert desk.statuses("Norway expelled a Russian diplomat.") == ["SANCTION actual"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway will expel a Russian diplomat.",
        "Norway plans to expel a Russian diplomat.",
        "Norway has decided to expel a Russian diplomat.",
        "Norway is set to expel a Russian diplomat.",
        "Norway is ready to expel a Russian diplomat.",
        "Norway said it would expel a Russian diplomat.",
        "Norway announced plans to expel a Russian diplomat.",
        "A Russian diplomat will be expelled by Norway.",
        "Norway is to expel a Russian diplomat.",
    ],
)
def test_what_is_said_to_be_coming_is_announced(desk: Desk, sentence: str) -> None:
    assert desk.statuses(sentence) == ["SANCTION announced"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway is considering expelling a Russian diplomat.",
        "Norway is weighing sanctions on Belarus.",
        "Norway discussed whether to expel a Russian diplomat.",
        "Norway is contemplating sanctions on Belarus.",
        "Norway is mulling a ban on Belarusian lorries.",
    ],
)
def test_what_is_under_discussion_is_considered(desk: Desk, sentence: str) -> None:
    assert desk.statuses(sentence) == ["SANCTION considered"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway may expel a Russian diplomat.",
        "Norway might impose sanctions on Belarus.",
        "Norway could impose sanctions on Belarus.",
        "Norway wants to impose sanctions on Belarus.",
        "Norway would expel a Russian diplomat if the flights went on.",
        "If Norway expels a Russian diplomat, nobody will be surprised.",
        "Unless Norway expels a Russian diplomat, nobody will be surprised.",
        "If the flights go on, Norway will expel a Russian diplomat.",
    ],
)
def test_what_depends_on_something_is_hypothetical(desk: Desk, sentence: str) -> None:
    assert desk.statuses(sentence) == ["SANCTION hypothetical"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway did not expel a Russian diplomat.",
        "Norway has never imposed sanctions on Belarus.",
        "Norway denied that it had expelled a Russian diplomat.",
        "Norway denied having expelled a Russian diplomat.",
        "No sanctions were imposed on Iran by Canada.",
    ],
)
def test_what_is_said_not_to_be_so_is_denied(desk: Desk, sentence: str) -> None:
    assert desk.statuses(sentence) == ["SANCTION denied"]


def test_an_alleged_act_is_disputed_from_the_start(desk: Desk) -> None:
    assert desk.statuses("Russia's alleged shelling of Poland was on every screen.") == ["ASSAULT denied"]


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("Planned talks between Chile and Peru drew a crowd.", ["CONSULT announced"]),
        ("Possible talks between Chile and Peru drew a crowd.", ["CONSULT considered"]),
        ("Talks between Chile and Peru will be held on Friday.", ["CONSULT announced"]),
        ("Talks between Chile and Peru are planned for Friday.", ["CONSULT announced"]),
        ("Talks between Chile and Peru were held on Friday.", ["CONSULT actual"]),
        bug(
            "Chile called for talks with Peru.",
            ["REQUEST actual"],
            why="whoever calls for talks requests them",
        ),
    ],
)
def test_a_noun_is_as_settled_as_what_is_said_of_it(desk: Desk, sentence: str, statuses: list[str]) -> None:
    assert desk.statuses(sentence) == statuses


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway said on Monday that it had expelled a Russian diplomat.",
        "Norway began expelling Russian diplomats.",
        "Norway, an official confirmed, has expelled a Russian diplomat.",
        "Norway did not hesitate and expelled a Russian diplomat.",
    ],
)
def test_saying_and_beginning_leave_an_act_as_it_is(desk: Desk, sentence: str) -> None:
    assert desk.statuses(sentence) == ["SANCTION actual"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Finland accused Russia of shelling Ukraine.", ["FIN -> RUS ACCUSE allege"]),
        ("Finland demanded that Russia release two Finnish fishermen.", ["FIN -> RUS REQUEST yield"]),
        ("Finland threatened to impose sanctions on Russia.", ["FIN -> RUS THREATEN restrict"]),
        ("Finland condemned Russia for shelling Ukraine.", ["FIN -> RUS ACCUSE disapprove"]),
        ("Finland refused to expel the Russian envoy.", ["FIN -> RUS REJECT change"]),
        ("Finland asked Russia to withdraw its troops from Georgia.", ["FIN -> RUS REQUEST yield"]),
    ],
)
def test_what_is_only_charged_demanded_or_threatened_is_no_act_of_its_own(
    desk: Desk, sentence: str, told: list[str]
) -> None:
    assert desk.told(sentence) == told


def test_a_purpose_has_not_happened(desk: Desk) -> None:
    assert desk.told("Kenya trained officers to attack Somalia.") == []


def test_who_travels_to_sign_signs(desk: Desk) -> None:
    told = desk.statuses("The Kenyan president flew to Ethiopia to sign a trade agreement.")
    assert "AGREE actual" in told


def test_modals_reach_the_verbs_coordinated_with_theirs(desk: Desk) -> None:
    assert desk.statuses("Norway will recall its ambassador from Russia and expel the Russian consul.") == [
        "SANCTION announced",
        "SANCTION announced",
    ]


def test_a_negation_stays_with_its_own_verb(desk: Desk) -> None:
    statuses = desk.statuses("Norway did not recall its envoy from Russia but expelled the Russian consul.")
    assert statuses == ["SANCTION denied", "SANCTION actual"]


def test_a_relative_clause_stands_for_itself(desk: Desk) -> None:
    statuses = desk.statuses("Norway, which expelled a Russian consul, will recall its ambassador to Russia.")
    assert statuses == ["SANCTION actual", "SANCTION announced"]


def test_the_ground_of_a_measure_is_told_as_fact(desk: Desk) -> None:
    statuses = desk.statuses("Norway will impose sanctions on Russia for the invasion of Ukraine.")
    assert statuses[0] == "SANCTION announced"
    assert "ASSAULT announced" not in statuses


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        bug(
            "Egypt pledged 5 million dollars in aid for Sudan.",
            ["AGREE actual"],
            why="aid that is only pledged is coded as given",
        ),
        bug(
            "Lawmakers in Estonia urged the government to expel the Russian ambassador.",
            ["SANCTION hypothetical"],
            why="what a state's own lawmakers ask of its government is no request to another state",
        ),
    ],
)
def test_what_is_promised_or_asked_for_at_home_is_not_done(
    desk: Desk, sentence: str, told: list[str]
) -> None:
    assert desk.statuses(sentence) == told


def test_the_words_that_weaken_an_act_are_kept_as_its_marks(desk: Desk) -> None:
    (mention,) = desk.mentions("Norway is considering expelling a Russian diplomat.")
    assert mention.rule.split()[-1] == "considering"


def test_until_tells_what_was_where_it_is_past(desk: Desk) -> None:
    assert desk.statuses("Kenya shelled Somali villages until Tanzania condemned it.")[-1] == "ACCUSE actual"


def test_what_a_demand_is_for_is_not_done(desk: Desk) -> None:
    told = desk.statuses("Japan rejected the demand that Russia hand over the islands.")
    assert told == ["REJECT actual"]
