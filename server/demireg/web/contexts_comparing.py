"""What the templates of comparisons are given; see ``contexts``."""

from dataclasses import dataclass

from demireg.services.comparing.asking import Measure
from demireg.web.asking import FilterChip, FormField, Offers
from demireg.web.contexts import Frame


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """One measure in the overview.

    measure: itself; href: its page; example: values that give an answer, in words, empty where it needs none;
    answered: the page with those values.
    """

    measure: Measure
    href: str
    example: str
    answered: str


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """Measures that belong together. heading: in words; cards: the measures."""

    heading: str
    cards: tuple[MeasureCard, ...]


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """The overview of what can be asked (``measures.html``). frame; groups: of measures, in order."""

    frame: Frame
    groups: tuple[MeasureGroup, ...]


@dataclass(frozen=True, slots=True)
class AskForm:
    """The form of a measure (``_measure_form.html``).

    action: where it leads; fields: its own values; filters: those that all measures share; offers: suggestions;
    chips: filters that are set; clear: the page without any filter.
    """

    action: str
    fields: tuple[FormField, ...]
    filters: tuple[FormField, ...]
    offers: tuple[Offers, ...]
    chips: tuple[FilterChip, ...]
    clear: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A name within a cell. text: as shown; href: the page of what it names, or empty; title: more of it, or empty."""

    text: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell of an answer.

    pieces: what stands in it; rest: names held back; stance: the token where it is one; joint: what stands between.
    """

    pieces: tuple[Piece, ...]
    rest: tuple[Piece, ...] = ()
    stance: str = ""
    joint: str = ", "


@dataclass(frozen=True, slots=True)
class Head:
    """One column.

    key: its name; label: in words; kind: ``num`` for numbers, ``long`` or ``longer`` for texts, or empty; href: sorted
    by it; sorted: ascending, descending or empty.
    """

    key: str
    label: str
    kind: str
    href: str
    sorted: str


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """An answer as a table (``_measured.html``).

    caption: what it is; heads: its columns; rows: the cells shown; total: how many rows there are; first, last: which
    are shown, from 1; before, after: pages around it, empty where there is none.
    """

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Shown, ...], ...]
    total: int
    first: int
    last: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """An answer as a file. title: of the format; href: its address."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a measure found.

    table: its rows; counted: of what how many are known and unknown, or empty; notes: sentences beside the figures;
    permalink: this page's address; files: the same to download; api: the same as JSON; command: the same on the command
    line; versions: what it was made from; left: what changes when one is left out, whole: the answer itself where that
    is shown, keep: where a curator keeps it, as addresses, each empty where there is none; cite: a line to cite it by;
    drawn: the template that draws it, empty for none; drawing: what that template is given; folded: whether the table
    stands behind a fold, for the drawing says it.
    """

    table: AnswerTable
    counted: str
    notes: tuple[str, ...]
    permalink: str
    files: tuple[FileLink, ...]
    api: str
    command: str
    versions: str
    left: str
    whole: str
    keep: str
    cite: str
    drawn: str
    drawing: object
    folded: bool


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One measure (``measure.html``).

    frame; measure: itself; form: to ask it; answer: None until asked; problem: what is wrong with the values, or empty;
    card: its example; others: measures near it, each with its address.
    """

    frame: Frame
    measure: Measure
    form: AskForm
    answer: Answered | None
    problem: str
    card: MeasureCard
    others: tuple[MeasureCard, ...]
