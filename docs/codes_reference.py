"""The page on the codes of the sheets: which concept each one names, from the vocabularies themselves."""

from collections.abc import Iterator
from typing import Final

from rdflib import SKOS, Graph, URIRef
from rdflib.term import Node

from demireg import assets
from demireg.domain.names import VOCAB

#: First letter of a code → the part of a configuration in which it was first met.
_FIRST_MET: Final = {"c": "Contexts", "i": "Interventions", "m": "Mechanisms", "o": "Outcomes"}

INTRODUCTION: Final = """\
A sheet codes each part of a configuration with one of these codes, or with a concept's own name. The letter says where
the code was first met and no more: a concept may play any role, and codes for one thing in two roles name one concept.
`.venv/bin/demireg ask codes` adds how many parts carry each concept.
"""


def codes() -> Iterator[str]:
    """List all codes by their first letter, each with its concept, what that means and its other codes."""
    graph = Graph()
    for path in sorted(assets.folder("ontology").glob("vocabularies/*.ttl")):
        graph.parse(path, format="turtle")
    named = sorted((str(code), concept) for concept, code in graph.subject_objects(SKOS.notation))
    yield INTRODUCTION
    for letter, title in _FIRST_MET.items():
        found = [(code, concept) for code, concept in named if code.startswith(f"{letter}.")]
        yield f"## {title} ({len(found)})\n"
        yield "| Code | Concept | Meaning | Also |\n|---|---|---|---|"
        for code, concept in found:
            also = sorted(str(each) for each in graph.objects(concept, SKOS.notation) if str(each) != code)
            others = ", ".join(f"`{each}`" for each in also)
            yield f"| `{code}` | {_linked(graph, concept)} | {graph.value(concept, SKOS.definition)} | {others} |"
        yield ""


def _linked(graph: Graph, concept: Node) -> str:
    """Return a concept's name, linked to the file that defines it."""
    scheme = graph.value(concept, SKOS.inScheme, default=URIRef(VOCAB))
    name, file = (str(each).removeprefix(str(VOCAB)) for each in (concept, scheme))
    return f"[`{name}`](../../ontology/vocabularies/{file}.ttl)"
