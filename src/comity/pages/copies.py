"""Whether two documents carry one text: MinHash signatures that stay the same between runs and machines.

    signature(text) -> bands(signature), others that share a band -> similarity(one, other) >= SAME_TEXT

A shortened copy has a low similarity with its whole; `contained` compares such a pair by their own words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from comity import ids

if TYPE_CHECKING:
    from collections.abc import Sequence

SHINGLE = 5
"""Words a shingle: long enough that two reports of one event share few, short enough to survive edits."""
PERMUTATIONS = 128
"""Values a signature: the standard error of an estimate near 0.7 is then about 0.04."""
ROWS = 4
"""Values a band. Of pairs at 0.5, 32 bands find 87 in 100; at 0.7 all; at 0.2 five in 100."""
SAME_TEXT = 0.55
"""Similarity from which two texts are copies: agency copies with another headline and a paragraph or two
changed stay above it; two desks' own reports of one event, which share quotations only, stay below 0.2."""
CONTAINED = 0.7
"""Share of the shorter text's shingles that the longer one holds, from which it is a shortened copy."""
LEAST_WORDS = 30
"""Words that both texts must have; shorter ones are alike by chance."""
SEED = 20_250_101

_WORD = re.compile(r"[^\W_]+")


def shingles(text: str) -> frozenset[str]:
    """The runs of five words of a text, letter case and punctuation aside."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHINGLE:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def signature(text: str) -> tuple[int, ...]:
    """The text's MinHash: `PERMUTATIONS` unsigned 32-bit numbers, the same on every machine."""
    from rensa import RMinHash

    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(sorted(shingles(text)))
    return tuple(minhash.digest())


def bands(of: Sequence[int]) -> tuple[str, ...]:
    """The keys by which a ledger finds candidates: two texts that share any key may be copies."""
    return tuple(ids.of_parts(at, *of[at : at + ROWS]) for at in range(0, len(of), ROWS))


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share of shingles that two texts have in common, 0 to 1."""
    if len(one) != len(other):
        raise ValueError(
            f"signatures of {len(one)} and {len(other)} values cannot be compared; sign both texts anew"
        )
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def contained(one: str, other: str) -> float:
    """The share of the shorter text's shingles that the longer one holds, 0 to 1; exact, from the texts."""
    small, large = sorted((shingles(one), shingles(other)), key=len)
    return len(small & large) / len(small) if small else 0.0


def same_text(one: str, other: str) -> bool:
    """Whether one text is a copy of the other, whole or shortened."""
    if min(len(_WORD.findall(one)), len(_WORD.findall(other))) < LEAST_WORDS:
        return _WORD.findall(one.casefold()) == _WORD.findall(other.casefold())
    return similarity(signature(one), signature(other)) >= SAME_TEXT or contained(one, other) >= CONTAINED
