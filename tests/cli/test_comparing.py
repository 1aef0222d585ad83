"""The command that compares: what a measure takes, files in any format, and sentences for what does not fit."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from demireg.cli import FOUND_WANTING
from demireg.cli import app as command_line
from demireg.domain.errors import DemiregError
from demireg.services.comparing.filters import NAMES
from demireg.services.comparing.measures import MEASURES
from demireg.services.publishing import FORMATS
from tests.cli.conftest import Run

SUPPORT = ("compare", "support", "--theory", "salutogenesis")


def refused(folder: Path, *words: str) -> str:
    """Return the sentence with which the command refuses; ``main`` prints it and ends with status 2."""
    done = CliRunner().invoke(command_line, [*words, "--store", str(folder)])
    assert isinstance(done.exception, DemiregError)
    assert not isinstance(done.exception, FOUND_WANTING)
    assert done.stdout == ""
    return str(done.exception)


def test_without_a_name_every_measure_is_listed(run: Run) -> None:
    listed = run("compare", "--format", "csv").stdout
    assert [line.partition(",")[0] for line in listed.splitlines()[1:]] == list(MEASURES)


@pytest.mark.parametrize("words", [("--help", "contrast"), ("contrast", "--help")])
def test_help_tells_values_filters_and_an_example(run: Run, words: tuple[str, ...]) -> None:
    told = run("compare", *words).stdout
    assert "--mechanism" in told
    assert "(concept; needed)" in told
    assert all(f"--{name} " in told for name in NAMES)
    assert "demireg compare contrast --mechanism Trust --outcome Engagement" in told
    general = run("compare", "--help").stdout
    assert "--again NAME" in " ".join(general.split())


def test_an_answer_is_written_whole_in_the_format_of_the_ending(run: Run, tmp_path: Path) -> None:
    for ending, start in ((".csv", b"proposition,label"), (".xlsx", b"PK"), (".md", b"**"), (".json", b"{")):
        out = tmp_path / f"support{ending}"
        out.write_text("what was there before")
        done = run(*SUPPORT, "--out", str(out))
        assert (done.returncode, done.stdout) == (0, "")
        assert out.read_bytes().startswith(start)
        assert "in the place of the file that was there" in done.stderr
    endings = (".csv", ".csv-metadata.json", ".json", ".md", ".xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"support{ending}" for ending in endings]


def test_what_cannot_be_written_leaves_the_file_as_it_was(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "support.csv"
    out.write_text("before")
    for words in ((*SUPPORT, "--nope", "x"), ("compare", "support", "--theory", "nope"), (*SUPPORT, "--format", "pdf")):
        assert refused(folder, *words, "--out", str(out))
        assert out.read_text() == "before"
    done = run(*SUPPORT, "--out", str(tmp_path / "no" / "x.csv"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "has no ending" in refused(folder, *SUPPORT, "--out", str(tmp_path / "support"))


def test_a_name_that_nothing_can_be_kept_under_is_refused_as_such(folder: Path) -> None:
    for words in (("--save", ""), ("--save=",), ("--save", "", "--note", "why")):
        assert "cannot name a comparison" in refused(folder, *SUPPORT, *words)


def test_each_format_that_suits_comes_through_the_pipe(run: Run) -> None:
    assert FORMATS.keys() >= {"csv", "json", "markdown", "xlsx"}
    assert run(*SUPPORT, "--format", "markdown").stdout.startswith("**")
    left = run(*SUPPORT, "--leave-one-out", "--format", "csv")
    assert left.stdout.startswith("of,figure,before,after,"), left.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("contrasts",), "Did you mean contrast?"),
        (("contrast", "--mechanism", "Trust", "--outcom", "x"), "Did you mean 'outcome'?"),
        (("support", "--theory"), "lacks its value"),
        (("support", "matrix"), "is not expected here"),
        (("support", "--agent", "anna"), "belong to --save"),
        (("--again", "nowhere"), "No comparison is kept under the name 'nowhere'"),
        (("--saved", "--format", "xlsx"), "A list comes as"),
        (("support", "--by", "hand"), "--by takes"),
        (("--help", "nope"), "There is no measure"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(folder: Path, words: tuple[str, ...], said: str) -> None:
    assert said in refused(folder, "compare", *words)
