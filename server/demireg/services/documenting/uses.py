"""Where a term of the ontology is used in data: how often, in which studies, theories and vocabularies."""

from dataclasses import dataclass

from rdflib import URIRef

from demireg.domain.names import REALIST
from demireg.services import queries
from demireg.services.catalogue.rows import number, text
from demireg.services.repository import Repository

#: Studies that a page names; theories and vocabularies are few.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that uses a term. iri: itself; label: what it is called, or empty."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Place:
    """A study, theory or vocabulary that uses a term.

    kind: study, theory, vocabulary or inferred; name: of the study, theory or vocabulary; uses: how often;
    examples: a few of the things, none where only the number is told.
    """

    kind: str
    name: str
    uses: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """All uses of a term.

    stated: in studies, theories and vocabularies together; inferred: in what the rules add; studies: in how many
    studies; places: those with the most uses first.
    """

    stated: int
    inferred: int
    studies: int
    places: tuple[Place, ...]


def uses(repository: Repository, local: str, kind: str) -> Uses:
    """Count the uses of a class, property or value, and give examples of the first few studies."""
    term = REALIST[local]
    asked = queries.load(f"documenting/uses-of-{kind}").bind({"term": term})
    counted = [
        (*_home(repository, text(row, "graph")), text(row, "graph"), number(row, "uses"))
        for row in repository.store.select(asked)
    ]
    held = sorted((each for each in counted if each[0]), key=lambda each: (each[0] != "study", -each[3], each[1]))
    stated = [each for each in held if each[0] != "inferred"]
    of_studies = [each for each in stated if each[0] == "study"]
    shown = [*of_studies[:_SHOWN], *(each for each in stated if each[0] != "study")]
    return Uses(
        stated=sum(each[3] for each in stated),
        inferred=sum(each[3] for each in held if each[0] == "inferred"),
        studies=len(of_studies),
        places=tuple(
            Place(kind_of, name, count, _examples(repository, term, kind, graph))
            for kind_of, name, graph, count in shown
        ),
    )


def _home(repository: Repository, graph: str) -> tuple[str, str]:
    """Return what kind of graph a name stands for, and of what; the ontology itself and the history count as none."""
    kind, _, name = graph.removeprefix(repository.names.graph("")).removeprefix("/").partition("/")
    return (kind, name) if kind in {"study", "theory", "vocabulary", "inferred"} else ("", "")


def _examples(repository: Repository, term: URIRef, kind: str, graph: str) -> tuple[Example, ...]:
    asked = queries.load(f"documenting/examples-of-{kind}").bind({"term": term, "graph": URIRef(graph)})
    found = {text(row, "thing"): text(row, "label") for row in repository.store.select(asked)}
    return tuple(Example(iri, label) for iri, label in found.items())
