"""What the templates of the ontology's documentation and of the guides are given: one frozen dataclass a template."""

from dataclasses import dataclass

from markupsafe import Markup

from demireg.domain.names import Names
from demireg.services.documenting.axioms import Axiom
from demireg.services.documenting.checks import Check, Rule
from demireg.services.documenting.schemes import SchemeView
from demireg.services.documenting.terms import Module, Ontology, Term
from demireg.services.documenting.uses import Uses
from demireg.web.contexts import Frame
from demireg.web.diagrams import Diagram
from demireg.web.tree import Branch


@dataclass(frozen=True, slots=True)
class ClassBranch:
    """A class in the tree of classes. term: itself; kinds: the classes below it; values: its values if it is a list."""

    term: Term
    kinds: tuple["ClassBranch", ...]
    values: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Properties under one heading. heading: the class that they are used on; local: its name; terms: them."""

    heading: str
    local: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class History:
    """One release of the ontology. version, day: of it; changes: what it changed, as text with markup."""

    version: str
    day: str
    changes: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class OntologyPage:
    """The whole metamodel (``ontology.html``).

    frame; held: the ontology; classes: the tree of classes; groups: properties by the class that they are used on;
    lists: the lists of values; core: the drawing of the core; drawn: the modules that have a drawing; history: its
    releases; counts: how many of each kind.
    """

    frame: Frame
    held: Ontology
    classes: tuple[ClassBranch, ...]
    groups: tuple[Group, ...]
    lists: tuple[ClassBranch, ...]
    core: Diagram
    drawn: frozenset[str]
    history: tuple[History, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TermPage:
    """One term (``term.html``).

    frame; term: itself; module: where it is declared; axioms: what follows from it; stated: where axioms on it stand
    beyond its own module; checks, rules: shapes and rules that name it; generated: how often axioms made from theories
    do; uses: in data; own: the properties used on it; taking: those whose value it is; members: its values;
    version: of the ontology; names: by which identifiers of data lead to their pages.
    """

    frame: Frame
    term: Term
    module: Module
    axioms: tuple[Axiom, ...]
    stated: tuple[str, ...]
    checks: tuple[Check, ...]
    rules: tuple[Rule, ...]
    generated: int
    uses: Uses
    own: tuple[Term, ...]
    taking: tuple[Term, ...]
    members: tuple[Term, ...]
    version: str
    names: Names


@dataclass(frozen=True, slots=True)
class SchemePage:
    """One scheme of the vocabulary (``scheme.html``). frame; scheme: the view; roots: its tree; drawing: the same."""

    frame: Frame
    scheme: SchemeView
    roots: tuple[Branch, ...]
    drawing: Diagram | None


@dataclass(frozen=True, slots=True)
class DiagramsPage:
    """The list of diagrams (``diagrams.html``). frame; entries: heading, then name and title of each drawing."""

    frame: Frame
    entries: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class DiagramPage:
    """One diagram (``diagram.html``). frame; held: the diagram."""

    frame: Frame
    held: Diagram


@dataclass(frozen=True, slots=True)
class DrawingFile:
    """A diagram alone (``diagram.svg``). held: the diagram."""

    held: Diagram


@dataclass(frozen=True, slots=True)
class GuidesPage:
    """The list of guides (``guides.html``). frame; entries: name, title and first paragraph of each."""

    frame: Frame
    entries: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A guide (``guide.html``). frame; text: it, as markup; sections: anchor and title of each part."""

    frame: Frame
    text: Markup
    sections: tuple[tuple[str, str], ...]
