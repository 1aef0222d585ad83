"""Read a draft against the background: the study's triples, what is wrong with them, and what follows from them.

Nothing here looks at a store, so that many studies can be read side by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.findings import Finding, Report, Severity
from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, BEYOND_AUTHORS, INFERRED, PROFILES, REALIST, Names
from demireg.services.background import Background
from demireg.services.importing.assemble import assemble
from demireg.services.importing.concept_names import with_concepts
from demireg.services.importing.draft import Draft
from demireg.services.importing.places import Path
from demireg.services.importing.standing_in import stood_in
from demireg.services.importing.triples import study_graph
from demireg.services.importing.wording import as_given, in_headings
from demireg.store.base import Triple


@dataclass(slots=True)
class Read:
    """A draft read against the background: the study's identifier and graph, and everything found."""

    study: str
    graph: Graph
    findings: list[Finding] = field(default_factory=list)
    doi: str = ""
    title: str = ""

    @property
    def report(self) -> Report:
        """Return the findings as a report."""
        return Report.of(self.findings)


def prepare(background: Background, names: Names, draft: Draft) -> Read:
    """Return a draft as triples, with everything found in it, each finding at its place in the source.

    A draft that could not be read at all gives no triples and only its own findings.
    """
    if draft.graph is not None:
        return _prepare_rdf(background, names, draft, draft.graph)
    draft = with_concepts(draft, background.codes)
    if draft.sheet is None:
        return Read(
            "",
            Graph(),
            [*(in_headings(each, draft) for each in draft.findings), *_of_the_rest(background, names, draft)],
        )
    sheet = draft.sheet
    assembled = assemble(draft, sheet, background.codes, names)
    graph = study_graph(sheet, assembled.configurations, background.codes, names)
    read = Read(sheet.id, graph, [*draft.findings, *assembled.findings], sheet.citation.doi or "", sheet.citation.title)
    known = {names.study(sheet.id): ("id",), **assembled.paths}
    for finding in [] if assembled.ambiguous else background.validator.check(graph, sheet.id, names):
        path = _nearest(finding.focus, known)
        if not assembled.explains(path):
            read.findings.append(replace(as_given(finding, sheet, path), place=draft.place(path)))
    read.findings = [in_headings(each, draft) for each in read.findings]
    return read


def _of_the_rest(background: Background, names: Names, draft: Draft) -> Iterator[Finding]:
    """Yield what keeps a draft out besides, in the entries that can be taken of one that as a whole cannot be.

    What is merely doubtful or missing is told later: it may be a consequence of what is to mend.
    """
    stood = None if any(each.rule == "findings-are-few" for each in draft.findings) else stood_in(draft)
    if stood is None:
        return
    assembled = assemble(draft, stood.sheet, background.codes, names)
    graph = study_graph(stood.sheet, assembled.configurations, background.codes, names)
    found = [] if assembled.ambiguous else background.validator.check(graph, stood.sheet.id, names)
    said = {(each.rule, each.place) for each in draft.findings}
    for path, each in (
        *((getattr(each.place, "path", ()), each) for each in assembled.findings),
        *((_nearest(each.focus, assembled.paths), each) for each in found),
    ):
        finding = replace(as_given(each, stood.sheet, path), place=draft.place(path))
        if (
            finding.severity is Severity.VIOLATION
            and stood.clear_of(path, each.rule)
            and (finding.rule, finding.place) not in said
        ):
            yield in_headings(finding, draft)


def _prepare_rdf(background: Background, names: Names, draft: Draft, graph: Graph) -> Read:
    study = cast("URIRef", graph.value(predicate=RDF.type, object=REALIST.Study))
    name = str(graph.value(study, DCTERMS.identifier) or names.local(str(study)))
    doi, title = graph.value(predicate=REALIST.doi), graph.value(study, DCTERMS.title)
    read = Read(name, graph, doi=str(doi or ""), title=str(title or ""))
    if str(study) != names.study(name):
        message = f"The study is called {study}, and by its identifier '{name}' it should be {names.study(name)}."
        finding = Finding(Severity.VIOLATION, "study-has-its-identifier", message, "Make the two agree.", draft.name)
        read.findings.append(finding)
        return read
    found = background.validator.check(graph, name, names)
    read.findings += [replace(each, place=f"{draft.name} <{each.focus}>") for each in found]
    return read


def _nearest(focus: str, known: dict[str, Path]) -> Path:
    """Return the path of a node, or of the nearest node that it belongs to."""
    while focus not in known and "/" in focus:
        focus = focus.rpartition("/")[0]
    return known.get(focus, ())


def inferred(background: Background, names: Names, read: Read) -> dict[str, set[Triple]]:
    """Return the two graphs of inferences: what the authors' codings give, and what the curators' add to that."""
    rulebook = background.rulebook
    authors = rulebook.infer(read.graph, AUTHORS_ONLY)
    triples = {AUTHORS_ONLY: authors, BEYOND_AUTHORS: rulebook.infer(read.graph, ALL_ACCEPTED) - authors}
    graphs: dict[str, set[Triple]] = {}
    for part, profiles in INFERRED.items():
        graph = URIRef(names.inferred(part, read.study))
        about = {(graph, REALIST.codingProfile, URIRef(PROFILES[profile])) for profile in profiles}
        about.add((graph, REALIST.inferredFrom, URIRef(names.study(read.study))))
        graphs[str(graph)] = triples[part] | about
    return graphs
