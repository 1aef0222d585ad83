"""Keep an answer under a name: dated, with all it was made from, so that it can be cited, asked again and held apart.

Each name has a graph of its own. Keeping an answer again under a name adds a version; the earlier ones stay.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, cast

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from demireg.domain.errors import BadParameter, NotFound, TooLarge
from demireg.domain.names import REALIST, Names
from demireg.services.comparing.ask import Answer
from demireg.services.comparing.canonical import canonical
from demireg.services.generations import LISTED, next_meta
from demireg.services.importing.characters import shortened
from demireg.services.queries import load
from demireg.services.repository import Repository
from demireg.services.retracting import note_of
from demireg.services.reviewing.accounts import agent_name
from demireg.services.versions import all_current, moment, now, source_hash
from demireg.services.versions import said as said_of
from demireg.store.base import triples

_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
#: The most letters of a result that is kept.
MOST_RESULT: Final = 20_000_000
#: The columns in which kept comparisons are listed.
COLUMNS: Final = ("name", "version", "measure", "asked", "kept", "by", "note")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list says of one kept answer, the newest of its name.

    name; number: of the version; measure; query: values and filters by name; on: when; agent: who; note: why.
    """

    name: str
    number: int
    measure: str
    query: Mapping[str, str]
    on: str
    agent: str
    note: str

    @property
    def row(self) -> tuple[str, int, str, str, str, str, str]:
        """The same as a row below ``COLUMNS``."""
        asked = " ".join(f"{name}={value}" for name, value in self.query.items())
        return (self.name, self.number, self.measure, asked, self.on, self.agent, self.note)


@dataclass(frozen=True, slots=True)
class Saved:
    """One kept answer.

    heading; iri: of this version; numbers: of all versions under the name; software, generation, background, digest,
    studies: what it was made from, as in ``Versions``, with every study; columns, rows, body, notes: the answer;
    result_hash: the SHA-256 of these four as canonical JSON.
    """

    heading: Heading
    iri: str
    numbers: tuple[int, ...]
    software: str
    generation: int
    background: str
    digest: str
    studies: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    body: Mapping[str, Any]
    notes: tuple[str, ...]
    result_hash: str

    @property
    def number(self) -> int:
        """The number of this version."""
        return self.heading.number


def result_of(answer: Answer) -> str:
    """Return an answer as the one JSON text that is kept: columns, rows, body and notes, without the versions."""
    body = {name: value for name, value in answer.body.items() if name not in {"versions", "notes"}}
    found = answer.found
    return canonical({"columns": found.columns, "rows": found.rows, "body": body, "notes": found.notes})


def question_of(answer: Answer) -> tuple[str, dict[str, str]]:
    """Return the measure and the values that ask this again, leaving out included."""
    body = answer.found.body
    each = {"leave_out": "each"} if body.get("leave_out") == "each" else {}
    return str(body["of"]) if each else answer.measure.name, {**answer.query, **each}


def save(repository: Repository, name: str, answer: Answer, agent: str, note: str = "") -> Saved:
    """Keep an answer under a name, in one transaction; who calls holds other writers off.

    Raises BadParameter for a name, agent or note that cannot be kept, TooLarge for a very large answer.
    """
    store, names = repository.store, repository.names
    graph = store.get(names.graph("comparison", name_of(name)))
    result = result_of(answer)
    if len(result) > MOST_RESULT:
        raise TooLarge(
            f"This answer has {len(result):,} letters, and {MOST_RESULT:,} are kept at most. Narrow it by filters."
        )
    numbers = _numbers(graph)
    number = max(numbers, default=0) + 1
    node = URIRef(names.comparison(name, number))
    _describe(graph, node, answer, number)
    graph.add((node, REALIST.result, Literal(result)))
    graph.add((node, REALIST.resultHash, Literal(source_hash(result))))
    graph.add((node, PROV.generatedAtTime, moment(now())))
    graph.add((node, PROV.wasAttributedTo, URIRef(names.agent(agent_name(agent)))))
    if note_of(note):
        graph.add((node, DCTERMS.description, Literal(note_of(note))))
    if numbers:
        graph.add((node, PROV.wasRevisionOf, URIRef(names.comparison(name, max(numbers)))))
    _head(graph, names, name, node)
    _read_versions(graph, repository, node, answer.studies)
    meta = next_meta(store, names)
    store.replace({names.graph("comparison", name): triples(graph), names.graph("meta"): triples(meta)})
    return saved(repository, name)


def saved(repository: Repository, name: str, number: int = 0) -> Saved:
    """Return what is kept under a name: a version of it, or the newest. Raises NotFound with the names there are."""
    graph = repository.store.get(repository.names.graph("comparison", name)) if _NAME.fullmatch(name) else Graph()
    numbers = _numbers(graph)
    if not numbers:
        there = [each.name for each in listed(repository)]
        hint = f"There is {', '.join(there[:8])}." if there else "None is kept here yet."
        raise NotFound(f"No comparison is kept under the name '{shortened(name)}'. {hint}")
    if number and number not in numbers:
        raise NotFound(f"The comparison '{name}' has the versions {', '.join(map(str, numbers))}, and not {number}.")
    return _read(graph, repository.names, name, number or numbers[-1], numbers)


def listed(repository: Repository) -> tuple[Heading, ...]:
    """Return the newest answer kept under each name, by name."""
    names = repository.names
    newest: dict[str, Heading] = {}
    for row in repository.store.select(load("curating/comparisons").bind({})):
        name, number = str(row["name"]), int(row["number"])
        if name not in newest or newest[name].number < number:
            query = _query(str(row["question"]))
            who = str(row["agent"]).removeprefix(names.agent(""))
            said = (str(row["measure"]), query, str(row["on"]), who, str(row.get("note", "")))
            newest[name] = Heading(name, number, *said)
    return tuple(newest[name] for name in sorted(newest))


def name_of(name: str) -> str:
    """Return a name that an answer can be kept under. Raises BadParameter for any other."""
    if not _NAME.fullmatch(name):
        raise BadParameter(
            f"'{shortened(name)}' cannot name a comparison: a name has up to 80 small letters, digits and hyphens, "
            "as in trust-2026."
        )
    return name


def _describe(graph: Graph, node: URIRef, answer: Answer, number: int) -> None:
    versions, (measure, query) = answer.versions, question_of(answer)
    graph.add((node, RDF.type, REALIST.Comparison))
    graph.add((node, RDFS.label, Literal(answer.measure.title, lang="en")))
    graph.add((node, REALIST.versionNumber, Literal(number)))
    graph.add((node, REALIST.measure, Literal(measure)))
    for key, value in query.items():
        graph.add((node, REALIST.parameter, Literal(f"{key}={value}")))
    graph.add((node, REALIST.asked, Literal(canonical(query))))
    graph.add((node, REALIST.softwareVersion, Literal(versions.software)))
    graph.add((node, REALIST.generation, Literal(versions.generation)))
    graph.add((node, REALIST.backgroundVersion, Literal(versions.background)))
    graph.add((node, REALIST.studiesDigest, Literal(versions.digest)))


def _head(graph: Graph, names: Names, name: str, node: URIRef) -> None:
    head = URIRef(names.comparison(name))
    graph.add((head, RDF.type, REALIST.SavedComparison))
    graph.add((head, DCTERMS.identifier, Literal(name)))
    graph.add((head, DCTERMS.hasVersion, node))
    graph.add((node, DCTERMS.isVersionOf, head))


def _read_versions(graph: Graph, repository: Repository, node: URIRef, studies: Mapping[str, str]) -> None:
    """Write down every study's version, and link to each that is in force still where they are not very many."""
    graph.add((node, REALIST.studyVersions, Literal(canonical(studies))))
    if len(studies) <= LISTED:
        current = all_current(repository.store)
        for study in sorted(study for study in studies.keys() & current.keys() if studies[study] == current[study].key):
            version = repository.names.within(study, "version", str(current[study].number))
            graph.add((node, REALIST.ofVersion, URIRef(version)))


def _numbers(graph: Graph) -> tuple[int, ...]:
    return tuple(sorted(int(str(each)) for each in graph.objects(None, REALIST.versionNumber)))


def _read(graph: Graph, names: Names, name: str, number: int, numbers: tuple[int, ...]) -> Saved:
    node = URIRef(names.comparison(name, number))
    said = partial(said_of, graph, node)

    result = json.loads(said(REALIST.result))
    agent = said(PROV.wasAttributedTo).removeprefix(names.agent(""))
    query = _query(said(REALIST.asked))
    words = (said(REALIST.measure), query, said(PROV.generatedAtTime), agent, said(DCTERMS.description))
    return Saved(
        heading=Heading(name, number, *words),
        iri=str(node),
        numbers=numbers,
        software=said(REALIST.softwareVersion),
        generation=int(said(REALIST.generation) or 0),
        background=said(REALIST.backgroundVersion),
        digest=said(REALIST.studiesDigest),
        studies=json.loads(said(REALIST.studyVersions) or "{}"),
        columns=tuple(result["columns"]),
        rows=tuple(tuple(row) for row in result["rows"]),
        body=result["body"],
        notes=tuple(result["notes"]),
        result_hash=said(REALIST.resultHash),
    )


def _query(text: str) -> Mapping[str, str]:
    return cast("Mapping[str, str]", json.loads(text))
