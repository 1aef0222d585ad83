"""Read a file of references by its ending, within bounds, with a finding for each letter that looks broken."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from demireg.domain.errors import TooLarge, Unreadable
from demireg.domain.findings import Finding, Severity
from demireg.services.importing.encodings import decoded, garbled
from demireg.services.references import formats
from demireg.services.references.reference import Reference

READERS: Final[dict[str, Callable[[str, str], Iterator[Reference]]]] = {
    ".ris": formats.ris,
    ".bib": formats.bibtex,
    ".json": formats.csl_json,
    ".xml": formats.pubmed,
}
MAX_BYTES: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """The references of a file, and what was odd about it."""

    references: tuple[Reference, ...]
    findings: tuple[Finding, ...] = ()


def read_references(content: bytes, name: str) -> Listed:
    """Read a file of references.

    Raises Unreadable for an ending that no reader takes and for what does not parse, TooLarge over a limit.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        kinds = ".ris (RIS), .bib (BibTeX), .json (CSL-JSON) and .xml (PubMed)"
        raise Unreadable(f"References are read from {kinds}; this ends in '{ending}'.", name)
    if len(content) > MAX_BYTES:
        raise TooLarge(f"{name} has {len(content) / 1e6:.0f} MB, and the limit is {MAX_BYTES / 1e6:.0f} MB.")
    text, guessed = decoded(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = tuple(READERS[ending](text, name))
    return Listed(found, tuple(_findings(found, name, guessed=guessed)))


def _findings(found: tuple[Reference, ...], name: str, *, guessed: bool) -> Iterator[Finding]:
    if guessed:
        message = "The file is no UTF-8 text and was read as Windows-1252."
        mend = "Look whether letters such as é and ü are right; else export it as UTF-8."
        yield Finding(Severity.WARNING, "text-is-utf-8", message, mend, name)
    for each in found:
        broken = garbled(" ".join((*each.authors, each.title, each.journal)))
        if broken:
            message = f"Letters look as if they were read in another encoding ('{broken}')."
            yield Finding(Severity.WARNING, "letters-are-whole", message, "Export the file as UTF-8.", each.place)
        missing = [key for key in ("title", "authors", "year", "journal") if not getattr(each, key)]
        if missing:
            message = f"The reference has no {' and no '.join(missing)}."
            mend = "The sheet says where to fill it in."
            yield Finding(Severity.INFO, "reference-is-whole", message, mend, each.place)
