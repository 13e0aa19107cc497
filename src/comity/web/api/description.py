"""What the API tells of itself: OpenAPI, made when it is first asked for, as shapes take a while to load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.web.api.base import MOST, V1

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

TAGS = {
    "ledger": "What the ledger holds: its size, its documents, and what gave nothing.",
    "events": "What happened, merged from all that tells it, each with the sentences that show it.",
    "measures": "States of affairs that events begin, change and end.",
    "pairs": "Two states: what they did, what holds between them, who answered whom.",
    "visas": "Who may cross whose border on a day, by the dated visa record. No legal advice.",
    "coding": "The coder alone, without the ledger.",
}

ABOUT = f"""\
All that the ledger holds, for reading: the same records that `comity export` writes and `--json` prints.

- **Days** are ISO 8601. A measure's days that are not known to the day are a month (2022-10), a year (2022),
  or FIRST/LAST. Places in a text are counted in characters (Unicode code points), intensities on Goldstein's
  scale from -10 (conflict) to 10 (cooperation), confidences from 0 to 1.
- **States** are told by ISO 3166-1 alpha-3 code, English name or demonym; answers have codes.
- **Lists** are `{{"items": […], "next": …}}`. Hand what stands under `next` back as `cursor`; null ends the
  list. A part has at most {MOST} items. What is read into the ledger meanwhile repeats and hides nothing.
- **Answers** have an ETag and hold until the ledger changes: ask again with If-None-Match and get 304.
- **Problems** are `application/problem+json` (RFC 9457): `detail` says what failed, why, and what to do next.
"""


def describe(app: FastAPI) -> None:
    """Have the application tell its API so."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(plain())
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign] # as FastAPI's documentation has it


def _completed(told: dict[str, Any]) -> dict[str, Any]:
    from pydantic.json_schema import models_json_schema

    from comity.web.api.code import Posted
    from comity.web.api.shapes import all_shapes

    told["info"]["description"] = ABOUT
    told["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
    _, shapes = models_json_schema(
        [*((shape, "serialization") for shape in all_shapes().values()), (Posted, "validation")],
        ref_template="#/components/schemas/{model}",
    )
    told["components"] = {"schemas": dict(sorted(shapes["$defs"].items()))}
    for operations in told["paths"].values():
        for method, operation in operations.items():
            if method != "get":
                operation["responses"].pop("304", None)
    for parameter in _parameters(told):
        parameter["schema"] = _left_out(parameter["schema"])
        known = _known().get(parameter["name"])
        if known:
            parameter["schema"].get("items", parameter["schema"])["enum"] = known
    return told


def _parameters(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, operations in told["paths"].items():
        if path.startswith(V1):
            for operation in operations.values():
                yield from operation.get("parameters", ())


def _left_out(schema: dict[str, Any]) -> dict[str, Any]:
    """What a parameter may be: one that is left out is not there, rather than null."""
    some = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(some) == 1:
        schema = {**some[0], **{key: value for key, value in schema.items() if key != "anyOf"}}
    if schema.get("default", ...) in (None, []):
        del schema["default"]
    return schema


def _known() -> dict[str, list[str]]:
    """What can be told where words have a closed list, by the parameter's name."""
    from comity.answers import classes

    return {"type": [each for some in classes.types().values() for each in some]}
