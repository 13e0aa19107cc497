"""An HTML page -> the paragraphs of its main text, what was left out and why, and what it tells of itself."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from comity.pages import blocks, metadata
from comity.pages.blocks import tidy
from comity.pages.stamps import says_when
from comity.records import Block, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element
    from lxml.html import HtmlElement

LARGEST_TREE = 4_000_000  # characters; a larger page is read without a tree
MOST_TEXT = 500_000  # characters of text that are looked at then
MUCH_MORE = 1.5  # times the text of the tree
MOST_LEFT_OUT = 300  # blocks shown
LONGEST_LEFT_OUT = 600  # characters of each
SURE = 40  # letters and digits that do not stand in the main text by chance
NEAR = 6  # pieces from the article to a line that may date it
FEWEST_WORDS = 25  # an extraction with fewer is asked for again

_BLOCKS = frozenset(
    """
    address article aside blockquote body button caption cell center code dd details div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html item label legend li
    list main nav ol option p pre quote row section select summary table tbody td tfoot th thead tr ul
    """.split()
)
_UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "svg", "iframe", "object", "title", "meta", "link"]
)
# Where a block stands on the page, by the nearest element that says so.
_CAPTION = "caption or credit of a picture"
_CONTROL = "buttons and menus"
_PLACES = {
    "nav": "in the navigation",
    "footer": "in the footer",
    "aside": "beside the article",
    "form": "in a form",
    "figcaption": _CAPTION,
    "figure": _CAPTION,
    "button": _CONTROL,
    "select": _CONTROL,
    "menu": _CONTROL,
}
_ASKS = "asks the reader to pay, subscribe, follow or consent"
_LINKS = (
    r"related|recommend|more-(?:news|stories|from)|most-?(?:read|popular|viewed)|popular|trending"
    r"|read-(?:also|more|next)|also-read|latest|teaser|promo|outbrain|taboola"
)
_HINTS = tuple(
    (re.compile(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (r"cookie|consent|gdpr", _ASKS),
        (r"newsletter|subscri|paywall|donat|support-us|signup", _ASKS),
        (_LINKS, "among links to other stories"),
        (r"comment|disqus", "among the readers' comments"),
        (r"share|social|follow", _CONTROL),
        (r"breadcrumb", "the way to the page"),
        (r"\bnav|menu|sidebar|\bfooter|ticker|banner|advert|\bads?\b", "outside the article"),
    )
)
_HIDDEN = tuple(
    (f"<{name}", f"</{name}") for name in ("script", "style", "noscript", "template", "svg", "head")
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|td|table|h[1-6]|section|article|header|footer|nav|aside|main|figure|figcaption"
    r"|blockquote|form|body)\b[^>]*>",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s{3,}")
_TAG = re.compile(r"<[^<>]*>")
ELSEWHERE = "left out of the main text"


@dataclass(frozen=True, slots=True)
class Extract:
    """The main text's paragraphs, what else the page shows, and what it tells of itself.

    `whole` says that `texts` are all of the page, furniture included: no main text could be told from it.
    """

    texts: list[str]
    left_out: tuple[Block, ...]
    told: dict[str, str]
    whole: bool = False


def extract(page: str, told: Mapping[str, str]) -> Extract:
    """What the page holds; nothing here fails on bad HTML, at worst the whole text comes back."""
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs each page it finds empty
    if len(page) > LARGEST_TREE:
        return Extract(blocks.split(without_tags(page)), (), dict(told), whole=True)
    tree = load_html(page)
    if tree is None:
        return Extract(blocks.split(without_tags(page)), (), dict(told), whole=True)
    tells = metadata.tell(tree, told)
    texts = _main_text(tree)
    if sum(len(text.split()) for text in texts) < FEWEST_WORDS:
        everything = [text for text, _ in _visible(tree)]
        plain = blocks.split(without_tags(page))
        if sum(map(len, plain)) > MUCH_MORE * sum(map(len, everything)):
            everything = plain  # the parser gave up, on nesting for instance
        if sum(map(len, everything)) > sum(map(len, texts)):
            return Extract(everything, (), tells, whole=True)
    return Extract(texts, tuple(_left_out(tree, texts)), tells)


def without_tags(page: str) -> str:
    """The text between the tags, a line a block, in time that grows with the page alone."""
    for opening, closing in (*_HIDDEN, ("<!--", "-->")):
        page = _cut_out(page, opening, closing)
    text = _TAG.sub(" ", _BLOCK_TAG.sub("\n\n", page))
    return unescape(_BLANKS.sub("\n\n", text))[:MOST_TEXT]


def _cut_out(page: str, opening: str, closing: str) -> str:
    """The page without what stands between these, in one pass; what is never closed stays."""
    lower = page.lower() if len(page.lower()) == len(page) else page
    kept: list[str] = []
    at = 0
    while (start := lower.find(opening, at)) >= 0 and (end := lower.find(closing, start)) >= 0:
        kept.append(page[at:start])
        at = end + len(closing)
    kept.append(page[at:])
    return " ".join(kept)


def _main_text(tree: HtmlElement) -> list[str]:
    """The paragraphs that trafilatura keeps."""
    from trafilatura import bare_extraction

    found = bare_extraction(tree, include_comments=False, include_tables=True)
    if found is None:
        return []
    body = found.body if hasattr(found, "body") else None
    return [] if body is None else [text for text, _ in _paragraphs(body)]


def _paragraphs(root: _Element) -> Iterator[tuple[str, _Element]]:
    """The texts of the innermost blocks below an element, in order, tidied, each with its block."""
    parts: list[str] = []
    holder = root

    def taken() -> Iterator[tuple[str, _Element]]:
        text = tidy("".join(parts))
        parts.clear()
        if text:
            yield text, holder

    # A stack rather than recursion: pages nest as deep as they please.
    stack: list[tuple[_Element, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if name in _BLOCKS:
                yield from taken()
                above = element.getparent()
                holder = above if above is not None else root
            if element is not root:
                parts.append(element.tail or "")
            continue
        stack.append((element, True))
        if not name or name in _UNSEEN:
            continue
        if name in _BLOCKS:
            yield from taken()
            holder = element
        if name in {"br", "lb"}:
            following = element.getnext()
            twice = (
                following is not None and following.tag == element.tag and not (element.tail or "").strip()
            )
            if twice:
                yield from taken()
            else:
                parts.append(" ")
        parts.append(element.text or "")
        stack.extend((child, False) for child in reversed(element))
    yield from taken()


def _visible(tree: HtmlElement) -> Iterator[tuple[str, _Element]]:
    body = tree.find(".//body")
    yield from _paragraphs(body if body is not None else tree)


def _left_out(tree: HtmlElement, texts: list[str]) -> Iterator[Block]:
    """What the page shows beyond its main text, with the place where it stands."""
    kept = "\n".join(_bare(text) for text in texts)
    pieces = [(text, element, _bare(text)) for text, element in _visible(tree)]
    article = [
        at
        for at, (_, element, bare) in enumerate(pieces)
        if element.tag == "h1" or (len(bare) >= SURE and bare in kept)
    ]
    first, last = (article[0] - NEAR, article[-1] + NEAR) if article else (0, len(pieces))
    dated = [at for at, (text, _, _) in enumerate(pieces) if first <= at <= last and says_when(text)]
    inside = [at for at in dated if article and at > article[0]]  # what stands above is a banner then
    seen: set[str] = set()
    for at, (text, element, bare) in enumerate(pieces):
        if not bare or bare in kept or bare in seen:
            continue
        if len(seen) == MOST_LEFT_OUT:
            yield Block(
                "…",
                Role.FURNITURE,
                (f"beyond {MOST_LEFT_OUT} pieces nothing is shown",),
            )
            return
        seen.add(bare)
        place = _place(element)
        if place in {ELSEWHERE, _CONTROL} and at in (inside or dated):
            place = "dateline"
        yield Block(text[:LONGEST_LEFT_OUT], Role.FURNITURE, (place,))


def _bare(text: str) -> str:
    """The letters and digits alone, so that spacing and quotes make no difference."""
    return re.sub(r"\W+", "", text).casefold()


def _place(element: _Element) -> str:
    """Where a left-out block stands."""
    for above in (element, *element.iterancestors()):
        if not isinstance(above.tag, str) or above.tag in {"body", "html"}:
            continue
        if above.tag in _PLACES:
            return _PLACES[above.tag]
        hint = f"{above.get('class') or ''} {above.get('id') or ''}"
        if hint.strip():
            for expression, reason in _HINTS:
                if expression.search(hint):
                    return reason
    return ELSEWHERE
