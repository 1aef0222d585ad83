"""The first sheet: what to do, in plain words. Its text is ``data/forms/guide.yaml``."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml
from openpyxl.cell import Cell
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from demireg import assets
from demireg.services.templating import look

WIDTHS: Final = {"A": 2, "B": 30, "C": 62, "D": 44}
_WHOLE: Final = WIDTHS["B"] + WIDTHS["C"] + WIDTHS["D"]
_TITLE: Final = 20
_GROUNDS: Final = {
    "needed": look.NEEDED,
    "optional": look.OPTIONAL,
    "rare": look.PAPER,
    "wanted": look.WANTED,
    "unknown": look.UNKNOWN,
}


def guide_text() -> dict[str, Any]:
    """Return the text of the guide, as edited by whoever looks after the forms."""
    text: dict[str, Any] = yaml.safe_load((assets.folder("data") / "forms" / "guide.yaml").read_text("utf-8"))
    return text


def write_guide(sheet: Worksheet, titles: Mapping[str, str], headings: Mapping[str, str], study: str) -> None:
    """Fill the guide sheet.

    ``titles`` maps the name of each other sheet to its title, in order; ``headings`` the words in braces of the text to
    the headings of columns; ``study`` says which study the workbook holds, empty for a template.
    """
    _Guide(sheet, guide_text(), titles, headings).write(study)


class _Guide:
    """Writes downwards, one block after another."""

    def __init__(
        self, sheet: Worksheet, text: dict[str, Any], titles: Mapping[str, str], headings: Mapping[str, str]
    ) -> None:
        self._sheet, self._text, self._titles, self._headings = sheet, text, titles, headings
        self._row = 1

    def write(self, study: str) -> None:
        sheet, text = self._sheet, self._text
        sheet.sheet_view.showGridLines = False
        for column, width in WIDTHS.items():
            sheet.column_dimensions[column].width = width
        self._line(text["title"], size=_TITLE)
        self._line(text["lede"])
        if study:
            self._line(text["example"].format(study=study), colour=look.ACCENT)
        self._sheets()
        self._roles()
        self._pairs("unknown_head", text["unknown"])
        self._head(text["read_head"])
        self._line(self._named(text["read"]))
        self._bullets("dont_head", text["dont"])
        self._bullets("check_head", text["check"])
        self._colours()
        look.print_setup(sheet, heads=False)
        sheet.page_setup.fitToHeight = 2
        look.protect(sheet)

    def _sheets(self) -> None:
        self._head(self._text["sheets_head"], ("Sheet", "What it is for", "One row is"))
        for name, title in self._titles.items():
            told: dict[str, str] = self._text["sheets"].get(name, {"what": "", "row": ""})
            first, *_ = self._row_of((title, told["what"], told["row"]))
            first.hyperlink = Hyperlink(ref=first.coordinate, location=f"'{title}'!A1", display=title)
            first.font = look.font(colour=look.ACCENT, bold=True)

    def _roles(self) -> None:
        self._head(self._text["roles_head"], ("Role", "It is", "For example"))
        for each in self._text["roles"]:
            cells = self._row_of((f"{each['letter']}   {each['name']}", each["what"], each["example"]))
            for cell in cells:
                cell.fill = look.fill(look.ROLE_PALE[each["role"]])
            cells[0].font = look.font(colour=look.ROLE_STRONG[each["role"]], bold=True)
            cells[2].font = look.font(italic=True)
        self._line(self._text["unclear"], colour=look.MUTE)

    def _pairs(self, head: str, pairs: Sequence[Sequence[str]]) -> None:
        self._head(self._text[head], ("You want to say", "Do this"))
        for said, answer in pairs:
            row, done = self._row, self._named(answer)
            self._row_of((said, done))
            self._sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=4)
            height = max(look.height_for(said, WIDTHS["B"]), look.height_for(done, _WHOLE - WIDTHS["B"]))
            self._sheet.row_dimensions[row].height = height

    def _bullets(self, head: str, lines: Sequence[str]) -> None:
        self._head(self._text[head])
        for line in lines:
            self._line(f"•  {self._named(line)}")

    def _colours(self) -> None:
        self._head(self._text["colours_head"])
        for each in self._text["colours"]:
            row = self._row
            self._row_of((each["name"], each["text"]))
            self._sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=4)
            self._sheet.row_dimensions[row].height = look.height_for(each["text"], _WHOLE - WIDTHS["B"])
            self._sheet.cell(row, 2).fill = look.fill(_GROUNDS[each["ground"]])

    def _named(self, text: str) -> str:
        return text.format_map({key: f"“{heading}”" for key, heading in self._headings.items()})

    def _head(self, text: str, columns: Sequence[str] = ()) -> None:
        self._row += 1
        cell = look.put(self._sheet[f"B{self._row}"], text)
        cell.font = look.font(14, look.ACCENT, bold=True)
        self._sheet.row_dimensions[self._row].height = 22
        self._row += 1
        for column, name in zip("BCD", columns, strict=False):
            cell = look.put(self._sheet[f"{column}{self._row}"], name)
            cell.font, cell.border = look.font(10, look.MUTE), look.hairline()
        self._row += bool(columns)

    def _line(self, text: str, *, size: int = 11, colour: str = look.INK) -> None:
        """Write one paragraph over the whole width."""
        cell = look.put(self._sheet[f"B{self._row}"], text)
        cell.font, cell.alignment = look.font(size, colour, bold=size == _TITLE), look.wrapped()
        self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=2, end_column=4)
        self._sheet.row_dimensions[self._row].height = look.height_for(text, _WHOLE, size)
        self._row += 1

    def _row_of(self, texts: Sequence[str]) -> list[Cell]:
        cells = []
        for (column, width), text in zip(list(WIDTHS.items())[1:], texts, strict=False):
            cell = look.put(self._sheet[f"{column}{self._row}"], text)
            cell.font, cell.alignment, cell.border = look.font(), look.wrapped(), look.hairline()
            height = self._sheet.row_dimensions[self._row].height or 0
            self._sheet.row_dimensions[self._row].height = max(height, look.height_for(text, width))
            cells.append(cell)
        self._row += 1
        return cells
