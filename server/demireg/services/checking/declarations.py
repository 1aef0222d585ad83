"""What a file of the background says that no rule can see: values that are none of their type, names that are taken."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from demireg.domain.findings import Finding, Severity
from demireg.domain.names import REALIST, THEORY, VOCAB
from demireg.services.checking.background_files import TurtleFile, short

_OURS: Final = tuple(str(space) for space in (REALIST, VOCAB, THEORY))
#: What a term is that one file alone declares. Properties are declared in their module and characterised in a profile.
_DECLARED: Final = (
    *(SKOS.Concept, SKOS.ConceptScheme, REALIST.ChecklistItem, OWL.Class, OWL.NamedIndividual),
    *(REALIST.FormalTheory, REALIST.ProgrammeTheory, REALIST.Proposition, REALIST.Pattern),
)
_WORDS: Final = (SKOS.prefLabel, RDFS.label, SKOS.definition)
_SHOWN: Final = 80


def ill_typed(file: TurtleFile) -> Iterator[Finding]:
    """Yield each value of a file that is no value of the type that it is marked with."""
    for subject, predicate, value in file.graph:
        if isinstance(value, Literal) and value.ill_typed:
            said = f"{short(str(subject))}: “{value[:_SHOWN]}” is no {short(str(value.datatype))}."
            place = file.place(str(subject), str(value))
            mend = f"Write a value of that type, or leave {short(str(predicate))} out."
            yield Finding(Severity.VIOLATION, "value-fits-its-type", said, mend, place, str(subject))


def redeclared(file: TurtleFile, others: Sequence[TurtleFile]) -> Iterator[Finding]:
    """Yield each term that a file declares, or gives a name or definition, although another file declares it."""
    own = _declared_in(file.graph) | {str(each) for words in _WORDS for each in file.graph.subjects(words)}
    own = {each for each in own if each.startswith(_OURS)}
    for other in others:
        if other.path.parent.name != "generated":
            for term in sorted(own & _declared_in(other.graph)):
                said = f"{short(term)}: This name is taken: {other.place(term)} declares it."
                mend = "Choose another name; what that file says of it is changed there."
                yield Finding(Severity.VIOLATION, "name-is-taken", said, mend, file.place(term), term)


def _declared_in(graph: Graph) -> set[str]:
    return {str(term) for kind in _DECLARED for term in graph.subjects(RDF.type, kind)}


def nearest(term: str, declared: Iterable[str]) -> str:
    """Return the declared name that a misspelt one comes closest to, empty where none is near."""
    space = next((each for each in _OURS if term.startswith(each)), None)
    if space is None:
        return ""
    names = sorted(each.removeprefix(space) for each in declared if each.startswith(space))
    return "".join(space + each for each in difflib.get_close_matches(term.removeprefix(space), names, 1, 0.8))


def used_elsewhere(terms: Iterable[str], others: Sequence[TurtleFile]) -> list[str]:
    """Return the terms that another file names, so that they were there when that file was written."""
    return [
        term
        for term in terms
        if any(
            (None, None, URIRef(term)) in other.graph or (None, URIRef(term), None) in other.graph
            for other in others
            if other.path.parent.name != "generated"
        )
    ]
