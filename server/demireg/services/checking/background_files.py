"""The files of the background, and files that would take their place among them."""

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import OWL, RDF, SKOS, Graph, URIRef
from rdflib.namespace import SH as SHACL

from demireg import assets
from demireg.domain.errors import BadQuery, TooLarge, Unreadable
from demireg.domain.names import DEFAULT_BASE, PREFIXES, REALIST
from demireg.services.checking.turtle_places import Places
from demireg.services.importing.read import MAX_RDF_BYTES
from demireg.services.importing.scanning import scan_turtle
from demireg.services.shortcuts import bare_graph
from demireg.store.terms import SKOLEM, from_oxigraph

#: Where files of each kind lie, by the folder or file below the checkout.
_KINDS: Final = {
    "ontology": (
        "ontology/realist.ttl",
        "ontology/modules/*.ttl",
        "ontology/imports/*.ttl",
        "ontology/generated/*.ttl",
    ),
    "vocabulary": ("ontology/vocabularies/*.ttl",),
    "theory": ("data/theories/*.ttl",),
}

#: What a file of each kind describes, in the order in which a file is told by it.
_DESCRIBES: Final[tuple[tuple[str, frozenset[URIRef]], ...]] = (
    ("rules", frozenset((SHACL.NodeShape, SHACL.PropertyShape))),
    (
        "theory",
        frozenset((REALIST.FormalTheory, REALIST.ProgrammeTheory, REALIST.Proposition, REALIST.Pattern)),
    ),
    ("vocabulary", frozenset((SKOS.Concept, SKOS.ConceptScheme, REALIST.ChecklistItem))),
    (
        "ontology",
        frozenset((OWL.Ontology, OWL.Class, OWL.NamedIndividual))
        | {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty},
    ),
)
_SIGNS: Final = re.compile(
    r"\b(skos:Concept|skos:ConceptScheme|owl:(Ontology|Class|ObjectProperty|DatatypeProperty|NamedIndividual)"
    r"|realist:(FormalTheory|ProgrammeTheory|Proposition|Pattern|kindOf|opposes))\b"
)
_STUDY: Final = re.compile(r"\ba\s+(realist)?:Study\b|\brdf:type\s+(realist)?:Study\b")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
#: How the parser's message begins; the place is told apart.
_PREAMBLE: Final = re.compile(r"^Parser error at line [^:]*: ")


@dataclass(frozen=True)
class TurtleFile:
    """A Turtle file that was read: its path, its text and its triples."""

    path: Path
    text: str
    graph: Graph

    @cached_property
    def places(self) -> Places:
        """Return where things stand in the text."""
        return Places(self.text, DEFAULT_BASE)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Return all that the file describes."""
        return frozenset(str(subject) for subject in self.graph.subjects())

    @cached_property
    def kind(self) -> str:
        """Return rules, theory, vocabulary or ontology by what the file describes, empty for anything else."""
        types = set(self.graph.objects(None, RDF.type))
        if (None, SHACL.declare, None) in self.graph:
            return "rules"
        if REALIST.Study in types:
            return ""
        return next((kind for kind, described in _DESCRIBES if described & types), "")

    @property
    def shown(self) -> Path:
        """Return the path as seen from the folder that the command runs in."""
        return shown(self.path)

    def place(self, term: str, value: str = "") -> str:
        """Return ``file:line`` of a term, or the file alone where the text does not name it."""
        owner = self._owner(term)
        line = self._anonymous.get(owner) or self.places.line(owner, value)
        return f"{self.shown}:{line}" if line else str(self.shown)

    def _owner(self, term: str) -> str:
        """Return what a node without a name hangs on, itself where it hangs on nothing."""
        seen: set[str] = set()
        while term.startswith(SKOLEM) and term not in seen:
            seen.add(term)
            users = (str(user) for user in self.graph.subjects(None, URIRef(term)))
            term = next((user for user in users if user not in seen), term)
        return term

    @cached_property
    def _anonymous(self) -> dict[str, int]:
        """Return the line of each node without a name that begins a statement; both come in the order of the text."""
        nodes = dict.fromkeys(str(each) for each in self.graph.subjects() if str(each).startswith(SKOLEM))
        return dict(zip((each for each in nodes if self._owner(each) == each), self.places.anonymous, strict=False))


def read_turtle(path: Path) -> TurtleFile:
    """Read a file. Raises Unreadable, with file and line, when it is no Turtle, and TooLarge above the limit."""
    try:
        with path.open("rb") as source:
            content = source.read(MAX_RDF_BYTES + 1)
    except OSError as fault:
        raise Unreadable(
            f"The file cannot be read ({fault.strerror}). Check its name and folder.", f"{path}:1"
        ) from fault
    if len(content) > MAX_RDF_BYTES:
        raise TooLarge(f"{path}:1: The file is over the limit of {MAX_RDF_BYTES // 1_000_000} MB; split it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise Unreadable("This is not UTF-8 text. Save the file as UTF-8.", f"{path}:{line}") from fault
    if "\n" not in text:
        text = text.replace("\r", "\n")  # as old Macs ended lines
    _scan(text, path)
    return TurtleFile(path, text, _graph(text, path))


def _scan(text: str, path: Path) -> None:
    """Refuse what would take the parser down. A quotation mark that was left open is told where it first misleads."""
    try:
        scan_turtle(text, str(path))
    except Unreadable as fault:
        before, _, line = fault.place.rpartition(" line ")
        if line.isdigit() and "quotation mark" in str(fault):
            _graph("\n".join(text.split("\n")[: int(line)]), path)
        raise Unreadable(str(fault).removeprefix(f"{fault.place}: "), f"{before}:{line}") from fault


def _graph(text: str, path: Path) -> Graph:
    graph = Graph()
    try:
        with warnings.catch_warnings(action="ignore"):  # a value that does not fit its type is found by a check
            for quad in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=DEFAULT_BASE):
                graph.add((from_oxigraph(quad.subject), from_oxigraph(quad.predicate), from_oxigraph(quad.object)))
    except SyntaxError as fault:
        place = f"{path}:{fault.lineno}" if fault.lineno else str(path)
        why = _PREAMBLE.sub("", str(fault.msg)).rstrip(".")
        raise Unreadable(f"This is not Turtle: {why}. Mend the text there or just before.", place) from fault
    except (ValueError, BadQuery) as fault:
        raise Unreadable(f"This is not Turtle: {fault}.", str(path)) from fault
    return graph


def is_background(path: Path) -> bool:
    """Tell whether a file is one of the background, or of rules, or is empty: no study, in any case.

    It is told by what it describes, or by its words where it cannot be read.
    """
    if path.suffix.lower() != ".ttl" or not path.is_file():  # a pipe would be waited for
        return False
    try:
        file = read_turtle(path)
    except (TooLarge, Unreadable) as fault:
        try:
            with path.open("rb") as source:
                content = source.read(MAX_RDF_BYTES)
        except OSError:  # not ours to read
            return False
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8", errors="replace")
        return not _STUDY.search(text) and (isinstance(fault, TooLarge) or bool(_SIGNS.search(text)))
    return bool(file.kind) or not file.graph


def shipped(kind: str) -> list[Path]:
    """Return the files of one kind that ship, sorted."""
    return sorted(path for pattern in _KINDS[kind] for path in assets.root().glob(pattern))


def counterpart(file: TurtleFile) -> Path | None:
    """Return the shipped file that a file would replace: the one of its kind and name."""
    if file.kind not in _KINDS:
        return None
    return next((path for path in shipped(file.kind) if path.name == file.path.name), None)


def beside(*files: TurtleFile) -> Iterator[TurtleFile]:
    """Yield every shipped file of the background but those that some files would replace."""
    replaced = {counterpart(file) for file in files}
    for kind in _KINDS:
        for path in shipped(kind):
            if path not in replaced:
                yield _kept(path, path.stat().st_mtime_ns)


def union(files: Iterable[TurtleFile]) -> Graph:
    """Return what files say together."""
    graph = bare_graph()
    for each in files:
        graph += each.graph
    return graph


@cache
def _kept(path: Path, _changed: int) -> TurtleFile:
    """Read a shipped file once for as long as nobody changes it."""
    return read_turtle(path)


def shown(path: Path) -> Path:
    """Return a path as seen from the folder that the command runs in, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def short(iri: str) -> str:
    """Return an address as a person writes it: ``vocab:Trust``, or whole in angle brackets."""
    if iri.startswith(SKOLEM):
        return "a node without a name"
    for prefix, space in PREFIXES.items():
        if iri.startswith(space) and iri != space:
            return f"{prefix}:{iri.removeprefix(space)}"
    return f"<{iri}>"
