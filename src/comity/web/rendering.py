"""How a record becomes a page: the templates, and the words that they use for days, states and counts."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup
from starlette.responses import HTMLResponse

import comity
from comity import wording
from comity.answers import classes
from comity.web import files
from comity.web.commands import ledger_name
from comity.wording import measures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from comity.dates import SpanOfDays
    from comity.web.desk import Desk


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("comity.web"),
        autoescape=True,  # all that a page told is hostile
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        version=comity.__version__, address=address, file=files.address, has_charts=files.are_built
    )
    environment.filters.update(
        when=when,
        day=day,
        words=lambda told: str(told).replace("_", " "),
        count=wording.count,
        sides=wording.sides,
        shortened=wording.shortened,
        signed=wording.signed,
        name=name,
        capitalized=lambda told: told[:1].upper() + told[1:],
        measure_value=measures.value,
        changed=measures.changed,
        measure_since=measures.since,
        names=names,
        number="{:,}".format,
        **{"class": classes.of_type},
    )
    return environment


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **told: Any,
) -> HTMLResponse:
    """The template with what it is told, what the request asked, and how it stands with the ledger.

    Who tells `measures_wait` spares the ledger the question.
    """
    desk: Desk = request.app.state.desk
    if "measures_wait" not in told:
        told["measures_wait"] = desk.measures_wait
    content = (
        _environment()
        .get_template(template)
        .render(
            path=request.url.path,
            query=str(request.url.query),
            asked=request.query_params.get("q", ""),
            ledger_named=ledger_name(desk),
            **told,
        )
    )
    return HTMLResponse(content, status, dict(headers) if headers else None)


def address(path: str, **query: Any) -> str:
    """The address with these parameters; those that are None, False or empty are left out."""
    given = {key: value for key, value in query.items() if value}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def day(told: date | str | None) -> Markup:
    """A day as ISO has it, with its weekday in a tooltip."""
    if told is None:
        return Markup("")
    whole = date.fromisoformat(told) if isinstance(told, str) else told
    return Markup('<time datetime="{0}" title="{1}">{0}</time>').format(whole, _in_words(whole))


def when(span: SpanOfDays | None) -> Markup:
    """A span of days as ISO has it; in a tooltip in words, and how it is known."""
    if span is None:
        return Markup("")
    if span.first == span.last:
        return Markup('<time datetime="{0}" title="{1}, {2}">{0}</time>').format(
            span.first, _in_words(span.first), span.basis.value
        )
    parts = [Markup('<span class="part">{}</span>').format(part) for part in str(span).split("/")]
    return Markup('<span class="span" title="{}, {}">{}</span>').format(
        wording.days(span), span.basis.value, Markup("/<wbr>").join(parts)
    )


def _in_words(told: date) -> str:
    return f"{told:%A} {told.day} {told:%B} {told.year}"


def name(code: str) -> str:
    """The English name of a state or organisation; the code itself where none is known."""
    from comity.answers import states
    from comity.errors import QuestionError

    try:
        return states.name(code)
    except QuestionError:
        return code


def names(codes: str) -> str:
    """The names of codes that commas join, as `wording.sides` has them: "Japan, Russia"."""
    return ", ".join(map(name, codes.split(",")))
