"""Take a study out of every question, comparison and table, for a reason that readers see; its history stays.

Accepting the study again puts it back in force, and the retraction stays written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from demireg.domain.errors import BadParameter, Conflict, DemiregError, NotFound, Retracted
from demireg.domain.names import INFERRED, REALIST, Names
from demireg.services import versions
from demireg.services.generations import generation, next_meta
from demireg.services.importing.characters import refused, shortened
from demireg.services.repository import Repository
from demireg.store.base import Store, Triple, triples

#: The most letters of a reason or note.
MOST_REASON: Final = 2000


@dataclass(frozen=True, slots=True)
class Retraction:
    """A study's retraction.

    study, label, title: which study it was; reason: why, in words; agent: identifier of who did it; on: when;
    successor: identifier of the study that supersedes it, empty where none does.
    """

    study: str
    label: str
    title: str
    reason: str
    agent: str
    on: str
    successor: str = ""

    def sentence(self) -> str:
        """Return what is said to whoever asks for the study."""
        instead = f" It is superseded by '{self.successor}'." if self.successor else ""
        return (
            f"The study '{self.study}' was retracted on {self.on[:10]}: {self.reason.rstrip('.')}.{instead} "
            "Its versions are kept in its history."
        )


def retract(repository: Repository, study: str, reason: str, agent: str, successor: str = "") -> Retraction:
    """Take a study out of the repository, in one transaction; with a successor, it is superseded.

    Raises NotFound for a study that was never here, Conflict for one that is retracted already, BadParameter without
    a reason or with a successor that is not held, StoreDown when it cannot be written; nothing is changed then.
    """
    store, names = repository.store, repository.names
    said = reason_of(reason)
    if versions.current(store, names, study) is None:
        held = standing(store, names, study)
        if held is None:
            raise absent(repository, study)
        raise Conflict(f"'{study}' is retracted already, since {held.on[:10]}: {held.reason}")
    if successor and (successor == study or versions.current(store, names, successor) is None):
        raise BadParameter(f"A study is superseded by another one that is here, and '{shortened(successor)}' is not.")
    asserted = store.get(names.graph("study", study))
    subject = URIRef(names.study(study))
    label, title = (str(asserted.value(subject, each) or "") for each in (RDFS.label, DCTERMS.title))
    made = Retraction(study, label or study, title, said, agent, versions.now(), successor)
    graphs: dict[str, Iterable[Triple]] = {
        names.graph("study", study): (),
        names.graph("history", study): triples(_history(store, names, made)),
        names.graph("meta"): triples(next_meta(store, names)),
        **{names.inferred(part, study): () for part in INFERRED},
    }
    repository.table.versions()  # a table that cannot be read is found before anything is written
    store.replace(graphs)
    repository.table.forget(study, generation(store, names))
    return made


def standing(store: Store, names: Names, study: str) -> Retraction | None:
    """Return the retraction that a study is under, None for a study that is in force or was never here."""
    graph = store.get(names.graph("history", study))
    subject = URIRef(names.study(study))
    node = graph.value(subject, PROV.wasInvalidatedBy)
    return None if node is None or (subject, REALIST.currentVersion, None) in graph else read(graph, names, study, node)


def read(graph: Graph, names: Names, study: str, node: Node) -> Retraction:
    """Read one retraction from a study's history."""
    said = partial(versions.said, graph, node)

    successor = said(DCTERMS.isReplacedBy).removeprefix(names.study(""))
    agent = said(PROV.wasAssociatedWith).removeprefix(names.agent(""))
    words = (said(RDFS.label), said(DCTERMS.title), said(REALIST.reason))
    return Retraction(study, *words, agent, said(PROV.endedAtTime), successor)


def absent(repository: Repository, study: str) -> DemiregError:
    """Return the error that tells why a study is not here: Retracted with the reason, or NotFound."""
    held = standing(repository.store, repository.names, study) if nameable(study) else None
    if held is not None:
        return Retracted(held.sentence(), study)
    return NotFound(f"There is no study '{study}' here. The list of studies shows what there is.")


def nameable(study: str) -> bool:
    """Tell whether a study could have such an identifier at all."""
    return bool(study) and study.isprintable() and not set(study) & set('<>"{}|^`\\ /')


def reason_of(words: str) -> str:
    """Return a reason as it is kept. Raises BadParameter for an empty or a far too long one."""
    said = " ".join(words.split())
    if not said:
        raise BadParameter("Say why: readers see the reason beside what is done.")
    return note_of(said)


def note_of(words: str) -> str:
    """Return a note, perhaps empty, without blanks around it. Raises BadParameter for one that cannot be kept."""
    said = words.replace("\r\n", "\n").strip()
    if len(said) > MOST_REASON:
        raise BadParameter(f"This note has {len(said)} letters; {MOST_REASON} are kept at most. Shorten it.")
    if refused(said):
        raise BadParameter(f"This note holds the character {refused(said)}, which cannot be kept. Type it anew.")
    return said


def _history(store: Store, names: Names, made: Retraction) -> Graph:
    graph = store.get(names.graph("history", made.study))
    subject = URIRef(names.study(made.study))
    number = len(set(graph.subjects(RDF.type, REALIST.Retraction))) + 1
    node = URIRef(names.within(made.study, "retraction", str(number)))
    version = cast("Node", graph.value(subject, REALIST.currentVersion))
    versions.put_away(graph, version, store.get(names.graph("study", made.study)))
    graph.remove((subject, REALIST.currentVersion, None))
    graph.set((version, PROV.invalidatedAtTime, versions.moment(made.on)))
    graph.add((version, PROV.wasInvalidatedBy, node))
    graph.add((subject, PROV.wasInvalidatedBy, node))
    graph.add((node, RDF.type, REALIST.Retraction))
    graph.add((node, PROV.wasAssociatedWith, URIRef(names.agent(made.agent))))
    graph.add((node, PROV.endedAtTime, versions.moment(made.on)))
    graph.add((node, REALIST.reason, Literal(made.reason)))
    graph.add((node, RDFS.label, Literal(made.label)))
    graph.add((node, DCTERMS.title, Literal(made.title)))
    if made.successor:
        graph.add((node, DCTERMS.isReplacedBy, URIRef(names.study(made.successor))))
    return graph
