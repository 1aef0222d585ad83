"""Run the rules of the reporting standards over the data of one study."""

from collections.abc import Sequence

from rdflib import Graph, URIRef
from rdflib.namespace import SH as SHACL

from demireg.domain.findings import Severity
from demireg.services.queries import load
from demireg.services.reporting.standards import Item, Lack
from demireg.services.repository import Repository
from demireg.services.validating import MEND, family_graph, violated

#: The family of rules, the first word of its files' names.
FAMILY = "rameses"
_SPACE = "https://w3id.org/realist/shapes#"
_SEVERITIES = {
    SHACL.Violation: Severity.VIOLATION,
    SHACL.Warning: Severity.WARNING,
    SHACL.Info: Severity.INFO,
}


def study_data(repository: Repository, study: str) -> Graph:
    """Return what is held of a study, with what its rules need of the theories that it names."""
    names = repository.names
    data = repository.store.get(names.graph("study", study))
    data += repository.store.construct(load("reporting/theories").bind({"study": URIRef(names.study(study))}))
    return data


def lacks(data: Graph, items: Sequence[Item]) -> dict[str, tuple[Lack, ...]]:
    """Return the rules that data do not keep, by the IRI of the item that they are about."""
    return by_item(broken(data), items)


def broken(data: Graph) -> tuple[str, ...]:
    """Return the names of the rules that a study's data do not keep, in their order; the data gain helping triples."""
    return tuple(sorted({result.rule for result in violated(data, family_graph(FAMILY))}))


def by_item(names: Sequence[str], items: Sequence[Item]) -> dict[str, tuple[Lack, ...]]:
    """Return rules, by their names, under the item that each is about."""
    return {item.iri: tuple(_lack(name) for name in names if name.startswith(f"{item.key}-")) for item in items}


def rules_of(item: Item) -> frozenset[str]:
    """Return the names of all rules about an item."""
    spoken = (str(shape).removeprefix(_SPACE) for shape in family_graph(FAMILY).subjects(SHACL.message))
    return frozenset(name for name in spoken if name.startswith(f"{item.key}-"))


def _lack(name: str) -> Lack:
    rules, shape = family_graph(FAMILY), URIRef(_SPACE + name)
    message, mend = (str(rules.value(shape, predicate)) for predicate in (SHACL.message, MEND))
    return Lack(name, _SEVERITIES[URIRef(str(rules.value(shape, SHACL.severity)))].value, message, mend)
