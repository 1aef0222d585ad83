"""One study leaves by the command line in a format, and comes back by it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("ending", ["xlsx"])
def test_a_study_is_written_as_its_file_is_called_and_checks_out(run: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"husk-2020.{ending}"
    assert run("export", "--study", "husk-2020", "--output", str(file)).returncode == 0
    checked = run("check", str(file))
    assert (checked.returncode, "violation" in checked.stdout) == (0, False)


def test_a_format_may_be_named_and_else_is_turtle(run: Run) -> None:
    assert run("export", "--study", "husk-2020", "--as", "yaml").stdout.startswith("schema: cmo-extraction-sheet/1")
    assert run("export", "--study", "husk-2020").stdout.startswith("PREFIX ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "xlsx"), "name it with --study"),
        (("--study", "husk-2020", "--as", "docx"), "not as 'docx'"),
        (("--study", "nobody-1999", "--as", "yaml"), "nobody-1999"),
    ],
)
def test_what_cannot_be_exported_is_explained(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("export", *arguments)
    assert (done.returncode, said in done.stderr) == (2, True)
