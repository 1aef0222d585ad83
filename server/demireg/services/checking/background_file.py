"""Check one file of the background as if it took the place of the shipped file of its kind and name.

A file that none is named like is taken as an addition. Each finding has the file and line of the term at fault, the
term itself, why it is at fault and how to mend that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.errors import TooLarge, Unreadable
from demireg.domain.findings import Finding, Report, Severity
from demireg.domain.names import REALIST, Names
from demireg.services.checking.background_files import TurtleFile, beside, counterpart, read_turtle, short
from demireg.services.checking.given_up import dangling, given_up, shipped_sheets, still_used
from demireg.services.checking.quality import Flaw, flaws
from demireg.services.validating import explain, shapes_graph, violated

#: What this check finds by other means, at a better place: see ``given_up``.
_FOUND_OTHERWISE: Final = "deprecated-used"
_UNDECLARED: Final = "term-undeclared"
_SHOWN: Final = 80

#: What rules follow beyond the file, and the kinds whose every member may collide with one of the file.
_FOLLOWED: Final = (
    REALIST.kindOf,
    REALIST.opposes,
    REALIST.proposition,
    REALIST.pattern,
    SKOS.notation,
    DCTERMS.identifier,
)
_THEORIES: Final = frozenset((REALIST.FormalTheory, REALIST.ProgrammeTheory))


def check_background_file(path: Path, names: Names | None = None) -> Report:
    """Return what is wrong with a vocabulary, a theory or a module of the ontology, most severe first.

    A file that is no Turtle gives one finding. Raises Unreadable only for a shipped file that cannot be read.
    """
    try:
        file = read_turtle(path)
    except (Unreadable, TooLarge) as fault:
        place = getattr(fault, "place", "") or str(path)
        message = str(fault).removeprefix(f"{place}: ").removeprefix(f"{path}: ")
        return Report.of([Finding(Severity.VIOLATION, "file-is-readable", message, place=place)])
    others = list(beside(file))
    union = Graph()
    for each in (file, *others):
        union += each.graph
    seen, sheets, replaced = flaws(union), shipped_sheets(), counterpart(file)
    lost = given_up(read_turtle(replaced) if replaced else None, file, union)
    if replaced and replaced.samefile(path):
        undeclared = (flaw.term for flaw in seen if flaw.check.name == _UNDECLARED)
        lost += dangling(file, union, undeclared, sheets)
    found = list(still_used(lost, file, others, sheets))
    gone = {term.iri for term in lost if term.iri}
    found += _by_shapes(union, file, names or Names())
    found += (_finding(file, flaw) for flaw in _new(seen, file, gone))
    return Report.of(sorted(set(found), key=_order))


def _by_shapes(union: Graph, file: TurtleFile, names: Names) -> Iterator[Finding]:
    """Yield what the rules for the background find in a file."""
    for result, finding in explain(violated(_around(file, union), shapes_graph(background=True)), names):
        focus = str(result.focus)
        if focus in file.subjects:
            message = f"{short(focus)}: {finding.message}"
            yield replace(finding, message=message, place=file.place(focus, str(result.value or "")))


def _around(file: TurtleFile, union: Graph) -> Graph:
    """Return the triples of a file with all that a rule may see from there."""
    data = Graph()
    data += file.graph
    for predicate in _FOLLOWED:
        data += union.triples((None, predicate, None))
    near = set(file.graph.objects()) | {
        subject for node in file.subjects for subject in union.subjects(None, URIRef(node))
    }
    for subject, kind in union.subject_objects(RDF.type):
        if subject in near or kind in _THEORIES:
            data.add((subject, RDF.type, kind))
    return data


def _new(found: Iterable[Flaw], file: TurtleFile, gone: set[str]) -> Iterator[Flaw]:
    """Yield the flaws that a file brings."""
    for flaw in found:
        own = flaw.term in file.subjects or (flaw.check.name == _UNDECLARED and file.places.mentions(flaw.term))
        if own and flaw.check.name != _FOUND_OTHERWISE and flaw.term not in gone:
            yield flaw


def _finding(file: TurtleFile, flaw: Flaw) -> Finding:
    value = str(flaw.value or "")
    shown = f"“{value[:_SHOWN]}”" if isinstance(flaw.value, Literal) else short(value)
    found = f" Found: {shown}." if value and flaw.check.name != _UNDECLARED else ""
    return Finding(
        severity=flaw.check.severity,
        rule=flaw.check.name,
        message=f"{short(flaw.term)}: {flaw.check.query.title}{found}",
        mend=flaw.check.query.summary,
        place=file.place(flaw.term, value),
        focus=flaw.term,
    )


def _order(finding: Finding) -> tuple[str, int, str, str]:
    file, _, line = finding.place.rpartition(":")
    return (file, int(line), finding.rule, finding.message) if line.isdigit() else (finding.place, 0, finding.rule, "")
