"""Feeds and calendars, as the programs that read them would check them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from comity.answers import feeds
from comity.answers.change import AnnouncedDay, Change, Changes, From, Occasion
from comity.dates import Basis, SpanOfDays
from comity.errors import InputError
from comity.records import State

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"a": feeds.ATOM, "h": feeds.XHTML}

ENDING = Change(
    id="c1",
    days=SpanOfDays.parse("2025-09-10", Basis.RELATIVE),
    kind="institution",
    issuer="CHL",
    subject="PER",
    mutual=False,
    name="Houses of Culture",
    before=State.IN_FORCE,
    after=State.ENDING_ANNOUNCED,
    basis=From.LEDGER,
    measure="m1",
    value="six houses",
    deadline=SpanOfDays.parse("2025-12-31"),
    event="e1",
    quote="Chile is to close its six Houses of Culture by the end of the year",
    document="lima.html",
    publisher="The Lima Letter",
    published=date(2025, 9, 11),
)
RULE = Change(
    id="c2",
    days=SpanOfDays.parse("2025-06"),
    kind="visa_rule",
    issuer="CHL",
    subject="PER,BOL",
    mutual=False,
    name="visa rule",
    before=None,
    after=State.IN_FORCE,
    basis=From.RECORD,
    measure="chl-2025",
    value="visa free, 90 days",
    document="Gazette 7",
    publisher="Gazette of Chile",
    published=date(2025, 5, 20),
    url="https://example.org/7?a=1&b=2",
)

HOSTILE = (
    "<script>alert(1)</script> ]]> &amp; <![CDATA[ \x00\x07\x1b[31m\x7f \ud800 \ufffe\r\nEND:VEVENT\r\n"
    "BEGIN:VALARM; a, b; c\\n \u202eevil\u2028 “x” --> \U0001f600"
)


def found(*changes: Change, announced: tuple[AnnouncedDay, ...] = ()) -> Changes:
    return Changes(date(2025, 1, 1), None, ("CHL", "PER"), (), changes, announced)


def day(change: Change, days: str, occasion: Occasion = Occasion.DEADLINE) -> AnnouncedDay:
    return AnnouncedDay(f"d-{change.id}", SpanOfDays.parse(days), occasion, change)


def parsed(told: bytes) -> Any:
    return etree.fromstring(told, etree.XMLParser(resolve_entities=False, recover=False))


def texts(tree: Any, path: str) -> list[str]:
    return ["".join(each.itertext()) for each in tree.xpath(path, namespaces=NAMES)]


def events(told: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(told).walk("VEVENT")


def check_atom(told: bytes) -> Any:
    """What RFC 4287 asks of a feed and its entries (4.1.1, 4.1.2)."""
    tree = parsed(told)
    assert tree.tag == f"{{{feeds.ATOM}}}feed"
    for element in (tree, *tree.xpath("a:entry", namespaces=NAMES)):
        for name in ("id", "title", "updated"):
            assert len(element.xpath(f"a:{name}", namespaces=NAMES)) == 1, name
        for stamp in texts(element, "a:updated | a:published"):
            assert datetime.fromisoformat(stamp).tzinfo is not None
        (name,) = texts(element, "a:id")
        assert name.startswith("tag:comity.invalid,2026:")
        assert " " not in name
    assert texts(tree, "a:author/a:name") == ["Comity"]
    ids = texts(tree, "a:entry/a:id")
    assert len(ids) == len(set(ids))
    for content in tree.xpath("a:entry/a:content", namespaces=NAMES):
        assert content.get("type") == "xhtml"
        assert [child.tag for child in content] == [f"{{{feeds.XHTML}}}div"]
        allowed = {f"{{{feeds.XHTML}}}{name}" for name in ("div", "p", "blockquote")}
        assert {each.tag for each in content.iterdescendants()} <= allowed
    return tree


def check_calendar(told: bytes) -> list[Any]:
    """What RFC 5545 asks of lines (3.1), calendars (3.4, 3.6) and events (3.6.1)."""
    text = told.decode("utf-8")
    assert text.endswith("\r\n")
    for line in told.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
    assert not any(ord(letter) < 32 and letter not in "\r\n\t" for letter in text)
    calendar = icalendar.Calendar.from_ical(told)
    assert (str(calendar["version"]), str(calendar["prodid"])[:10]) == ("2.0", "-//Comity/")
    assert calendar.subcomponents
    for event in events(told):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert event["dtstamp"].dt.utcoffset() == timedelta(0)
        assert type(event["dtstart"].dt) is date
        assert event["dtend"].dt > event["dtstart"].dt
        assert not event.subcomponents
        assert not event.errors
    uids = [str(event["uid"]) for event in events(told)]
    assert len(uids) == len(set(uids))
    return events(told)


def test_a_feed_has_what_the_standard_asks_for() -> None:
    tree = check_atom(feeds.atom(found(ENDING, RULE)))
    assert texts(tree, "a:entry/a:title") == [
        "CHL → PER Houses of Culture (institution): ending announced",
        "CHL → PER,BOL visa rule: in force",
    ]
    assert texts(tree, "a:entry[1]/a:summary") == [
        "10 September 2025: CHL → PER Houses of Culture (institution): in force → ending announced; "
        "six houses; deadline 31 December 2025"
    ]
    assert texts(tree, "a:entry[1]/a:content//h:blockquote")[0].strip() == ENDING.quote
    assert "The Lima Letter, lima.html (event e1)" in texts(tree, "a:entry[1]/a:content")[0]
    assert "(visa record, chl-2025)" in texts(tree, "a:entry[2]/a:content")[0]
    assert tree.xpath("a:entry/a:link/@href", namespaces=NAMES) == ["https://example.org/7?a=1&b=2"]
    assert tree.xpath("a:entry/a:category/@term", namespaces=NAMES) == ["institution", "visa_rule"]


def test_a_feed_was_updated_when_its_newest_change_was_told() -> None:
    tree = check_atom(feeds.atom(found(RULE, ENDING)))
    assert texts(tree, "a:updated") == ["2025-09-11T00:00:00Z"]
    assert texts(tree, "a:entry/a:updated") == ["2025-05-20T00:00:00Z", "2025-09-11T00:00:00Z"]
    untold = check_atom(feeds.atom(found(replace(RULE, published=None))))
    assert texts(untold, "a:updated") == ["2025-06-30T00:00:00Z"]


def test_an_empty_feed_and_an_empty_calendar_are_whole() -> None:
    tree = check_atom(feeds.atom(found()))
    assert texts(tree, "a:updated") == ["2025-01-01T00:00:00Z"]
    assert check_calendar(feeds.calendar(found())) == []


def test_the_id_of_a_feed_is_that_of_its_question() -> None:
    whole = replace(found(), states=())
    ids = [
        texts(parsed(feeds.atom(each)), "a:id")[0]
        for each in (whole, found(), replace(whole, kinds=("expulsion",)), replace(whole, since=date.today()))
    ]
    assert ids[0] == ids[3]
    assert len(set(ids)) == 3
    swapped = replace(found(), states=("PER", "CHL"))
    assert texts(parsed(feeds.atom(swapped)), "a:id")[0] == ids[1]


def test_a_deadline_is_an_event_of_the_whole_day() -> None:
    (event,) = check_calendar(feeds.calendar(found(announced=(day(ENDING, "2025-12-31", Occasion.LEAVE),))))
    assert str(event["summary"]) == "CHL → PER Houses of Culture (institution): leave by 31 December 2025"
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 12, 31), date(2026, 1, 1))
    assert event["dtstamp"].dt == datetime(2025, 9, 11, tzinfo=UTC)
    assert f"“{ENDING.quote}”" in str(event["description"])
    assert str(event["uid"]) == "d-c1@comity.invalid"
    assert str(event["transp"]) == "TRANSPARENT"


@pytest.mark.parametrize(
    ("days", "first", "end", "words"),
    [
        ("2025-06", date(2025, 6, 1), date(2025, 7, 1), "takes effect in June 2025"),
        (
            "2025-06-02/2025-06-04",
            date(2025, 6, 2),
            date(2025, 6, 5),
            "takes effect within 2 to 4 June 2025",
        ),
        ("2026", date(2026, 1, 1), date(2026, 1, 2), "takes effect in 2026"),
        ("2025-06-03", date(2025, 6, 3), date(2025, 6, 4), "takes effect on 3 June 2025"),
    ],
)
def test_a_span_is_shown_whole_unless_it_is_longer_than_a_month(
    days: str, first: date, end: date, words: str
) -> None:
    announced = (day(RULE, days, Occasion.TAKES_EFFECT),)
    (event,) = check_calendar(feeds.calendar(found(announced=announced)))
    assert (event["dtstart"].dt, event["dtend"].dt) == (first, end)
    assert str(event["summary"]).endswith(words)


def test_the_same_changes_give_the_same_bytes() -> None:
    asked = found(ENDING, RULE, announced=(day(ENDING, "2025-12-31"), day(RULE, "2025-06")))
    assert {feeds.atom(asked) for _ in range(3)} == {feeds.atom(asked)}
    assert {feeds.calendar(asked) for _ in range(3)} == {feeds.calendar(asked)}


@given(text=st.text(max_size=300))
@example(text=HOSTILE)
@example(text="]]>")
@example(text="\r\nATTENDEE:mailto:x@example.org")
def test_hostile_words_stay_words(text: str) -> None:
    bad = replace(
        ENDING, name=f"n{text}", value=f"v{text}", quote=text, document=text, publisher=text, url=text
    )
    tree = check_atom(feeds.atom(found(bad)))
    assert len(texts(tree, "a:entry")) == 1
    (event,) = check_calendar(feeds.calendar(found(bad, announced=(day(bad, "2025-12-31"),))))
    assert set(event) == {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "DESCRIPTION",
        "CATEGORIES",
        "TRANSP",
    }
    assert len(str(event["summary"]).splitlines()) == 1


SITE = feeds.Site("http://127.0.0.1:8470", "one=CHL&kind=institution")


def test_a_feed_that_is_served_links_to_itself_and_to_the_pages() -> None:
    made = parsed(feeds.atom(found(ENDING, RULE), SITE))
    links = {link.get("rel"): link.get("href") for link in made.findall("a:link", NAMES)}
    assert links == {
        "self": "http://127.0.0.1:8470/changes.atom?one=CHL&kind=institution",
        "alternate": "http://127.0.0.1:8470/changes?one=CHL&kind=institution",
    }
    of_ledger, of_record = (
        [(link.get("rel"), link.get("href")) for link in entry.findall("a:link", NAMES)]
        for entry in made.findall("a:entry", NAMES)
    )
    assert of_ledger == [("alternate", "http://127.0.0.1:8470/measures/m1")]
    assert of_record == [("related", RULE.url)]  # a rule for several states has no page of its own


def test_a_rule_about_one_state_leads_to_the_page_of_that_crossing() -> None:
    rule = replace(RULE, subject="PER")
    assert SITE.about(rule) == "http://127.0.0.1:8470/visa/PER/CHL"
    assert SITE.about(replace(RULE, subject="*")) is None


def test_a_calendar_that_is_served_links_to_the_pages() -> None:
    made = icalendar.Calendar.from_ical(feeds.calendar(found(announced=(day(ENDING, "2025-12-31"),)), SITE))
    assert [each["url"] for each in made.walk("VEVENT")] == ["http://127.0.0.1:8470/measures/m1"]


def test_hostile_words_are_shown_without_their_control_characters() -> None:
    bad = replace(ENDING, quote=HOSTILE)
    (quote,) = texts(check_atom(feeds.atom(found(bad))), "a:entry/a:content//h:blockquote")
    assert "<script>alert(1)</script> ]]> &amp; <![CDATA[ [31m" in quote
    assert "\u202e" not in quote
    assert b"<script" not in feeds.atom(found(bad))
    (event,) = check_calendar(feeds.calendar(found(announced=(day(bad, "2025-12-31"),))))
    assert "END:VEVENT BEGIN:VALARM; a, b; c\\n evil “x” --> \U0001f600" in str(event["description"])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", None])
def test_only_addresses_of_the_web_are_links(url: str | None) -> None:
    tree = check_atom(feeds.atom(found(replace(RULE, url=url))))
    assert tree.xpath("a:entry/a:link", namespaces=NAMES) == []


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "feed.xml"
    feeds.write(b"one", out)
    feeds.write(b"two", out)
    assert out.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [out]
    with pytest.raises(InputError, match="cannot be written"):
        feeds.write(b"three", tmp_path / "missing" / "feed.xml")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        feeds.write(b"three", tmp_path / "folder")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["feed.xml", "folder"]
