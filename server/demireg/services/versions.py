"""Versions of a study: which one is in force, and what earlier ones said.

An earlier version is kept as a document (a literal in the study's history graph), not as triples: queries run on the
union of all graphs, where the triples of an old version would stand among the current ones.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, XSD
from rdflib.term import Node

from demireg.domain.names import REALIST, Names
from demireg.services.queries import load
from demireg.store.base import Store


@dataclass(frozen=True, slots=True)
class Current:
    """The version in force: number from 1, and the hashes that say whether anything changed since.

    ``shipped`` tells a version that came with demireg from one that somebody imported. ``text`` and ``name`` are the
    source it was read from; ``doi`` and ``title`` say which report it is, ``keys`` by what it is known again,
    and ``file`` how the file was called that was sent, where the text was made from another, such as a workbook.
    """

    number: int
    content: str
    source: str
    background: str
    shipped: bool = False
    text: str = ""
    name: str = ""
    doi: str = ""
    title: str = ""
    keys: tuple[str, ...] = ()
    file: str = ""

    @property
    def key(self) -> str:
        """Return what identifies the rows that follow from this version."""
        return f"{self.content[:16]}-{self.background[:16]}"


@dataclass(frozen=True, slots=True)
class Review:
    """How a version came to be in force: who handed it in, who accepted it, when, and why.

    ``key`` names the submission for good; ``submitter`` and ``curator`` are identifiers of agents; times are written
    as ``2026-11-22T12:00:00Z``.
    """

    key: str
    submitter: str
    submitted: str
    note: str
    curator: str
    accepted: str
    reason: str


@dataclass(frozen=True, slots=True)
class Making:
    """What is beside the study itself when a version is made: whether it ships, and how it was reviewed, if it was."""

    shipped: bool = False
    review: Review | None = None


def current(store: Store, names: Names, study: str) -> Current | None:
    """Return the version of a study in force, or None when the store does not hold it."""
    query = load("curating/current-version")
    rows = store.select(query.bind({"study": URIRef(names.study(study))}))
    if not rows:
        return None
    row = rows[0]
    return Current(
        int(row["number"]),
        str(row["contentHash"]),
        str(row["sourceHash"]),
        str(row["background"]),
        row["shipped"].toPython() is True,
        str(row["sourceText"]),
        str(row["sourceName"]),
        str(row.get("doi", "")),
        str(row.get("title", "")),
    )


def last_number(store: Store, names: Names, study: str) -> int:
    """Return the number of the newest version of a study, in force or retracted, 0 when there never was one."""
    numbers = store.get(names.graph("history", study)).objects(None, REALIST.versionNumber)
    return max((int(str(each)) for each in numbers), default=0)


def all_current(store: Store) -> dict[str, Current]:
    """Return the version in force of every study, by study identifier."""
    return {
        str(row["id"]): Current(
            int(row["number"]),
            str(row["contentHash"]),
            str(row["sourceHash"]),
            str(row["background"]),
            row["shipped"].toPython() is True,
        )
        for row in store.select(load("curating/current-versions").bind({}))
    }


def retracted(store: Store) -> frozenset[str]:
    """Return the identifiers of the studies that were taken out and not accepted again."""
    return frozenset(str(row["id"]) for row in store.select(load("curating/retracted-studies").bind({})))


def accepted_sources(store: Store) -> dict[str, str]:
    """Return the study for each source hash that was ever accepted, also by versions no longer in force."""
    rows = store.select(load("curating/accepted-sources").bind({}))
    return {str(row["sourceHash"]): str(row["id"]) for row in rows}


def content_hash(graph: Graph) -> str:
    """Return the SHA-256 of a graph without blank nodes, over its sorted N-Triples.

    A moment counts by what it is: a store may write the offset of UTC in another way than it was given.
    """
    lines = sorted(f"{s.n3()} {p.n3()} {_moment(o).n3()}" for s, p, o in graph)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _moment(value: Node) -> Node:
    if isinstance(value, Literal) and value.datatype == XSD.dateTime:
        return Literal(str(value), datatype=XSD.dateTime, normalize=True)
    return value


def source_hash(text: str) -> str:
    """Return the SHA-256 of a source text."""
    return hashlib.sha256(text.encode()).hexdigest()


def history(store: Store, names: Names, study: str, made: Current, review: Review | None = None) -> Graph:
    """Return the history graph of a study with this version in force.

    The versions before it are kept; the one it replaces gets the triples it had, as Turtle. A retraction that stands
    ends with it and stays written down.
    """
    graph = store.get(names.graph("history", study))
    subject = URIRef(names.study(study))
    node = URIRef(names.within(study, "version", str(made.number)))
    before = graph.value(subject, REALIST.currentVersion)
    if before is None and made.number > 1:  # retracted: its triples were put away when it was
        graph.add((node, PROV.wasRevisionOf, URIRef(names.within(study, "version", str(made.number - 1)))))
    if before is not None and before != node:
        put_away(graph, before, store.get(names.graph("study", study)))
        graph.add((node, PROV.wasRevisionOf, before))
    graph.remove((subject, PROV.wasInvalidatedBy, None))
    graph.set((subject, REALIST.currentVersion, node))
    graph.add((node, RDF.type, REALIST.StudyVersion))
    graph.set((node, DCTERMS.isVersionOf, subject))
    graph.set((node, DCTERMS.identifier, Literal(study)))
    graph.set((node, REALIST.versionNumber, Literal(made.number)))
    graph.set((node, REALIST.contentHash, Literal(made.content)))
    graph.set((node, REALIST.sourceHash, Literal(made.source)))
    graph.set((node, REALIST.backgroundVersion, Literal(made.background)))
    graph.set((node, REALIST.sourceText, Literal(made.text)))
    graph.set((node, REALIST.sourceName, Literal(made.name)))
    graph.set((node, REALIST.shipped, Literal(made.shipped)))
    graph.remove((node, DCTERMS.source, None))
    if made.file:
        graph.add((node, DCTERMS.source, Literal(made.file)))
    graph.remove((node, REALIST.reportKey, None))
    for key in made.keys:
        graph.add((node, REALIST.reportKey, Literal(key)))
    if (node, PROV.generatedAtTime, None) not in graph:
        graph.add((node, PROV.generatedAtTime, moment(now())))
    if review is not None:
        _reviewed(graph, names, study, node, review)
    return graph


def said(graph: Graph, node: Node, predicate: URIRef) -> str:
    """Return what a graph says of a node by a predicate, as text, empty where it says nothing."""
    return str(graph.value(node, predicate) or "")


def put_away(history: Graph, version: Node, triples: Graph) -> None:
    """Keep in a history, as a document, the triples that a version had."""
    history.set((version, REALIST.archivedGraph, Literal(triples.serialize(format="longturtle"))))


def graph_of(store: Store, names: Names, study: str, content: str) -> Graph | None:
    """Return the triples of a version, in force or put away, by how its content hash begins; None where none is kept.

    One content may have been accepted several times; its triples are the same in each.
    """
    held = store.get(names.graph("history", study))
    for node in held.subjects(RDF.type, REALIST.StudyVersion):
        if not str(held.value(node, REALIST.contentHash) or "").startswith(content):
            continue
        if (None, REALIST.currentVersion, node) in held:
            return store.get(names.graph("study", study))
        archived = held.value(node, REALIST.archivedGraph)
        if archived is not None:
            return Graph().parse(data=str(archived), format="turtle")
    return None


def now() -> str:
    """Return the time as it is written down, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def moment(time: str) -> Literal:
    """Return a time as a literal."""
    return Literal(time, datatype=XSD.dateTime)


def _reviewed(graph: Graph, names: Names, study: str, version: Node, review: Review) -> None:
    """Write down who handed a version in and who accepted it."""
    submission = URIRef(names.within(study, "submission", review.key))
    acceptance = URIRef(names.within(study, "acceptance", review.key))
    graph.add((version, PROV.wasGeneratedBy, acceptance))
    graph.add((acceptance, PROV.wasInformedBy, submission))
    acts = (
        (submission, REALIST.Submission, review.submitter, review.submitted, review.note),
        (acceptance, REALIST.Acceptance, review.curator, review.accepted, review.reason),
    )
    for node, kind, agent, time, reason in acts:
        graph.add((node, RDF.type, kind))
        graph.add((node, PROV.wasAssociatedWith, URIRef(names.agent(agent))))
        graph.add((node, PROV.endedAtTime, moment(time)))
        if reason:
            graph.add((node, REALIST.reason, Literal(reason)))
