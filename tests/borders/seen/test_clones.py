"""A git clone of a repository of snapshots."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.borders.seen.published import Repository, matrix

from comity.borders.seen import clones
from comity.errors import InputError, RecordError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

FIRST, SECOND, THIRD = matrix("1,2", "3,0", "3,3"), matrix("1,1", "3,0", "3,3"), matrix("0,0", "3,0", "3,3")


def test_all_commits_of_a_file_under_its_names_over_the_years(repository: Repository) -> None:
    names = (
        "passport-index-country-codes.csv",
        "passport-index-ISO-alpha-2.csv",
        "passport-index-matrix-iso2.csv",
        "test-passport-index-matrix-iso2.csv",
    )
    commits = [
        repository.commit("2018-01-09", {names[0]: FIRST, "README.md": "A table"}),
        repository.commit("2018-06-01", {names[1]: SECOND}, gone=(names[0],)),
        repository.commit("2018-10-08", {names[2]: THIRD}, gone=(names[1],)),
        repository.commit("2018-12-09", {names[3]: FIRST}),
    ]
    repository.commit("2018-12-10", {"README.md": "Another table"})
    found = list(clones.find(repository.folder))
    assert [str(each.day) for each in found] == ["2018-01-09", "2018-06-01", "2018-10-08", "2018-12-09"]
    assert [each.source for each in found] == [f"somebody/passports@{each}" for each in commits]
    assert [each.read().row(1)[2] for each in found] == ["1", "1", "0", "1"]


def test_copies_tidy_files_and_other_files_are_no_snapshots(repository: Repository) -> None:
    repository.commit(
        "2018-01-09",
        {
            "legacy/2017-06-01/passport-index-matrix-iso2.csv": SECOND,
            "passport-index-tidy-iso2.csv": "Passport,Destination,Requirement",
            "cities.csv": "Name",
            "passport-index.csv": "what has no codes is read only where nothing better is there",
            "passport-index-matrix-iso3.csv": THIRD,
            "passport-index-matrix-iso2.csv": FIRST,
        },
    )
    (found,) = clones.find(repository.folder)
    assert "passport-index-matrix-iso2.csv of commit" in found.name
    assert found.read().row(2)[2] == "2"


@pytest.mark.parametrize(
    ("readme", "day"),
    [
        ("Last updated on February 07, 2020\n", "2020-02-07"),
        ("Last updated on 7 February 2020. Look into `/legacy` too.", "2020-02-07"),
        ("Last updated: **7 February 2020**.", "2020-02-07"),
        ("Last updated on 2020-02-07", "2020-02-07"),
        ("Last updated on 24 February 2020", "2020-02-08"),  # after the commit
        ("Last updated on 17 December 2019", "2020-02-08"),  # forgotten to bring up to date
        ("Last updated on 31 February 2020", "2020-02-08"),
        ("Updated now and then", "2020-02-08"),
    ],
)
def test_the_readme_tells_the_day_where_it_can_be_right(
    repository: Repository, readme: str, day: str
) -> None:
    repository.commit("2020-02-08", {"passport-index-matrix-iso2.csv": FIRST, "README.md": readme})
    (found,) = clones.find(repository.folder)
    assert str(found.day) == day


def test_a_readme_that_was_not_touched_tells_nothing_of_the_next_commit(repository: Repository) -> None:
    told = {"README.md": "Last updated on 7 February 2020"}
    repository.commit("2020-02-08", {"passport-index-matrix-iso2.csv": FIRST, **told})
    repository.commit("2020-02-20", {"passport-index-matrix-iso2.csv": SECOND})
    assert [str(each.day) for each in clones.find(repository.folder)] == ["2020-02-07", "2020-02-20"]


def test_a_broken_file_is_named_with_its_commit(repository: Repository) -> None:
    commit = repository.commit(
        "2018-01-09", {"passport-index-matrix-iso2.csv": FIRST.replace("\nRU", "\n??")}
    )
    (found,) = clones.find(repository.folder)
    with pytest.raises(RecordError, match=rf"matrix-iso2.csv of commit {commit}, line 3: unknown passport"):
        found.read()


def test_a_bare_clone_is_read_too(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2018-01-09", {"passport-index-matrix-iso2.csv": FIRST})
    bare = tmp_path / "bare.git"
    repository.git("clone", "-q", "--bare", str(repository.folder), str(bare))
    assert clones.is_clone(bare)
    (found,) = clones.find(bare)
    assert found.source.startswith("clone@")  # as its remote, a folder, is called


def test_a_shallow_clone_says_how_to_get_its_history(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2018-01-09", {"passport-index-matrix-iso2.csv": FIRST})
    repository.commit("2018-06-01", {"passport-index-matrix-iso2.csv": SECOND})
    shallow = tmp_path / "shallow"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(shallow))
    with pytest.raises(InputError, match="fetch --unshallow"):
        list(clones.find(shallow))


def test_a_clone_without_commits_is_refused(repository: Repository) -> None:
    with pytest.raises(InputError, match="git log failed"):
        list(clones.find(repository.folder))


def test_without_git_another_way_is_named(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match=r"git is needed .* dated CSV files"):
        list(clones.find(repository.folder))
