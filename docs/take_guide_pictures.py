"""Take the pictures of the guides: walk the way that they tell, in a browser, over a repository without that study.

The study is typed into the workbook, slips and all; uploaded, mended, handed in and accepted. A project of qualitative
analysis, made up by the tests, is brought in. Each picture is what the browser shows on the way.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, FilePayload, Locator, Page

from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.reviewing.accounts import Role
from demireg.services.reviewing.desk import Desk
from demireg.services.seeding import seed, shipped_studies
from demireg.services.templating.workbook import write_workbook
from demireg.settings import Settings
from docs import worked_study
from tests.conftest import serving
from tests.qda.projects import three_sources

FOLDER: Final = worked_study.GUIDES / "pictures"
WIDTH: Final = 1000
#: Height of what stays at the head of the form when it is scrolled, in pixels, with some room below it.
_BAR: Final = 72
#: So many columns of a sheet are shown.
_COLUMNS: Final = 8
_CLIP: Final = """([table, most]) => {
    for (const row of table.rows) [...row.cells].slice(most).forEach(cell => cell.remove());
    [...table.rows].slice(9).forEach(row => row.remove());
    table.querySelectorAll('comment, .comment-indicator').forEach(each => each.remove());
    table.querySelectorAll('colgroup').forEach(each => each.remove());
    table.style.cssText = 'border-collapse: collapse; font: 13px sans-serif';
    table.querySelectorAll('td').forEach(cell => cell.style.padding = '5px 9px');
}"""


class Walk:
    """One browser on one server. taken: the pictures so far; ``page`` is the contributor's, ``curator`` the other."""

    def __init__(self, browser: Browser, here: str) -> None:
        self.here = here
        self.taken: list[Path] = []
        self.page, self.curator = (_page(browser) for _ in range(2))

    def shot(self, name: str, height: int, page: Page | None = None, top: Locator | None = None) -> None:
        """Take what the browser shows, from the top of the page or of one part of it."""
        page = page or self.page
        page.set_viewport_size({"width": WIDTH, "height": height})
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, 0)")
        if top is not None:
            top.evaluate("(part, bar) => scrollBy(0, part.getBoundingClientRect().top - bar)", _BAR)
        page.screenshot(path=self.file(name))

    def file(self, name: str) -> Path:
        """Return the file of a picture, and note that it is taken."""
        self.taken.append(FOLDER / f"{name}.png")
        return self.taken[-1]


def take(browser: Browser) -> list[Path]:
    """Walk the way of both guides, and return the files of the pictures taken."""
    FOLDER.mkdir(exist_ok=True)
    desk = Desk.open(None)
    tokens = {
        role: desk.accounts.add(name, role) for name, role in (("jane-doe", Role.CONTRIBUTOR), ("cora", Role.CURATOR))
    }
    with _without_the_study() as repository, serving(repository, desk) as here:
        walk = Walk(browser, here)
        template = write_workbook(None, repository.background)
        _workbook(walk, worked_study.typed(template))
        _check(walk, template)
        _hand_in(walk, tokens)
        _project(walk)
    desk.close()
    return walk.taken


def _page(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": WIDTH, "height": 700}, reduced_motion="reduce").new_page()


@contextmanager
def _without_the_study() -> Iterator[Repository]:
    """Give a repository with all that ships but the study that is typed."""
    repository = open_repository(Settings(store="memory:"))
    try:
        seed(repository, files=[path for path in shipped_studies() if path.stem != Path(worked_study.NAME).stem])
        yield repository
    finally:
        repository.close()


def _workbook(walk: Walk, workbook: bytes) -> None:
    """Take the sheet of parts as LibreOffice reads it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / worked_study.NAME
        file.write_bytes(workbook)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir", folder, str(file)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        walk.page.goto(file.with_suffix(".html").as_uri())
        number = re.findall(r'#table(\d+)">Parts<', file.with_suffix(".html").read_text(encoding="utf-8"))[0]
        table = walk.page.locator(f"a[name='table{number}'] + table")
        table.evaluate(f"(table, most) => ({_CLIP})([table, most])", _COLUMNS)
        table.screenshot(path=walk.file("workbook"))


def _upload(walk: Walk, way: str, name: str, content: bytes, button: str) -> None:
    walk.page.goto(f"{walk.here}{way}")
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    walk.page.set_input_files("input[type=file]", file)
    walk.page.get_by_role("button", name=button).click()


def _check(walk: Walk, template: bytes) -> None:
    page = walk.page
    page.goto(f"{walk.here}/add")
    walk.shot("add", 1120)
    slips = worked_study.slips()
    _upload(walk, "/add", worked_study.NAME, worked_study.typed(template, slips), "Check it")
    walk.shot("report", 900)
    page.get_by_role("link", name="Mend it in the browser").click()
    walk.shot("form", 480, top=page.locator("label[for='study.extent']"))
    _upload(walk, "/add", worked_study.NAME, worked_study.typed(template), "Check it")
    walk.shot("effects", 520, top=page.locator("#effects"))


def _hand_in(walk: Walk, tokens: dict[Role, str]) -> None:
    page, curator = walk.page, walk.curator
    page.get_by_role("link", name="Submit for review").click()
    _sign_in(page, tokens[Role.CONTRIBUTOR])
    page.get_by_label("A word to the curator").fill("First of four findings; the others follow.")
    page.get_by_role("button", name="Submit for review").click()
    curator.goto(f"{walk.here}/sign-in")
    _sign_in(curator, tokens[Role.CURATOR])
    curator.get_by_role("link", name="hanlon-2021").first.click()
    walk.shot("desk", 760, curator)
    curator.get_by_role("button", name="Accept").click()
    page.goto(f"{walk.here}/studies/hanlon-2021")
    walk.shot("study", 820)
    page.goto(f"{walk.here}/?theory=self-determination")
    walk.shot("compared", 640, top=page.locator(".matrix").first)


def _sign_in(page: Page, token: str) -> None:
    page.get_by_label("Token").fill(token)
    page.get_by_role("button", name="Sign in").click()


def _project(walk: Walk) -> None:
    _upload(walk, "/add/qda", "Link workers.qdpx", three_sources().qdpx(), "Read it")
    walk.shot("mapping", 820)
    walk.page.get_by_role("button", name="Make the draft").click()
    walk.shot("loss", 900, top=walk.page.locator("#loss"))
