"""The pages under docs/ that a program writes are as it would write them now."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parents[1] / "docs"


def generator() -> ModuleType:
    spec = spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "ontology.md"])
def test_a_generated_page_is_fresh(name: str) -> None:
    written = generator().PAGES[name]()
    assert (DOCS / name).read_text(encoding="utf-8") == written, "stale: run `make docs`"


def test_every_command_and_type_has_its_section() -> None:
    from comity import ontology
    from comity.cli.app import app

    module = generator()
    assert {command.name for command in app.registered_commands} == set(module.COMMANDS) - {""}
    page = module.types()
    assert all(f"### {name}\n" in page for name in ontology.load().plover.types)
