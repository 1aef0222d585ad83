"""What a study that came as triples would lose as a sheet, found by reading that sheet again."""

from collections.abc import Iterable
from typing import Final

from rdflib import Graph
from rdflib.term import Node

from demireg.domain.findings import Severity
from demireg.services.exporting.held import Held
from demireg.services.exporting.sheets import json_sheet
from demireg.services.importing.assemble import assemble
from demireg.services.importing.characters import shortened
from demireg.services.importing.sheet_file import read_sheet
from demireg.services.importing.triples import study_graph

_Triple = tuple[Node, Node, Node]
_NAME: Final = "unfolded.json"


def losses(held: Held) -> list[str]:
    """Return one line for each statement that a sheet of the study leaves out, adds, or lacks; none for a sheet."""
    if held.ending:
        return []
    draft = read_sheet(json_sheet(held.tree).decode(), _NAME)
    if draft.sheet is None:
        wrong = (each for each in draft.findings if each.severity is Severity.VIOLATION)
        return [f"a sheet needs more: {each.message}" for each in wrong]
    codes = held.background.codes
    again = study_graph(draft.sheet, assemble(draft, draft.sheet, codes, held.names).configurations, codes, held.names)
    return [*_lines("left out", _beyond(held.graph, again)), *_lines("added", _beyond(again, held.graph))]


def _beyond(one: Graph, other: Graph) -> list[_Triple]:
    return sorted(set(one) - set(other), key=str)


def _lines(what: str, triples: Iterable[_Triple]) -> Iterable[str]:
    return (f"{what}: {' '.join(shortened(term.n3(), 120) for term in triple)}" for triple in triples)
