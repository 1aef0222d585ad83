"""The anatomy of one configuration as it is stored: every node that belongs to it, and what joins them."""

from collections.abc import Mapping
from textwrap import wrap
from typing import Final

from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.names import OA, REALIST, VOCAB, Names
from demireg.services.documenting.terms import Ontology
from demireg.web.diagrams import Diagram
from demireg.web.drawing import Arrow, Box, draw

_WIDE, _LINES = 30, 3
#: Values that stand in a box as its small text instead of having a box of their own.
_SMALL: Final = (REALIST.codingBasis, REALIST.sourceTag, REALIST.letters, REALIST.locator)


def anatomy(graph: Graph, names: Names, held: Ontology, study: str, label: str) -> Diagram:
    """Draw a configuration from its study's graph, which holds the concepts' labels too."""
    top = URIRef(names.configuration(study, label))
    inside = {
        node for node in graph.subjects() if isinstance(node, URIRef) and (node == top or node.startswith(f"{top}/"))
    }
    inside |= {node for part in inside for node in graph.objects(part, REALIST.element) if isinstance(node, URIRef)}
    steps = _steps(graph, inside, URIRef(names.study(study)), top)
    keys = dict.fromkeys(end for source, _, target in steps for end in (source, target))
    boxes = [_box(graph, names, held, key) for key in keys]
    arrows = [Arrow(str(source), str(target), _named(held, how)) for source, how, target in steps]
    told = tuple(
        (_said(graph, names, source), (f" – {_named(held, how)} → ", ""), _said(graph, names, target))
        for source, how, target in steps
    )
    lede = (
        "Each box is a node of the data, each arrow a property between two. The wording belongs to the element, the "
        "role to the part that joins it to the configuration, the meaning to the concept."
    )
    return Diagram(
        f"configuration/{study}/{label}", f"The anatomy of {label} in {study}", lede, draw(boxes, arrows), told
    )


def _steps(graph: Graph, inside: set[URIRef], study: URIRef, top: URIRef) -> list[tuple[URIRef, URIRef, URIRef]]:
    found = [(study, how, top) for how in graph.predicates(study, top) if isinstance(how, URIRef)]
    for node in sorted(inside):
        for how, value in graph.predicate_objects(node):
            if (
                how in {RDF.type, DCTERMS.isPartOf, *_SMALL}
                or not isinstance(value, URIRef)
                or not isinstance(how, URIRef)
            ):
                continue
            if (value, None, None) in graph and value != study:
                found.append((node, how, value))
    reached = {target for source, _, target in found if source not in {top, study}}
    return sorted({step for step in found if step[0] != top or step[2] not in reached})


def _box(graph: Graph, names: Names, held: Ontology, node: URIRef) -> Box:
    small = [str(value).removeprefix(str(REALIST)) for how in _SMALL for value in graph.objects(node, how)]
    small = [held.terms[each].name.label if each in held.terms else each for each in small]
    classes = (str(each).removeprefix(str(REALIST)) for each in graph.objects(node, RDF.type))
    kinds = [held.terms[local].name.label for local in classes if local in held.terms]
    what = kinds[0] if kinds else "concept" if node.startswith(str(VOCAB)) else ""
    text = _label(graph, node) or what or node.rpartition("/")[2]
    sub = ", ".join(filter(None, (what if what != text else "", *small)))[:44]
    lines = tuple(wrap(text, _WIDE, max_lines=_LINES, placeholder=" …")) or (text,)
    return Box(str(node), lines, sub, _leads(node, names), _look(node))


def _look(node: URIRef) -> str:
    """Return the role's letter of a part, which the style sheet colours, or how a concept looks."""
    last = node.rpartition("/")[2]
    role = last[:1].upper()
    if node.startswith(str(VOCAB)):
        return "concept"
    return role if role in "CIMO" and last[1:].isdigit() else ""


def _leads(node: URIRef, names: Names) -> str:
    if node.startswith(str(VOCAB)):
        return f"concept:{node.removeprefix(str(VOCAB))}"
    rest = node.removeprefix(names.study(""))
    if rest == str(node):
        return ""
    return f"part:{rest}" if "/" in rest and not rest.endswith("/report") else f"study:{rest.partition('/')[0]}"


def _label(graph: Graph, node: URIRef) -> str:
    for how in (RDFS.label, SKOS.prefLabel, DCTERMS.title, DCTERMS.identifier):
        found = graph.value(node, how)
        if found is not None:
            return str(found)
    return ""


def _said(graph: Graph, names: Names, node: URIRef) -> tuple[str, str]:
    return _label(graph, node) or "/".join(node.split("/")[-2:]), _leads(node, names)


def _named(held: Ontology, how: URIRef) -> str:
    local = how.removeprefix(str(REALIST))
    if local in held.terms:
        return held.terms[local].name.label
    words: Mapping[str, str] = {str(OA.hasSource): "has source"}
    return words.get(str(how), local.rpartition("#")[2].rpartition("/")[2])
