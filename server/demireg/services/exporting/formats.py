"""The formats in which a study leaves the repository. Adding one adds a row; each has a reader that takes it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from demireg.domain.errors import BadParameter
from demireg.services.exporting import sheets, triples
from demireg.services.exporting.held import Held
from demireg.services.exporting.json_ld import json_ld
from demireg.services.exporting.losses import losses
from demireg.services.repository import Repository


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for people, its media type, and how a study is written in it.

    ``is_sheet`` says that it holds what a sheet can say, so that a study that came as triples may not fit.
    """

    title: str
    media_type: str
    write: Callable[[Held], bytes]
    is_sheet: bool = False


def _yaml(held: Held) -> bytes:
    return held.source.encode() if held.ending in (".yaml", ".yml") else sheets.yaml_sheet(held.tree)


def _json(held: Held) -> bytes:
    return held.source.encode() if held.ending == ".json" else sheets.json_sheet(held.tree)


#: Ending of a file or address → format. A sheet is written as it was handed in, its comments with it.
FORMATS: Final[dict[str, Format]] = {
    ".yaml": Format("Sheet (YAML)", "application/yaml", _yaml, is_sheet=True),
    ".json": Format("Sheet (JSON)", "application/json", _json, is_sheet=True),
    ".xlsx": Format(
        "Workbook (Excel)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda held: sheets.workbook(held.tree, held.background),
        is_sheet=True,
    ),
    ".csv.zip": Format(
        "Tables (CSV, packed)", "application/zip", lambda held: sheets.comma_archive(held.tree), is_sheet=True
    ),
    ".ttl": Format("Triples (Turtle)", "text/turtle", lambda held: triples.turtle(held.graph)),
    ".trig": Format(
        "Triples (TriG)",
        "application/trig",
        lambda held: triples.trig(held.graph, held.names.graph("study", held.study)),
    ),
    ".jsonld": Format("Triples (JSON-LD)", "application/ld+json", lambda held: json_ld(held.graph, held.names.base)),
    ".nt": Format("Triples (N-Triples)", "application/n-triples", lambda held: triples.ntriples(held.graph)),
    ".rdf": Format("Triples (RDF/XML)", "application/rdf+xml", lambda held: triples.rdfxml(held.graph)),
}


def format_of(ending: str) -> Format:
    """Return the format of an ending, with or without its dot. Raises BadParameter, with those there are."""
    key = f".{ending.lower().removeprefix('.')}"
    if key not in FORMATS:
        known = ", ".join(each.removeprefix(".") for each in FORMATS)
        raise BadParameter(f"A study is written as {known}, not as '{ending}'.")
    return FORMATS[key]


def write_study(repository: Repository, study: str, ending: str, *, partly: bool = False) -> bytes:
    """Return a study in a format.

    Raises NotFound or Retracted when it is not there, BadParameter for a format that does not exist, and for a sheet
    that would not hold all that the study says, unless it is asked for ``partly``.
    """
    form = format_of(ending)
    held = Held.of(repository, study)
    lost = losses(held) if form.is_sheet and not partly else []
    if lost:
        differ = "one statement differs" if len(lost) == 1 else f"{len(lost)} statements differ"
        raise BadParameter(
            f"The study {study} came as triples, and no sheet says just what they say: {differ}. "
            f"The first: {lost[0].rstrip('.')}. Take the study as ttl, trig, jsonld, nt or rdf, which hold everything, "
            "or ask for the sheet with partly=true (--partly), which leaves that out."
        )
    return form.write(held)
