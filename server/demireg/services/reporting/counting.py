"""Tell what a report itself gives from what its curators read into it, so that it is judged by its own words.

What rests on a curator's reading or a machine's suggestion alone is left out: parts, stances, uses of a theory,
judgements and statements without an author's tag or statement, and configurations of which no part is left.
"""

from typing import Final

from rdflib import Graph
from rdflib.namespace import RDFS
from rdflib.term import Node

from demireg.domain.names import REALIST

_BY_AUTHORS: Final = frozenset({REALIST.AuthorTagged, REALIST.AuthorStated})
#: What puts a part in its place, by the ending of its name: contextAssignment, unfiredMechanismAssignment and so on.
_PLACING: Final = "Assignment"


def authors_own(data: Graph) -> Graph:
    """Return a study's data without what rests on nobody's word but its curators'."""
    kept = Graph()
    kept += data
    for node in _read_in(data):
        if (node, REALIST.statementKind, None) in data:
            kind, words = data.value(node, REALIST.statementKind), data.value(node, RDFS.label)
            kept.remove((None, REALIST[str(kind)], words))
        kept.remove((None, None, node))
        kept.remove((node, None, None))
    for theory in set(kept.subjects(REALIST.stage)) | set(kept.subjects(REALIST.proposition)):
        if (None, REALIST.theory, theory) not in kept:
            kept.remove((theory, None, None))
    return kept


def withheld(data: Graph, kept: Graph) -> frozenset[tuple[str, str]]:
    """Return each property and value, in either direction, that is in a study's data and not among those kept."""
    return _pairs(data) - _pairs(kept)


def _pairs(graph: Graph) -> frozenset[tuple[str, str]]:
    return frozenset((str(verb), str(end)) for one, verb, other in graph for end in (one, other))


def _read_in(data: Graph) -> set[Node]:
    placed = {part for _, verb, part in data if str(verb).endswith(_PLACING)}
    judged = placed | set(data.subjects(REALIST.codingBasis)) | set(data.subjects(REALIST.ofStudy))
    found = {node for node in judged if _BY_AUTHORS.isdisjoint(data.objects(node, REALIST.codingBasis))}
    for linked in (REALIST.hasConfiguration, REALIST.hypothesises):
        for configuration in set(data.objects(None, linked)):
            parts = {part for verb, part in data.predicate_objects(configuration) if str(verb).endswith(_PLACING)}
            if parts and parts <= found:
                found.add(configuration)
    return found
