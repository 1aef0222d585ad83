"""Read a file into a draft. ``IMPORTERS`` says which reader takes which ending; adding a format adds a row."""

import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Final

from demireg.domain.errors import TooLarge, Unreadable
from demireg.domain.findings import Finding, Severity
from demireg.services.importing.draft import Draft
from demireg.services.importing.rdf_file import read_rdf
from demireg.services.importing.sheet_file import MAX_SHEET_BYTES, read_sheet


@dataclass(frozen=True, slots=True)
class Importer:
    """A reader of one kind of file, and the most bytes that it takes."""

    read: Callable[[bytes, str], Draft]
    most: int


def _of_text(read: Callable[[str, str], Draft]) -> Callable[[bytes, str], Draft]:
    """Return a reader of bytes from one of text."""
    return lambda content, name: read(_text(content, name), name)


def _workbook(content: bytes, name: str) -> Draft:
    from demireg.services.importing.tabling.workbook import read_workbook

    return read_workbook(content, name)


def _comma_zip(content: bytes, name: str) -> Draft:
    from demireg.services.importing.tabling.comma import read_comma_zip

    return read_comma_zip(content, name)


#: The RDF of 30 configurations takes 500 kB; this leaves room for the largest review.
MAX_RDF_BYTES: Final = 5_000_000
MAX_WORKBOOK_BYTES: Final = 5_000_000
MAX_FILES: Final = 50

_SHEET: Final = Importer(_of_text(read_sheet), MAX_SHEET_BYTES)
_RDF: Final = Importer(_of_text(read_rdf), MAX_RDF_BYTES)
_WORKBOOK: Final = Importer(_workbook, MAX_WORKBOOK_BYTES)
_CSV: Final = Importer(_comma_zip, MAX_WORKBOOK_BYTES)

IMPORTERS: Final[dict[str, Importer]] = {
    ".yaml": _SHEET,
    ".yml": _SHEET,
    ".json": _SHEET,
    ".ttl": _RDF,
    ".nt": _RDF,
    ".trig": _RDF,
    ".nq": _RDF,
    ".jsonld": _RDF,
    ".rdf": _RDF,
    ".xlsx": _WORKBOOK,
    ".xlsm": _WORKBOOK,
    ".zip": _CSV,
}


def read_file(path: FilePath) -> Draft:
    """Read one file, or a folder of CSV files. A sheet that is not named for its study gets a warning.

    Raises Unreadable when it is missing, is no regular file, is not text or has an ending that no reader takes, and
    TooLarge above the limit; the file is not opened then.
    """
    if path.suffix.lower() not in IMPORTERS and path.is_dir():
        return _read_folder(path)
    return read_named(_content(path, _importer(path.name).most), path.name)


def _read_folder(path: FilePath) -> Draft:
    from demireg.services.importing.tabling.comma import ENDING, MAX_CSV_BYTES, read_comma

    files = sorted(each for each in path.iterdir() if each.suffix.lower() == ENDING)[:MAX_FILES]
    if not files:
        raise Unreadable(
            "This folder holds no CSV files; give a file, or a folder of the tables of a study.", str(path)
        )
    return read_comma({each.name: _content(each, MAX_CSV_BYTES) for each in files}, path.name)


def _content(path: FilePath, most: int) -> bytes:
    """Return the bytes of a file; errors as for ``read_file``."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("This is a folder, a device or a pipe; give a file.", str(path))
        if status.st_size > most:
            raise TooLarge(_too_large(path.name, status.st_size, most))
        with path.open("rb") as source:
            return source.read(most + 1)  # a file may have grown, and some say that they are empty
    except OSError as error:
        raise Unreadable(
            f"The file cannot be read ({error.strerror}). Check its name and folder.", str(path)
        ) from error
    except ValueError as error:
        raise Unreadable(f"The file cannot be read ({error}). Check its name and folder.", ascii(path.name)) from error


def read_named(content: bytes, name: str) -> Draft:
    """Read the bytes of a file as ``read_file`` does, the warning about its name included; errors as for it."""
    return _named(read_bytes(content, name), FilePath(name))


def read_bytes(content: bytes, name: str) -> Draft:
    """Read the bytes of a file with this name; errors as for ``read_file``."""
    importer = _importer(name)
    if len(content) > importer.most:
        raise TooLarge(_too_large(name, len(content), importer.most))
    return importer.read(content, name)


def _text(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"This is not UTF-8 text (byte {error.start} does not fit). Save the file as UTF-8 text.",
            f"{name} line {line}",
        ) from error
    if "\x00" in text:
        raise Unreadable("This is not a text file: it holds zero bytes. Save it as UTF-8 text.", name)
    return text


def _importer(name: str) -> Importer:
    suffix = FilePath(name).suffix.lower()
    if suffix == ".csv":
        message = (
            "A CSV file holds one table, and a study is several. Pack them as .zip, or give the folder they are in."
        )
        raise Unreadable(message, name)
    if suffix not in IMPORTERS:
        known = ", ".join(IMPORTERS)
        raise Unreadable(f"No reader takes the ending '{suffix}'; use one of {known}.", name)
    return IMPORTERS[suffix]


def _named(draft: Draft, path: FilePath) -> Draft:
    if draft.sheet is None or draft.sheet.id == path.stem or draft.kept_as:
        return draft
    message = f"The file is called '{path.name}', and the study in it '{draft.sheet.id}'."
    mend = f"Call the file '{draft.sheet.id}{path.suffix}', or mend the identifier."
    finding = Finding(Severity.WARNING, "file-is-named-for-its-study", message, mend, draft.place(("id",)))
    return replace(draft, findings=(*draft.findings, finding))


def _too_large(name: str, size: int, most: int) -> str:
    return (
        f"{name} has {size / 1e6:.0f} MB, and the limit for such a file is {most / 1e6:.0f} MB. "
        "A study is far smaller; split the file into one file a study."
    )
