"""A git clone of a repository of snapshots, with its whole history.

The files changed their names over the years (passport-index-country-codes.csv,
passport-index-ISO-alpha-2.csv, passport-index-iso2-matrix.csv, ...): each matrix whose name begins with
"passport-index" (or "test-passport-index") counts, wherever it lies but under a folder `legacy`, which holds
copies of older ones. Tidy files say the same as the matrices beside them. One matrix a commit is read: the
one that names states by the best codes.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from comity.borders.seen import matrices
from comity.borders.seen.snapshot import Snapshot
from comity.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MATRIX = re.compile(r"(?:test-)?passport-index(?!.*tidy).*\.csv", re.IGNORECASE)
# The best first; a name with none of them has names of states.
_CODES = [re.compile(kind, re.IGNORECASE) for kind in ("iso2|alpha-2", "iso3|alpha-3", "country-codes")]
_CHANGE = re.compile(r":\d+ \d+ [0-9a-f]+ (?P<blob>[0-9a-f]+) [AM]\t(?P<path>.+)")
_UPDATED = re.compile(
    r"last updated(?: on)?:?\s+\**(?P<day>[A-Za-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Za-z]+ \d{4}|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
_LATE = timedelta(days=31)
"""So long after its own day a snapshot may be committed."""


@dataclass(frozen=True, slots=True)
class _Commit:
    """A commit and the matrix that it brought."""

    id: str
    day: date
    path: str
    blob: str


def is_clone(path: Path) -> bool:
    """Whether a path is a git repository, with a work tree or bare."""
    bare = (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()
    return (path / ".git").exists() or bare


def find(clone: Path) -> Iterator[Snapshot]:
    """The snapshots of the history of a clone's HEAD, the oldest first.

    A snapshot's day is the one that the README of its commit gives ("Last updated on 7 February 2020"), where
    that is new and at most 31 days before the commit; else the day of the commit. InputError where git is
    missing or fails, or where the clone is shallow and lacks its history.
    """
    if _git(clone, "rev-parse", "--is-shallow-repository").decode().strip() == "true":
        raise InputError(
            f"{clone}: a shallow clone without its history; run: git -C {clone} fetch --unshallow"
        )
    repository = _name(clone)
    last: date | None = None
    for commit in _commits(clone):
        updated = _updated(clone, commit)
        fresh = updated is not None and updated != last and timedelta(0) <= commit.day - updated <= _LATE
        last = updated or last
        yield _snapshot(clone, repository, commit, updated if fresh and updated else commit.day)


def _snapshot(clone: Path, repository: str, commit: _Commit, day: date) -> Snapshot:
    name = f"{clone}, {commit.path} of commit {commit.id[:7]}"
    return Snapshot(
        day,
        f"{repository}@{commit.id[:7]}",
        name,
        lambda: matrices.read(_git(clone, "cat-file", "blob", commit.blob), name),
    )


def _commits(clone: Path) -> Iterator[_Commit]:
    log = ("log", "--reverse", "--date-order", "--raw", "--no-abbrev", "--no-renames", "--diff-filter=AM")
    told = _git(clone, *log, "--format=commit %H %as", "HEAD", "--")
    head, day, found = "", date.min, list[tuple[str, str]]()
    for line in [*told.decode("utf-8", "replace").splitlines(), "commit end 0001-01-01"]:
        if line.startswith("commit "):
            if found:
                path, blob = min(found, key=_rank)
                yield _Commit(head, day, path, blob)
            _, head, written = line.split(" ")
            day, found = date.fromisoformat(written), []
        elif (change := _CHANGE.fullmatch(line)) and _is_matrix(change["path"]):
            found.append((change["path"], change["blob"]))


def _is_matrix(path: str) -> bool:
    parts = PurePosixPath(path)
    return "legacy" not in parts.parts[:-1] and _MATRIX.fullmatch(parts.name) is not None


def _rank(found: tuple[str, str]) -> tuple[int, str]:
    name = PurePosixPath(found[0]).name
    kinds = [at for at, kind in enumerate(_CODES) if kind.search(name)]
    return min(kinds, default=len(_CODES)), found[0]


def _updated(clone: Path, commit: _Commit) -> date | None:
    folder = PurePosixPath(commit.path).parent
    try:
        readme = _git(clone, "cat-file", "blob", f"{commit.id}:{folder / 'README.md'}")
    except InputError:
        return None  # the commit has no README beside the file: its own day serves
    told = _UPDATED.search(readme.decode("utf-8", "replace"))
    if told is None:
        return None
    for form in ("%B %d, %Y", "%d %B %Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(told["day"], form).date()
        except ValueError:
            continue
    return None


def _name(clone: Path) -> str:
    """Owner and repository as the remote names them; else the folder's name."""
    try:
        url = _git(clone, "config", "--get", "remote.origin.url").decode().strip()
    except InputError:
        return clone.resolve().name
    parts = [part for part in re.split(r"[/:\\]", url.removesuffix("/").removesuffix(".git")) if part]
    return "/".join(parts[-2:]) if "://" in url or "@" in url else parts[-1]


def _git(clone: Path, *arguments: str) -> bytes:
    """What git prints; InputError with its complaint where it fails."""
    command = ["git", "--no-pager", "-c", "core.quotePath=false", "-C", str(clone.resolve()), *arguments]
    # Hooks, prompts and the language of messages are left out of it.
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603 - no shell
    except FileNotFoundError as problem:
        raise InputError(
            f"{clone}: git is needed to read a clone's history, and is not installed; install it, or give"
            " a folder of dated CSV files"
        ) from problem
    if done.returncode:
        complaint = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise InputError(f"{clone}: git {arguments[0]} failed: {complaint}; check the clone with git fsck")
    return done.stdout
