"""Answers as a Word document: a table with studies as citations, its notes and versions, and the reports cited."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.about import About, about
from demireg.services.publishing.called import Called
from demireg.services.publishing.evidence import evidence
from demireg.services.publishing.packing import steady
from demireg.services.publishing.printed import Printed, printed
from demireg.services.publishing.reports import reports_of
from demireg.services.tables import Value, shown

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

#: So many rows stand in a document; a longer table is for a spreadsheet.
MOST_ROWS: Final = 300
#: More columns than this turn the page on its side.
_UPRIGHT: Final = 6
_SMALL, _SMALLER = 8.5, 7.5
#: Fonts that every word processor has, or one of the same measures.
_SERIF, _SANS = "Times New Roman", "Arial"
_INK, _LINE = "1D2430", "C9CED6"
#: A word longer than this may be broken; a text gets so many letters more at most.
_WORD, _MORE = 24, 30
_CUT: Final = "The first {} of {} rows are shown; the workbook (xlsx) and the CSV hold all."


def document(answer: Answer) -> bytes:
    """Return a DOCX file: question, table, key, notes, the studies cited with their reports, versions."""
    called = Called.of(answer.asked.repository.table)
    said, table = about(answer), printed(answer, called)
    page = new(said.title, on_side=len(table.columns) > _UPRIGHT)
    page.add_paragraph(said.asked)
    lay(page, table)
    for name, text in table.key:
        page.add_paragraph().add_run(f"{name}  ").bold = True
        page.paragraphs[-1].add_run(clean(text))
    if len(table.rows) > MOST_ROWS:
        page.add_paragraph(_CUT.format(MOST_ROWS, len(table.rows)))
    _notes(page, said)
    _cited(page, answer, called)
    page.add_heading("Versions", 2)
    page.add_paragraph(clean(f"Made from {said.made}."))
    page.add_paragraph(clean(f"Cite as: {said.cite}"))
    return saved(page)


def new(title: str, *, on_side: bool) -> "Document":
    """Return an empty document in a plain style, with a title."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    page = docx.Document()
    page.core_properties.title, page.core_properties.author = clean(title), "demireg"
    page.core_properties.language = "en"
    section = page.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if on_side else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if on_side else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, font, size in (("Normal", _SERIF, 10.5), ("Heading 1", _SANS, 15), ("Heading 2", _SANS, 11.5)):
        style: Any = page.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), RGBColor.from_string(_INK)
        fonts = style.element.rPr.rFonts  # a theme's font would win over the name
        for each in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{each}"), None)
    page.add_heading(clean(title), 1)
    return page


def lay(page: "Document", table: Printed) -> None:
    """Put a table onto a page: rules above, below and under the head, which each page repeats; numbers to the right."""
    rows = table.rows[:MOST_ROWS]
    laid = page.add_table(len(rows) + 1, len(table.columns))
    small = _SMALL if len(table.columns) <= _UPRIGHT else _SMALLER
    for number, (line, row) in enumerate(zip(laid.rows, (table.columns, *rows), strict=True)):
        for place, (cell, value) in enumerate(zip(line.cells, row, strict=True)):
            _fill(cell, clean(shown(value)), small, (table.numeric[place], number == 0))
    rule(laid)
    _size(laid, _widths(table, rows), page)


def _widths(table: Printed, rows: Sequence[Sequence[Value]]) -> list[float]:
    """Return how broad each column is to be, in letters: its longest word at least, and room for longer texts."""
    widths = []
    for place, column in enumerate(table.columns):
        texts = [clean(shown(row[place])) for row in rows]
        words = [len(word) for text in (column, *texts) for word in text.split()]
        longest = max(map(len, texts), default=0)
        least = float(max(words, default=1))
        widths.append(
            min(least, _WORD) + 2 + (0 if table.numeric[place] else min(max(longest - least, 0) ** 0.7, _MORE))
        )
    return widths


def _size(laid: "Table", widths: list[float], page: "Document") -> None:
    """Give a table fixed columns that share the page by their widths."""
    section: Any = page.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    laid.autofit = False
    for column, width in zip(laid.columns, widths, strict=True):
        column.width = int(room * width / sum(widths))
    for line in laid.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = int(room * width / sum(widths))


def saved(page: "Document") -> bytes:
    """Return a document as bytes, the same for the same content."""
    out = io.BytesIO()
    page.save(out)
    return steady(out.getvalue())


def clean(text: str) -> str:
    """Return a text on one line, without letters that XML has not."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def rule(table: "Table") -> None:
    """Draw the rules of a table, and have its head repeated on each page."""
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls

    line = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="{}"/>'
    edges = line.format("top", 8, _INK) + line.format("bottom", 8, _INK) + line.format("insideH", 4, _LINE)
    properties: Any = table._tbl.tblPr
    properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>"))
    head: Any = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))


def _fill(cell: Any, text: str, size: float, kind: tuple[bool, bool]) -> None:  # noqa: ANN401 - a cell of the library
    """Write into a cell; ``kind`` tells whether it is a number and whether it is a head."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    number, run.bold = kind
    if number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _notes(page: "Document", said: About) -> None:
    page.add_heading("Notes", 2)
    for note in (said.how, *said.notes):
        page.add_paragraph(clean(note))


def _cited(page: "Document", answer: Answer, called: Called) -> None:
    """Name the reports of the studies that the figures rest on, as a list of references does."""
    behind: set[str] = set()
    for line in evidence(answer, called):
        behind.update([line.study] if line.study else called.studies(line.programme))
    behind.update(name for name in answer.found.columns if name in called.labels)
    references(page, answer, called.order(behind), called)


def references(page: "Document", answer: Answer, studies: Sequence[str], called: Called) -> None:
    """List the reports of studies under a heading, none where there is no study."""
    if not studies:
        return
    held = reports_of(answer.asked.repository, studies)
    page.add_heading("Studies cited", 2)
    for study in studies[:MOST_ROWS]:
        named = page.add_paragraph()
        named.add_run(f"{clean(called.labels[study])}. ").bold = True
        if study in held:
            named.add_run(clean(held[study].line))
