"""What a mention speaks of besides its parties."""

from __future__ import annotations

import pytest

from comity.dates import SpanOfDays
from comity.events import matter
from comity.records import Document, Mention, Party, Span, Status


def mention(text: str, predicate: str) -> Mention:
    at = text.index(predicate)
    return Mention(
        id="m",
        document="d",
        sentence=Span(0, len(text)),
        quote=Span(0, at + len(predicate)),
        predicate=Span(at, at + len(predicate)),
        actors=(Party("NOR", "GOV", Span(0, 6), "Norway", "name"),),
        recipients=(Party("SWE", "GOV", Span(0, 6), "Sweden", "name"),),
        type="SANCTION",
        mode=None,
        contexts=(),
        status=Status.ACTUAL,
        days=SpanOfDays.parse("2031-05-06"),
    )


def stems(text: str, predicate: str) -> frozenset[str]:
    return matter.of(mention(text, predicate), Document("d", "d", text, ())).stems


def test_parties_the_predicate_and_words_of_every_report_say_nothing() -> None:
    assert stems("Norway suspended the visas of Swedish sailors, the minister said.", "suspended") == {
        "visa",
        "sailor",
    }


def test_singular_and_plural_are_one() -> None:
    assert stems("Norway froze accounts", "froze") == stems("Norway froze an account", "froze")


def test_what_stands_far_behind_the_predicate_belongs_to_another_act() -> None:
    far = "Norway suspended visas " + "and so on " * 20 + "while reindeer grazed."
    assert not {"reinde", "graze"} & stems(far, "suspended")


def test_likeness_is_the_share_of_the_shorter() -> None:
    assert matter.likeness(frozenset("abcd"), frozenset("ab")) == 1
    assert matter.likeness(frozenset("abcd"), frozenset("ax")) == 0.5
    assert matter.likeness(frozenset(), frozenset("a")) == 0


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("expelled eight Norwegian diplomats", {"diplomat": {8}}),
        ("expelled 1,200 people", {"people": {1200}}),
        ("froze $2.5 million of theirs", {"$": {2_500_000}}),
        ("barred 3 million Swedish tourists", {"tourist": {3_000_000}}),
        ("expelled 18 diplomats and 3 clerks", {"diplomat": {18}, "clerk": {3}}),
        ("left within 6 days, on May 12, 2031", {}),
        ("raised tariffs by 25% or 25 percent", {}),
        ("at 16:46 the two sides met", {}),
        ("expelled one consul", {}),
    ],
)
def test_numbers_are_kept_by_what_they_count(text: str, counted: dict[str, set[float]]) -> None:
    assert {noun: set(values) for noun, values in matter.counts(text).items()} == counted


def test_counts_without_a_common_number_are_told_otherwise() -> None:
    one, other = matter.counts("18 diplomats and 3 clerks"), matter.counts("20 diplomats and 3 clerks")
    assert matter.counted_otherwise(one, other) == {"diplomat"}
