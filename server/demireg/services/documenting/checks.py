"""Which shapes look at a term, and which rules of inference read or write it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from demireg import assets
from demireg.domain.names import REALIST
from demireg.services import queries
from demireg.services.catalogue.rows import word

_SHAPES = Namespace("https://w3id.org/realist/shapes#")
_MENTION = re.compile(r"\brealist:(\w+)")
_VALUES = re.compile(r"VALUES\s*\(([^)]*)\)\s*\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Check:
    """One shape. name: its identifier; severity: violation, warning or info; message: what is wrong; mend: how to."""

    name: str
    severity: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of inference. name: of its file; title: what it does, in a line; made: it makes the term, else reads."""

    name: str
    title: str
    made: bool


@cache
def checks() -> dict[str, tuple[Check, ...]]:
    """Return, by the local name of a term, the shapes that name it."""
    graph = Graph(bind_namespaces="none")
    for path in sorted(assets.folder("shapes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    found: dict[str, list[Check]] = defaultdict(list)
    for shape in sorted(set(graph.subjects(SH.message)), key=str):
        if not isinstance(shape, URIRef) or not shape.startswith(_SHAPES):
            continue
        severity = graph.value(shape, SH.severity)
        check = Check(
            name=shape.removeprefix(_SHAPES),
            severity=word(str(severity)) if severity is not None else "violation",
            message=str(graph.value(shape, SH.message)),
            mend=str(graph.value(shape, _SHAPES.mend) or ""),
        )
        for local in sorted(_named(graph, shape)):
            found[local].append(check)
    return {local: tuple(each) for local, each in found.items()}


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Return, by the local name of a term, the rules of inference that name it."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for name in queries.names("rules"):
        query = queries.load(name)
        head, _, body = query.text.partition("WHERE")
        made = set(_MENTION.findall(head)) | _made_by_values(head, body)
        for local in made | set(_MENTION.findall(body)):
            found[local].append(Rule(name.removeprefix("rules/"), query.title, local in made))
    return {local: tuple(each) for local, each in found.items()}


def _made_by_values(head: str, body: str) -> set[str]:
    """Return the terms that a rule makes through a variable: those in a column of VALUES that its head names."""
    found: set[str] = set()
    for columns, rows in _VALUES.findall(body):
        for at, variable in enumerate(columns.split()):
            if re.search(rf"{re.escape(variable)}\b", head):
                cells = (row.split() for row in re.findall(r"\(([^)]*)\)", rows))
                found.update(local for row in cells for local in _MENTION.findall(row[at]))
    return found


def _named(graph: Graph, shape: Node) -> set[str]:
    """Return the local names of the terms that a shape and the nodes below it name, in SPARQL too."""
    names: set[str] = set()
    waiting, seen = [shape], {shape}
    while waiting:
        for value in graph.objects(waiting.pop()):
            if isinstance(value, Literal):
                names.update(_MENTION.findall(str(value)))
            elif isinstance(value, URIRef) and value.startswith(REALIST):
                names.add(value.removeprefix(REALIST))
            elif value not in seen and (not isinstance(value, URIRef) or value.startswith(_SHAPES)):
                seen.add(value)
                waiting.append(value)
    return names
