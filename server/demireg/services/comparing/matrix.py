"""The stance matrix of a theory and the support of its propositions (measures 8.1 and 8.2 of the method)."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal

from demireg.domain.errors import BadParameter
from demireg.domain.names import ALL_ACCEPTED, PROFILES
from demireg.services.comparing.filters import Filters
from demireg.services.comparing.gathering import UNSAID, Gathered, Place, from_store, from_table, narrowed
from demireg.services.comparing.of_rows import versions_of_rows
from demireg.services.comparing.rows import Readings, StudyRow
from demireg.services.comparing.support import Programmes, Support
from demireg.services.generations import Versions, made_from
from demireg.services.repository import Repository
from demireg.services.versions import all_current

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

By = Literal["table", "sparql"]


@dataclass(frozen=True, slots=True)
class PropositionHead:
    """A row's head: ``id`` within the theory, such as ``P1``, and the proposition's sentence."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class StudyHead:
    """A column's head; ``text_seen`` tells how much of the source was read, None where it is not recorded."""

    id: str
    label: str
    year: int | None
    programme: str
    country: str | None
    text_seen: str | None
    synthesises: list[str]


@dataclass(frozen=True, slots=True)
class Cell:
    """How one study bears on one proposition, given by its ``id`` within the theory.

    ``basis`` are the configurations that the stance rests on, such as ``wood-2021/w12``; ``matches`` those inferred
    to instantiate the proposition, ``counter`` those with the opposed outcome, ``partly`` those that fit in
    mechanism and outcome only (a whole match is not named again). A match is not a stance: compare the two.
    """

    proposition: str
    study: str
    stance: str
    basis: tuple[str, ...]
    matches: tuple[str, ...]
    counter: tuple[str, ...]
    partly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A theory against all studies: one cell for each proposition and study, one support for each proposition.

    counted: how many studies were compared. With very many, ``studies`` and ``cells`` hold only those of which anything
    is said or inferred; all others are not_assessed. known, unknown: how many cells are assessed, and are not.
    """

    theory: str
    label: str
    profile: str
    propositions: tuple[PropositionHead, ...]
    studies: tuple[StudyHead, ...]
    cells: tuple[Cell, ...]
    support: tuple[Support, ...]
    known: int
    unknown: int
    counted: int
    versions: Versions

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object of ``/api/compare/matrix``; what is undefined is null."""
        own = _shallow(self) | {"versions": _shallow(self.versions)}
        for name in ("propositions", "studies", "cells", "support"):
            own[name] = [_shallow(each) for each in own[name]]
        return own


def _shallow(held: "DataclassInstance") -> dict[str, Any]:
    """Return the fields by name, not copied: there are thousands of cells."""
    return {each.name: getattr(held, each.name) for each in fields(held)}


def matrix(
    repository: Repository,
    theory: str,
    profile: str = ALL_ACCEPTED,
    by: By = "table",
    filters: Filters | None = None,
) -> Matrix:
    """Compare all studies, or those that ``filters`` choose, on the propositions of one theory.

    ``profile`` chooses which codings the inferred matches rest on; stances are the same under each. ``by`` chooses the
    comparison table or the reference in SPARQL; both answer the same. Raises NotFound for an unknown theory,
    BadParameter for an unknown profile.
    """
    if profile not in PROFILES:
        raise BadParameter(f"The profile is one of {', '.join(PROFILES)}, not '{profile}'.")
    chosen = replace(filters or Filters(), profile=profile)
    table = repository.table
    if by == "table":
        gathered = from_table(table, theory, chosen)
        versions = versions_of_rows(repository)
    else:
        gathered = from_store(Readings(repository.store, repository.names), theory, profile)
        studies = {study: current.key for study, current in all_current(repository.store).items()}
        if chosen != Filters(profile=profile):
            gathered = narrowed(gathered, dict(table.named("measures/chosen", chosen.values)))
        versions = made_from(repository.store, repository.names, studies)
    return _matrix(gathered, theory, profile, versions)


def _matrix(gathered: Gathered, theory: str, profile: str, versions: Versions) -> Matrix:
    studies, programmes = gathered.total
    every = len(gathered.studies) == studies
    counted = Programmes({row.study: row for row in gathered.studies}, programmes)
    said: dict[str, dict[str, frozenset[str]]] = {proposition: {} for proposition, _ in gathered.propositions}
    for (proposition, study), each in gathered.cells.items():
        said[proposition][study] = each.stances
    cells = tuple(
        _cell(gathered, (proposition, row.study))
        for proposition, _ in gathered.propositions
        for row in gathered.studies
        if every or (proposition, row.study) in gathered.cells or (proposition, row.study) in gathered.matches
    )
    return Matrix(
        theory=theory,
        label=gathered.label,
        profile=profile,
        propositions=tuple(PropositionHead(_short(reference), text) for reference, text in gathered.propositions),
        studies=tuple(_head(row) for row in gathered.studies),
        cells=cells,
        support=tuple(
            counted.support(_short(proposition), said[proposition]) for proposition, _ in gathered.propositions
        ),
        known=len(gathered.cells),
        unknown=len(gathered.propositions) * studies - len(gathered.cells),
        counted=studies,
        versions=versions,
    )


def _short(reference: str) -> str:
    return reference.rpartition("/")[2]


def _cell(gathered: Gathered, place: Place) -> Cell:
    proposition, study = place
    said = gathered.cells.get(place, UNSAID)
    matches = gathered.matches.get(place, {})
    whole = matches.get("instantiates", ())
    return Cell(
        proposition=_short(proposition),
        study=study,
        stance=said.stance,
        basis=said.basis,
        matches=whole,
        counter=matches.get("counter", ()),
        partly=tuple(configuration for configuration in matches.get("partly", ()) if configuration not in whole),
    )


def _head(row: StudyRow) -> StudyHead:
    return StudyHead(row.study, row.label, row.year, row.programme, row.country, row.text_seen, sorted(row.synthesises))
