"""A headless Chromium for the page tests; each page it opens keeps what it asked for and what it complained of."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LEFT_OUT = "Chromium is not at {}: {} page tests are left out. Install it, or name it in the variable CHROMIUM."
left_out: list[str] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser's tests out where there is no browser, but never where CI is to prove them."""
    if shutil.which(CHROMIUM) or os.environ.get("CI") == "true":
        return
    without = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    if without:
        left_out.append(LEFT_OUT.format(CHROMIUM, len(without)))
        items[:] = [item for item in items if item not in without]
        config.hook.pytest_deselected(items=without)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, so that nobody takes a short run for a whole one."""
    for sentence in left_out:
        terminalreporter.write_line(sentence, yellow=True)


@dataclass
class Visit:
    """A page that was opened: what it asked for, and every complaint of the browser."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def foreign(self, server: str) -> list[str]:
        """Return what was asked of any other host."""
        return [url for url in self.requests if not url.startswith((f"{server}/", "data:"))]


Opens = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one browser for all page tests. Fails, with a sentence, where there is none."""
    if not shutil.which(CHROMIUM):
        pytest.fail(f"Chromium is not at {CHROMIUM}; install it, or name it in the variable CHROMIUM.")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield found
        found.close()


@pytest.fixture
def opens(browser: Browser) -> Iterator[Opens]:
    """Give a function that opens an address and returns the visit.

    ``scripts`` turns JavaScript off; ``settled`` waits until nothing more is asked for.
    """
    contexts = []

    def visit(
        address: str, width: int = 1280, *, scripts: bool = True, dark: bool = False, settled: bool = False
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 860},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        made = Visit(context.new_page())

        def asked(request: Request) -> None:
            made.requests.append(request.url)

        def complained(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                made.complaints.append(message.text)

        made.page.on("request", asked)
        made.page.on("console", complained)
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.goto(address)
        made.page.wait_for_load_state("networkidle" if settled else "load")
        return made

    yield visit
    for context in contexts:
        context.close()
