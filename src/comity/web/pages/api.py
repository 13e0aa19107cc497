"""The HTTP API told to a reader: the same description that programs get, without a script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from comity.web.api.base import V1
from comity.web.api.code import LONGEST
from comity.web.desk import Asked
from comity.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

router = APIRouter()

Schema = dict[str, Any]

KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "null",
    "object": "mapping",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words, or the name of a shape."""

    words: str
    shape: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """A parameter, or a key of a record."""

    name: str
    place: str  # path, query, body; of a record's key ""
    kind: list[Piece]
    words: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Route:
    """A method and an address, with what it takes and gives."""

    id: str
    method: str
    path: str
    summary: str
    words: str
    keys: list[Key]
    answer: list[Piece]
    answer_words: str
    problems: list[int]
    example: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Routes under one heading."""

    name: str
    words: str
    routes: list[Route]


@dataclass(frozen=True, slots=True)
class Record:
    """A shape of answers."""

    name: str
    words: str
    keys: list[Key]


@router.get("/api")
def api(request: Request, desk: Asked) -> HTMLResponse:
    """Every route with its parameters and its answer, then every shape."""
    told = request.app.openapi()
    routes = list(_routes(told["paths"]))
    return page(
        request,
        "api.html",
        title="HTTP API",
        groups=[
            Group(tag["name"], tag["description"], [each for name, each in routes if name == tag["name"]])
            for tag in told["tags"]
        ],
        records=[_record(name, schema) for name, schema in told["components"]["schemas"].items()],
        description=f"{V1}/openapi.json",
        base=str(request.base_url).rstrip("/"),
        body=desk.limits.body,
        seconds=desk.limits.seconds,
        longest=LONGEST,
    )


def _routes(paths: Mapping[str, Any]) -> Iterator[tuple[str, Route]]:
    for path, operations in paths.items():
        for method, told in operations.items():
            answer = told["responses"]["200"]
            keys = [_parameter(each) for each in told.get("parameters", ())]
            yield (
                told["tags"][0],
                Route(
                    id=re.sub(r"[^a-z]+", "-", f"{method}{path.removeprefix(V1)}").strip("-"),
                    method=method.upper(),
                    path=path,
                    summary=told["summary"],
                    words=told["description"],
                    keys=[*keys, *_body(told.get("requestBody"))],
                    answer=_kind(answer["content"]["application/json"]["schema"]),
                    answer_words=answer["description"],
                    problems=sorted(int(status) for status in told["responses"] if int(status) >= 400),
                    example=_example(path, told) if method == "get" else None,
                ),
            )


def _parameter(told: Schema) -> Key:
    schema = told["schema"]
    kind = _kind(schema)
    if schema.get("type") == "array":
        kind.append(Piece("; may be repeated"))
    if "default" in schema and schema["default"] not in {None, ""}:
        kind.append(Piece(f"; {schema['default']} if left out"))
    return Key(told["name"], told["in"], kind, told.get("description", ""), told.get("required", False))


def _body(told: Schema | None) -> Iterator[Key]:
    for kind, content in (told or {"content": {}})["content"].items():
        yield Key(kind, "body", _kind(content["schema"]), "", needed=True)


def _example(path: str, told: Schema) -> str | None:
    """The address with the examples of what it names; None where these are made up."""
    for each in told.get("parameters", ()):
        if each["in"] == "path":
            if each["name"] == "id":
                return None
            path = path.replace(f"{{{each['name']}}}", each["schema"]["examples"][0])
    return path


def _record(name: str, schema: Schema) -> Record:
    needed = set(schema.get("required", ()))
    return Record(
        name,
        schema.get("description", ""),
        [
            Key(key, "", _kind(each), each.get("description", ""), key in needed)
            for key, each in schema.get("properties", {}).items()
        ],
    )


def _kind(schema: Schema) -> list[Piece]:
    """What a value is, in words: "list of Event", "text or null", "whole number, 1 to 500"."""
    if "$ref" in schema:
        return [Piece(schema["$ref"].rpartition("/")[2], shape=True)]
    if "anyOf" in schema:
        pieces: list[Piece] = []
        for number, each in enumerate(schema["anyOf"]):
            pieces += [*([Piece(" or ")] if number else []), *_kind(each)]
        return pieces
    if "const" in schema:
        return [Piece(str(schema["const"]))]
    if "enum" in schema:
        return [Piece(", ".join(map(str, schema["enum"])))]
    if schema.get("type") == "array":
        return [Piece("list of "), *_kind(schema.get("items", {}))]
    if schema.get("properties") is None and isinstance(schema.get("additionalProperties"), dict):
        return [Piece("mapping of names to "), *_kind(schema["additionalProperties"])]
    return [Piece(KINDS.get(schema.get("type", ""), "any value") + _limits(schema))]


def _limits(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        return f", {least:g} to {most:g}"
    if "pattern" in schema and schema.get("examples"):
        return f", as {schema['examples'][-1]}"
    if "maxLength" in schema:
        return f", at most {schema['maxLength']:,} characters"
    return f", {least:g} or more" if least is not None and least != 0 else ""
