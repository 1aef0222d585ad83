"""A draft: evidence as it was handed in, with the place of every value, before it is a study of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import Graph

from demireg.domain.findings import Finding, Place
from demireg.services.importing.characters import shortened
from demireg.services.importing.places import Path
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.tabling.cells import Rows


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader makes of a file: a sheet, or the study graph of an RDF file, and what is wrong already.

    ``lines`` maps a path into the sheet to its line, ``cells`` to its cell (``configurations!F12``) or field of a form;
    ``source`` is the text itself, which is kept with the version and must be readable under ``kept_as``, by default the
    name. A workbook keeps the YAML sheet that it became; ``rows`` are those of its tables as they were read, with
    whatever could not go into the sheet.
    """

    name: str
    source: str
    sheet: Sheet | None = None
    graph: Graph | None = None
    lines: Mapping[Path, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    cells: Mapping[Path, str] = field(default_factory=dict)
    kept_as: str = ""
    rows: Rows | None = None

    def place(self, path: Path) -> Place:
        """Return the place of a path: file, cell or line, and the keys that lead there."""
        keys = "".join(f"[{step}]" if isinstance(step, int) else f".{shortened(step)}" for step in path).lstrip(".")
        cell = self.cells.get(_held(path, self.cells), "")
        line = 0 if self.cells else self.lines.get(_held(path, self.lines), 1)
        where = " ".join(each for each in (self.name, cell, f"line {line}" if line else "") if each)
        return Place(f"{where} ({keys})" if keys else where, line=line, cell=cell, path=path)


def _held(path: Path, places: Mapping[Path, object]) -> Path:
    """Return the path, or the nearest block around it, that has a place."""
    while path not in places and path:
        path = path[:-1]
    return path
