"""The codes of passports and destinations, from the codes and names that the files have used."""

from __future__ import annotations

from functools import cache
from importlib import resources

from comity.ontology import yaml_files

# Where the files differ from the names of states.yml, or where these would mean another state.
_OF_THE_FILES = {
    "RK": "XKX",
    "UK": "GBR",
    "Congo": "COG",
    "Congo (Dem. Rep.)": "COD",
    "Cote d'Ivoire (Ivory Coast)": "CIV",
    "Macedonia (FYROM)": "MKD",
    "Myanmar [Burma]": "MMR",
}


@cache
def by_name() -> dict[str, str]:
    """Alpha-3 codes by alpha-2 code, alpha-3 code and English name (XKX for Kosovo)."""
    states = yaml_files.load(resources.files("comity.actors").joinpath("states.yml"))
    names = {name: code for code, entry in states.items() for name in _names(code, entry)}
    return names | _OF_THE_FILES


def _names(code: str, entry: dict[str, object]) -> list[str]:
    names = [code, entry["alpha2"], entry["name"], *_several(entry, "also"), *_several(entry, "former")]
    return [str(name) for name in names]


def _several(entry: dict[str, object], key: str) -> list[object]:
    several = entry.get(key, ())
    return list(several) if isinstance(several, list | dict) else []


@cache
def known() -> tuple[str, ...]:
    """All alpha-3 codes, sorted."""
    return tuple(sorted(set(by_name().values())))
