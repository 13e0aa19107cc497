"""The states that a question names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.ledger import reader

if TYPE_CHECKING:
    from comity.ledger.store import Store


def code(store: Store, told: str) -> str:
    """The code of a state told by code, English name or demonym; QuestionError suggests a near one."""
    if len(told) == 3 and told.isalpha():
        # The names take a while to load; a code that the ledger uses needs none.
        with store.snapshot() as connection:
            if reader.is_party(connection, told.upper()):
                return told.upper()
    from comity.actors import questions

    return questions.load().state(told)


def name(code: str) -> str:
    """The English name of a state or organisation; QuestionError for an unknown code."""
    from comity.actors import questions

    return questions.load().name(code)


def near(told: str, most: int = 5) -> list[str]:
    """The codes of those that may be meant where nothing is called so, the likeliest first."""
    from comity.actors import questions

    return questions.load().near(told, most)


def every() -> dict[str, str]:
    """Every state's code and English name, by name; also those that the ledger tells nothing of."""
    from comity.actors import questions

    return questions.load().states()
