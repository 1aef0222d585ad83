"""What each template is given: one frozen dataclass a template, every field documented.

What pages of questions, search and the repository itself are given is in ``contexts_asking``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from demireg.services.catalogue.concepts import ConceptView
from demireg.services.catalogue.configurations import ConfigurationView, Strip
from demireg.services.catalogue.evidence import Behind, CellEvidence
from demireg.services.catalogue.stances import PropositionRef
from demireg.services.catalogue.studies import StudySummary, StudyView
from demireg.services.catalogue.theories import Edge, TheorySummary, TheoryView
from demireg.services.documenting.schemes import Scheme
from demireg.web.choosing import Chooser
from demireg.web.downloads import Downloads
from demireg.web.lineage import Drawing
from demireg.web.matrix_view import MatrixView, RowView
from demireg.web.strips import StripView
from demireg.web.tree import Branch


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page.

    title: of the window; section: the entry of the navigation that is current, or empty; words: what stands
    in the search box; robots: False for pages that a search engine should leave out.
    """

    title: str
    section: str = ""
    words: str = ""
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that lives in the address: label, href, and whether it is the current one."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class TheoryGroup:
    """Theories of one kind to choose from. heading: the kind in words; theories: each with its address."""

    heading: str
    theories: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Relative:
    """Theories next to the shown one. relation: how it stands to them, in words; theories: each with its address."""

    relation: str
    theories: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence behind one cell.

    held: what the catalogue says of it; stance: the cell's token; key: ``P1.wood-2021``; drawn: configurations
    that the stance rests on, or the first that the reasoner found where it rests on none; strips: those as
    drawn; others: what else the reasoner found; sparql: address of the workbench with the same question;
    permalink: the address of this view, without the host; close: the page without it; source: the study's
    report as a reference; cite: lines to cite the cell by; profile: whose codings the matches count.
    """

    held: CellEvidence
    stance: str
    key: str
    drawn: tuple[Behind, ...]
    strips: tuple[StripView, ...]
    others: tuple[Behind, ...]
    sparql: str
    permalink: str
    close: str
    source: str
    cite: tuple[str, ...]
    profile: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The comparison matrix (``compare.html``).

    frame: around it; intro: how many propositions, studies and programmes, in a sentence; theories: the choice, by
    kind; relatives: where the shown theory comes from and what came of it; profiles: the choice; matrix: the table,
    None when no theory is held; evidence: the open cell's, None when none is; drafts: how many of its stances are
    drafts, in words, or empty; chooser: the form that chooses studies, None where there are few; filters: those that
    are set, by name.
    """

    frame: Frame
    intro: str
    theories: tuple[TheoryGroup, ...]
    relatives: tuple[Relative, ...]
    profiles: tuple[Chip, ...]
    matrix: MatrixView | None
    evidence: Evidence | None
    drafts: str
    chooser: Chooser | None = None
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DrawerPart:
    """The evidence drawer alone (``_drawer.html``). evidence: what stands behind the cell, None for none open."""

    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row of the figure.

    row: of the matrix; lines: its sentence; numbers: its counts in lines; y: its upper edge; height: its own.
    """

    row: RowView
    lines: tuple[str, ...]
    numbers: tuple[str, ...]
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class FigureSign:
    """A sign of the figure's legend. kind: stance, match or seen; token: which; text: its meaning; x, y: its place."""

    kind: str
    token: str
    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class FigurePage:
    """The matrix as a drawing (``figure.svg``).

    matrix: the table; lines: its rows with their places; signs: its legend; foot: where the last lines begin;
    head: lower edge of the columns' names; left: where cells begin; step: width of a column; right: where bars
    begin; width, height: of the drawing; versions: lines naming software and data.
    """

    matrix: MatrixView
    lines: tuple[FigureLine, ...]
    signs: tuple[FigureSign, ...]
    foot: int
    head: int
    left: int
    step: int
    right: int
    width: int
    height: int
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TheoriesPage:
    """The list of theories (``theories.html``).

    frame; theories: all; edges: their lineage; drawing: the same drawn, None when there are no edges.
    """

    frame: Frame
    theories: tuple[TheorySummary, ...]
    edges: tuple[Edge, ...]
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class TheoryPage:
    """One theory (``theory.html``).

    frame; theory: the view; rows: by proposition's short name, its row of the matrix with bar and numbers;
    drawing: its lineage; cite: a line to cite it by.
    """

    frame: Frame
    theory: TheoryView
    rows: dict[str, RowView]
    drawing: Drawing
    cite: str


@dataclass(frozen=True, slots=True)
class StudiesPage:
    """The list of studies (``studies.html``).

    frame; studies: those that fit the choice; of: how many there are; programmes: how many independent ones; chooser:
    the form that chooses studies.
    """

    frame: Frame
    studies: tuple[StudySummary, ...]
    of: int
    programmes: int
    chooser: Chooser


@dataclass(frozen=True, slots=True)
class Theme:
    """Configurations under one heading of the report. heading: itself; strips: the configurations."""

    heading: str
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class StudyPage:
    """One study (``study.html``).

    frame; study: the view; themes: its configurations by heading; hypothesised: those tested and not found;
    companions: other studies of the same programme; held: ids of all studies here; cite: a line to cite it by;
    downloads: the files that it can be had as.
    """

    frame: Frame
    study: StudyView
    themes: tuple[Theme, ...]
    hypothesised: tuple[Strip, ...]
    companions: tuple[StudySummary, ...]
    held: frozenset[str]
    cite: str
    downloads: tuple[Downloads, ...]


@dataclass(frozen=True, slots=True)
class ConfigurationPage:
    """One configuration (``configuration.html``).

    frame; view: what the catalogue says; said: what the study says by it, in a sentence; drawn: it as a strip;
    profiles: coding profiles to choose from; profile: the current one; ttl: address of its study's data as Turtle;
    cite: a line to cite it by; propositions: what it can be held against.
    """

    frame: Frame
    view: ConfigurationView
    said: str
    drawn: StripView
    profiles: tuple[Chip, ...]
    profile: str
    ttl: str
    cite: str
    propositions: tuple[PropositionRef, ...]


@dataclass(frozen=True, slots=True)
class VocabularyPage:
    """The vocabulary (``vocabulary.html``).

    frame; roots: the tree by kinds; count: how many concepts; schemes: into which they are gathered.
    """

    frame: Frame
    roots: tuple[Branch, ...]
    count: int
    schemes: tuple[Scheme, ...]


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """One concept (``concept.html``). frame; concept: the view; uses: how many places in which role."""

    frame: Frame
    concept: ConceptView
    uses: tuple[tuple[str, int], ...]
