"""Read a file into a draft. ``IMPORTERS`` says which reader takes which ending; adding a format adds a row."""

from collections.abc import Callable
from pathlib import Path as FilePath

from demireg.domain.errors import TooLarge, Unreadable
from demireg.services.importing.draft import Draft
from demireg.services.importing.rdf_file import read_rdf
from demireg.services.importing.sheet_file import read_sheet

#: A sheet of 30 configurations takes 40 kB; this leaves room for the largest review.
MAX_BYTES = 20_000_000

IMPORTERS: dict[str, Callable[[str, str], Draft]] = {
    ".yaml": read_sheet,
    ".yml": read_sheet,
    ".json": read_sheet,
    ".ttl": read_rdf,
    ".nt": read_rdf,
    ".trig": read_rdf,
    ".nq": read_rdf,
    ".jsonld": read_rdf,
    ".rdf": read_rdf,
}


def read_file(path: FilePath) -> Draft:
    """Read one file.

    Raises Unreadable when it is missing, is not text or has an ending that no reader takes, and TooLarge above the
    limit; the file is not opened then.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooLarge(_too_large(path.name, size))
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"The file cannot be read ({error.strerror}). Check its name and folder.", str(path)
        ) from error
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> Draft:
    """Read the bytes of a file with this name; errors as for ``read_file``."""
    suffix = FilePath(name).suffix.lower()
    if suffix not in IMPORTERS:
        known = ", ".join(IMPORTERS)
        raise Unreadable(f"No reader takes the ending '{suffix}'; use one of {known}.", name)
    if len(content) > MAX_BYTES:
        raise TooLarge(_too_large(name, len(content)))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"This is not UTF-8 text (byte {error.start} does not fit). Save the file as UTF-8 text.", name
        ) from error
    if "\x00" in text:
        raise Unreadable("This is not a text file: it holds zero bytes. Save it as UTF-8 text.", name)
    return IMPORTERS[suffix](text, name)


def _too_large(name: str, size: int) -> str:
    return (
        f"{name} has {size / 1e6:.0f} MB, and the limit is {MAX_BYTES / 1e6:.0f} MB. "
        "A study sheet is far smaller; split the file into one file a study."
    )
