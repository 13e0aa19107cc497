"""What an HTML page says about itself: title, publisher, author, address, date, and where each was found."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from comity.pages.blocks import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

DATE_NAMES = tuple(
    """
    article:published_time article:published og:article:published_time og:published_time datepublished
    publishdate publish-date publish_date pubdate pub_date publication_date publicationdate parsely-
    pub-date sailthru.date dc.date.issued dc.date dcterms.created dcterms.date dc.created
    citation_publication_date article.published date.issued cxenseparse:recs:publishtime date
    """.split()
)
ARTICLES = re.compile(r"Article|Report|BlogPosting|Posting|WebPage")
LAST_DAY = "2100-01-01"  # htmldate would ask the clock otherwise; a stage has none
_SEPARATOR = re.compile(r"\s+[|•·–—-]\s+|\s*\|\s*|\s+::\s+")
_NOT_VISIBLE = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$")
DEEPEST = 12  # levels of JSON-LD that are looked into


def tell(tree: HtmlElement, told: Mapping[str, str]) -> dict[str, str]:
    """What the page tells, below what its container told already; `date_from` says where the date stands."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(
        tree,
        told.get("url"),
        {"extensive_search": False, "original_date": True, "max_date": LAST_DAY},
    )
    date, source = _date(tree, found.date)
    title = tidy(found.title or "")
    tells = {
        "title": _without_site(title, tidy(found.sitename or ""), tree),
        "publisher": tidy(found.sitename or ""),
        "author": tidy(found.author or ""),
        "url": tidy(found.url or ""),
        "date": date,
        "date_from": source,
    }
    kept = {name: value for name, value in told.items() if value}
    if "date" in kept:
        tells.pop("date_from")
        kept.setdefault("date_from", "the record that holds the page")
    return {**{name: value for name, value in tells.items() if value}, **kept}


def _without_site(title: str, publisher: str, tree: HtmlElement) -> str:
    """The headline without the outlet's name behind it: "Talks resume | The Gazette" -> "Talks resume"."""
    for heading in tree.iter("h1"):
        text = tidy(heading.text_content())
        if len(text) >= 15 and title.startswith(text):
            return text
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    last = parts[-1].casefold()
    site = publisher.casefold()
    short = len(last.split()) <= 4 and len(parts[0]) >= 20 and "|" in title
    if (site and (last in site or site in last)) or short:
        return title[: title.rindex(parts[-1])].rstrip(" |•·–—:-")
    return title


def _date(tree: HtmlElement, fallback: str | None) -> tuple[str, str]:
    """The publication date as the page writes it, and where."""
    for item in _linked_data(tree):
        if ARTICLES.search(str(item.get("@type", ""))) and isinstance(item.get("datePublished"), str):
            return tidy(item["datePublished"]), "JSON-LD datePublished"
    said = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get("content")
        for meta in reversed(list(tree.iter("meta")))
    }
    for name in DATE_NAMES:
        if said.get(name):
            return tidy(said[name] or ""), f"meta {name}"
    for time in tree.iter("time"):
        stamp = time.get("datetime")
        if stamp and not any(above.tag in {"aside", "footer", "nav"} for above in time.iterancestors()):
            return tidy(stamp), "time element"
    return (fallback, "htmldate") if fallback else ("", "")


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, nested ones too; what is no JSON is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            told = json.loads(_NOT_VISIBLE.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(told)


def _objects(told: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(told, list):
        for item in told:
            yield from _objects(item, depth + 1)
    elif isinstance(told, dict):
        yield told
        for value in told.values():
            yield from _objects(value, depth + 1)
