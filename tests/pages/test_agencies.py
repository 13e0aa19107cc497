"""The agency of a text is told from its dateline and credits, never from what the text quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.errors import OntologyError
from comity.pages import agencies
from comity.pages.agencies import agency

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "lines", "name"),
    [
        ("HARARE (Reuters) - Zimbabwe said on Monday that it would wait.", [], "Reuters"),
        ("Tokyo, Sept. 3 (Jiji Press)—The cabinet met.", [], "Jiji"),
        ("LUSAKA, May 3 (Xinhua) -- Zambia opened a bridge.", [], "Xinhua"),
        ("MINSK, November 3. /TASS/. Belarus said it would answer.", [], "TASS"),
        ("VIENNA (AP) — Austria said it would wait.", [], "AP"),
        ("Kathmandu [Nepal], June 1 (ANI): Nepal opened a road.", [], "ANI"),
        ("Malawi closed the road on Monday. (AFP)", [], "AFP"),
        ("Malawi closed the road on Monday.", ["(With inputs from PTI)"], "PTI"),
        ("Malawi closed the road on Monday.", ["Source: Anadolu Agency"], "Anadolu"),
        ("Malawi closed the road on Monday.", ["By AP"], "AP"),
        ("Malawi closed the road on Monday.\n\nA minister told Reuters that it would open soon.", [], None),
        ("Malawi's AP party won the vote on Monday, and the road was closed.", [], None),
        ("", ["(AFP)"], None),
    ],
)
def test_an_agency_is_found_where_the_text_credits_it(text: str, lines: list[str], name: str | None) -> None:
    assert agency(text, lines) == name


def test_a_file_with_a_mistake_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "agencies.yml"
    wrong.write_text("- {name: X, word: [X]}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"agencies\.yml, entry 1"):
        agencies.load(wrong)
