"""Check evidence against the shapes: what a study's text may not say, should not say, and might say.

The shapes ship in ``shapes/``. A study is checked together with the few background triples that its rules look at,
never with all vocabularies and theories, and nothing is inferred or fetched.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.namespace import SH as SHACL
from rdflib.term import Node

from demireg import assets
from demireg.domain.findings import Finding, Severity
from demireg.domain.names import REALIST, Names
from demireg.services.guarding import declared_predicates, guard, is_sound
from demireg.services.shortcuts import ReadyGraph, Shortcuts, bare_graph, lengthen, shorten
from demireg.store.terms import add_turtle

#: Families of files in ``shapes/``: the word before the first hyphen of a file's name. These look at the background;
#: those that are listed nowhere look at a study.
BACKGROUND_FAMILIES = ("ontology", "theory", "vocabulary")

#: Families that nobody's evidence is checked by: reporting standards make a report of their own, style is for rules.
SEPARATE_FAMILIES = ("rameses", "style")

#: The file that declares the prefixes of the rules' queries; every rule may need it.
HEADER = "shapes"

Triple = tuple[Node, Node, Node]

#: Rules are run one study at a time: RDFLib's parser of queries learns in its first use how to call its own parts, and
#: a parsed query holds the row at hand while it is answered. Threads beside each other would spoil both, and for good.
_ENGINE = threading.Lock()

MEND = URIRef("https://w3id.org/realist/shapes#mend")

_SEVERITIES: dict[Node | None, Severity] = {
    SHACL.Violation: Severity.VIOLATION,
    SHACL.Warning: Severity.WARNING,
    SHACL.Info: Severity.INFO,
}
_NAME = re.compile(r"\b(\w+):(\w+)")
_DIGITS = re.compile(r"(\d+)")

#: What a rule may look up about a concept or proposition that a study names.
_ABOUT = (RDF.type, SKOS.notation, REALIST.kindOf, REALIST.opposes, REALIST.reviewStatus)
_BACKWARD = (REALIST.opposes, REALIST.proposition)


@dataclass(frozen=True, slots=True)
class Result:
    """One result of SHACL: which shape is violated where, by what value, and how severe that is."""

    shape: Node | None
    focus: Node | None
    value: Node | None
    severity: Severity

    @property
    def rule(self) -> str:
        """The local name of the shape, for example ``configuration-has-two-roles``."""
        return str(self.shape).rpartition("#")[2]


@cache
def shapes_graph(background: bool | None = None) -> Graph:
    """Load ``shapes/*.ttl``: the rules for the background (True), for a study (False) or all of them (None).

    The graph is loaded once and shared; do not change it.
    """
    families = {family(path) for path in _files()} - {*SEPARATE_FAMILIES, HEADER}
    return family_graph(*sorted(each for each in families if background in (None, each in BACKGROUND_FAMILIES)))


@cache
def family_graph(*families: str) -> Graph:
    """Load the rules of some families, for example ``rameses``, with the prefixes that they use.

    The graph is loaded once and shared; do not change it.
    """
    graph = bare_graph()
    for path in _files():
        if family(path) in (*families, HEADER):
            add_turtle(path.read_bytes(), graph)
    return graph


def family(path: Path) -> str:
    """Return the family of a file of rules: ``theory`` for ``theory-confidence.ttl``."""
    return path.stem.partition("-")[0]


def _files() -> list[Path]:
    return sorted(assets.folder("shapes").glob("*.ttl"))


def violated(data: Graph, shapes: Graph) -> list[Result]:
    """Return every result of running the shapes over the data as it stands, in no order.

    The data gain triples that spare the engine work (see ``shortcuts``); pass a graph of your own. Other threads wait.
    """
    # Loaded here, because it takes long and most commands never check anything.
    from pyshacl import Validator as Engine
    from pyshacl.graph_abstraction import DataGraph

    with _ENGINE:
        short, shortcuts = _shortened(shapes)
        lengthen(data, shortcuts)
        engine = Engine(DataGraph.from_rdflib(data), shacl_graph=short, options={"inplace": True})
        run: Callable[[], tuple[bool, Graph, str]] = engine.run
        _, report, _ = run()
    return [_result(report, node, shapes) for node in report.objects(None, SHACL.result)]


@cache
def _shortened(shapes: Graph) -> tuple[Graph, Shortcuts]:
    return shorten(shapes)


@cache
def _looked_at() -> frozenset[Node]:
    """Return every property that a rule for studies may name, in a path or in a query."""
    shapes = shapes_graph(background=False)
    named = {term for triple in shapes for term in triple if isinstance(term, URIRef)}
    spaces = {str(prefix): str(space) for prefix, space in _declared(shapes)}
    for query in shapes.objects(None, SHACL.select):
        named |= {URIRef(spaces.get(prefix, "") + local) for prefix, local in _NAME.findall(str(query))}
    return frozenset(named)


def _declared(shapes: Graph) -> Iterator[tuple[Node, Node]]:
    for declaration in shapes.objects(None, SHACL.declare):
        for prefix in shapes.objects(declaration, SHACL.prefix):
            for space in shapes.objects(declaration, SHACL.namespace):
                yield prefix, space


def _result(report: Graph, node: Node, shapes: Graph) -> Result:
    focus, value = report.value(node, SHACL.focusNode), report.value(node, SHACL.value)
    component = report.value(node, SHACL.sourceConstraintComponent)
    shared = (report.value(node, SHACL.sourceShape), SHACL.targetNode, focus) in shapes
    if value is not None and (shared or component == SHACL.SPARQLConstraintComponent):
        focus = value  # The rule looked at a whole study, or at every use of one value: see shapes/shapes.ttl.
    severity = report.value(node, SHACL.resultSeverity)
    return Result(report.value(node, SHACL.sourceShape), focus, value, _SEVERITIES[severity])


class Validator:
    """Checks studies, and the background itself, against the shapes; holds the background, changes nothing."""

    def __init__(self, background: Graph) -> None:
        """Keep the ontology, vocabularies and theories that studies refer to."""
        self._background = background
        self._predicates = declared_predicates(background)
        kinds = (SKOS.Concept, REALIST.Proposition, REALIST.ChecklistItem)
        self._referable = {node for kind in kinds for node in background.subjects(RDF.type, kind)}

    def check(self, study: Graph, graph_of: str, names: Names) -> list[Finding]:
        """Return what is wrong with a study's triples; ``graph_of`` is the identifier of the study they are of.

        Findings name the node at fault and come ordered by node and rule, those of the guard first.
        """
        guarded = guard(study, graph_of, names, self._predicates)
        return [*guarded, *_findings(self.results(study), names)]

    def results(self, study: Graph) -> list[Result]:
        """Return what the shapes for studies say of a study's triples, in no order and without the guard.

        Values that the guard refuses for their kind are left out, since no rule could calculate with them; so is what
        no rule names.
        """
        data, looked_at = ReadyGraph(), _looked_at()
        for triple in study:
            if triple[1] in looked_at and is_sound(triple[1], triple[2]):
                data.add(triple)
        for triple in self._looked_up(study):
            data.add(triple)
        return violated(data, shapes_graph(background=False))

    def check_background(self, names: Names | None = None) -> list[Finding]:
        """Return what is wrong with the ontology, the vocabularies and the theories, ordered by node and rule."""
        data = ReadyGraph()
        data += self._background
        return _findings(violated(data, shapes_graph(background=True)), names or Names())

    def _looked_up(self, study: Graph) -> Iterator[Triple]:
        """Yield the background triples that rules may follow from what the study names."""
        waiting = self._referable.intersection(study.objects())
        seen: set[Node] = set()
        while waiting:
            node = waiting.pop()
            seen.add(node)
            for triple in self._about(node):
                yield triple
                if triple[1] != RDF.type:
                    waiting.update({triple[0], triple[2]} - seen)

    def _about(self, node: Node) -> Iterator[Triple]:
        for predicate in _ABOUT:
            yield from self._background.triples((node, predicate, None))
        for predicate in _BACKWARD:
            yield from self._background.triples((None, predicate, node))


def explain(results: Iterable[Result], names: Names) -> Iterator[tuple[Result, Finding]]:
    """Yield each result with what it means in words, in no order."""
    shapes = shapes_graph()
    yield from ((result, _finding(result, shapes, names)) for result in results)


def _findings(results: Iterable[Result], names: Names) -> list[Finding]:
    found = {finding for _, finding in explain(results, names)}
    return sorted(found, key=lambda finding: (_natural(finding.focus), finding.rule, finding.message))


def _finding(result: Result, shapes: Graph, names: Names) -> Finding:
    message, mend = (str(shapes.value(result.shape, predicate)) for predicate in (SHACL.message, MEND))
    found = _shown(result, names)
    return Finding(
        severity=result.severity,
        rule=result.rule,
        message=f"{message} Found: {found}." if found else message,
        mend=mend,
        focus=str(result.focus) if isinstance(result.focus, URIRef) else "",
    )


def _shown(result: Result, names: Names) -> str:
    """Return the value at fault as an evaluator would write it, empty where naming it would not help."""
    if result.value is None or result.value == result.focus or isinstance(result.value, BNode):
        return ""
    if isinstance(result.value, Literal):
        return f"“{result.value}”"
    return str(names.local(str(result.value)))


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Order w2 before w12."""
    return tuple((int(piece), "") if piece.isdigit() else (-1, piece) for piece in _DIGITS.split(text))
