"""From an RDF file to a draft. Nothing the text names is fetched, and no graph that it names is written.

A file may hold the one graph under whose name a repository keeps the study, as an export as TriG does.
"""

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, XSD, Graph

from demireg.domain.errors import BadQuery, Unreadable
from demireg.domain.names import DEFAULT_BASE, REALIST
from demireg.services.importing.characters import shortened
from demireg.services.importing.draft import Draft
from demireg.services.importing.scanning import scan_json, scan_turtle, scan_xml
from demireg.store.base import Term
from demireg.store.terms import from_oxigraph

#: The largest study sheet becomes some six thousand statements.
MAX_STATEMENTS: Final = 50_000

#: The kinds of values that a study takes; working out values of other kinds can take without end.
_DATATYPES: Final = frozenset(
    str(kind)
    for kind in (
        RDF.langString,
        XSD.anyURI,
        XSD.boolean,
        XSD.date,
        XSD.dateTime,
        XSD.gYear,
        XSD.integer,
        XSD.nonNegativeInteger,
        XSD.string,
    )
)
_TEXT: Final = frozenset((str(RDF.langString), str(XSD.string), str(XSD.anyURI)))
MAX_TYPED: Final = 40
_NO_GRAPHS: Final = "One study a file, and no graph names of its own."

_FORMATS: Final[dict[str, tuple[ox.RdfFormat, Callable[[str, str], None]]]] = {
    ".ttl": (ox.RdfFormat.TURTLE, scan_turtle),
    ".nt": (ox.RdfFormat.N_TRIPLES, scan_turtle),
    ".trig": (ox.RdfFormat.TRIG, scan_turtle),
    ".nq": (ox.RdfFormat.N_QUADS, scan_turtle),
    ".jsonld": (ox.RdfFormat.JSON_LD, scan_json),
    ".rdf": (ox.RdfFormat.RDF_XML, scan_xml),
}


def read_rdf(text: str, name: str) -> Draft:
    """Read the triples of one study.

    Raises Unreadable when the text does not parse, is nested too deep, uses triples as terms, names other graphs than
    that of its study, or holds not exactly one study.
    """
    form, scan = _FORMATS[PurePath(name).suffix.lower()]
    scan(text, name)
    graph, named = Graph(), set[str]()
    try:
        for triple in _triples(text, form, name, named):
            graph.add(triple)
    except SyntaxError as error:
        place = f"{name} line {error.lineno}" if error.lineno else name
        message = f"This does not parse: {error.msg}. {_NO_GRAPHS}"
        raise Unreadable(message, place) from error
    except (ValueError, BadQuery) as error:
        raise Unreadable(f"This does not parse: {error}. {_NO_GRAPHS}", name) from error
    studies = set(graph.subjects(RDF.type, REALIST.Study))
    foreign = named - {_graph_of(str(study)) for study in studies}
    if foreign:
        raise Unreadable(f"The file names the graph <{shortened(min(foreign), 200)}>. {_NO_GRAPHS}", name)
    if len(studies) != 1:
        raise Unreadable(f"The file describes {len(studies)} studies; it should describe one realist:Study.", name)
    return Draft(name, text, graph=graph)


def _graph_of(study: str) -> str:
    """Return the name under which a repository keeps a study's graph: the same base, and ``graph/`` before."""
    base, _, identifier = study.rpartition("study/")
    return f"{base}graph/study/{identifier}"


def _triples(text: str, form: ox.RdfFormat, name: str, named: set[str]) -> Iterator[tuple[Term, Term, Term]]:
    """Yield the triples of a text, and put the names of its graphs into ``named``."""
    quads = ox.parse(text, format=form, base_iri=DEFAULT_BASE)
    for number, quad in enumerate(quads, 1):
        if number > MAX_STATEMENTS:
            raise Unreadable(f"The file holds more than {MAX_STATEMENTS:,} statements; write one study a file.", name)
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            named.add(str(quad.graph_name.value))
        fault = _fault(quad.object)
        if fault:
            raise Unreadable(f"{fault} It stands at {shortened(quad.subject, 200)}.", name)
        yield from_oxigraph(quad.subject), from_oxigraph(quad.predicate), from_oxigraph(quad.object)


def _fault(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Return why a value cannot be taken, empty when it can."""
    shown = shortened(value)
    if isinstance(value, ox.Triple):
        return f"A triple stands in the place of a term ({shown}); give the statement a node of its own."
    if not isinstance(value, ox.Literal):
        return ""
    if getattr(value, "direction", None):
        return f"A text carries a direction of writing ({shown}); leave it out."
    kind = value.datatype.value
    if kind not in _DATATYPES:
        return f"The value {shown} is of the kind <{kind}>; a study takes text, whole numbers, true, false and dates."
    if kind not in _TEXT and len(value.value) > MAX_TYPED:
        return f"The value {shown} is no number or date of ordinary length."
    return ""
