"""Check a draft, and accept it: one study, one transaction, the earlier version kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import cast

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.errors import Invalid
from demireg.domain.findings import Finding, Report, Severity
from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, BEYOND_AUTHORS, INFERRED, PROFILES, REALIST
from demireg.services import versions
from demireg.services.generations import next_meta
from demireg.services.importing.assemble import assemble
from demireg.services.importing.draft import Draft
from demireg.services.importing.places import Path
from demireg.services.importing.triples import study_graph
from demireg.services.queries import load
from demireg.services.repository import Repository
from demireg.store.base import Triple


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting a study did: ``changed`` is False when the store already held just this."""

    study: str
    version: int
    changed: bool
    report: Report


@dataclass(slots=True)
class Read:
    """A draft read against the background: the study's identifier and graph, and everything found."""

    study: str
    graph: Graph
    findings: list[Finding] = field(default_factory=list)
    doi: str = ""

    @property
    def report(self) -> Report:
        """Return the findings as a report."""
        return Report.of(self.findings)


def check(repository: Repository, draft: Draft) -> Report:
    """Return everything found in a draft. Nothing is written: this is the dry run of ``accept``."""
    return _read(repository, draft).report


def accept(repository: Repository, draft: Draft, *, shipped: bool = False) -> Accepted:
    """Put a study in the place of what had its identifier, with its inferences, and keep the earlier version.

    All graphs are written in one transaction, and then the study's rows of the comparison table. ``shipped`` marks
    what comes with demireg and may be replaced by a later release. Raises Invalid, with the report, when a violation
    was found, and StoreDown when store or table cannot be written; nothing is written then.
    """
    read = _read(repository, draft)
    if not read.report.conforms:
        count = read.report.count(Severity.VIOLATION)
        raise Invalid(f"{draft.name} is not accepted: {count} to mend.", read.report)
    store, names = repository.store, repository.names
    before = versions.current(store, names, read.study)
    background = repository.background.fingerprint
    content = versions.content_hash(read.graph)
    source = versions.source_hash(draft.source)
    if before and (before.content, before.source, before.background) == (content, source, background):
        return Accepted(read.study, before.number, changed=False, report=read.report)
    same = before is not None and before.content == content
    number = before.number + (0 if same else 1) if before else 1
    made = versions.Current(number, content, source, background, shipped, draft.source, draft.name, read.doi)
    graphs: dict[str, Iterable[Triple]] = {
        names.graph("study", read.study): _triples(read.graph),
        names.graph("history", read.study): _triples(versions.history(store, names, read.study, made)),
    }
    graphs[names.graph("meta")] = _triples(next_meta(store, names))
    graphs |= _inferred(repository, read)
    repository.table.theories_version()  # a table that cannot be read is found before anything is written
    store.replace(graphs)
    repository.table.write(read.study, store, names, made.key)
    return Accepted(read.study, number, changed=True, report=read.report)


def _inferred(repository: Repository, read: Read) -> dict[str, set[Triple]]:
    """Return the two graphs of inferences: what the authors' codings give, and what the curators' add to that."""
    rulebook, names = repository.background.rulebook, repository.names
    authors = rulebook.infer(read.graph, AUTHORS_ONLY)
    triples = {AUTHORS_ONLY: authors, BEYOND_AUTHORS: rulebook.infer(read.graph, ALL_ACCEPTED) - authors}
    graphs: dict[str, set[Triple]] = {}
    for part, profiles in INFERRED.items():
        graph = URIRef(names.inferred(part, read.study))
        about = {(graph, REALIST.codingProfile, URIRef(PROFILES[profile])) for profile in profiles}
        about.add((graph, REALIST.inferredFrom, URIRef(names.study(read.study))))
        graphs[str(graph)] = triples[part] | about
    return graphs


def _triples(graph: Graph) -> Iterable[Triple]:
    return cast("Iterable[Triple]", iter(graph))


def _read(repository: Repository, draft: Draft) -> Read:
    names, background = repository.names, repository.background
    if draft.graph is not None:
        return _read_rdf(repository, draft, draft.graph)
    if draft.sheet is None:
        return Read("", Graph(), list(draft.findings))
    sheet = draft.sheet
    assembled = assemble(draft, sheet, background.codes, names)
    graph = study_graph(sheet, assembled.configurations, background.codes, names)
    read = Read(sheet.id, graph, [*draft.findings, *assembled.findings], sheet.citation.doi or "")
    known = {names.study(sheet.id): ("id",), **assembled.paths}
    for finding in [] if assembled.ambiguous else background.validator.check(graph, sheet.id, names):
        path = _nearest(finding.focus, known)
        if not assembled.explains(path):
            read.findings.append(replace(finding, place=draft.place(path)))
    read.findings += _other_report(repository, draft, read, sheet.citation.title)
    return read


def _read_rdf(repository: Repository, draft: Draft, graph: Graph) -> Read:
    names = repository.names
    study = cast("URIRef", graph.value(predicate=RDF.type, object=REALIST.Study))
    name = str(graph.value(study, DCTERMS.identifier) or names.local(str(study)))
    read = Read(name, graph, doi=str(graph.value(predicate=REALIST.doi) or ""))
    if str(study) != names.study(name):
        message = f"The study is called {study}, and by its identifier '{name}' it should be {names.study(name)}."
        finding = Finding(Severity.VIOLATION, "study-has-its-identifier", message, "Make the two agree.", draft.name)
        read.findings.append(finding)
        return read
    found = repository.background.validator.check(graph, name, names)
    read.findings += [replace(each, place=f"{draft.name} <{each.focus}>") for each in found]
    read.findings += _other_report(repository, draft, read, str(graph.value(study, DCTERMS.title) or ""))
    return read


def _nearest(focus: str, known: dict[str, Path]) -> Path:
    """Return the path of a node, or of the nearest node that it belongs to."""
    while focus not in known and "/" in focus:
        focus = focus.rpartition("/")[0]
    return known.get(focus, ())


def _other_report(repository: Repository, draft: Draft, read: Read, title: str) -> list[Finding]:
    """Refuse an identifier that belongs to another report, and point out a report that is held under another one."""
    findings: list[Finding] = []
    study, doi, place = read.study, read.doi, draft.place(("id",))
    before = versions.current(repository.store, repository.names, study)
    if before and _plain(before.title) != _plain(title) and not (doi and before.doi.lower() == doi.lower()):
        message = f"The identifier '{study}' belongs to another study: '{before.title}' (doi {before.doi or 'none'})."
        mend = "Give this study an identifier of its own, or correct its title or DOI."
        findings.append(Finding(Severity.VIOLATION, "study-identifier-is-free", message, mend, place))
    given = {"doi": Literal(doi.lower())}
    rows = repository.store.select(load("curating/studies-with-doi").bind(given)) if doi else []
    for other in sorted({str(row["id"]) for row in rows} - {study}):
        message = f"The report doi {doi} is already here as the study '{other}'."
        mend = "If it is the same study, use that identifier; otherwise give both the same programme."
        findings.append(Finding(Severity.WARNING, "report-is-new", message, mend, place))
    return findings


def _plain(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isalnum())
