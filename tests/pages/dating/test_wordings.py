"""Patterns that are tried only where a text holds their letters."""

from __future__ import annotations

import re

import pytest

from comity.ontology import yaml_files
from comity.pages.dating import chronicle
from comity.pages.dating.wordings import Wording, key


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("MH17", "mh17"),
        ("(?:fall|capture) of Avdi+vka", " of avdi"),
        ("Qatar(?:gate)?", "qatar"),
        ("colou?r bars", "r bars"),
        ("one|other", ""),
        ("(?:a|b)", ""),
        ("organi[sz]ation", "organi"),
        (r"U\.S\. troops", " troops"),
        ("Kh{0,2}an", ""),
    ],
)
def test_the_key_is_in_every_match(pattern: str, letters: str) -> None:
    assert key(pattern) == letters


def test_a_text_without_the_letters_is_not_searched_and_one_with_them_is() -> None:
    wording = Wording.of(["fall of Kabul", "Taliban (?:takeover|rule)"])
    text = "Since the Taliban takeover and the FALL of Kabul"
    assert [match[0] for match in wording.find(text, text.lower())] == ["FALL of Kabul", "Taliban takeover"]
    assert list(wording.find("the fall of Rome", "the fall of rome")) == []


def test_case_counts_where_it_is_asked_for() -> None:
    wording = Wording.of(["on X"], cased=True)
    assert list(wording.find("it wrote on X", "it wrote on x"))
    assert not list(wording.find("on x-rays", "on x-rays"))


def test_no_pattern_of_the_file_begins_or_ends_so_that_it_never_matches() -> None:
    content = yaml_files.load(chronicle.FILE)
    for section in ("happenings", "gatherings", "series", "usages"):
        for entry in content[section]:
            for pattern in entry["says"]:
                assert not re.search(r"^ | $", pattern), entry["name"]
