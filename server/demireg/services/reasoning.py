"""What follows from one study: the rules in ``queries/rules``, run by stratum on that study and the closed background.

No rule joins two studies, so the inferences of a repository are those of its studies put together. The rules say
what the ontology says; the tests hold them against two reasoners.
"""

from collections.abc import Iterable, Iterator
from typing import Final, cast

import pyoxigraph as ox
from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from demireg.domain.errors import BadParameter
from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, PROFILES, REALIST
from demireg.services import queries
from demireg.store.base import Triple
from demireg.store.terms import from_oxigraph, to_oxigraph

_ROLES: Final = ("Context", "Intervention", "Mechanism", "Outcome")

#: The assignments that a chain starts from; hypothetical ones are not among them.
_ASSIGNMENTS: Final = frozenset(
    REALIST[f"{name}Assignment"]
    for name in (
        *("context", "intervention", "resource", "response", "mechanism", "outcome"),
        *("absentContext", "unfiredMechanism", "unachievedOutcome"),
    )
)
_LINKS: Final = {REALIST.ripplesAsContext: "context", REALIST.ripplesAsMechanism: "mechanism"}
_OF_STUDY: Final = _ASSIGNMENTS | _LINKS.keys() | {REALIST.element, REALIST.codedConcept}
_OF_BACKGROUND: Final = {
    *(REALIST[f"requires{role}"] for role in _ROLES),
    *(REALIST.kindOf, REALIST.opposes, REALIST.pattern, REALIST.proposition),
}
_BY_AUTHORS: Final = {REALIST.AuthorTagged, REALIST.AuthorStated}


class Rulebook:
    """The rules, prepared for one background of vocabularies and theories; safe to share between threads."""

    def __init__(self, background: Graph) -> None:
        chosen = (triple for triple in background if triple[1] in _OF_BACKGROUND)
        self._background = list(_quads(cast("Iterable[Triple]", chosen)))
        self._rules = [queries.load(name).text for name in queries.names("rules")]

    def infer(self, study: Graph, profile: str) -> set[Triple]:
        """Return what follows from a study's graph and is not in it, under ``all-accepted`` or ``authors-only``.

        Raises BadParameter for another profile.
        """
        if profile not in PROFILES:
            raise BadParameter(f"A coding profile is one of {', '.join(PROFILES)}, not '{profile}'.")
        store = ox.Store()
        store.extend(self._background)
        store.extend(_quads(premises(study, profile)))
        found: set[Triple] = set()
        for rule in self._rules:
            new = list(cast("ox.QueryTriples", store.query(rule)))
            store.extend(ox.Quad(each.subject, each.predicate, each.object) for each in new)
            found.update(_triple(each) for each in new)
        return {triple for triple in found if triple not in study}


def premises(study: Graph, profile: str = ALL_ACCEPTED) -> Iterator[Triple]:
    """Yield the asserted triples that an inference may start from, those of other bases left out.

    They are looked up by predicate, for most of what a study says is no premise.
    """
    authors = profile == AUTHORS_ONLY
    yield from _of(study, RDF.type, REALIST.Configuration)
    for predicate in _OF_STUDY:
        for subject, _, value in _of(study, predicate):
            if authors and predicate in _ASSIGNMENTS:
                wanted = _by_authors(study, value)
            elif authors and predicate in _LINKS:
                wanted = _linked_by_authors(study, subject, value, _LINKS[predicate])
            else:
                wanted = True
            if wanted:
                yield subject, predicate, value


def _of(study: Graph, predicate: URIRef, value: URIRef | None = None) -> Iterator[Triple]:
    return cast("Iterator[Triple]", study.triples((None, predicate, value)))


def _by_authors(study: Graph, node: Node) -> bool:
    return any((node, REALIST.codingBasis, basis) in study for basis in _BY_AUTHORS)


def _linked_by_authors(study: Graph, first: Node, second: Node, kind: str) -> bool:
    """Tell whether the authors make a link; a direct triple that no link node explains is not theirs."""
    return any(
        (link, REALIST.linkTo, second) in study
        and str(study.value(link, REALIST.linkAs)) == kind
        and _by_authors(study, link)
        for link in study.objects(first, REALIST.hasLink)
    )


def _quads(triples: Iterable[Triple]) -> Iterator[ox.Quad]:
    """Turn triples into quads of the default graph. A literal plays no part in any rule and is passed over."""
    for triple in triples:
        if all(isinstance(term, URIRef) for term in triple):
            yield ox.Quad(*(to_oxigraph(str(term)) for term in triple))


def _triple(triple: ox.Triple) -> Triple:
    subject, predicate, value = (from_oxigraph(term) for term in (triple.subject, triple.predicate, triple.object))
    return URIRef(subject), URIRef(predicate), value
