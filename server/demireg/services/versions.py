"""Versions of a study: which one is in force, and what earlier ones said.

An earlier version is kept as a document (a literal in the study's history graph), not as triples: queries run on the
union of all graphs, where the triples of an old version would stand among the current ones.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, XSD

from demireg.domain.names import REALIST, Names
from demireg.services.queries import load
from demireg.store.base import Store


@dataclass(frozen=True, slots=True)
class Current:
    """The version in force: number from 1, and the hashes that say whether anything changed since.

    ``shipped`` tells a version that came with demireg from one that somebody imported. ``text`` and ``name`` are the
    source it was read from; ``doi`` and ``title`` say which report it is.
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

    @property
    def key(self) -> str:
        """Return what identifies the rows that follow from this version."""
        return f"{self.content[:16]}-{self.background[:16]}"


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


def accepted_sources(store: Store) -> dict[str, str]:
    """Return the study for each source hash that was ever accepted, also by versions no longer in force."""
    rows = store.select(load("curating/accepted-sources").bind({}))
    return {str(row["sourceHash"]): str(row["id"]) for row in rows}


def content_hash(graph: Graph) -> str:
    """Return the SHA-256 of a graph without blank nodes, over its sorted N-Triples."""
    lines = sorted(f"{s.n3()} {p.n3()} {o.n3()}" for s, p, o in graph)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def source_hash(text: str) -> str:
    """Return the SHA-256 of a source text."""
    return hashlib.sha256(text.encode()).hexdigest()


def history(store: Store, names: Names, study: str, made: Current) -> Graph:
    """Return the history graph of a study with this version in force.

    The versions before it are kept; the one it replaces gets the triples it had, as Turtle.
    """
    graph = store.get(names.graph("history", study))
    subject = URIRef(names.study(study))
    node = URIRef(names.within(study, "version", str(made.number)))
    before = graph.value(subject, REALIST.currentVersion)
    if before is not None and before != node:
        old = store.get(names.graph("study", study))
        graph.add((before, REALIST.archivedGraph, Literal(old.serialize(format="longturtle"))))
        graph.add((node, PROV.wasRevisionOf, before))
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
    graph.set((node, REALIST.reportKey, Literal(made.doi.lower())))
    if (node, PROV.generatedAtTime, None) not in graph:
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        graph.add((node, PROV.generatedAtTime, Literal(now, datatype=XSD.dateTime)))
    return graph
