"""Builds the charts into the package: `pip install` and `pip wheel` of the sources run it.

A wheel or an sdist without them would be broken for whoever gets it, so it fails; an editable install is its
developer's, who can do without, and goes on with a warning.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def _module() -> Any:
    """charts/bundle.py, which is in no package."""
    path = Path(__file__).resolve().parent / "charts/bundle.py"
    spec = importlib.util.spec_from_file_location("bundle", path)
    assert spec is not None  # noqa: S101 - a path that ends in .py has a loader
    assert spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclasses look for themselves
    spec.loader.exec_module(module)
    return module


class Charts(BuildHookInterface[Any]):
    """Builds the bundle where it is not there or its sources have changed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node, where something is to be built."""
        module = _module()
        return [] if module.Bundle().fresh() else [module.NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build, before the files are collected."""
        module = _module()
        try:
            module.Bundle().build()
        except module.BundleError as trouble:
            if version != "editable":
                raise
            self.app.display_warning(f"The web pages go without charts: {trouble}")
