"""Each rule for studies catches its own fault in the founding study, and no other rule takes it for one of its own.

``mutation.ru`` beside the examples of a rule changes the triples of wood-2021; ``mended.ru``, where there is one,
first mends what the study leaves open. What is found then and was not found before must be that rule alone. Where
that cannot be, the head of the mutation says what else is found, and why: ``#+ also: RULE - REASON``.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import cast

import pyoxigraph
import pytest
from rdflib import Graph
from rdflib.namespace import SH as SHACL

from demireg.services.validating import Validator, shapes_graph
from demireg.store.base import Triple
from demireg.store.terms import from_oxigraph
from tests.reasoning.studies import everything, shipped

HERE = Path(__file__).parent
SHAPES = "https://w3id.org/realist/shapes#"
ALSO = re.compile(r"#\+ also: (?P<rule>[a-z-]+) - (?P<reason>.+)")


def some(names: list[str]) -> list[object]:
    """Return the rules, two of three as proofs, so that `make test` stays short; each is run by `make proofs`."""
    return [name if place % 3 == 0 else pytest.param(name, marks=pytest.mark.proof) for place, name in enumerate(names)]


def rules() -> list[str]:
    """Return the local name of every rule for studies."""
    return sorted(str(shape).removeprefix(SHAPES) for shape in shapes_graph(background=False).subjects(SHACL.message))


@cache
def validator() -> Validator:
    return Validator(everything())


@contextmanager
def changed(graph: Graph, path: Path) -> Iterator[Graph]:
    """Give the graph as an update leaves it, and take the change back; Oxigraph tells fast what it comes to."""
    before, store = graph.serialize(format="nt").encode(), pyoxigraph.Store()
    store.load(before, format=pyoxigraph.RdfFormat.N_TRIPLES)
    held = set(store)
    store.update(path.read_text(encoding="utf-8"))
    gone, come = triples(held - set(store)), triples(set(store) - held)
    assert gone or come, f"{path} changes nothing"
    exchange(graph, gone, come)
    try:
        yield graph
    finally:
        exchange(graph, come, gone)


def triples(quads: set[pyoxigraph.Quad]) -> list[Triple]:
    return [cast("Triple", tuple(map(from_oxigraph, (each.subject, each.predicate, each.object)))) for each in quads]


def exchange(graph: Graph, gone: list[Triple], come: list[Triple]) -> None:
    for triple in gone:
        graph.remove(triple)
    for triple in come:
        graph.add(triple)


def found(graph: Graph) -> set[tuple[str, str]]:
    return {(result.rule, str(result.focus)) for result in validator().results(graph)}


@cache
def before() -> set[tuple[str, str]]:
    """Return what is found in the founding study as it is."""
    return found(shipped("wood-2021"))


def others(text: str) -> set[str]:
    """Return the rules that a mutation breaks besides, each for a reason."""
    return {match["rule"] for match in ALSO.finditer(text)}


@pytest.mark.parametrize("rule", some(rules()))
def test_one_fault_in_the_founding_study_is_caught_by_just_its_rule(rule: str) -> None:
    mutation = HERE / rule / "mutation.ru"
    assert mutation.is_file(), (
        f"tests/shapes/{rule}/mutation.ru is missing: a rule for studies needs one fault in wood-2021 that it alone "
        "catches, as a SPARQL update; docs/how-to/add-a-shape.md shows one. A rule that has no mutation because it is "
        "not about studies belongs into a file of the family vocabulary-, theory- or ontology-"
    )
    mended = HERE / rule / "mended.ru"
    with changed(shipped("wood-2021"), mended) if mended.is_file() else nullcontext(shipped("wood-2021")) as graph:
        known = found(graph) if mended.is_file() else before()
        with changed(graph, mutation):
            new = found(graph) - known
    found_now, also = {name for name, _ in new}, others(mutation.read_text(encoding="utf-8"))
    where = f"tests/shapes/{rule}/mutation.ru"
    assert rule in found_now, (
        f"{where}: {rule} finds nothing that it did not find before. See that the update sows its fault; if wood-2021 "
        f"has the fault already at the same place, mend it first in tests/shapes/{rule}/mended.ru"
    )
    assert found_now <= {rule} | also, (
        f"{where}: also found by {sorted(found_now - {rule} - also)}. Sow a smaller fault, or begin the file with "
        "`#+ also: RULE - REASON`, a line for each"
    )
    assert also <= found_now, f"{where}: the head names {sorted(also - found_now)}, which finds nothing: drop the line"


def test_a_mutation_stands_beside_a_rule_for_studies_and_names_rules_that_there_are() -> None:
    for path in HERE.glob("*/*.ru"):
        where = f"tests/shapes/{path.parent.name}/{path.name}"
        assert path.parent.name in rules(), f"{where}: no rule for studies in shapes has the name of this folder"
        unknown = others(path.read_text(encoding="utf-8")) - set(rules())
        assert not unknown, f"{where}: the head names {sorted(unknown)}, which are no rules for studies"
