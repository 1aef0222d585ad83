"""Who still uses what a file of the background no longer holds, or holds as given up."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from demireg import assets
from demireg.domain.findings import Finding, Severity
from demireg.domain.names import REALIST, THEORY, VOCAB
from demireg.services.checking.background_files import TurtleFile, short, shown
from demireg.services.seeding import shipped_studies

_OURS: Final = (str(REALIST), str(VOCAB), str(THEORY))
#: Relations that tell of the past of a term and do not use it.
_HISTORY: Final = frozenset((DCTERMS.replaces, DCTERMS.isReplacedBy))
_CODE: Final = re.compile(r"[cimo]\.[a-z0-9]+(-[a-z0-9]+)*")

#: File of a study → each value in it that could name a term → the first line where it stands.
Sheets = Mapping[Path, Mapping[str, int]]

_REMOVED: Final = (
    "removed-term-is-used",
    "{term} is not, or no longer, in {file}, and is used here.",
    "Keep it, marked as deprecated, and say what replaces it; or change first what uses it.",
)
_DEPRECATED: Final = (
    "deprecated-term-is-used",
    "{term} is given up in {file}, and is used here.",
    "Use what replaces it{successor}.",
)


@dataclass(frozen=True)
class GivenUp:
    """A term or code that a file gave up: its name, the words by which sheets refer to it, and what replaces it."""

    iri: str
    shown: str
    words: frozenset[str]
    removed: bool
    successor: str = ""

    def finding(self, place: str, file: Path) -> Finding:
        """Return the finding at a place that still uses the term."""
        rule, message, mend = _REMOVED if self.removed else _DEPRECATED
        successor = f": {self.successor}" if self.successor else ""
        said = message.format(term=self.shown, file=file.name)
        return Finding(Severity.VIOLATION, rule, said, mend.format(successor=successor), place, self.iri)


def given_up(old: TurtleFile | None, new: TurtleFile, after: Graph) -> list[GivenUp]:
    """Return what the new file gave up: terms and codes of the old one that are nowhere now, and deprecated terms.

    ``after`` is the whole background with the new file in it.
    """
    before = old.graph if old else Graph()
    kept = set(after.subjects(RDF.type))
    known = _known(after)
    terms = {URIRef(str(each)) for each in before.subjects(RDF.type) if str(each).startswith(_OURS)}
    found = [
        GivenUp(str(term), short(term), _words(before, term) - known, removed=True) for term in sorted(terms - kept)
    ]
    for concept, code in sorted((str(s), str(o)) for s, o in before.subject_objects(SKOS.notation)):
        if code not in known and URIRef(concept) in kept:
            found.append(GivenUp("", f"The code {code} of {short(concept)}", frozenset((code,)), removed=True))
    for term in sorted(URIRef(str(each)) for each in new.graph.subjects(OWL.deprecated, Literal(True))):
        next_one = new.graph.value(term, DCTERMS.isReplacedBy)
        successor = short(str(next_one)) if next_one else ""
        found.append(GivenUp(str(term), short(term), _words(new.graph, term), removed=False, successor=successor))
    return found


def dangling(new: TurtleFile, after: Graph, undeclared: Iterable[str], sheets: Sheets) -> list[GivenUp]:
    """Return what is used and nowhere to be found, where that may be the doing of a file that was changed in place.

    ``undeclared`` are terms that the background uses and does not declare.
    """
    spaces = {"ontology": REALIST, "vocabulary": VOCAB, "theory": f"{THEORY}{new.path.stem}/"}
    found = [
        GivenUp(term, short(term), frozenset(), removed=True)
        for term in sorted(undeclared)
        if term.startswith(str(spaces[new.kind]))
    ]
    words = {word for scalars in sheets.values() for word in scalars} - _known(after)
    if new.kind == "vocabulary":
        codes = sorted(word for word in words if _CODE.fullmatch(word))
        found += [GivenUp("", f"The code {code}", frozenset((code,)), removed=True) for code in codes]
    if new.kind == "theory":
        names = sorted(word for word in words if word.startswith(f"{new.path.stem}/P") and " " not in word)
        found += [GivenUp("", f"The proposition {name}", frozenset((name,)), removed=True) for name in names]
    return found


def still_used(
    terms: Iterable[GivenUp], new: TurtleFile, others: Sequence[TurtleFile], sheets: Sheets
) -> Iterator[Finding]:
    """Yield a finding for each file that still uses a term that was given up, at the first such place."""
    for term in terms:
        for file in (new, *others):
            user = _user(file, term.iri) if term.iri and file.path.parent.name != "generated" else None
            if user is not None:
                yield term.finding(file.place(user, term.iri), new.path)
        for path, scalars in sheets.items():
            line = next((scalars[word] for word in sorted(term.words) if word in scalars), 0)
            if line:
                yield term.finding(f"{shown(path)}:{line}", new.path)
        yield from (term.finding(place, new.path) for place in _named_in_texts(term.iri))


def shipped_sheets() -> Sheets:
    """Return the values in each shipped sheet that could name a term, with the line where each stands first."""
    return {path: _kept_scalars(path, path.stat().st_mtime_ns) for path in shipped_studies()}


@cache
def _kept_scalars(path: Path, _changed: int) -> Mapping[str, int]:
    """Read a sheet once for as long as nobody changes it."""
    return dict(_scalars(path))


def _known(background: Graph) -> frozenset[str]:
    """Return every word by which a sheet may refer to a concept or a proposition."""
    named = {str(each).removeprefix(str(VOCAB)) for each in background.subjects(RDF.type, SKOS.Concept)}
    named |= {str(each).removeprefix(str(THEORY)) for each in background.subjects(RDF.type, REALIST.Proposition)}
    return frozenset(named | {str(each) for each in background.objects(None, SKOS.notation)})


def _words(graph: Graph, term: URIRef) -> frozenset[str]:
    """Return the words by which a sheet refers to a term."""
    if str(term).startswith(str(THEORY)):
        return frozenset((str(term).removeprefix(str(THEORY)),))
    if str(term).startswith(str(VOCAB)):
        return frozenset({str(term).removeprefix(str(VOCAB))} | {str(o) for o in graph.objects(term, SKOS.notation)})
    return frozenset()


def _user(file: TurtleFile, term: str) -> str | None:
    """Return what says something with a term in a file, None for nobody."""
    node = URIRef(term)
    users = [s for s, p in file.graph.subject_predicates(node) if p not in _HISTORY and s != node]
    users += list(file.graph.subjects(node))
    alive = (each for each in users if (each, OWL.deprecated, Literal(True)) not in file.graph)
    return min(map(str, alive), default=None)


def _scalars(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each value of a sheet that could name a term, with the first line where it stands."""
    tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    found: dict[str, int] = {}
    waiting: list[tuple[yaml.Node | None, str, str]] = [(tree, "", "")]
    while waiting:
        node, key, theory = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            pairs: Mapping[str, yaml.Node] = {str(name.value): value for name, value in node.value}
            named = pairs.get("theory")
            theory = str(named.value) if isinstance(named, yaml.ScalarNode) else theory
            waiting += [(value, name, theory) for name, value in pairs.items()]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(value, key, theory) for value in node.value]
        elif isinstance(node, yaml.ScalarNode) and key != "text":
            word = f"{theory}/{node.value}" if key == "proposition" and "/" not in node.value else str(node.value)
            found[word] = min(found.get(word, 1 << 30), node.start_mark.line + 1)
    yield from found.items()


def _named_in_texts(term: str) -> Iterator[str]:
    """Yield ``file:line`` of the first place in each rule and query that names a term of the ontology or a concept."""
    prefix = next((name for name, space in (("realist", REALIST), ("vocab", VOCAB)) if term.startswith(str(space))), "")
    if not prefix:
        return
    naming = re.compile(rf"\b{prefix}:{re.escape(re.split('[#/]', term)[-1])}(?![\w-])")
    for folder, pattern in (("shapes", "*.ttl"), ("queries", "*.rq")):
        for path in sorted(assets.folder(folder).rglob(pattern)):
            text = path.read_text(encoding="utf-8")
            found = naming.search(text)
            if found:
                yield f"{shown(path)}:{text.count(chr(10), 0, found.start()) + 1}"
