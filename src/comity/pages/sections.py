"""Which blocks a heading over links takes with it, and which stretch of prose is the page's article."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from comity.pages.sight import speaks_for_outlet
from comity.pages.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.pages.sight import Sight

UNSAID = "no sentence: a headline, a link or a label"
HEADINGS = frozenset({Kind.OPENER, Kind.CLOSER})
# Between two paragraphs of one article these may stand.
PASSED_OVER = frozenset(
    {Kind.CAPTION, Kind.PICTURE, Kind.POINTER, Kind.CREDIT, Kind.CONTROL, Kind.APPEAL, Kind.LEGAL}
)
SHORTEST_MEAN = 13  # words a paragraph; lists of headlines written as sentences are shorter
FEWEST_TO_RESUME = 35  # words
WIDEST_GAP = 4  # lines without a sentence inside one article
SAME_STORY = 0.25  # share of a stretch's names that the article knows
HEADLINE_TOLD = 0.45  # share of a headline's words that its own teaser says again
SHORTEST_HEADLINE = 5
MOST_BELOW = (
    3  # times the words above a closing heading; with more below, the heading stood above the article
)
FAR_MORE = 2.0  # times the words above a heading: then what stood above it was no article
HEAD_OF_A_PAGE = 8  # blocks right above an article, where datelines are its own
DATED = frozenset({Kind.DATELINE, Kind.BYLINE, Kind.CREDIT})
_QUOTATION = re.compile(r"[“\"][^“”\"]{12,}[”\"]")
_REFERS_BACK = re.compile(
    r"\W*(?:the|he|she|it|they|this|these|that|those|both|such|his|her|its|their|but|and|however|also|earlier"
    r"|meanwhile|last|according|since|after|before|as|for|in addition|in turn"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun))",
    re.IGNORECASE,
)
FEWEST_BEFORE = 3  # paragraphs that an article has before it can be followed by strangers
NAMES_OF_A_STRANGER = 3
OTHER_WORDS = 0.05  # share of a paragraph's words that any two stories have in common
MOST_COMPARED = 40  # paragraphs
FIRST_STORY = 0.4  # of the longest story's words; the first story that has so many is the page's own


def names(sights: Iterable[Sight]) -> frozenset[str]:
    """All names in these blocks."""
    return frozenset().union(*(sight.shape.names for sight in sights))


def words(sights: Iterable[Sight]) -> int:
    """How many words they have."""
    return sum(sight.shape.size for sight in sights)


def close(sights: Sequence[Sight]) -> None:
    """Make furniture of all that stands under a heading over links, until the article resumes."""
    body: list[Sight] = []
    at = 0
    while at < len(sights):
        sight = sights[at]
        at += 1
        if sight.prose:
            body.append(sight)
        elif sight.kind in HEADINGS or _ends_a_page(sight):
            end = _resumption(sights, at, body, last=sight.kind is Kind.CLOSER)
            above_article = range(end - HEAD_OF_A_PAGE, end) if end < len(sights) and not body else ()
            for place in range(at, end):
                if place not in above_article or sights[place].kind not in DATED:
                    sights[place].drop(f"under “{sight.shape.text}”")
            at = end


def _speaking(sights: Iterable[Sight]) -> list[Sight]:
    return [sight for sight in sights if sight.prose]


def _ends_a_page(sight: Sight) -> bool:
    """Whether it is a copyright line, which stands where an article or a page ends, or under a picture."""
    return sight.kind is Kind.LEGAL and not sight.shape.prose


def _resumption(sights: Sequence[Sight], start: int, body: Sequence[Sight], *, last: bool) -> int:
    """Where the article goes on, or begins, after a heading; the page's end where it does not."""
    begun = len(body) >= 2 and words(body) >= FEWEST_TO_RESUME
    if begun and last and words(_speaking(sights[start:])) < MOST_BELOW * words(body):
        return len(sights)
    at = start
    lonely = len(sights)
    while at < len(sights):
        if not sights[at].prose:
            at += 1
            continue
        run, after = _run(sights, at)
        above = _headline_above(sights, at, start)
        if begun:
            if _goes_on(run, body, above, direct=at == start) and not _story_begins(sights, at, start):
                return at
            if len(run) > len(body) and words(run) >= FAR_MORE * words(body):
                return at
        elif len(run) >= 2 and words(run) >= max(FEWEST_TO_RESUME, SHORTEST_MEAN * len(run)):
            return at
        elif words(run) >= 2 * SHORTEST_MEAN and lonely == len(sights):
            lonely = at
        at = after
    return lonely


def _run(sights: Sequence[Sight], at: int) -> tuple[list[Sight], int]:
    """The paragraphs from here that nothing but pictures, pointers and the like interrupts, and their end."""
    run: list[Sight] = []
    while at < len(sights) and (sights[at].prose or sights[at].kind in PASSED_OVER):
        if sights[at].prose:
            run.append(sights[at])
        at += 1
    return run, at


def _headline_above(sights: Sequence[Sight], at: int, start: int) -> Sight | None:
    """The headline right above a paragraph, if one is."""
    for sight in reversed(sights[start:at]):
        if sight.kind is None and sight.shape.headline:
            return sight
        if sight.prose:
            return None
    return None


def _goes_on(run: Sequence[Sight], body: Sequence[Sight], above: Sight | None, *, direct: bool) -> bool:
    """Whether these paragraphs carry the article on."""
    if run[0].shape.datelined or words(run) < SHORTEST_MEAN * len(run) or not same_story(run, body):
        return False
    if not direct and not any(_refers_back(sight) for sight in run):
        return False
    if above is not None and tells(run[0], above) and len(run) <= 2:
        return False
    return (len(run) >= 2 and words(run) >= FEWEST_TO_RESUME) or (direct and words(run) >= SHORTEST_MEAN)


def _refers_back(sight: Sight) -> bool:
    """Whether a paragraph leans on an earlier one, or quotes; the headlines of a list do not."""
    return bool(_REFERS_BACK.match(sight.shape.text) or _QUOTATION.search(sight.shape.text))


def same_story(run: Sequence[Sight], body: Sequence[Sight]) -> bool:
    """Whether a stretch of paragraphs speaks of the names that the article speaks of."""
    here = names(run)
    common = here & names(body)
    return len(common) >= min(2, len(here)) and len(common) >= SAME_STORY * len(here)


def tells(paragraph: Sight, headline: Sight) -> bool:
    """Whether a paragraph says what a headline says."""
    told = headline.shape.content
    return bool(told) and len(told & paragraph.shape.content) >= HEADLINE_TOLD * len(told)


def _story_begins(sights: Sequence[Sight], at: int, start: int) -> bool:
    """Whether a headline and a dateline or byline stand above this paragraph, as above a story of its own."""
    seen_line = False
    for sight in reversed(sights[max(start, at - 5) : at]):
        if sight.prose:
            return False
        if sight.kind in {Kind.DATELINE, Kind.BYLINE}:
            seen_line = True
        elif (
            seen_line
            and sight.kind is None
            and sight.shape.headline
            and sight.shape.size >= SHORTEST_HEADLINE
        ):
            return True
    if not seen_line:
        return False
    return any(
        sight.kind is None and sight.shape.headline and sight.shape.size >= SHORTEST_HEADLINE
        for sight in sights[max(start, at - 5) : at]
    )


def choose(sights: Sequence[Sight]) -> None:
    """Keep the stretches of prose that are one article; make furniture of the rest of the page."""
    stories = _stories(sights)
    if stories:
        most = max(words(story) for story in stories)
        main = next(story for story in stories if words(story) >= FIRST_STORY * most)
        kept = {id(sight) for sight in main}
        at = stories.index(main)
        for story in stories[:at] + stories[at + 1 :]:
            if _belongs(story, main):
                kept.update(id(sight) for sight in story)
        for sight in sights:
            if sight.prose and id(sight) not in kept:
                sight.drop("stands apart from the article")


def _belongs(story: Sequence[Sight], main: Sequence[Sight]) -> bool:
    """Whether a stretch that a gap separates from the article is part of it."""
    if story[0].shape.datelined and main[0].shape.datelined:
        return False
    return words(story) >= 2 * SHORTEST_MEAN and same_story(story, main)


def _stories(sights: Sequence[Sight]) -> list[list[Sight]]:
    """The page's prose in stretches, parted where another story begins or lines without sentences stand."""
    stories: list[list[Sight]] = [[]]
    gap = 0
    for at, sight in enumerate(sights):
        if not sight.prose:
            passed = sight.kind is not None and sight.kind not in HEADINGS and len(sight.reasons) <= 1
            gap += 0 if passed or sight.repeats or sight.shape.scrap else 1
            continue
        begun = words(stories[-1])
        if begun and (gap >= WIDEST_GAP or _new_story(sights, at, stories[-1])):
            stories.append([])
        stories[-1].append(sight)
        gap = 0
    return [story for story in stories if story]


def _new_story(sights: Sequence[Sight], at: int, body: Sequence[Sight]) -> bool:
    """Whether another story begins with this paragraph."""
    above = _headline_above(sights, at, 0)
    if above is None or above.repeats or above.shape.size < SHORTEST_HEADLINE:
        return False
    if sights[at].shape.datelined:
        return True
    if len(body) < 2:
        return False
    if _story_begins(sights, at, 0):
        return True
    run, _ = _run(sights, at)
    if tells(sights[at], above) and len(run) == 1:
        return True
    return tells(sights[at], above) and not same_story(run, body)


def settle(sights: Sequence[Sight]) -> None:
    """Judge what is left: the article's edges, and the lines that are no sentences."""
    _drop_edges(sights)
    _settle_lines(sights)


def _drop_edges(sights: Sequence[Sight]) -> None:
    """Pictures described above the article, and notes on the author or the outlet below it, are furniture."""
    body = _speaking(sights)
    for sight in body[:-1]:
        if sight.kind is not Kind.PICTURE:
            break
        sight.drop("describes a picture")
    for sight in reversed(body[2:]):
        if sight.kind is not Kind.ABOUT:
            break
        sight.drop("the outlet or the author about themselves")
    for group in (sights, sights[::-1]):
        for before, sight in pairwise(group):
            if before.kind is Kind.APPEAL and sight.prose and speaks_for_outlet(sight.shape.text):
                sight.kind = Kind.APPEAL
                sight.drop("beside an appeal to the reader")
    _drop_strangers(_speaking(sights))


def _drop_strangers(body: Sequence[Sight]) -> None:
    """Drop paragraphs at the end that share no name with the article: first lines of other stories."""
    named = [_stems([sight]) for sight in body]
    below: list[frozenset[str]] = [frozenset()]
    for stems in reversed(named):
        below.append(below[-1] | stems)
    below.reverse()
    above = set().union(*named[:FEWEST_BEFORE])
    for at in range(FEWEST_BEFORE, len(body)):
        theirs = below[at]
        strange = len(theirs) >= NAMES_OF_A_STRANGER and theirs.isdisjoint(above)
        if strange and not (_refers_back(body[at]) or _kindred(body[at], body[:at])):
            for sight in body[at:]:
                sight.drop("names nobody and nothing that the article names")
            return
        above |= named[at]


def _kindred(sight: Sight, body: Sequence[Sight]) -> bool:
    """Whether a paragraph uses the article's other words, though none of its names."""
    content = sight.shape.content
    known = frozenset().union(*(other.shape.content for other in body[:MOST_COMPARED]))
    return len(content & known) > OTHER_WORDS * len(content)


def _stems(sights: Iterable[Sight]) -> frozenset[str]:
    """The names, cut so that a state and its people are one: "Russian-controlled" -> "russi"."""
    return frozenset(part[:5] for name in names(sights) for part in name.split("-") if len(part) > 1)


def _settle_lines(sights: Sequence[Sight]) -> None:
    """Lines that are no sentences are furniture, but for the items of an article's list."""
    in_list = False
    for at, sight in enumerate(sights):
        if sight.prose:
            in_list = sight.shape.text.endswith(":") or (in_list and sight.shape.bullet)
            continue
        if sight.furniture:
            continue
        shape = sight.shape
        item = in_list and shape.size >= 3 and (shape.bullet or shape.text.endswith((";", ",", ".")))
        leads_in = shape.text.endswith(":") and any(
            below.prose and below.shape.bullet for below in sights[at + 1 : at + 2]
        )
        if item or leads_in:
            sight.reasons.append("part of a list in the article")
        else:
            sight.drop(UNSAID)
