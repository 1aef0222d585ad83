"""Tell the history of one study: its versions, who handed them in and accepted them, when and why, and retractions."""

from dataclasses import dataclass

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from demireg.domain.errors import NotFound
from demireg.domain.names import REALIST, Names
from demireg.services.repository import Repository
from demireg.services.retracting import Retraction, absent, nameable, read


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody did. agent: identifier of who; on: when; reason: why, as said then, perhaps empty."""

    agent: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a study.

    number: from 1; iri; current: whether it is in force; on: when it was accepted; shipped: whether it came with
    demireg; source: name of the text that is kept of it; text: that text; file: name of the file that was sent;
    submission, acceptance: who handed it in and who accepted it, None where nobody reviewed it here; retraction: what
    took it out of force, None where nothing did.
    """

    number: int
    iri: str
    current: bool
    on: str
    shipped: bool
    source: str
    text: str
    file: str
    submission: Act | None
    acceptance: Act | None
    retraction: Retraction | None


@dataclass(frozen=True, slots=True)
class History:
    """A study's history. study, label: which study; versions: newest first; retraction: the one that stands, if any."""

    study: str
    label: str
    versions: tuple[Version, ...]
    retraction: Retraction | None

    def version(self, number: int) -> Version:
        """Return one version by its number. Raises NotFound, with those there are, for another."""
        found = next((each for each in self.versions if each.number == number), None)
        if found is None:
            held = ", ".join(str(each.number) for each in reversed(self.versions))
            raise NotFound(f"'{self.study}' has no version {number}; it has {held}.")
        return found


def history(repository: Repository, study: str) -> History:
    """Return the history of a study, also of one that was taken out. Raises NotFound for one that was never here."""
    names = repository.names
    graph = repository.store.get(names.graph("history", study)) if nameable(study) else Graph()
    subject = URIRef(names.study(study))
    current = graph.value(subject, REALIST.currentVersion)
    found = [_version(graph, names, study, node, current) for node in graph.subjects(RDF.type, REALIST.StudyVersion)]
    if not found:
        raise absent(repository, study)
    retraction = graph.value(subject, PROV.wasInvalidatedBy)
    held = read(graph, names, study, retraction) if retraction is not None and current is None else None
    label = held.label if held else str(repository.store.get(names.graph("study", study)).value(subject, RDFS.label))
    return History(study, label, tuple(sorted(found, key=lambda each: -each.number)), held)


def _version(graph: Graph, names: Names, study: str, node: Node, current: Node | None) -> Version:
    acceptance = graph.value(node, PROV.wasGeneratedBy)
    submission = graph.value(acceptance, PROV.wasInformedBy) if acceptance is not None else None
    retraction = graph.value(node, PROV.wasInvalidatedBy)
    return Version(
        number=int(str(graph.value(node, REALIST.versionNumber))),
        iri=str(node),
        current=node == current,
        on=str(graph.value(node, PROV.generatedAtTime) or ""),
        shipped=str(graph.value(node, REALIST.shipped)) == "true",
        source=str(graph.value(node, REALIST.sourceName) or ""),
        text=str(graph.value(node, REALIST.sourceText) or ""),
        file=str(graph.value(node, DCTERMS.source) or graph.value(node, REALIST.sourceName) or ""),
        submission=_act(graph, names, submission),
        acceptance=_act(graph, names, acceptance),
        retraction=read(graph, names, study, retraction) if retraction is not None else None,
    )


def _act(graph: Graph, names: Names, node: Node | None) -> Act | None:
    if node is None:
        return None
    agent = str(graph.value(node, PROV.wasAssociatedWith) or "").removeprefix(names.agent(""))
    on, reason = graph.value(node, PROV.endedAtTime), graph.value(node, REALIST.reason)
    return Act(agent, str(on or ""), str(reason or ""))
