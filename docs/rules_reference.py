"""Describe every rule: those for studies, for the background and for rules, from the files that hold them."""

from collections.abc import Iterator
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from demireg.services.checking.quality import checks
from demireg.services.guarding import SENTENCES
from demireg.services.validating import MEND, family_graph, shapes_graph

_SPACE: Final = "https://w3id.org/realist/shapes#"
_HEAD: Final = "| Rule | Weight | What is wrong | How to mend it |\n|---|---|---|---|"
_WEIGHTS: Final[dict[Node | None, str]] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


def rules() -> Iterator[str]:
    """Yield the lines of the page."""
    yield "A violation keeps a study out, a warning should be looked at, an info is worth knowing. Reporting standards"
    yield "have rules of their own: `demireg report rameses`.\n"
    yield "## What a study's text may not say\n"
    yield "As RDF; a sheet cannot say it.\n"
    yield _HEAD
    for name, (message, mend) in sorted(SENTENCES.items()):
        yield _row(name, "violation", message.replace("{}", "…"), mend)
    yield "\n## Studies\n"
    yield from _table(shapes_graph(background=False))
    yield "\n## Ontology, vocabularies and theories\n"
    yield from _table(shapes_graph(background=True))
    yield "\n## The background as a whole\n"
    yield "Each is a query of `queries/quality/`.\n"
    yield _HEAD
    for check in checks():
        yield _row(check.name, check.severity.value, check.query.title, check.query.summary)
    yield "\n## Rules\n"
    yield "What a rule has to be like.\n"
    yield from _table(family_graph("style"))


def _table(shapes: Graph) -> Iterator[str]:
    yield _HEAD
    for shape in sorted({URIRef(str(each)) for each in shapes.subjects(SH.message)}):
        severity = _WEIGHTS[shapes.value(shape, SH.severity)]
        message, mend = (str(shapes.value(shape, predicate)) for predicate in (SH.message, MEND))
        yield _row(shape.removeprefix(_SPACE), severity, message, mend)


def _row(name: str, severity: str, message: str, mend: str) -> str:
    cells = (" ".join(text.split()).replace("|", "\\|") for text in (message, mend))
    return f"| `{name}` | {severity} | {' | '.join(cells)} |"
