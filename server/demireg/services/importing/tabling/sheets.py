"""The sheets of a workbook (.xlsx) as grids of cells: values as stored, no formula run, no macro looked at."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from demireg.domain.errors import TooLarge, Unreadable
from demireg.services.importing.tabling.grids import Grid, Merged, Raw
from demireg.services.importing.tabling.markup import walk
from demireg.services.importing.tabling.numbers import dated, is_dated, numbered
from demireg.services.importing.tabling.packed import Packed

#: A study of 500 configurations with 20 parts each; people who hand in more mean something else.
MAX_ROWS: Final = 10_000
MAX_CELLS: Final = 40_000
MAX_COLUMNS: Final = 250
_MOST_SHEETS: Final = 100

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE: Final = re.compile(r"[A-Z]{1,3}([1-9][0-9]{0,6}):[A-Z]{1,3}([1-9][0-9]{0,6})")
_ESCAPED: Final = re.compile(r"_x(?![Dd][89A-Fa-f]|[Ff]{3}[EeFf])([0-9A-Fa-f]{4})_")
_RETURN: Final = 13


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of a workbook: its name, where it is packed, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Workbook:
    """A workbook whose list of sheets was read; ``macros`` says that it brings programs, which nobody looks at."""

    packed: Packed
    sheets: tuple[SheetPart, ...]
    macros: bool = False
    since_1904: bool = False
    _related: Mapping[str, str] = field(default_factory=dict)
    _days: frozenset[int] | None = None

    def grids(self, sheets: tuple[SheetPart, ...]) -> list[Grid]:
        """Return the cells of sheets that are not blank. Raises Unreadable, and TooLarge above the limits."""
        if self._days is None:
            self._days = _days(self.packed, self._related.get("styles", ""))
        readers = []
        left = MAX_CELLS
        for sheet in sheets:
            place = f"{self.packed.name} {sheet.name}"
            reader = _SheetReader(Grid(sheet.name, hidden=sheet.hidden), place, self._days, self.since_1904, left)
            walk(self.packed.read(sheet.part), place, reader.end, reader.begin)
            left = reader.left
            readers.append(reader)
        wanted = {index for reader in readers for *_, index in reader.shared}
        texts = _shared(self.packed, self._related.get("sharedStrings", ""), wanted) if wanted else {}
        for reader in readers:
            reader.resolve(texts)
        return [reader.grid for reader in readers]


def open_workbook(content: bytes, name: str) -> Workbook:
    """Read the list of sheets of a workbook. Raises Unreadable for what is none, and TooLarge for a bomb."""
    packed = Packed(content, name)
    related, main = _main(packed)
    entries: list[tuple[str, str, bool]] = []
    epoch: list[bool] = []

    def begin(element: str, attributes: Mapping[str, str]) -> None:
        if element == "sheet" and len(entries) < _MOST_SHEETS:
            key = next((value for each, value in attributes.items() if each.rpartition(":")[2] == "id"), "")
            entries.append((attributes.get("name", ""), key, attributes.get("state", "visible") != "visible"))
        elif element == "workbookPr":
            epoch.append(attributes.get("date1904", "") in ("1", "true", "on"))

    walk(packed.read(main), f"{name} {main}", lambda *_: None, begin)
    sheets = tuple(
        SheetPart(sheet, related[key], hidden) for sheet, key, hidden in entries if related.get(key, "") in packed.names
    )
    if not sheets:
        raise Unreadable("The workbook has no sheets. Save it anew as an Excel workbook (.xlsx).", name)
    macros = any(each.lower().endswith("vbaproject.bin") for each in packed.names)
    return Workbook(packed, sheets, macros, any(epoch), related)


def _main(packed: Packed) -> tuple[dict[str, str], str]:
    """Return what the main part of a workbook is related to, by identifier and by kind, and that part's name."""
    names = {each.lower() for each in packed.names}
    if "xl/workbook.bin" in names:
        raise Unreadable("This is a binary workbook (.xlsb). Save it as an Excel workbook (.xlsx).", packed.name)
    if "content.xml" in names or "mimetype" in names:
        raise Unreadable("This is an OpenDocument file. Save it as an Excel workbook (.xlsx).", packed.name)
    main = _related(packed, "").get("officeDocument", "xl/workbook.xml")
    if main not in packed.names or not main.endswith(".xml") or "[Content_Types].xml" not in packed.names:
        message = (
            "This is a zip file and no workbook. A folder of CSV files is packed as .zip; a workbook is saved as .xlsx."
        )
        raise Unreadable(message, packed.name)
    return _related(packed, main), main


def _related(packed: Packed, part: str) -> dict[str, str]:
    """Return the parts to which a part is related, by identifier and also by kind."""
    folder, _, file = part.rpartition("/")
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    found: dict[str, str] = {}
    if relations not in packed.names:
        return found

    def begin(element: str, attributes: Mapping[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = whole
            found.setdefault(attributes.get("Type", "").rpartition("/")[2], whole)

    walk(packed.read(relations), f"{packed.name} {relations}", lambda *_: None, begin)
    return found


def _days(packed: Packed, part: str) -> frozenset[int]:
    """Return the numbers of the styles that show a number as a day or a time."""
    codes: dict[str, str] = {}
    styles: list[str] = []
    inside: list[str] = []
    if part not in packed.names:
        return frozenset()

    def begin(element: str, attributes: Mapping[str, str]) -> None:
        inside.append(element)
        if element == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif element == "xf" and inside[-2:-1] == ["cellXfs"]:
            styles.append(attributes.get("numFmtId", "0"))

    def end(_element: str, _text: str) -> None:
        inside.pop()

    walk(packed.read(part), f"{packed.name} {part}", end, begin)
    return frozenset(index for index, style in enumerate(styles) if is_dated(style, codes.get(style, "")))


def _shared(packed: Packed, part: str, wanted: set[int]) -> dict[int, str]:
    """Return the texts of some numbers that the sheets share."""
    texts: dict[int, str] = {}
    pieces: list[str] = []
    state = {"index": 0, "reading": 0}

    def begin(element: str, _attributes: Mapping[str, str]) -> None:
        state["reading"] += element == "rPh"

    def end(element: str, text: str) -> None:
        if element == "rPh":
            state["reading"] -= 1
        elif element == "t" and not state["reading"] and state["index"] in wanted:
            pieces.append(text)
        elif element == "si":
            if state["index"] in wanted:
                texts[state["index"]] = unescaped("".join(pieces))
            pieces.clear()
            state["index"] += 1

    if part in packed.names:
        walk(packed.read(part), f"{packed.name} {part}", end, begin)
    return texts


def unescaped(text: str) -> str:
    """Return a text with the letters that a workbook writes as ``_x000D_``, and ``_x005F_`` where that is meant."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _SheetReader:
    """Collects the cells of one sheet."""

    def __init__(self, grid: Grid, place: str, days: frozenset[int], since_1904: bool, left: int) -> None:
        self.grid = grid
        self.shared: list[tuple[int, int, int]] = []
        self.left = left
        self._place = place
        self._days = days
        self._since_1904 = since_1904
        self._row = self._column = 0
        self._cell: Mapping[str, str] = {}
        self._value = ""
        self._inline: list[str] = []
        self._formula = self._phonetic = False

    def begin(self, element: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if element == "row":
            given = attributes.get("r", "")
            self._row = int(given) if given.isdecimal() and len(given) < 8 else self._row + 1  # noqa: PLR2004
            self._column = -1
        elif element == "c":
            self._cell = attributes
            self._value, self._inline, self._formula = "", [], False
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = column_of(found[1]) if found else self._column + 1
            self._row = int(found[2]) if found else max(self._row, 1)
        elif element == "rPh":
            self._phonetic = True
        elif element == "mergeCell" and (found := _RANGE.fullmatch(attributes.get("ref", ""))):
            self.grid.merged.append(Merged(found[0], int(found[1]), int(found[2])))

    def end(self, element: str, text: str) -> None:
        """Take the end of an element, with its text."""
        if element == "v":
            self._value = text
        elif element == "f":
            self._formula = True
        elif element == "t" and not self._phonetic:
            self._inline.append(text)
        elif element == "rPh":
            self._phonetic = False
        elif element == "c" and self._column < MAX_COLUMNS:
            self._keep()

    def resolve(self, texts: Mapping[int, str]) -> None:
        """Put the shared texts into the cells that refer to them."""
        for row, column, index in self.shared:
            text = texts.get(index, "")
            if text.strip():
                self.grid.rows[row][column] = Raw(text)
            else:
                self.grid.rows[row].pop(column, None)

    def _keep(self) -> None:
        sort = self._cell.get("t", "n")
        raw: Raw | None = None
        if self._formula and not self._value.strip() and sort != "str":
            raw = Raw("", "formula")
        elif sort == "s" and self._value.strip().isdecimal():
            self.shared.append((self._row, self._column, int(self._value[:9])))
            raw = Raw("")
        elif sort == "inlineStr":
            raw = Raw(unescaped("".join(self._inline)))
        elif sort == "b":
            raw = Raw("true" if self._value.strip() in ("1", "true") else "false")
        elif sort == "e":
            raw = Raw(self._value or "#ERROR", "error")
        elif sort in ("str", "d"):
            raw = Raw(unescaped(self._value))
        elif self._value.strip():
            style = self._cell.get("s", "")
            day = style.isdecimal() and int(style) in self._days
            raw = dated(self._value, since_1904=self._since_1904) if day else numbered(self._value)
        if raw is not None and (raw.text.strip() or raw.sort != "text" or sort == "s"):
            self._count()
            self.grid.rows.setdefault(self._row, {})[self._column] = raw

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooLarge(f"{self._place}: the tables hold more than {MAX_CELLS:,} cells; write one study a file.")
        if self._row not in self.grid.rows and len(self.grid.rows) >= MAX_ROWS:
            raise TooLarge(f"{self._place}: the table has more than {MAX_ROWS:,} rows; write one study a file.")


def column_of(letters: str) -> int:
    """Return the number, from 0, of a column by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
