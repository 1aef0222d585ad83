"""Check files of the background as if they took the place of the shipped files of their kinds and names.

A file that none is named like is taken as an addition. Files that are named together are one change: each is read with
the others. Each finding has the file and line of the term at fault, the term itself, why it is at fault and how to mend
that.
"""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.namespace import SH as SHACL

from demireg.domain.errors import TooLarge, Unreadable
from demireg.domain.findings import Finding, Report, Severity
from demireg.domain.names import REALIST, Names
from demireg.services.checking.background_files import TurtleFile, beside, counterpart, read_turtle, short, union
from demireg.services.checking.bounds import too_deep, too_large
from demireg.services.checking.declarations import ill_typed, nearest, redeclared, used_elsewhere
from demireg.services.checking.given_up import Sheets, dangling, given_up, shipped_sheets, still_used
from demireg.services.checking.kinds import circles
from demireg.services.checking.quality import Flaw, flaws
from demireg.services.shortcuts import ReadyGraph
from demireg.services.validating import MEND, Result, explain, shapes_graph, violated
from demireg.store.terms import SKOLEM

#: What this check finds by other means, at a better place: see ``given_up``.
_FOUND_OTHERWISE: Final = "deprecated-used"
_UNDECLARED: Final = "term-undeclared"
_OUTSIDE: Final = "term-outside-namespaces"
_CIRCLE: Final = "kind-of-has-no-cycle"
_SAME_CODE: Final = "code-names-one-concept"
_RULE: Final = "https://w3id.org/realist/shapes#"
_SHOWN: Final = 80
#: So many misspelt names get a suggestion.
_SUGGESTED: Final = 20

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


def check_background_file(path: Path) -> Report:
    """Return what is wrong with one file of the background: see ``check_background_files``."""
    return check_background_files([path])[0]


def check_background_files(paths: Sequence[Path]) -> list[Report]:
    """Return what is wrong with each vocabulary, theory or module of the ontology, most severe first.

    A file that cannot be read or is past the bounds gives one finding, and the others are checked without it. Raises
    Unreadable only for a shipped file that cannot be read.
    """
    refused: dict[Path, Finding] = {}
    files: dict[Path, TurtleFile] = {}
    for path in dict.fromkeys(paths):
        try:
            files[path] = read_turtle(path)
        except (Unreadable, TooLarge) as fault:
            refused[path] = _unreadable(path, fault)
        else:
            if finding := _unusable(files[path]):
                refused[path] = finding
    while True:
        change = [file for path, file in files.items() if path not in refused]
        others = list(beside(*change))
        background = union((*change, *others))
        deep = {file.path: finding for file, finding in too_deep(change, background)}
        if not deep:
            break
        refused |= deep
    found = _Change(change, others, background).findings() if change else {}
    return [Report.of([refused[path]]) if path in refused else Report.of(found[path]) for path in paths]


def _unreadable(path: Path, fault: Unreadable | TooLarge) -> Finding:
    place = getattr(fault, "place", "") or f"{path}:1"
    message = str(fault).removeprefix(f"{place}: ").removeprefix(f"{path}: ")
    return Finding(Severity.VIOLATION, "file-is-readable", message, place=place)


def _unusable(file: TurtleFile) -> Finding | None:
    """Return the finding that a file cannot be checked here."""
    place = f"{file.shown}:1"
    if not file.graph:
        message = "The file is empty: it describes no study, concept, theory or term."
        return Finding(Severity.VIOLATION, "file-is-readable", message, "Check whether it was saved.", place)
    if file.kind == "rules":
        message = "The file holds rules, and rules are checked by the tests."
        mend = "Run `pytest tests/shapes`: each rule needs a text that passes and one that breaks it."
        return Finding(Severity.VIOLATION, "rules-are-tested", message, mend, place)
    return too_large(file)


class _Change:
    """Files that change the background together, with the files that stay as they are."""

    def __init__(self, files: Sequence[TurtleFile], others: Sequence[TurtleFile], background: Graph) -> None:
        self._files, self._others, self._background = files, others, background
        self._declared = {str(each) for each in background.subjects(RDF.type)}
        self._suggested: dict[str, str] = {}

    def findings(self) -> dict[Path, list[Finding]]:
        """Return what is wrong with each file, in the order of its lines."""
        with warnings.catch_warnings(action="ignore"):  # a value that does not fit its type is a finding
            seen, sheets = flaws(self._background), shipped_sheets()
            ruled = list(explain(violated(self._around(), shapes_graph(background=True)), Names()))
            round_trips = list(circles(self._background))
            return {
                file.path: sorted(
                    {
                        *self._by_shapes(file, ruled),
                        *_circling(file, round_trips),
                        *ill_typed(file),
                        *redeclared(file, self._beside(file)),
                        *self._by_checks(file, seen, sheets),
                    },
                    key=_order,
                )
                for file in self._files
            }

    def _beside(self, file: TurtleFile) -> list[TurtleFile]:
        return [*(each for each in self._files if each is not file), *self._others]

    def _by_checks(self, file: TurtleFile, seen: Sequence[Flaw], sheets: Sheets) -> Iterator[Finding]:
        """Yield what the checks of quality find in a file, and who still uses what it gave up."""
        replaced, beside_it = counterpart(file), self._beside(file)
        lost = given_up(read_turtle(replaced) if replaced else None, file, self._background)
        if replaced and replaced.samefile(file.path):
            undeclared = (flaw.term for flaw in seen if flaw.check.name == _UNDECLARED)
            lost += dangling(file, self._background, used_elsewhere(undeclared, beside_it), sheets)
        yield from still_used(lost, file, beside_it, sheets)
        gone = {term.iri for term in lost if term.iri}
        yield from (self._flaw(file, flaw) for flaw in _new(seen, file, gone))

    def _by_shapes(self, file: TurtleFile, ruled: Iterable[tuple[Result, Finding]]) -> Iterator[Finding]:
        """Yield what the rules for the background find in a file."""
        for result, finding in ruled:
            focus, value = str(result.focus), str(result.value or "")
            if focus not in file.subjects or finding.rule == _CIRCLE:
                continue
            if finding.rule == _SAME_CODE:
                yield from self._same_code(file, focus, finding)
            else:
                message = f"{short(focus)}: {finding.message}"
                yield replace(finding, message=message, place=file.place(focus, value), focus=focus)

    def _same_code(self, file: TurtleFile, concept: str, finding: Finding) -> Iterator[Finding]:
        """Yield a finding for each code of a concept that another carries as well."""
        for code in self._background.objects(URIRef(concept), SKOS.notation):
            others = sorted(
                str(each) for each in self._background.subjects(SKOS.notation, code) if str(each) != concept
            )
            if others:
                shared = " and ".join(short(each) for each in others)
                message = (
                    f"{short(concept)}: The code {code} names {shared} as well, so a sheet that uses it is ambiguous."
                )
                yield replace(finding, message=message, place=file.place(concept, str(code)), focus=concept)

    def _flaw(self, file: TurtleFile, flaw: Flaw) -> Finding:
        term, value, title, mend = flaw.term, str(flaw.value or ""), flaw.check.query.title, flaw.check.query.summary
        name = flaw.check.name
        shown = f"“{value[:_SHOWN]}”" if isinstance(flaw.value, Literal) else short(value)
        found = f" Found: {shown}." if value and name != _UNDECLARED else ""
        if name == _UNDECLARED and (near := self._nearest(term)):
            mend = f"Did you mean {short(near)}? {mend}"
        if name == _OUTSIDE and term.startswith(SKOLEM):
            name, title, found, mend = (
                "term-has-name",
                "A term has no name.",
                "",
                "Name it, for example vocab:PeerSupport.",
            )
        message = f"{short(term)}: {title}{found}"
        return Finding(flaw.check.severity, name, message, mend, file.place(term, value), term)

    def _nearest(self, term: str) -> str:
        if term not in self._suggested and len(self._suggested) < _SUGGESTED:
            self._suggested[term] = nearest(term, self._declared)
        return self._suggested.get(term, "")

    def _around(self) -> Graph:
        """Return the triples of the files with all that a rule may see from there."""
        data, background = ReadyGraph(), self._background
        data += union(self._files)
        near = set(data.objects())
        for node in {str(each) for each in data.subjects()}:
            near |= set(background.subjects(None, URIRef(node)))
        for predicate in _FOLLOWED:
            data += background.triples((None, predicate, None))
        for subject, kind in background.subject_objects(RDF.type):
            if subject in near or kind in _THEORIES:
                data.add((subject, RDF.type, kind))
        return data


def _circling(file: TurtleFile, found: Iterable[tuple[str, ...]]) -> Iterator[Finding]:
    """Yield each circle of kinds that a file has a part in, told from its first concept in the file."""
    rule, shapes = URIRef(_RULE + _CIRCLE), shapes_graph(background=True)
    told, mend = (str(shapes.value(rule, each)) for each in (SHACL.message, MEND))
    for circle in found:
        own = [(concept, wider) for concept, wider in zip(circle, circle[1:] + circle[:1], strict=True)]
        at = next(((one, two) for one, two in own if (URIRef(one), REALIST.kindOf, URIRef(two)) in file.graph), None)
        if at:
            way = " → ".join(short(each) for each in (*circle, circle[0]))
            place = file.place(*at)
            yield Finding(Severity.VIOLATION, _CIRCLE, f"{short(at[0])}: {told} Found: {way}.", mend, place, at[0])


def _new(found: Iterable[Flaw], file: TurtleFile, gone: set[str]) -> Iterator[Flaw]:
    """Yield the flaws that a file brings."""
    for flaw in found:
        own = flaw.term in file.subjects or (flaw.check.name == _UNDECLARED and file.places.mentions(flaw.term))
        if own and flaw.check.name != _FOUND_OTHERWISE and flaw.term not in gone:
            yield flaw


def _order(finding: Finding) -> tuple[str, int, str, str]:
    file, _, line = finding.place.rpartition(":")
    return (file, int(line), finding.rule, finding.message) if line.isdigit() else (finding.place, 0, finding.rule, "")
