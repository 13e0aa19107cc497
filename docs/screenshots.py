"""Takes the pictures under docs/pages of the example ledger, as a reader's browser shows it.

    make screenshots

Needs Chromium and what `.[dev]` installs. The pictures hold the day on which they were taken.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "pages"
COMITY = Path(sys.executable).with_name("comity")
WIDE, NARROW = 1280, 360


class Picture(NamedTuple):
    """What is taken: an address, and how it is looked at. `link`: followed from there before."""

    name: str
    path: str
    width: int = WIDE
    height: int = 900
    scheme: str = "light"
    link: str = ""


PICTURES = (
    Picture("home", "/"),
    Picture("pair", "/JPN/RUS", height=1150),
    Picture("pair-dark-narrow", "/JPN/RUS", width=NARROW, height=800, scheme="dark"),
    Picture("in-force", "/JPN/RUS#in-force"),
    Picture("event", "/JPN/RUS?type=SANCTION&since=2022-04&until=2022-04", link=".entries a.dyad"),
    Picture("document", "/document/japan-centers.txt"),
    Picture("visa-map", "/visa?passport=JPN&on=2024-11-25"),
    Picture("visa-pair", "/visa/JPN/CHN?on=2024-11-25"),
    Picture("measures", "/measures"),
    Picture("changes", "/changes?since=2022&until=2022"),
)


def main() -> None:
    """Read the examples, serve them, and take every picture."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium on this machine; install Debian's package chromium, then try again")
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "examples.db")
        subprocess.run([COMITY, "read", ROOT / "examples" / "pages", "--ledger", ledger], check=True)
        with served(ledger) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            for picture in PICTURES:
                take(browser, address, picture)
                print(f"docs/pages/{picture.name}.png")
            browser.close()


@contextmanager
def served(ledger: str) -> Iterator[str]:
    """The address at which `comity serve` has the ledger."""
    command = [str(COMITY), "serve", "--port", "0", "--ledger", ledger]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        told = server.stdout.readline().split() if server.stdout else []
        try:
            yield next(word for word in told if word.startswith("http://")).rstrip("/")
        finally:
            server.terminate()


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture, when all that the page asks for has come."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page.goto(address + picture.path, wait_until="networkidle")
    if picture.link:
        page.locator(picture.link).first.click()
        page.wait_for_load_state("networkidle")
    page.screenshot(path=OUT / f"{picture.name}.png")
    page.close()


if __name__ == "__main__":
    main()
