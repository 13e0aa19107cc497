"""Parts of speech and lemmas, each form worked out once.

spaCy's attribute ruler and lemmatizer take longer than its parser. What they say of a word depends on its
form, tag and dependency label alone (but for idioms such as "let's"), so each combination is asked once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language

LARGEST = 200_000  # combinations kept; a corpus of a million pages must not fill the memory


class Annotator:
    """Gives the tokens of parsed documents their `pos` and `lemma`, as the model's own components would."""

    def __init__(self, model: Language) -> None:
        self._vocab = model.vocab
        self._components = [model.get_pipe(name) for name in ("attribute_ruler", "lemmatizer")]
        self._known: dict[tuple[int, int, int], tuple[int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The same document, annotated."""
        known = self._known
        for token in doc:
            key = (token.orth, token.tag, token.dep)
            found = known.get(key)
            if found is None:
                found = self._ask(token.text, token.tag_, token.dep_)
                if len(known) >= LARGEST:
                    known.clear()
                known[key] = found
            token.pos, token.lemma = found
        return doc

    def _ask(self, form: str, tag: str, dep: str) -> tuple[int, int]:
        alone = Doc(self._vocab, words=[form], spaces=[False], tags=[tag], deps=[dep], heads=[0])
        for component in self._components:
            alone = component(alone)
        return alone[0].pos, alone[0].lemma
