"""Which blocks the phrases of furniture.yml name, and which they must leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.errors import OntologyError
from comity.pages import wording
from comity.pages.datelines import is_dateline, is_trail
from comity.pages.sight import look
from comity.pages.wording import Kind

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TRENDING", Kind.OPENER),
        ('"Asia" POPULAR ARTICLE', Kind.OPENER),
        ("MOST VIEWED STORIES", Kind.OPENER),
        ("Latest International News", Kind.OPENER),
        ("You may also like", Kind.OPENER),
        ("Editor's Picks", Kind.OPENER),
        ("OPINION / BLOG / INTERVIEW", Kind.OPENER),
        ("More from Africa", Kind.OPENER),
        ("Sign up for our newsletter", Kind.OPENER),
        ("3 Comments", Kind.CLOSER),
        ("Leave a Reply", Kind.CLOSER),
        ("About the author", Kind.CLOSER),
        ("Dear readers,", Kind.CLOSER),
        ("READ MORE: Chad closes its border", Kind.POINTER),
        ("ALSO READ | Chad closes its border", Kind.POINTER),
        ("Updated: 25-11-2021 13:29 IST", Kind.DATELINE),
        ("5 hours ago", Kind.DATELINE),
        ("By Amina Diallo", Kind.BYLINE),
        ("Reporting by A. Diallo; Editing by B. Sow", Kind.CREDIT),
        ("(With inputs from agencies.)", Kind.CREDIT),
        ("Source: Agencies", Kind.CREDIT),
        ("Photo: Presidency of Chad", Kind.CAPTION),
        ("The minister in Dakar. (AP Photo/John Doe)", Kind.CAPTION),
        ("Getty Images", Kind.CAPTION),
        ("© 2021 The Sahel Post", Kind.LEGAL),
        ("Terms of Use | Privacy Policy", Kind.LEGAL),
        ("We use cookies to offer you a better site.", Kind.APPEAL),
        ("Support independent journalism from just $2 a month.", Kind.APPEAL),
        ("Follow us on Facebook and Telegram", Kind.OPENER),
        ("Facebook Twitter WhatsApp Email", Kind.CONTROL),
        ("Advertisement", Kind.CONTROL),
        ("5 min read", Kind.CONTROL),
    ],
)
def test_furniture_is_named_by_what_it_says(text: str, kind: Kind) -> None:
    found = wording.find(text)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "Chad recalled its ambassador from Khartoum on Monday.",
        "The dispute does not allow the two states to agree on a common text about the border.",
        "The minister followed the president to Dakar and visited the site of the new port.",
        "Senegal will support free journalism, the minister told reporters after the talks in Banjul.",
        "“Our newsroom was searched and our readers know it,” said the editor whom Gambia expelled.",
        "More countries joined the sanctions on Monday, and others said that they would follow.",
        "Latest figures show that Chad has taken in 40,000 people from Sudan since April.",
        "The two sides agreed to share data on trucks and to let each other's inspectors visit.",
        "We, the foreign ministers of the six states, condemn the attack and call on both sides to stop.",
        "The photo was shown to the court before Mali expelled the reporter.",
    ],
)
def test_a_sentence_of_an_article_is_left_alone(text: str) -> None:
    (sight,) = look([text])
    assert not sight.furniture, sight.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Friday, 31 May, 2019 - 12:46",
        "16:46 JST, September 11, 2025",
        "Apr 18, 2023",
        "2021-03-04 10:30",
        "DAKAR, Feb. 22, APS",
        "Sahel Desk | Dakar | 3 May 2021",
        "20 November 2019",
    ],
)
def test_a_dateline_is_little_more_than_a_date(text: str) -> None:
    assert is_dateline(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ministers to meet again on May 31",
        "Chad will open the border on 3 May 2021",
        "Sanctions from March 2022 lifted",
        "Chad recalls envoy",
        "N'DJAMENA, March 12, 2024 - Chad expelled two diplomats of Niger on Tuesday.",
        "NIAMEY | 3 May 2021 – Niger has asked Chad to open the border, it said.",
    ],
)
def test_a_headline_or_a_sentence_with_a_date_is_no_dateline(text: str) -> None:
    assert not is_dateline(text)


def test_the_way_to_a_page_is_told_from_a_headline() -> None:
    assert is_trail("Home > World > Africa")
    assert is_trail("News » Politics » Article")
    assert not is_trail("Chad - Sudan talks")
    assert not is_trail("MOSCOW, May 14. /TASS/. Chad and Sudan signed a treaty on fishing.")


@pytest.mark.parametrize(
    "entry",
    [
        "- {kind: opener, reason: r, words: 3, whole: true}",
        "- {kind: nothing, reason: r, words: 3, whole: true, patterns: [a]}",
        "- {kind: opener, reason: r, words: 3, whole: true, patterns: ['(']}",
        "- {kind: opener, reason: r, words: 3, whole: true, patterns: ['more by [A-Z]']}",
        "kind: opener",
    ],
)
def test_a_mistake_in_a_file_of_phrases_is_named(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "furniture.yml"
    path.write_text(entry, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"furniture\.yml"):
        wording.load(path)
