"""Take the pictures that the documentation shows, from the pages themselves; ``make pictures`` runs this."""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from demireg.services.bench.processes import service
from docs import take_guide_pictures

FOLDER: Final = Path(__file__).parent / "pictures"
#: Name of the picture → path of the page, width and height in pixels.
PICTURES: Final = {
    "compare": ("/?theory=salutogenesis&cell=P1.wood-2021", 1280, 1000),
    "configuration": ("/studies/wood-2021/w12", 1280, 900),
    "theory": ("/theories/salutogenesis", 1280, 900),
    "phone": ("/", 390, 844),
}
OPTIONS: Final = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def take(browser: Browser, server: str, name: str) -> Path:
    """Take one picture and return its file."""
    path, width, height = PICTURES[name]
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.goto(f"{server}{path}")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    page.close()
    return file


def main() -> None:
    """Serve the shipped studies from memory and take every picture."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Pictures need Chromium: install it, or name it in the variable CHROMIUM.")
    FOLDER.mkdir(exist_ok=True)
    with service("memory:", "/health") as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        for name in PICTURES:
            file = take(browser, f"http://127.0.0.1:{running.port}", name)
            sys.stdout.write(f"{file.relative_to(FOLDER.parent.parent)}\n")
        for file in take_guide_pictures.take(browser):
            sys.stdout.write(f"{file.relative_to(FOLDER.parent.parent)}\n")
        browser.close()


if __name__ == "__main__":
    main()
