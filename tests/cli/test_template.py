"""The commands for workbooks: a template to fill in, and a checked one that comes back marked."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import command, inside


def test_a_template_is_written_filled_in_on_request_and_never_over_somebodys_work(tmp_path: Path) -> None:
    store = tmp_path / "store"
    done = command("template", store=store)
    assert (done.returncode, done.stderr.strip()[:19]) == (0, "study.xlsx: written")
    assert load_workbook(tmp_path / "study.xlsx")["Study"]["B3"].value is None
    (tmp_path / "study.xlsx").write_text("work of a week")
    again = inside("template", store=store)
    assert (again.returncode, (tmp_path / "study.xlsx").read_text()) == (2, "work of a week")
    assert "Name a file that is not there." in again.stderr
    assert inside("template", "--example", store=store).returncode == 0
    assert load_workbook(tmp_path / "hanlon-2021.xlsx")["Study"]["B3"].value == "hanlon-2021"
    assert inside("template", "nowhere/study.xlsx", store=store).returncode == 2


def test_a_checked_workbook_is_marked_in_a_copy(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert inside("template", "mine.xlsx", store=store).returncode == 0
    before = (tmp_path / "mine.xlsx").read_bytes()
    done = inside("check", "mine.xlsx", "--annotate", "marked.xlsx", store=store)
    assert done.returncode == 1
    book = load_workbook(tmp_path / "marked.xlsx")
    assert book["Findings"].max_row - 4 == len(done.stdout.strip().splitlines())
    assert (tmp_path / "mine.xlsx").read_bytes() == before
    refused = inside("check", "mine.xlsx", "--annotate", "mine.xlsx", store=store)
    assert (refused.returncode, refused.stdout) == (2, "")
