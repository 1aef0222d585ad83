"""Tables and documents: other programs read from them what the answer says, and no text does anything there."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import Answer, ask
from demireg.services.publishing import FORMATS, form_of, publish
from demireg.services.repository import Repository
from tests.publishing.answers import HOSTILE, answered, hostile
from tests.templating.libreoffice import LibreOffice

TABLES = ("csv", "xlsx", "markdown", "latex", "docx", "json", "ttl")


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_the_comma_table_is_the_answers_table(toy: Repository) -> None:
    answer = answered(toy, "support")
    rows = list(csv.reader(io.StringIO(publish(answer, "csv").decode())))
    assert rows[0] == list(answer.found.columns)
    told = dict(zip(*rows[:2], strict=True))
    assert rows[1][:5] == ["P1", "contested", "5", "4", "3"]
    assert told["contradicting"] == "1"
    assert rows[3][0] == "P4"


def test_the_workbook_holds_table_evidence_and_what_it_is_about(toy: Repository) -> None:
    held = sheets(publish(answered(toy, "contrast"), "xlsx"))
    assert list(held) == ["table", "evidence", "about"]
    assert held["table"][1][:4] == ("toy-LOCAL", "the place is local (worked example)", 1, True)
    assert "Example 2018" in str(held["table"][1][10])
    evidence = [dict(zip(held["evidence"][0], row, strict=True)) for row in held["evidence"][1:]]
    local = [row for row in evidence if row["figure"] == "contexts toy-LOCAL reached" and row["reading"] == "yes"]
    assert {(row["study"], row["configuration"]) for row in local} == {
        ("toy-s1", "toy-s1/k1"),
        ("toy-s2", "toy-s2/k2"),
        ("toy-s4", "toy-s4/k4"),
    }
    about = {str(name): value for name, value in held["about"][1:]}
    assert about["mechanism"] == "toy-TRUST"
    assert about["filter unit"] == "programme"
    assert {"version demireg", "version generation", "version background", "version studies", "cite as"} <= about.keys()


def test_a_share_that_is_undefined_is_an_empty_cell(toy: Repository) -> None:
    answer = ask(toy, "support", {"theory": "salutogenesis"})
    head, first, *_ = sheets(publish(answer, "xlsx"))["table"]
    assert dict(zip(head, first, strict=True))["support"] is None
    assert "0.0" not in publish(answer, "csv").decode()


def test_a_matrix_in_print_has_its_studies_down_the_page_as_citations(toy: Repository) -> None:
    answer = answered(toy, "matrix")
    table = Document(io.BytesIO(publish(answer, "docx"))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["study", "P1", "P2", "P4"]
    assert rows[1] == ["Example 2018", "corroborates", "silent", "contradicts"]
    assert rows[6] == ["Example 2023", "not assessed", "not assessed", "not assessed"]


def test_a_document_names_the_reports_cited_the_notes_and_the_versions(toy: Repository) -> None:
    page = Document(io.BytesIO(publish(answered(toy, "truth-table"), "docx")))
    text = "\n".join(paragraph.text for paragraph in page.paragraphs)
    assert "A truth table shows what occurs together" in text
    assert "Studies cited" in text
    assert "Example 2018. " in text
    assert re.search(r"Made from demireg \S+ · generation \d+ · background \w+ · studies \w+\.", text)
    assert page.core_properties.title.startswith("Which combinations")


@pytest.mark.parametrize("name", ["matrix", "support", "contrast", "truth-table"])
def test_markdown_is_read_as_one_table_by_a_reader_of_markdown(toy: Repository, name: str) -> None:
    answer = answered(toy, name)
    page = MarkdownIt().enable("table").render(publish(answer, "markdown").decode())
    lines = len(answer.found.rows) if name != "matrix" else 6
    assert page.count("<table>") == 1
    assert page.count("<tr>") == lines + 1


def beginning(repository: Repository, text: str) -> Answer:
    """Return an answer with a text as the head of its first column and at the beginning of each row."""
    answer = hostile(repository)
    found = replace(answer.found, columns=(text, "count"), rows=((text, 1), (text, 2)))
    return replace(answer, found=found)


@pytest.mark.parametrize("text", ["x`](javascript:1)", "[a](javascript:1)", "`code`", "![a](http://x.example/)"])
def test_no_text_in_a_table_is_a_mark_of_markdown(toy: Repository, text: str) -> None:
    page = MarkdownIt().enable("table").render(publish(beginning(toy, text), "markdown").decode())
    table = page[page.index("<table>") : page.index("</table>")]
    assert table.count(text) == 3
    assert not re.search("<(?:a|img|code)", table)


@pytest.mark.parametrize("text", ["[2cm] wide", "*starred", "[x]"])
def test_no_row_is_an_argument_of_the_line_before_it_in_latex(toy: Repository, text: str) -> None:
    told = publish(beginning(toy, text), "latex").decode()
    assert text in told
    assert not re.search(r"\\\\\s*[\[*]", told)


def test_hostile_texts_stay_texts_in_a_workbook(toy: Repository) -> None:
    book = load_workbook(io.BytesIO(publish(hostile(toy), "xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert book["table"]["B2"].value == "=HYPERLINK(1)"
    assert book["table"]["B2"].quotePrefix
    with zipfile.ZipFile(io.BytesIO(publish(hostile(toy), "xlsx"))) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_libreoffice_opens_the_workbooks_and_runs_nothing_in_them(toy: Repository, tmp_path: Path) -> None:
    given = {"plain.xlsx": publish(answered(toy, "support"), "xlsx"), "hostile.xlsx": publish(hostile(toy), "xlsx")}
    saved = LibreOffice(tmp_path).converted(given)
    assert sheets(saved["plain.xlsx"])["table"][1][:3] == ("P1", "contested", 5)
    assert sheets(saved["hostile.xlsx"])["table"][1][1] == "=HYPERLINK(1)"
    assert sheets(saved["hostile.xlsx"])["table"][3][1] == "-1+cmd"


def test_hostile_texts_cannot_be_run_from_a_comma_table(toy: Repository) -> None:
    rows = list(csv.reader(io.StringIO(publish(hostile(toy), "csv").decode())))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_every_brace_and_mark_of_hostile_texts_is_escaped_in_latex(toy: Repository) -> None:
    text = publish(hostile(toy), "latex").decode()
    body = "\n".join(line for line in text.splitlines() if not line.startswith("%"))
    bare = re.sub(r"\\[\\&%$#_{}]", "", body)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"[#%_~^]", re.sub(r"\\[a-zA-Z]+", "", bare))
    assert bare.count(r"\begin{") == bare.count(r"\end{")
    assert all(ord(letter) >= 32 or letter == "\n" for letter in text)


@pytest.mark.parametrize("name", ["matrix", "support", "contrast", "truth-table"])
def test_each_line_of_a_latex_table_has_as_many_cells_as_its_head(toy: Repository, name: str) -> None:
    text = publish(answered(toy, name), "latex").decode()
    rows = [line for line in text.splitlines() if line.endswith(r" \\")]
    assert len({len(re.findall(r"(?<!\\)&", row)) for row in rows}) == 1
    assert r"\toprule" in text
    assert r"\bottomrule" in text


def test_a_document_takes_hostile_texts(toy: Repository) -> None:
    page = Document(io.BytesIO(publish(hostile(toy), "docx")))
    cells = [cell.text for row in page.tables[0].rows for cell in row.cells]
    assert "</svg><script>x</script>" in cells
    assert HOSTILE[-1] in cells


def test_json_holds_everything(toy: Repository) -> None:
    answer = answered(toy, "contrast")
    assert json.loads(publish(answer, "json")) == json.loads(json.dumps(answer.body, default=list))


@pytest.mark.parametrize("form", TABLES)
def test_the_same_answer_gives_the_same_bytes(toy: Repository, form: str) -> None:
    assert publish(answered(toy, "support"), form) == publish(answered(toy, "support"), form)


def test_a_format_is_found_by_its_name_and_by_its_ending(toy: Repository) -> None:
    assert form_of(".tex") is form_of("latex") is form_of("TEX")
    with pytest.raises(BadParameter, match=r"not written as 'pdf'.*There is csv"):
        publish(answered(toy, "support"), "pdf")
    with pytest.raises(BadParameter, match="Did you mean docx"):
        form_of("doc")
    assert set(FORMATS) == {*TABLES, "csvw", "svg", "png", "r"}


def test_a_format_that_does_not_suit_says_for_what_it_is() -> None:
    with pytest.raises(BadParameter, match="that is there for truth-table"):
        form_of("r", "support")
    with pytest.raises(BadParameter, match="The measure agreement has no figure"):
        form_of("svg", "agreement")


def test_a_document_names_a_context_once_and_breaks_no_word_of_a_head(toy: Repository) -> None:
    table = Document(io.BytesIO(publish(answered(toy, "contrast"), "docx"))).tables[0]
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads[:2] == ["context", "delta"], "the label stands in the place of the identifier"
    broad = {head: column.width for head, column in zip(heads, table.columns, strict=True)}
    assert broad["delta"] < broad["context"]
    assert broad["no"] < broad["discriminates"]
