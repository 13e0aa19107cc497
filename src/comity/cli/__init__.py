"""The command line: presentation only. Every command asks `comity.api`, as Python code would."""

from __future__ import annotations

import gc
import sys
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; what went wrong is one line on standard error and the exit code of its error."""
    # A command makes many records that live until it ends; looking for garbage among them takes time.
    gc.set_threshold(100_000, 20, 20)

    from comity.cli.app import app
    from comity.errors import ComityError

    try:
        with warnings.catch_warnings():
            warnings.showwarning = _tell  # type: ignore[assignment]
            app(args=arguments, prog_name="comity")
    except ComityError as error:
        print(f"comity: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _tell(message: Warning | str, category: type[Warning], *_: object) -> None:
    """A warning of ours as one line; those of libraries are for developers."""
    from comity.errors import ComityWarning

    if issubclass(category, ComityWarning):
        print(f"comity: {message}", file=sys.stderr)
