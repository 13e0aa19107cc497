"""A ledger of the example pages, an application over it, and a browser that minds what a page does."""

from __future__ import annotations

import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from starlette.testclient import TestClient

import comity
from comity.web.app import make
from comity.web.desk import Desk
from comity.web.serving import listening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI
    from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = ROOT / "charts" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger read from the example pages. Not to be written to."""
    place = tmp_path_factory.mktemp("web") / "demo.db"
    with comity.open(place) as ledger:
        ledger.read([ROOT / "examples" / "pages"])
    return place


@pytest.fixture(scope="session")
def desk(demo: Path) -> Iterator[Desk]:
    with comity.open(demo, read_only=True) as ledger:
        yield Desk(ledger)


@pytest.fixture(scope="session")
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(make(desk), base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address at which the application answers, from a thread of its own."""
    listener = listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@pytest.fixture(scope="session")
def server(desk: Desk) -> Iterator[str]:
    """The address of the example ledger's pages."""
    with served(make(desk)) as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if CHROMIUM is None:
        told = (
            "no Chromium on this machine; install Debian's package chromium, or call `make test`, which does"
        )
        pytest.skip(told)
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield started
    started.close()


@dataclass
class Look:
    """One reader's browser at a server: opens pages, and holds what they did that no page should."""

    browser: Browser
    address: str
    wrong: list[str] = field(default_factory=list)

    @contextmanager
    def at(
        self,
        path: str = "/",
        *,
        width: int = 1440,
        scheme: Any = "light",
        script: bool = True,
        until: Any = "networkidle",
    ) -> Iterator[Page]:
        """A page of the server, with nothing of earlier visits kept."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: self.wrong.append(f"a dialog: {dialog.message}"))
        page.on("request", lambda request: self._mind(request.url))
        page.goto(self.address + path, wait_until=until)
        yield page
        context.close()

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.wrong.append(said.text)

    def _mind(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"asked {url}")


@pytest.fixture
def look(browser: Browser, server: str) -> Iterator[Look]:
    """A browser; the test fails where a page logged an error or asked another host."""
    looking = Look(browser, server)
    yield looking
    assert looking.wrong == []


def axe(page: Page) -> list[str]:
    """What axe finds that bars readers from a page (WCAG 2.2 AA), one line each."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there; call: npm --prefix charts ci")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    return [
        f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}"
        for each in found["violations"]
        if each["impact"] in SERIOUS
    ]
