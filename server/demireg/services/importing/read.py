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
from demireg.services.importing.sheet_file import read_sheet


@dataclass(frozen=True, slots=True)
class Importer:
    """A reader of one kind of text, and the most bytes that it takes."""

    read: Callable[[str, str], Draft]
    most: int


#: A sheet of 30 configurations takes 66 kB, and its RDF 500 kB; this leaves room for the largest review.
MAX_SHEET_BYTES: Final = 2_000_000
MAX_RDF_BYTES: Final = 5_000_000

_SHEET: Final = Importer(read_sheet, MAX_SHEET_BYTES)
_RDF: Final = Importer(read_rdf, MAX_RDF_BYTES)

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
}


def read_file(path: FilePath) -> Draft:
    """Read one file. A sheet that is not named for its study gets a warning.

    Raises Unreadable when it is missing, is no regular file, is not text or has an ending that no reader takes, and
    TooLarge above the limit; the file is not opened then.
    """
    most = _importer(path.name).most
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("This is a folder, a device or a pipe; give a file.", str(path))
        if status.st_size > most:
            raise TooLarge(_too_large(path.name, status.st_size, most))
        with path.open("rb") as source:
            content = source.read(most + 1)  # a file may have grown, and some say that they are empty
    except OSError as error:
        raise Unreadable(
            f"The file cannot be read ({error.strerror}). Check its name and folder.", str(path)
        ) from error
    except ValueError as error:
        raise Unreadable(f"The file cannot be read ({error}). Check its name and folder.", ascii(path.name)) from error
    return read_named(content, path.name)


def read_named(content: bytes, name: str) -> Draft:
    """Read the bytes of a file as ``read_file`` does, the warning about its name included; errors as for it."""
    return _named(read_bytes(content, name), FilePath(name))


def read_bytes(content: bytes, name: str) -> Draft:
    """Read the bytes of a file with this name; errors as for ``read_file``."""
    importer = _importer(name)
    if len(content) > importer.most:
        raise TooLarge(_too_large(name, len(content), importer.most))
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
    return importer.read(text, name)


def _importer(name: str) -> Importer:
    suffix = FilePath(name).suffix.lower()
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
