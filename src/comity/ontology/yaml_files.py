"""YAML as our data files use it: safe, quick, and strict about what people mistype."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from comity.errors import OntologyError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable
    from pathlib import Path

_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_FAST):  # type: ignore[misc, valid-type]
    """Refuses a mapping that names the same key twice: YAML would keep the last one silently."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            mark = key_node.start_mark
            raise OntologyError(f"{mark.name}, line {mark.line + 1}: {key!r} stands twice; keep one")
        seen.add(key)
    loader.flatten_mapping(node)
    return {
        loader.construct_object(key, deep=True): loader.construct_object(value, deep=True)
        for key, value in node.value
    }


# YAML 1.1 takes "on", "off", "yes" and "no" (a preposition, Norway) for truth values: here they are words.
_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in known if not tag.endswith(":bool") or first in "tTfF"]
    for first, known in _FAST.yaml_implicit_resolvers.items()
}
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load(path: Path | Traversable) -> Any:
    """What the file holds; OntologyError names the file and line where it is no YAML or repeats a key."""
    with path.open("rb") as stream:
        loader = _StrictLoader(stream)
        loader.name = str(path)
        try:
            return loader.get_single_data()
        except yaml.YAMLError as error:
            raise OntologyError(f"{path} is no valid YAML: {error}; mend it there") from error
        finally:
            loader.dispose()


def check_keys(entry: Any, *, allowed: Iterable[str], required: Iterable[str] = (), where: str) -> None:
    """Raise OntologyError, naming `where`, unless the entry is a mapping with these keys and no others."""
    if not isinstance(entry, dict):
        raise OntologyError(f"{where}: expected a mapping, found {entry!r}")
    unknown = sorted(map(str, set(entry) - set(allowed)))
    if unknown:
        raise OntologyError(
            f"{where}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(allowed))}"
        )
    missing = sorted(set(required) - set(entry))
    if missing:
        raise OntologyError(f"{where}: {', '.join(missing)} is missing")
