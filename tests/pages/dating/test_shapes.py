"""Dates as stamps, lines and addresses write them."""

from __future__ import annotations

import pytest

from comity.pages.dating import shapes


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("20240516", "2024-05-16 "),
        ("20240516T1420Z", "2024-05-16 T1420Z"),
        ("Published On 3 Mar 20223 Mar 2022", "Published On 3 Mar 2022 3 Mar 2022"),
        ("Oct 04,2022 - Last updated at Oct 04,2022", "Oct 04, 2022 - Last updated at Oct 04, 2022"),
        ("Oct-04-2022", "Oct 04, 2022"),
        ("2022-Oct-04", "Oct 04, 2022"),
        ("2022, October 4", "October 4, 2022"),
        ("04Oct2022", "04 Oct 2022"),
        ("4-Oct-22", "4 Oct 2022"),
        ("4 Oct '22", "4 Oct 2022"),
        ("4. October 2022", "4 October 2022"),
        ("04.10.22 14:20", "04.10.2022 14:20"),
        ("04/10/22", "04/10/2022"),
        ("2022. 10. 04.", "2022-10-04"),
        ("Call +7 495 20240516123", "Call +7 495 20240516123"),
        ("4 October at 22:15", "4 October at 22:15"),
        ("Version 1.2.22.4", "Version 1.2.22.4"),
    ],
)
def test_a_line_is_rewritten_as_a_sentence_would_say_it(line: str, sentence: str) -> None:
    assert shapes.rewritten(line) == sentence


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/world/2017/09/12/envoys-return", "2017-09-12"),
        ("https://a.example/world/2017/sep/12/envoys-return", "2017-09-12"),
        ("https://a.example/20170912-envoys-return", "2017-09-12"),
        ("https://a.example/envoys-return-2017-09-12.html", "2017-09-12"),
        ("https://a.example/12-09-2017/envoys", "2017-09-12"),
        ("https://a.example/article/201709121234", None),
        ("https://a.example/2017/13/40/x", None),
        ("", None),
    ],
)
def test_the_day_in_an_address(address: str, day: str | None) -> None:
    assert shapes.of_address({"url": address}) == day


def test_an_address_on_a_line_counts_where_its_words_are_the_article_s() -> None:
    article = "the envoys of both states return to their posts"
    assert shapes.own_address("https://a.example/2017/09/12/envoys-return", article) == "2017-09-12"
    assert shapes.own_address("https://a.example/2017/09/12/museum-opens-doors", article) is None
    assert shapes.own_address("no address here", article) is None
