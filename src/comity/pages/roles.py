"""Blocks of a page -> their roles: title, article, furniture, each with its reasons.

First what each block is by itself (`Sight`): its shape and the phrases of furniture it holds. Then what it is
among its neighbours: a heading over links takes what follows until prose resumes (`sections`), a second story
is another story, what stands apart is no part of the article. At last the title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.pages import sections, titles
from comity.pages.sight import look
from comity.records import Block, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.pages.sight import Sight


def assign(texts: Sequence[str], *, title: str | None = None, extracted: bool = False) -> tuple[Block, ...]:
    """The blocks with their roles, in the order of the page; a title that was told comes first.

    `extracted` blocks are known to be of one article, so that none stands apart from it. No block has the
    role `article` where the page has no article.
    """
    sights = look(texts, title=title)
    sections.close(sights)
    if not extracted:
        sections.choose(sights)
    sections.settle(sights)
    headline = titles.find(sights) if title is None else None
    blocks = [_block(sight, is_title=sight is headline) for sight in sights]
    if title is not None:
        blocks.insert(0, Block(title, Role.TITLE, ("told by the page's metadata",)))
    return tuple(blocks)


def _block(sight: Sight, *, is_title: bool) -> Block:
    text = sight.shape.text
    if is_title:
        return Block(text, Role.TITLE, (titles.REASON,))
    if sight.furniture:
        return Block(text, Role.FURNITURE, tuple(sight.reasons))
    return Block(sight.shape.without_bullet, Role.ARTICLE, tuple(sight.reasons))
