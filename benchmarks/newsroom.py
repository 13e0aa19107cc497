"""Made-up news pages: the same seed gives the same pages, on every machine.

    for name, data in newsroom.pages(400, Form.HTML): ...

A page has an article of 300 to 600 words about two states, in sentences of our own with acts, background and
colour, and around it what news sites put there: menus, a cookie note, rankings, related stories, a footer.
One page in ten names no state, and one in ten carries the text of an earlier page under another outlet's
name. Ordinary pages, a share of all where it is asked for, tell of business, sport, local matters or science
instead; two in five of them name states here and there, but nobody does anything to another. What is written
stands in newsroom.yml.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import escape
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import yaml

from comity.records import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_DAY = date(2015, 1, 1)
DAYS = 3900
LEAST_WORDS, MOST_WORDS = 300, 600  # of an article
COPIED, STATELESS = 0.1, 0.1  # shares of pages
WORLDLY = 0.4  # share of ordinary pages that name states
ACTING = 0.35  # share of sentences that tell an act
COPY_BEFORE = 60  # pages that a copy may lie behind its original

WORDING = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
STATES = WORDING["states"]
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

_STATE = re.compile(r"\{[ABab][cm]?\}")

MENU = (
    "Home", "World", "Politics", "Business", "Opinion", "Science", "Culture", "Sport", "Weather", "Podcasts",
    "Puzzles", "Archive",
)  # fmt: skip
COOKIES = "We and our partners use cookies to keep this site running and to measure who reads it. Accept all"
APPEAL = "Good reporting costs money. If you value our work, please consider supporting us from 3 a month."
EXCHANGED = str.maketrans("ABab", "BAba")
FOOTER = "About us | Contact | Terms of use | Privacy | Careers | All rights reserved"


@dataclass(frozen=True, slots=True)
class Story:
    """An article before an outlet prints it."""

    headline: str
    paragraphs: tuple[str, ...]
    city: str
    on: datetime
    agency: str


def pages(count: int, form: Form, seed: int = 0, *, ordinary: float = 0.0) -> Iterator[tuple[str, bytes]]:
    """So many pages, this share of them ordinary ones: the name of each and its bytes."""
    suffix = "html" if form is Form.HTML else "txt"
    for number in range(count):
        chance = Random(f"{seed} page {number}")
        outlet = chance.choice(WORDING["outlets"])
        told = _story(seed, _original(seed, number), ordinary)
        small = [_filled(line, _Cast(chance, FIRST_DAY)) for line in chance.sample(WORDING["small"], 8)]
        printed = (_as_html if form is Form.HTML else _as_text)(told, outlet, small)
        yield f"{number:06}.{suffix}", printed.encode()


def _original(seed: int, number: int) -> int:
    """The page whose text this one carries: an earlier one's, else its own."""
    chance = Random(f"{seed} original {number}")
    while number > 0 and chance.random() < COPIED:
        number = chance.randrange(max(0, number - COPY_BEFORE), number)
        chance = Random(f"{seed} original {number}")
    return number


def _story(seed: int, number: int, ordinary: float) -> Story:
    chance = Random(f"{seed} story {number}")
    on = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    cast = _Cast(chance, on)
    stateless = chance.random() < STATELESS
    headlines, others, acts = WORDING["headlines"], WORDING["background"], WORDING["acts"]
    if Random(f"{seed} subject {number}").random() < ordinary:
        subject = WORDING["ordinary"][chance.choice(sorted(WORDING["ordinary"]))]
        headlines, others, acts = subject["headlines"], subject["sentences"], []
        if chance.random() >= WORLDLY:
            headlines, others = (
                [line for line in some if not _STATE.search(line)] for some in (headlines, others)
            )
    elif stateless:
        headlines, others, acts = WORDING["colour_headlines"], WORDING["colour"], []
    acts = chance.sample(acts, len(acts))
    sentences: list[str] = []
    words, wanted = 0, chance.randint(LEAST_WORDS, MOST_WORDS)
    while words < wanted:
        # A story opens with an act; then about one sentence in three tells another.
        if acts and (not sentences or chance.random() < ACTING):
            template = acts.pop()
        else:
            template = chance.choice(others)
        sentences.append(_filled(template, cast if chance.random() < 0.6 else cast.turned()))
        words += len(sentences[-1].split())
    return Story(
        _filled(chance.choice(headlines), cast),
        tuple(_paragraphs(sentences, chance)),
        cast["Ac"],
        datetime.combine(on, time(chance.randrange(5, 23), chance.randrange(60))),
        chance.choice(WORDING["agencies"]),
    )


def _paragraphs(sentences: list[str], chance: Random) -> Iterator[str]:
    left = list(sentences)
    while left:
        size = chance.choice((1, 2, 2, 3))
        yield " ".join(left[:size])
        left = left[size:]


class _Cast(dict[str, str]):
    """Which states and days a story is about, by slot; each other slot is drawn anew where it stands."""

    def __init__(self, chance: Random, on: date) -> None:
        """The first states of the list act most."""
        self._chance = chance
        one = min(int(chance.expovariate(0.08)), len(STATES) - 1)
        other = (one + 1 + min(int(chance.expovariate(0.12)), len(STATES) - 2)) % len(STATES)
        self["month"] = MONTHS[(on.month - chance.randrange(2, 6)) % 12]
        self["when"] = f"{MONTHS[on.month - 1]} {chance.randint(1, on.day)}"
        for sign, (name, adjective, capital, minister) in (("A", STATES[one]), ("B", STATES[other])):
            self.update({sign: name, sign.lower(): adjective, f"{sign}c": capital, f"{sign}m": minister})

    def __missing__(self, slot: str) -> str:
        chosen = self._chance.randrange(2, 90) if slot == "n" else self._chance.choice(WORDING["words"][slot])
        return str(chosen)

    def turned(self) -> _Cast:
        """The same, with the states' places exchanged."""
        other = copy(self)
        other.update({slot: self[slot.translate(EXCHANGED)] for slot in self if slot[0] in "ABab"})
        return other


def _filled(template: str, cast: _Cast) -> str:
    filled = template.format_map(cast)
    return filled[0].upper() + filled[1:]


def _as_text(story: Story, outlet: str, small: list[str]) -> str:
    """A plain-text dump of the page, with its furniture left in."""
    parts = [
        "\n".join(MENU),
        COOKIES,
        story.headline,
        f"{outlet} | Updated: {story.on:%d-%m-%Y %H:%M} UTC",
        f"{story.city.upper()} ({story.agency}) - {story.paragraphs[0]}",
        *story.paragraphs[1:],
        APPEAL,
        "POPULAR ARTICLES\n" + "\n".join(f"{place}. {line}" for place, line in enumerate(small[:5], 1)),
        "Related\n" + "\n".join(small[5:]),
        f"© 2026 {outlet}\n{FOOTER}",
    ]
    return "\n\n".join(parts)


def _as_html(story: Story, outlet: str, small: list[str]) -> str:
    """The page as a browser gets it, with scripts, styles and metadata."""
    items = [f'<li><a href="/{place}">{escape(line)}</a></li>' for place, line in enumerate(small)]
    menu = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in MENU)
    printed = f"{story.on:%B} {story.on.day}, {story.on.year}"
    first, *others = [escape(paragraph) for paragraph in story.paragraphs]
    article = "\n".join(f"<p>{paragraph}</p>" for paragraph in others)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(story.headline)} | {escape(outlet)}</title>
<meta property="og:site_name" content="{escape(outlet)}">
<meta property="article:published_time" content="{story.on.isoformat()}+00:00">
<style>body {{ margin: 0 auto; max-width: 60em }} .menu li {{ display: inline-block }}</style>
<script>window.page = {{"section": "world", "ads": [1, 2, 3]}}; (function () {{ return page; }})();</script>
</head><body>
<div class="cookie-banner"><p>{COOKIES}</p></div>
<header><h2>{escape(outlet)}</h2><nav class="menu"><ul>{menu}</ul></nav></header>
<main><article><h1>{escape(story.headline)}</h1>
<p class="byline"><time datetime="{story.on.isoformat()}">{printed}</time></p>
<p>{story.city.upper()} ({story.agency}) - {first}</p>
{article}
</article>
<aside class="related"><h3>Related</h3><ul>{"".join(items[5:])}</ul></aside></main>
<section class="most-read"><h3>Most read</h3><ol>{"".join(items[:5])}</ol></section>
<div class="newsletter"><p>{APPEAL}</p></div>
<footer><p>© 2026 {escape(outlet)}</p><p>{FOOTER}</p></footer>
</body></html>
"""
