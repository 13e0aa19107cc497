"""Which language a page's text is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.pages.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGLISH = "en"
SAMPLE = 3000  # characters, of the longest blocks: menus are in any language
SHORT = 200  # characters below which a classifier guesses
ENGLISH_SHARE = 0.3  # of function words; no other language's short text has so many that are English


def detect(texts: Sequence[str]) -> str:
    """The ISO 639-1 code of the language of a page's longest blocks; "" where there are no words."""
    import py3langid

    sample = ""
    for text in sorted(texts, key=len, reverse=True):
        if len(sample) >= SAMPLE:
            break
        sample = f"{sample} {text}"
    sample = sample[:SAMPLE].strip()
    shape = Shape(sample)
    if not shape.size:
        return ""
    if shape.function_share >= ENGLISH_SHARE:
        return ENGLISH
    code = str(py3langid.classify(sample)[0])
    doubtful = len(sample) < SHORT and sample.isascii()
    return ENGLISH if doubtful and shape.function_share >= ENGLISH_SHARE / 2 else code
