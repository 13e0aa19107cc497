"""What looks like a state and is none: Jordan the surname, Georgia the US state, the Moscow Times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.actors.tokens import NO_NAME
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from pathlib import Path

WINDOW = 160  # characters on each side that count as beside
_BEFORE = re.compile(r"([^\W\d_][\w’'-]*\.?)[  ]$")
_AFTER = re.compile(r"[  ]([^\W\d_][\w’'-]*\.?)")


@dataclass(frozen=True, slots=True)
class _Context:
    not_with: re.Pattern[str] | None
    unless: re.Pattern[str] | None


class Lookalikes:
    """The rules of lookalikes.yml."""

    def __init__(self, path: Path) -> None:
        """Read and check the file; OntologyError names what is wrong."""
        content = yaml_files.load(path)
        people = ("given", "family", "first_names", "persons", "about_a_person", "before_a_person")
        keys = ("phrases", "suffixes", "languages", *people, "contexts", "regions")
        yaml_files.check_keys(content, allowed=keys, required=keys, where=str(path))
        self.phrases: list[str] = content["phrases"]
        self.suffixes = {word: sector for sector, words in content["suffixes"].items() for word in words}
        self._given = frozenset(content["given"])
        self._family = frozenset(content["family"])
        self.first_names = frozenset(content["first_names"])
        self._persons = frozenset(content["persons"])
        self._about = re.compile("|".join(content["about_a_person"]))
        self._leading = re.compile("(?i)" + "|".join(content["before_a_person"]))
        languages = "|".join(re.escape(word) for word in content["languages"] if word not in {"in", "into"})
        self._language = re.compile(
            rf"\b(?:(?:{languages})|(?:spoke|wrote|said|says|written|sang|replied|statement) in(?:to)?)[  ]$",
            re.IGNORECASE,
        )
        self._two_languages = re.compile(
            r"\b(?:in|into)[  ](?:both[  ])?[A-Z]\w+ and $|\b(?:in|into)[  ](?:both[  ])?$"
        )
        regions = "|".join(re.escape(word) for word in sorted(content["regions"], key=len, reverse=True))
        self._region = re.compile(rf",[  ](?:{regions})(?!\w)")
        self._contexts: dict[str, _Context] = {}
        for entry in content["contexts"]:
            yaml_files.check_keys(
                entry,
                allowed=("names", "not_with", "unless"),
                required=("names", "not_with", "unless"),
                where=f"{path}, contexts",
            )
            for name in entry["names"]:
                self._contexts[name] = _Context(_any_of(entry["not_with"]), _any_of(entry["unless"]))

    def town(self, text: str, end: int) -> re.Match[str] | None:
        """Whether the name that ends here is a town in a region of the United States or Canada."""
        return self._region.match(text, end)

    def suffix(self, text: str, end: int) -> tuple[int, str] | None:
        """The end and the sector of the longer name that this one begins: a newspaper's, a company's."""
        after = _AFTER.match(text, end)
        if after is None:
            return None
        word = after[1]
        sector = self.suffixes.get(word) or self.suffixes.get(word.rstrip("."))
        if sector is None and word in {"State", "National", "Technical"}:
            more = _AFTER.match(text, after.end())
            if more is not None and self.suffixes.get(more[1]) == "EDU":
                return more.end(), "EDU"
        return (after.end(), sector) if sector else None

    def is_language(self, text: str, start: int, end: int) -> bool:
        """Whether the demonym is a language here: "speaks Russian", "in Russian and Japanese"."""
        after = text[end : end + 30]
        if re.match(
            r"[  ](?:language|speaker|subtitle|translat|lesson|grammar|word for|dialect)", after
        ) or after.startswith(("-language", "-speaking")):
            return True
        before = text[max(0, start - 40) : start]
        if self._language.search(before):
            return True
        ends_phrase = re.match(r"[  ]?(?:[.,;:!?)\"”]|and [A-Z]\w+[.,;]|or\b|$)", after) is not None
        return ends_phrase and self._two_languages.search(before) is not None

    def is_person(self, text: str, name: str, start: int, end: int, *, plain: bool) -> bool:
        """Whether a name that is also a given or a family name belongs to a person here.

        `plain`: what follows is no family name: the word of a body, or a capital that says nothing.
        """
        if name in self._family:
            before = _BEFORE.search(text[max(0, start - 30) : start])
            if before is not None:
                word = before[1].rstrip(".")
                if word in self.first_names or (
                    word.lower() in self._persons and word[0].isupper() and word not in {"St", "Saint"}
                ):
                    return True
        if name not in self._given:
            return False
        if self._about.match(text, end) or self._leading.search(text[max(0, start - 20) : start]):
            return True
        after = _AFTER.match(text, end)
        if after is None or plain:
            return False
        follows = after[1].rstrip(".,’'")
        return (
            follows[0].isupper()
            and not follows.isupper()
            and follows.lower() not in NO_NAME
            and len(follows) > 2
        )

    def is_elsewhere(self, text: str, name: str, start: int, end: int) -> bool:
        """Whether the words beside a name show that it means something else."""
        context = self._contexts.get(name)
        if context is None or context.not_with is None:
            return False
        near = text[max(0, start - WINDOW) : start] + text[end : end + WINDOW]
        if context.not_with.search(near) is None:
            return False
        return context.unless is None or context.unless.search(near) is None


def _any_of(words: list[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)")
