"""`demireg references` and `demireg qda`: what reviewers already have becomes sheets that are begun."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from demireg.cli import app
from demireg.domain.errors import BadParameter
from tests.cli.conftest import Run
from tests.qda.projects import three_sources

RIS = "TY  - JOUR\nAU  - Kent, Clara\nPY  - 2020\nTI  - Turning up\nDO  - 10.1000/one\nER  - \n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "Link workers.qdpx"
    made.write_bytes(three_sources().qdpx())
    return made


def ran(*arguments: object, status: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(each) for each in arguments], env={"COLUMNS": "200"})
    assert result.exit_code == status, result.output
    return result


def test_a_project_prints_its_mapping_and_writes_it_to_be_edited(file: Path) -> None:
    mapping = file.parent / "map.csv"
    shown = ran("qda", file, "--mapping", mapping)
    assert "the name begins with M" in shown.output
    text = mapping.read_text("utf-8")
    assert text.splitlines()[0] == "guid,code,used,role,concept,why"
    mapping.write_text(text.replace("M- stigma,1,mechanism", "M- stigma,1,context"), "utf-8")
    assert "as you decided" in ran("qda", file, "--mapping", mapping).output


def test_a_project_becomes_a_draft_that_the_check_refuses_until_it_is_filled_in(file: Path) -> None:
    sheet, report = file.parent / "study.yaml", file.parent / "lost.csv"
    drafted = ran("qda", file, "--into", sheet, "--report", report)
    assert "a draft of 3 configurations" in drafted.output
    assert "not taken over" in drafted.output
    lines = report.read_text("utf-8").splitlines()
    assert lines[0] == "outcome,kind,name,guid,count,where,why"
    assert any("Josephine" in line and "might identify somebody" in line for line in lines)
    checked = ran("check", sheet, status=1)
    assert "still to be filled in" in checked.output
    first = sheet.read_text("utf-8")
    assert ran("qda", file, "--into", sheet).output.count("unchanged") == 3
    assert sheet.read_text("utf-8") == first


def test_a_draft_can_be_a_workbook_that_is_never_written_over(file: Path) -> None:
    book = file.parent / "study.xlsx"
    ran("qda", file, "--into", book, "--choose", "no-memos")
    assert book.read_bytes()[:2] == b"PK"
    assert "still to be filled in" in ran("check", book, status=1).output
    refused = ran("qda", file, "--into", book, status=1)
    assert isinstance(refused.exception, BadParameter)
    assert "is there already" in str(refused.exception)


def test_references_become_sheets_once(run: Run, apart: Run, tmp_path: Path) -> None:
    library, folder = tmp_path / "library.ris", tmp_path / "sheets"
    library.write_text(RIS + RIS.replace("Turning up", "Turning up again"), "utf-8")
    found = apart("references", str(library), "--into", str(folder), "--format", "csv")
    assert "new,Kent 2020,Turning up,10.1000/one" in found.stdout
    assert "repeated,Kent 2020" in found.stdout
    assert [path.name for path in folder.iterdir()] == ["kent-2020.yaml"]
    sheet = folder / "kent-2020.yaml"
    sheet.write_text("mine", "utf-8")
    assert "left as is" in run("references", str(library), "--into", str(folder)).stderr
    assert sheet.read_text("utf-8") == "mine"


def test_a_reference_that_is_held_begins_no_sheet(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "held.json"
    library.write_text('[{"title": "x", "DOI": "https://doi.org/10.1177/1742395319845427"}]', "utf-8")
    found = run("references", str(library), "--into", str(tmp_path / "sheets"), "--format", "csv")
    assert "held,no author without a year,x,10.1177/1742395319845427,hanlon-2021,the same DOI" in found.stdout
    assert not (tmp_path / "sheets").exists()
