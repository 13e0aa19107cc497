"""/visa: what each state asks of a passport, or a state of each passport, on a day: a map and a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from comity.answers.days import single_day
from comity.errors import QuestionError
from comity.web.api.base import V1
from comity.web.commands import command
from comity.web.desk import Asked, Desk
from comity.web.filters import LONGEST
from comity.web.pages.visa.months import Months
from comity.web.pages.visa.moving import Around, moving
from comity.web.pages.visa.questions import BARRED, QUESTIONS, SORTS, Group, Row, sorted_by
from comity.web.rendering import address, page

if TYPE_CHECKING:
    from datetime import date

    from comity.visas import Visas
    from comity.web.pages.visa.questions import Question

router = APIRouter()

HERE = "/visa"


class Shown(BaseModel):
    """Which state on which day, which of the answers, and in which order."""

    passport: str = Field("", max_length=LONGEST)
    destination: str = Field("", max_length=LONGEST)
    reciprocity: str = Field("", max_length=LONGEST)
    on: str = Field("", max_length=LONGEST)
    requirement: str = Field("", max_length=LONGEST)
    relation: str = Field("", max_length=LONGEST)
    sort: str = Field("", max_length=LONGEST)
    month: int | None = None
    """Where the slider was put; it is told as a day then."""


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: the answer to a question about a state on a day, a group of it, in an order."""

    question: Question
    state: str
    on: date
    only: str
    sort: str

    def address(self, **other: Any) -> str:
        """The address of this view, but for what is told otherwise."""
        parameters = {
            self.question.name: self.state,
            "on": self.on,
            self.question.filter: self.only,
            "sort": "" if self.sort == SORTS[0] else self.sort,
        }
        return address(HERE, **{**parameters, **other})

    @property
    def kept(self) -> dict[str, str]:
        """What stays as it is when another state or day is chosen."""
        return {self.question.filter: self.only, "sort": "" if self.sort == SORTS[0] else self.sort}

    @property
    def shapes(self) -> str:
        """Where the map reads."""
        return address(f"{V1}/visa/{self.question.name}/{self.state}", on=self.on)

    @property
    def pattern(self) -> str:
        """Where a state of the map leads, as the script fills it in."""
        return f"{HERE}/{{passport}}/{{destination}}?on={self.on}"

    @property
    def json(self) -> str:
        """The same answer as JSON."""
        return address(f"{V1}/visa/{self.question.name}/{self.state}", on=self.on, requirement=self._asked)

    @property
    def command(self) -> str:
        """The command that answers the same."""
        return command("visa", self.question.command, self.state, on=str(self.on), requirement=self._asked)

    @property
    def _asked(self) -> str:
        """The requirement that program and command ask for too; they know no others than these."""
        return self.only if self.question.filter == "requirement" and self.only != BARRED else ""


@router.get(HERE, response_class=HTMLResponse)
def world(request: Request, desk: Asked, shown: Annotated[Shown, Query()]) -> Response:
    """The world on a day; without a state, the questions that there are."""
    if shown.passport and shown.destination:
        pair = f"{HERE}/{quote(shown.passport, safe='')}/{quote(shown.destination, safe='')}"
        return RedirectResponse(address(pair, on=shown.on), status_code=303)
    question = next((each for each in QUESTIONS.values() if getattr(shown, each.name)), None)
    if question is None:
        return _questions(request, desk, shown)
    visas = desk.visas
    months = Months(visas.begins, visas.known_to)
    if shown.month is not None:
        moved = shown.model_copy(update={"month": None, "on": months.day(shown.month).isoformat()})
        return RedirectResponse(address(HERE, **moved.model_dump()), status_code=303)
    view = _view(visas, question, shown, desk.today)
    rows = question.rows(visas, view.state, view.on)
    return page(
        request,
        "visa.html",
        title=question.title.format(visas.name(view.state)),
        view=view,
        question=question,
        state=view.state,
        on=view.on,
        on_in_words=f"{view.on.day} {view.on:%B} {view.on.year}",
        months=months,
        stop=months.at(view.on),
        known_to=visas.known_to,
        tabs=_tabs(visas, view),
        choices=_choices(visas, areas=question.name == "destination"),
        answer=_answer(visas, view, rows),
        moving=moving(visas, Around(question, view.state, view.on, months), rows),
    )


def _questions(request: Request, desk: Desk, shown: Shown) -> HTMLResponse:
    visas = desk.visas
    return page(
        request,
        "visas.html",
        title="Who may cross",
        questions=QUESTIONS.values(),
        on=single_day(shown.on or desk.today),
        begins=visas.begins,
        known_to=visas.known_to,
        choices=_choices(visas, areas=False),
        destinations=_choices(visas, areas=True),
    )


def _view(visas: Visas, question: Question, shown: Shown, today: date) -> View:
    """What is asked; QuestionError where a state, a day, a group or an order is none."""
    told = getattr(shown, question.name)
    state = visas.destination(told) if question.name == "destination" else visas.passport(told)
    only, sort = getattr(shown, question.filter), shown.sort or SORTS[0]
    if sort not in SORTS:
        raise QuestionError(f"nothing is sorted by {sort!r}; there are {', '.join(SORTS)}")
    known = question.groups(visas.name(state))
    if only and only not in known:
        raise QuestionError(f"no {question.filter} is called {only!r}; there are {', '.join(known)}")
    return View(question, state, single_day(shown.on or today), only, sort)


def _tabs(visas: Visas, view: View) -> list[tuple[str, str, bool]]:
    """The questions, each of the same state on the same day; an area has no passports."""
    has_passports = view.state in visas.states()
    return [
        (
            each.tab,
            address(HERE, **({each.name: view.state, "on": view.on} if has_passports else {})),
            each is view.question,
        )
        for each in QUESTIONS.values()
    ]


def _choices(visas: Visas, *, areas: bool) -> dict[str, list[tuple[str, str]]]:
    return {
        "states": sorted((visas.name(code), code) for code in visas.states()),
        "areas": [(visas.name(code), code) for code in visas.areas()] if areas else [],
    }


def _answer(visas: Visas, view: View, rows: list[Row]) -> dict[str, Any]:
    """The lines, grouped and filtered; QuestionError where the record tells nothing of the day."""
    name = visas.name(view.state)
    groups = view.question.grouped(rows, name)
    if [each.key for each in groups] == ["unknown"]:
        raise QuestionError(
            f"the record of {view.state} both ways begins on {visas.begins}, after {view.on}; "
            "ask for that day or a later one"
        )
    left = [row for row in rows if view.only in {"", row.group}]
    return {
        "count": len(rows),
        "groups": groups,
        "parts": view.question.grouped(left, name) if view.sort == SORTS[0] else _ungrouped(left, view.sort),
        "told": view.question.told(rows),
    }


def _ungrouped(rows: list[Row], sort: str) -> list[Group]:
    return [Group("", "", len(rows), tuple(sorted_by(rows, sort)))] if rows else []
