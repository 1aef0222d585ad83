"""The matrix as a page shows it: rows of cells, bars of programmes, numbers with their unknowns."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby

from demireg.services.comparing.matrix import Cell, Matrix, StudyHead
from demireg.services.comparing.stances import NOT_ASSESSED
from demireg.services.comparing.support import Support
from demireg.web import urls, words
from demireg.web.choosing import FEW, Choice

_BAR_LENGTH = 132
_BAR_UNIT = 16
#: A cell names this many configurations of a kind and counts the rest.
_NAMED = 4
#: So many columns stand side by side; more are counted, and chosen by filters.
_MOST = 100
_EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell.

    key: ``P1.wood-2021``; stance: its token; match: ``instantiates``, ``counter``, ``partly`` or empty; study:
    the column's name; said: the cell in words; also: its matches in words, or empty; href: the page with its
    evidence open, empty where there is nothing behind it; chosen: True when its evidence is open.
    """

    key: str
    stance: str
    match: str
    study: str
    said: str
    also: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """Programmes against and for, as lengths in units of the drawing.

    width: of the whole; axis: where against meets for; against, towards: lengths to its left and right; track:
    length of all programmes there are, known or not; said: the bar in words.
    """

    width: int
    axis: int
    against: int
    towards: int
    track: int
    said: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One proposition.

    id: its short name; text: its sentence; cells: in column order; bar: programmes as lengths; label: its token;
    verdict: the label in words; numbers: the counts in words; pivots: the studies on which the label turns, in
    words, or empty.
    """

    id: str
    text: str
    cells: tuple[CellView, ...]
    bar: Bar
    label: str
    verdict: str
    numbers: str
    pivots: str


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The matrix.

    theory, label: its slug and name; profile: of the codings; columns: the studies shown; groups: programme and
    number of columns for each run of them, where they stand by programme; of: how many studies there are; left_out:
    how many fit the choice but have no judgement and no match; rows: propositions; versions: of the data, in words.
    """

    theory: str
    label: str
    profile: str
    columns: tuple[StudyHead, ...]
    groups: tuple[tuple[str, int], ...]
    of: int
    left_out: int
    rows: tuple[RowView, ...]
    versions: str


def short(proposition: str) -> str:
    """Return a proposition's name within its theory: ``salutogenesis/P1`` becomes ``P1``."""
    return proposition.rpartition("/")[2]


def key_of(cell: Cell) -> str:
    """Return how a cell is named in an address."""
    return f"{short(cell.proposition)}.{cell.study}"


def view(matrix: Matrix, chosen: str = "", choice: Choice = _EVERYTHING) -> MatrixView:
    """Lay a matrix out for a page; ``chosen`` is the key of the open cell, ``choice`` what studies to show."""
    named = _named(matrix.studies)
    labels = {study.id: study.label for study in named}
    fitting = choice.of(named, Counter(cell.study for cell in matrix.cells if cell.stance != NOT_ASSESSED))
    columns = fitting if choice.show == "all" or len(matrix.studies) <= FEW else _bearing(matrix, fitting)
    columns = columns[:_MOST]
    return MatrixView(
        theory=matrix.theory,
        label=matrix.label,
        profile=matrix.profile,
        columns=columns,
        groups=_groups(columns) if choice.order == "programme" else (),
        of=matrix.counted,
        left_out=matrix.counted - len(matrix.studies) + len(fitting) - len(columns),
        rows=_rows(matrix, columns, labels, chosen, choice),
        versions=versions(matrix),
    )


def _rows(
    matrix: Matrix, columns: tuple[StudyHead, ...], labels: dict[str, str], chosen: str, choice: Choice
) -> tuple[RowView, ...]:
    sides = _sides(matrix.support)
    support = {figures.proposition: figures for figures in matrix.support}
    cells = {(cell.proposition, cell.study): cell for cell in matrix.cells}
    return tuple(
        RowView(
            id=short(head.id),
            text=head.text,
            cells=tuple(
                _cell(
                    matrix, cells.get((head.id, study.id)) or _nothing(head.id, study.id), study.label, chosen, choice
                )
                for study in columns
            ),
            bar=_bar(support[head.id], *sides),
            label=support[head.id].label,
            verdict=verdict(support[head.id]),
            numbers=numbers(support[head.id]),
            pivots=_pivots(support[head.id], labels),
        )
        for head in matrix.propositions
    )


def _nothing(proposition: str, study: str) -> Cell:
    """Return the cell of a study of which nothing is said; a matrix of very many studies does not list it."""
    return Cell(proposition, study, NOT_ASSESSED, (), (), (), ())


def _named(studies: tuple[StudyHead, ...]) -> tuple[StudyHead, ...]:
    """Return the studies, those of one name called by their identifiers, so that they can be told apart."""
    often = Counter(study.label for study in studies)
    return tuple(replace(study, label=study.id) if often[study.label] > 1 else study for study in studies)


def _bearing(matrix: Matrix, studies: tuple[StudyHead, ...]) -> tuple[StudyHead, ...]:
    """Return those studies on which there is a judgement or a match."""
    found = {
        cell.study for cell in matrix.cells if cell.stance != NOT_ASSESSED or any(kind for _, kind in _matches(cell))
    }
    return tuple(study for study in studies if study.id in found)


def _groups(columns: tuple[StudyHead, ...]) -> tuple[tuple[str, int], ...]:
    """Return each run of columns of one programme: its name, empty for one study alone, and how many there are."""
    runs = [(programme, len(list(run))) for programme, run in groupby(columns, key=lambda study: study.programme)]
    return tuple((programme if count > 1 else "", count) for programme, count in runs)


def verdict(support: Support) -> str:
    """Return a proposition's label in words, which tell looking in vain from not looking, and one from several."""
    if support.label == "unaddressed" and support.silent + support.inconclusive:
        return "no side taken"
    said = words.LABELS.get(support.label, support.label)
    alone = support.label == "disconfirmed" and support.contradicting == 1
    return f"{said}, single programme" if alone else said


def numbers(support: Support) -> str:
    """Return how many programmes stand for a proposition, out of how many, and how many are unknown."""
    known = f"{support.supporting} of {words.count(support.addressed, 'programme')}"
    if not support.addressed:
        known = "no programme takes a side"
    looked = words.count(support.silent + support.inconclusive, "other", "others") + " looked"
    middle = f" · {looked}" if support.silent + support.inconclusive else ""
    mixed = len(support.programmes.get("mixed", ()))
    both = f" ({support.contradicting} against, {mixed} on both sides)" if mixed else ""
    return f"{known}{both}{middle} · {support.unknown} not assessed"


def versions(matrix: Matrix) -> str:
    """Return what the matrix was made from, as one line for a figure or a citation."""
    made = matrix.versions
    studies = "; ".join(f"{study} {version}" for study, version in made.studies.items())
    return f"generation {made.generation}; background {made.background}; {studies}"


def _cell(matrix: Matrix, cell: Cell, study: str, chosen: str, choice: Choice) -> CellView:
    match = next((kind for kind, found in _matches(cell) if found), "")
    key = key_of(cell)
    behind = bool(cell.basis or match) or cell.stance != "not_assessed"
    return CellView(
        key=key,
        stance=cell.stance,
        match=match,
        study=study,
        said=f"{study}: {words.spoken(cell.stance)}",
        also="".join(f"; {words.MATCHES[kind]} ({_first(found)})" for kind, found in _matches(cell) if found),
        href=urls.compare(matrix.theory, matrix.profile, key, **choice.query()) if behind else "",
        chosen=key == chosen,
    )


def _first(configurations: tuple[str, ...]) -> str:
    """Return the first few configurations by label, and how many more there are."""
    named = [name.rpartition("/")[2] for name in configurations]
    return words.listing([*named[:_NAMED], f"{len(named) - _NAMED} more"] if len(named) > _NAMED else named)


def _pivots(support: Support, labels: dict[str, str]) -> str:
    """Return the studies on which a label turns, where that says more than the label itself."""
    if support.label in {"single", "unaddressed"}:
        return ""
    return words.listing([labels.get(study, study) for study in support.pivots])


def _matches(cell: Cell) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("instantiates", cell.matches), ("counter", cell.counter), ("partly", cell.partly))


def _sides(support: tuple[Support, ...]) -> tuple[float, int, int]:
    """Return the length of one programme, the most that stand against a proposition, and how many there are."""
    against = max((figures.contradicting for figures in support), default=0)
    programmes = max((figures.known + figures.unknown for figures in support), default=0)
    return min(_BAR_UNIT, _BAR_LENGTH / max(against + programmes, 1)), against, programmes


def _bar(support: Support, unit: float, most_against: int, programmes: int) -> Bar:
    axis = round(most_against * unit) + 1
    return Bar(
        width=axis + round(programmes * unit) + 1,
        axis=axis,
        against=round(support.contradicting * unit),
        towards=round(support.supporting * unit),
        track=round((support.known + support.unknown) * unit),
        said=f"{words.count(support.supporting, 'programme')} for, {support.contradicting} against",
    )
