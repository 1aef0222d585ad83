"""Write a study's triples as Turtle, TriG, N-Triples and RDF/XML: the same triples give the same bytes."""

from itertools import takewhile

from rdflib import Graph

from demireg.services.background import GENID
from demireg.services.turtle import canonical
from demireg.store.terms import written
from demireg.store.writing import rewritten


def turtle(graph: Graph) -> bytes:
    """Return a graph as Turtle in the canonical form."""
    return canonical(graph).encode()


def trig(graph: Graph, name: str) -> bytes:
    """Return a graph as TriG: its canonical Turtle in one block under the graph's name."""
    lines = canonical(graph).split("\n")  # other ends of line stand inside of texts
    prefixes = list(takewhile(lambda line: line.startswith("PREFIX "), lines))
    body = "\n".join(lines[len(prefixes) :]).strip()
    head = "\n".join(prefixes)
    return f"{head}\n\n<{name}> {{\n{body}\n}}\n".encode()


def ntriples(graph: Graph) -> bytes:
    """Return a graph as sorted N-Triples."""
    return "".join(sorted(f"{' '.join(map(written, triple))} .\n" for triple in graph)).encode()


def rdfxml(graph: Graph) -> bytes:
    """Return a graph as RDF/XML."""
    return rewritten(ntriples(graph), "application/rdf+xml", GENID)
