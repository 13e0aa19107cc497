"""Long lists a part at a time: whole whatever the size of the parts, also while somebody writes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.test_pipeline import SETTINGS, coder

import comity
from comity.answers import export
from comity.answers.contract import Kind
from comity.errors import QuestionError
from comity.ledger.store import Store
from comity.pipeline import follow_all, read
from webledger import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comity.answers.part import Key, Part
    from comity.api import Ledger

    Ask = Callable[..., Part[dict[str, Any]]]

MANY = 300


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    place = tmp_path_factory.mktemp("ledger") / "comity.db"
    with Store(place, write=True) as store:
        fill(store, MANY)
        read(["x.txt=2024-05-01 JPN ignored RUS", "missing"], store, SETTINGS, stages=coder("c-1"))
        follow_all(store)
    with comity.open(place, read_only=True) as opened:
        yield opened


def whole(ask: Ask, limit: int, **told: Any) -> list[dict[str, Any]]:
    """All parts, joined."""
    found: list[dict[str, Any]] = []
    after: Key | None = None
    while True:
        part = ask(limit=limit, after=after, **told)
        assert len(part.items) <= limit
        found.extend(part.items)
        if part.next is None:
            return found
        assert part.items
        after = part.next


def exported(ledger: Ledger, kind: Kind) -> list[dict[str, Any]]:
    return list(export.records(ledger.store(), kind))


@given(limit=st.integers(1, MANY + 2), newest_first=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_of_events_joined_are_the_export(ledger: Ledger, limit: int, *, newest_first: bool) -> None:
    found = whole(ledger.lists.events, limit, newest_first=newest_first)
    assert found == exported(ledger, Kind.EVENTS)[:: -1 if newest_first else 1]


@given(limit=st.integers(1, 70))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_of_documents_and_measures_joined_are_the_export(ledger: Ledger, limit: int) -> None:
    assert whole(ledger.lists.documents, limit) == exported(ledger, Kind.DOCUMENTS)
    assert whole(ledger.lists.measures, limit, on="2030-01-01") == [
        comity.answers.contract.measure_record(each) for each in ledger.measures(on="2030-01-01")
    ]


@given(limit=st.integers(1, MANY))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_of_mentions_joined_have_each_once(ledger: Ledger, limit: int) -> None:
    found = whole(ledger.lists.mentions, limit)
    told = [mention for event in exported(ledger, Kind.EVENTS) for mention in (event["id"],)]
    assert sorted(each["event"] for each in found) == sorted(told)
    assert len({each["id"] for each in found}) == MANY


def test_parts_of_what_was_skipped_joined_are_all_of_it(ledger: Ledger) -> None:
    for limit in (1, 2, 50):
        found = whole(ledger.lists.skipped, limit)
        assert sorted((each["stage"], each["reason"]) for each in found) == [
            ("code", "no act"),
            ("read", "no such file"),
        ]
    assert len(whole(ledger.lists.skipped, 1, stages=["read"])) == 1
    assert len(whole(ledger.lists.skipped, 1, reasons=["no act"])) == 1


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "since": st.sampled_from(["2015", "2019-03", "2022-06-01"]),
        "until": st.sampled_from(["2023", "2024-02", "2022-06-01"]),
        "types": st.lists(st.sampled_from(["SANCTION", "accuse", "CONSULT"]), max_size=2),
        "statuses": st.lists(st.sampled_from(["actual", "denied", "considered"]), max_size=2),
        "publisher": st.sampled_from(["Outlet 1", "Outlet 2", "Nobody"]),
        "text": st.sampled_from(["Visa Exemption", "100%", "spoke_to", ""]),
        "one": st.sampled_from(["JPN", "RUS", "USA"]),
        "other": st.sampled_from(["CHN", "GBR"]),
    },
)


@given(told=FILTERS, limit=st.integers(1, 40), newest_first=st.booleans())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_filters_keep_what_they_say(
    ledger: Ledger, told: dict[str, Any], limit: int, *, newest_first: bool
) -> None:
    def fits(event: dict[str, Any]) -> bool:
        sides = {*event["actors"], *event["recipients"]}
        documents = [texts[source["document"]] for source in event["sources"]]
        return (
            event["date_end"] >= told.get("since", "0")
            and event["date_start"] <= told.get("until", "9999") + "~"
            and (not told.get("types") or event["type"] in {each.upper() for each in told["types"]})
            and (not told.get("statuses") or event["status"] in told["statuses"])
            and all(told[side] in sides for side in ("one", "other") if side in told)
            and any(each["publisher"] == told.get("publisher", each["publisher"]) for each in documents)
            and any(told.get("text", "").casefold() in str(each["text"]).casefold() for each in documents)
        )

    from comity.ledger import reader

    with ledger.store().snapshot() as connection:
        texts = {
            each.name: {"publisher": each.publisher, "text": each.text}
            for each in reader.all_documents(connection)
        }
    expected = [event for event in exported(ledger, Kind.EVENTS) if fits(event)]
    found = whole(ledger.lists.events, limit, newest_first=newest_first, **told)
    assert found == expected[:: -1 if newest_first else 1]


def test_documents_are_chosen_by_publisher_text_and_days(ledger: Ledger) -> None:
    everything = exported(ledger, Kind.DOCUMENTS)
    of_one = whole(ledger.lists.documents, 7, publisher="Outlet 1")
    assert of_one == [each for each in everything if each["publisher"] == "Outlet 1"] != []
    late = whole(ledger.lists.documents, 7, since="2023")
    assert late == [each for each in everything if each["published"] >= "2023"] != []
    assert whole(ledger.lists.documents, 7, text="no such words") == []


def test_mentions_are_chosen_by_document_type_status_and_days(ledger: Ledger) -> None:
    every = whole(ledger.lists.mentions, 50)
    document = every[7]["document"]
    of_one = whole(ledger.lists.mentions, 2, document=document)
    assert of_one == [each for each in every if each["document"] == document]
    assert len(of_one) == 5
    told = {"types": ["accuse"], "statuses": ["actual"], "since": "2016", "until": "2022"}
    assert whole(ledger.lists.mentions, 2, **told) == [
        each
        for each in every
        if (each["type"], each["status"]) == ("ACCUSE", "actual") and "2016" <= each["date_start"] < "2023"
    ]
    assert whole(ledger.lists.mentions, 9, publisher="Nobody") == []


def test_measures_are_chosen_as_the_ledger_chooses_them(ledger: Ledger) -> None:
    told = {"kinds": ["sanction"], "since": "2016"}
    expected = [each.id for each in ledger.measures(on="2024-01-01", **told)]  # type: ignore[arg-type]
    assert [each["id"] for each in whole(ledger.lists.measures, 3, on="2024-01-01", **told)] == expected != []


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("events", ("2022-13-01", "a")),
        ("events", ("a",)),
        ("events", (1, "a")),
        ("events", ("2022-01-01", "a", "b")),
        ("events", ()),
        ("events", ("2022-01-01", "\ud800")),
        ("documents", ("a", 1)),
        ("documents", ("\ud800", "a")),
        ("measures", ("yesterday", "a")),
        ("mentions", (1,)),
        ("mentions", ("\ud800",)),
        ("skipped", ("a",)),
        ("skipped", (-1,)),
        ("skipped", (2**63,)),
        ("skipped", (1, 2)),
    ],
)
def test_a_key_of_another_list_is_told_as_such(ledger: Ledger, name: str, after: Key) -> None:
    with pytest.raises(QuestionError, match="is no place in this list; leave it out to begin anew"):
        getattr(ledger.lists, name)(after=after)


def test_the_key_of_another_list_is_told_as_such_for_a_pair_too(ledger: Ledger) -> None:
    with pytest.raises(QuestionError, match="is no place in this list"):
        ledger.lists.events(one="JPN", other="RUS", after=("x", "y"))


def test_a_part_has_at_least_one_item(ledger: Ledger) -> None:
    for ask in (ledger.lists.events, ledger.lists.documents, ledger.lists.mentions, ledger.lists.skipped):
        with pytest.raises(QuestionError, match="at least one item"):
            ask(limit=0)


def test_what_has_no_meaning_is_told_with_what_may_have_been_meant(ledger: Ledger) -> None:
    with pytest.raises(QuestionError, match="did you mean SANCTION"):
        ledger.lists.events(types=["SANCTON"])
    with pytest.raises(QuestionError, match="did you mean denied"):
        ledger.lists.events(statuses=["denid"])
    with pytest.raises(QuestionError, match="before they begin"):
        ledger.lists.events(since="2022", until="2021")
    assert ledger.lists.events(text="\ud800").items == ()


# A ledger that changes between two parts. Pages are of the little language of tests/test_pipeline.py.

LINES = st.builds(
    lambda day, actor, verb, recipient: f"{date.fromordinal(738000 + day)} {actor} {verb} {recipient}",
    st.integers(0, 12),
    st.sampled_from(["JPN", "FRA"]),
    st.sampled_from(["met", "condemned", "thanked", "ignored"]),
    st.sampled_from(["RUS", "PER"]),
)
PAGES = st.lists(st.lists(LINES, min_size=1, max_size=4, unique=True), min_size=1, max_size=6)


def paths(pages: list[list[str]], name: str) -> list[str]:
    return [f"{name}{number}.txt=" + "\n".join(lines) for number, lines in enumerate(pages)]


@given(
    before=PAGES,
    meanwhile=st.lists(PAGES, min_size=1, max_size=3),
    limit=st.integers(1, 4),
    newest_first=st.booleans(),
    again=st.booleans(),
)
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_what_is_written_between_parts_neither_repeats_nor_hides_what_stays(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[list[str]],
    meanwhile: list[list[list[str]]],
    limit: int,
    *,
    newest_first: bool,
    again: bool,
) -> None:
    place = tmp_path_factory.mktemp("ledger") / "comity.db"
    with Store(place, write=True) as store, comity.open(place, read_only=True) as ledger:
        read(paths(before, "a"), store, SETTINGS, stages=coder("c-1"))
        lists = ledger.lists
        asked: dict[str, Ask] = {
            "events": lambda **told: lists.events(newest_first=newest_first, **told),
            "pair": lambda **told: lists.events(one="JPN", other="RUS", newest_first=newest_first, **told),
            "documents": lists.documents,
            "mentions": lists.mentions,
            "skipped": lists.skipped,
        }
        first = {name: told_apart(ask(limit=10**6).items) for name, ask in asked.items()}
        found: dict[str, list[str]] = {name: [] for name in asked}
        after: dict[str, Key | None] = dict.fromkeys(asked)
        left = set(asked)
        writes, anew = list(meanwhile), False
        while left:
            for name in sorted(left):
                part = asked[name](limit=limit, after=after[name])
                found[name].extend(told_apart(part.items))
                after[name] = part.next
                if part.next is None:
                    left.remove(name)
            if writes:
                read(paths(writes.pop(), f"m{len(writes)}"), store, SETTINGS, stages=coder("c-1"))
            elif again and not anew:  # a newer coder that tells less: some events go
                anew = True
                read(paths(before[:2], "a"), store, SETTINGS, stages=coder("c-2", verbs=("met",)))
        for name, ask in asked.items():
            stayed = set(first[name]) & set(told_apart(ask(limit=10**6).items))
            assert stayed <= set(found[name]) or (name == "skipped" and anew)
            # A page that is read anew has what it skips written anew: another entry that looks the same.
            assert len(found[name]) == len(set(found[name])) or (name == "skipped" and anew)


def told_apart(items: tuple[dict[str, Any], ...]) -> list[str]:
    return [
        str(each.get("id", (each["name"], each.get("detail")) if "name" in each else "")) for each in items
    ]
