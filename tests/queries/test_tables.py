"""Tables in every format say the same and harm neither a spreadsheet nor a terminal."""

import csv
import io
import json

import pytest

from demireg.services.tables import UNKNOWN, WRITERS, as_csv, as_json, as_markdown, as_table

COLUMNS = ("name", "count", "share")
ROWS = (("=cmd|' /C calc'!A0", 3, None), ("plain", -2, 0.5), ("@sum", True, 1.0))


def test_text_in_csv_is_never_a_formula_and_numbers_stay_numbers() -> None:
    read = list(csv.reader(io.StringIO(as_csv(COLUMNS, ROWS))))
    assert read == [
        ["name", "count", "share"],
        ["'=cmd|' /C calc'!A0", "3", ""],
        ["plain", "-2", "0.5"],
        ["'@sum", "true", "1.0"],
    ]


def test_json_keeps_text_as_it_is_and_the_undefined_as_null() -> None:
    assert json.loads(as_json(COLUMNS, ROWS))[0] == {"name": "=cmd|' /C calc'!A0", "count": 3, "share": None}


def test_a_table_shows_the_undefined_as_such_and_obeys_no_control_character() -> None:
    text = as_table(("name",), (("red \x1b[31m[bold]x[/bold]",), (None,)))
    assert "\x1b" not in text
    assert "[bold]x[/bold]" in text
    assert UNKNOWN in text


def test_a_table_folds_prose_and_breaks_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    text = as_table(("study", "supporting", "prose"), (("wood-2021", 12, "many short words " * 4),))
    lines = text.splitlines()
    assert lines[0].split() == ["study", "supporting", "prose"]
    assert lines[2].startswith("wood-2021")
    assert len(lines) > 6
    assert all(len(line) <= 30 for line in lines)


def test_a_table_is_wider_than_the_terminal_rather_than_break_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    text = as_table(("one", "two"), (("collaborative-care", "salutogenesis/P1"),))
    assert "collaborative-care  salutogenesis/P1" in text


def test_markdown_cells_do_not_break_out_of_their_cell() -> None:
    assert "| a \\| b &lt;i> |" in as_markdown(("name",), (("a | b\n<i>",),))


def test_every_format_takes_a_table_without_rows() -> None:
    assert all(isinstance(write(COLUMNS, ()), str) for write in WRITERS.values())
