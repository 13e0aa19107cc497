"""Which state a question means, by the names alone: what a command needs without the whole gazetteer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from comity.errors import QuestionError
from comity.ontology import yaml_files

FOLDER = Path(__file__).parent
ALIKE = 70
"""How alike a name must look, of 100, to be suggested."""


class Questions:
    """The codes, English names, demonyms and capitals by which a user may name a state or organisation."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the names under `folder`; that the files are right is checked by the atlas."""
        states = yaml_files.load(folder / "states.yml")
        organisations = yaml_files.load(folder / "organisations.yml")
        self._names: dict[str, str] = {
            code: entry["name"] for code, entry in (*organisations.items(), *states.items())
        }
        self._codes: dict[str, str] = {}
        for code, entry in organisations.items():
            self._tell(code, code, entry["name"], *entry.get("also", ()))
        # A name of a state goes before a demonym of another one, and both before a capital.
        for code, entry in states.items():
            self._tell(code, *entry["capital"])
        for code, entry in states.items():
            self._tell(code, *entry["adjectives"], *entry.get("nouns", ()))
        for code, entry in states.items():
            also = (*entry.get("also", ()), *entry.get("former", ()))
            self._tell(code, entry["name"], *also, entry["alpha2"], code)
        self._states = tuple(states)

    def _tell(self, code: str, *names: str) -> None:
        self._codes.update((_key(name), code) for name in names)

    def state(self, question: str) -> str:
        """The code that a user means by code, name, demonym or capital; QuestionError suggests one."""
        key = _key(question)
        if key in self._codes:
            return self._codes[key]
        from rapidfuzz import fuzz, process

        near = process.extractOne(key, list(self._codes), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if near is None:
            raise QuestionError(
                f"no state is called {question!r}; give its ISO code or English name, as JPN or Japan"
            )
        code = self._codes[near[0]]
        raise QuestionError(f"no state is called {question!r}: did you mean {self.name(code)} ({code})?")

    def near(self, question: str, most: int = 5) -> list[str]:
        """The codes that may be meant, the likeliest first: a name that has these words, or looks like them.

        >>> load().near("korea")
        ['KOR', 'PRK']
        """
        from rapidfuzz import fuzz, process

        key = _key(question)
        if not key:
            return []
        having = sorted((name for name in self._codes if f" {key}" in f" {name}"), key=len)
        alike = process.extract(key, list(self._codes), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2 * most)
        found = dict.fromkeys(self._codes[name] for name in (*having, *(each[0] for each in alike)))
        return list(found)[:most]

    def states(self) -> dict[str, str]:
        """Every state's code and English name, by name."""
        return {code: self._names[code] for code in sorted(self._states, key=self._names.__getitem__)}

    def name(self, code: str) -> str:
        """The English name of a state or organisation; QuestionError for an unknown code."""
        if code not in self._names:
            raise QuestionError(
                f"no state or organisation has the code {code!r}; use ISO 3166-1 alpha-3, as JPN"
            )
        return self._names[code]


def _key(question: str) -> str:
    words = question.strip().lower().replace(".", "").replace("’", "'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def load() -> Questions:
    """The names of the data files that come with Comity, read once."""
    return Questions()
