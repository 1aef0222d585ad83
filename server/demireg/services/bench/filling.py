"""What workbooks cost: one of thirty configurations, and one of a hundred thousand rows; tasks of the bench."""

from pathlib import Path
from typing import Any, Final, cast

from demireg.domain.errors import DemiregError
from demireg.domain.names import Names
from demireg.services.background import Background
from demireg.services.bench.timing import since, timed
from demireg.services.exporting.sheets import workbook
from demireg.services.importing.read import read_bytes, read_file
from demireg.services.importing.sheet_file import composed
from demireg.services.preparing import prepare
from demireg.services.seeding import shipped_studies

STUDY: Final = "wood-2021"
HEADS: Final = ("configuration", "role", "text")


def fill(rounds: int) -> dict[str, Any]:
    """Return the seconds of writing wood-2021 as a workbook, and of reading and checking that, once all is loaded."""
    background, names = Background.shipped(), Names()
    path = next(path for path in shipped_studies() if path.stem == STUDY)
    tree = cast("dict[str, Any]", composed(path.read_text(encoding="utf-8"), path.name).data)
    content = workbook(tree, background)

    def check() -> None:
        if not prepare(background, names, read_bytes(content, f"{STUDY}.xlsx")).report.conforms:
            raise AssertionError(f"{STUDY} as a workbook should conform")

    check()
    return {"writing": [since(lambda: workbook(tree, background))], "checking": timed(check, rounds)}


def make_rows(path: str, rows: int) -> dict[str, Any]:
    """Write a workbook with this many rows of parts at a path, in a stream."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("parts")
    sheet.append(HEADS)
    for number in range(rows):
        sheet.append((f"k{number}", "context", f"something that was said the {number}th time"))
    book.save(path)
    return {"bytes": Path(path).stat().st_size}


def read_rows(path: str) -> dict[str, Any]:
    """Read it as a study is read; return the seconds and what was said of it."""
    said = ""

    def read() -> None:
        nonlocal said
        try:
            draft = read_file(Path(path))
            said = f"{len(draft.findings)} findings"
        except DemiregError as fault:
            said = str(fault)

    seconds = since(read)
    return {"seconds": [seconds], "said": said}
