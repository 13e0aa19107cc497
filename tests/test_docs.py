"""The pages about Comity are true: written ones name what there is, generated ones are fresh."""

from __future__ import annotations

import re
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from shutil import copytree
from textwrap import dedent
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
    commands = {command.name for command in app.registered_commands}
    for group in app.registered_groups:
        assert group.typer_instance is not None
        commands.add(group.name)
        commands |= {f"{group.name} {command.name}" for command in group.typer_instance.registered_commands}
    assert commands == set(module.COMMANDS) - {""}
    page = module.types()
    assert all(f"### {name}\n" in page for name in ontology.load().plover.types)


def test_the_readme_names_every_command() -> None:
    from comity.cli.app import app

    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert all(f"| `comity {command.name}" in readme for command in app.registered_commands)


def test_the_readmes_python_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    program = dedent(readme.partition("From Python:\n")[2].partition("\n## ")[0])
    copytree(DOCS.parent / "examples" / "pages", tmp_path / "my-pages")
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) > 5
    assert any("SANCTION" in line and "Japan" in line for line in printed)


def test_the_architecture_has_a_place_for_every_module_and_dependency() -> None:
    page = (DOCS.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = DOCS.parent / "src" / "comity"
    modules = {
        path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    table = page.partition("## Modules")[2].partition("### ")[0]
    assert {name for name in modules if f"| `{name}` |" not in table} == set()
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = page.partition("## Dependencies")[2]
    required = {re.split(r"[<>=]", name)[0] for name in project["dependencies"]}
    assert {name for name in required if name not in told} == set()
