"""The gazetteer: states, organisations, offices and their holders, found in texts and named in questions."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from comity.actors import compiled
from comity.actors.atlas import Atlas, Naming
from comity.actors.automaton import Automaton
from comity.actors.lookalikes import Lookalikes
from comity.actors.people import People
from comity.actors.questions import Questions
from comity.actors.reading import Reading
from comity.actors.wording import SECTORS, Wording
from comity.errors import OntologyError, QuestionError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from datetime import date

    from comity.actors.resolving import Actor
    from comity.actors.sightings import OfficeNamed, Sighting, Term
    from comity.dates import SpanOfDays

FOLDER = Path(__file__).parent
NOTHING = Naming("", "", "nothing", "")


class Gazetteer:
    """Everything known about who may act; immutable once loaded."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the data files under `folder`; OntologyError names the file and entry that is wrong."""
        self.atlas = Atlas(folder)
        self.wording = Wording(folder / "bodies.yml")
        self.lookalikes = Lookalikes(folder / "lookalikes.yml")
        codes = {*self.atlas.states, *self.atlas.organisations}
        people = yaml_files.load(folder / "people.yml")
        yaml_files.check_keys(
            people,
            allowed=("famous", "known"),
            required=("famous", "known"),
            where=str(folder / "people.yml"),
        )
        orders = {code: state.order for code, state in self.atlas.states.items()}
        self.people = People(compiled.holders_of(folder, orders, codes), people["famous"])
        namings = dict(self.atlas.namings)
        for state, sectors in people["known"].items():
            for sector, names in sectors.items():
                if state not in codes or sector not in SECTORS:
                    raise OntologyError(
                        f"{folder / 'people.yml'}: {state} {sector} is no state and sector; correct it there"
                    )
                namings.update({name: Naming(state, sector, "person", "name") for name in names})
        bodies = {text for text, naming in namings.items() if naming.kind == "body"}
        namings.update(dict.fromkeys(set(self.lookalikes.phrases) - bodies, NOTHING))
        self.strings = list(namings)
        self.namings = list(namings.values())
        self.automaton = Automaton(self.strings)
        self._questions = Questions(folder)

    def find(self, text: str, on: SpanOfDays | None = None) -> list[Sighting]:
        """The actors and places that the text names, in order, none overlapping.

        `on` are the days of which the text speaks: office holders are those of these days.
        """
        return Reading(self, text, on).sightings()

    def resolve(self, text: str, on: SpanOfDays | None = None) -> Actor | None:
        """Who a short phrase means ("former Prime Minister Abe", "ISIS fighters"), or None."""
        from comity.actors.resolving import resolve

        return resolve(self, text, on)

    def offices_named(self, text: str) -> list[OfficeNamed]:
        """The phrases that give a person a title, with the terms each may speak of: they date a text."""
        reading = Reading(self, text, None)
        reading.sightings()
        return reading.offices

    def terms(self, text: str) -> list[Term]:
        """The terms of the office holders whom the text names in full or by title and family name."""
        seen: dict[Term, None] = {}
        for named in self.offices_named(text):
            seen.update(dict.fromkeys(named.terms))
        return list(seen)

    def sector(self, words: str) -> str | None:
        """The PLOVER sector of a noun phrase ("the navy" MIL), or None where its words say none."""
        return self.wording.sector(words)

    def name(self, code: str) -> str:
        """The English name of a state or organisation; QuestionError for an unknown code."""
        return self._questions.name(code)

    def members(self, organisation: str, on: date) -> frozenset[str]:
        """The codes of the states that belonged to the organisation on the day."""
        if organisation not in self.atlas.organisations:
            raise QuestionError(
                f"no organisation has the code {organisation!r}; known are "
                f"{', '.join(self.atlas.organisations)}"
            )
        members = self.atlas.organisations[organisation].members
        return frozenset(
            state
            for state, (since, until) in members.items()
            if since <= on and (until is None or on <= until)
        )

    def state(self, question: str) -> str:
        """The code that a user means by a code, an English name or a demonym; QuestionError suggests one."""
        return self._questions.state(question)


@cache
def load() -> Gazetteer:
    """The gazetteer of the data files that come with Comity, read once."""
    return Gazetteer()
