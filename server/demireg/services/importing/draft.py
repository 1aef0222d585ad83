"""A draft: evidence as it was handed in, with the place of every value, before it is a study of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import Graph

from demireg.domain.findings import Finding
from demireg.services.importing.characters import shortened
from demireg.services.importing.places import Path
from demireg.services.importing.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader makes of a file: a sheet, or the study graph of an RDF file, and what is wrong already.

    ``lines`` maps a path into the sheet to its line; ``source`` is the text itself, which is kept with the version.
    """

    name: str
    source: str
    sheet: Sheet | None = None
    graph: Graph | None = None
    lines: Mapping[Path, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def place(self, path: Path) -> str:
        """Return the place of a path in words: file, line and the keys that lead there."""
        shown = path
        while path not in self.lines and path:
            path = path[:-1]
        keys = "".join(f"[{step}]" if isinstance(step, int) else f".{shortened(step)}" for step in shown).lstrip(".")
        where = f"{self.name} line {self.lines.get(path, 1)}"
        return f"{where} ({keys})" if keys else where
