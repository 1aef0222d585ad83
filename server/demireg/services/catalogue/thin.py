"""What is thin in the evidence: little read, little behind a proposition, no mechanism, no concept."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from demireg.services.catalogue.rows import fetch, number
from demireg.services.catalogue.studies import StudySummary, study_list
from demireg.services.catalogue.theories import theory_list
from demireg.services.questions import ask
from demireg.services.repository import Repository


@dataclass(frozen=True, slots=True)
class ThinItem:
    """One thing that is thin, in one study.

    study: it; item: the configuration's label and perhaps the part's number, as ``w22/c2``, empty for the study
    itself; wording: what was read, the title of the configuration or the wording of the part.
    """

    study: StudySummary
    item: str
    wording: str

    @property
    def configuration(self) -> str:
        """The label of the configuration, empty for the study itself."""
        return self.item.partition("/")[0]

    @property
    def role(self) -> str:
        """The letter of the part's role, empty for anything but a part."""
        return self.item.partition("/")[2][:1].upper()


@dataclass(frozen=True, slots=True)
class ThinProposition:
    """A proposition with one independent programme behind it, or none.

    id: within its theory; statement: its sentence; behind: the programmes that support it; taken_from: those it was
    taken from; against: how many speak against it.
    """

    id: str
    statement: str
    behind: tuple[str, ...]
    taken_from: tuple[str, ...]
    against: int

    @property
    def own_source(self) -> bool:
        """Tell whether nothing supports it but what it was taken from."""
        return bool(self.behind) and set(self.behind) <= set(self.taken_from)


@dataclass(frozen=True, slots=True)
class ThinTheory:
    """A theory with thin propositions. slug, label: its names; of: how many propositions it has; propositions: thin."""

    slug: str
    label: str
    of: int
    propositions: tuple[ThinProposition, ...]


@dataclass(frozen=True, slots=True)
class Thin:
    """Everything that is thin, each list beside what it is a share of.

    studies, propositions, configurations, parts: how many there are in all; abstract_only: studies read from their
    abstract alone; unseen: studies without year or authors, the wording telling which; theories: with their thin
    propositions; without_mechanism: configurations; uncoded: parts that no concept fits.
    """

    studies: int
    propositions: int
    configurations: int
    parts: int
    abstract_only: tuple[ThinItem, ...]
    unseen: tuple[ThinItem, ...]
    theories: tuple[ThinTheory, ...]
    without_mechanism: tuple[ThinItem, ...]
    uncoded: tuple[ThinItem, ...]

    @property
    def thin_propositions(self) -> int:
        """How many propositions have one programme behind them or none."""
        return sum(len(theory.propositions) for theory in self.theories)

    @property
    def unsupported(self) -> int:
        """How many have none."""
        return sum(not each.behind for theory in self.theories for each in theory.propositions)


def thin(repository: Repository) -> Thin:
    """Return what is thin, from the questions of that name."""
    studies = {study.id: study for study in study_list(repository)}
    found: dict[str, list[ThinItem]] = {}
    for kind, study, item, wording in ask(repository, "thin-evidence", {}).rows:
        within = str(item).removeprefix(str(study)).strip("/")
        if str(study) in studies:
            found.setdefault(str(kind), []).append(ThinItem(studies[str(study)], within, str(wording or "")))
    theories = _theories(repository)
    return Thin(
        studies=len(studies),
        propositions=sum(theory.propositions for theory in theory_list(repository)),
        configurations=sum(study.configurations for study in studies.values()),
        parts=sum(number(row, "parts") for row in fetch(repository, "part-count")),
        abstract_only=tuple(found.get("abstract only", ())),
        unseen=_unseen((*found.get("year not seen", ()), *found.get("authors not seen", ()))),
        theories=theories,
        without_mechanism=tuple(found.get("no mechanism", ())),
        uncoded=tuple(found.get("no concept", ())),
    )


def _unseen(items: Iterable[ThinItem]) -> tuple[ThinItem, ...]:
    """Return one item a study, whose wording says what was not seen and what stands in its place."""
    ordered = sorted(items, key=lambda item: item.study.id)
    return tuple(_said(list(run)) for _, run in groupby(ordered, key=lambda item: item.study.id))


def _said(items: list[ThinItem]) -> ThinItem:
    remark = next((item.wording.strip("()") for item in items if item.wording), "")
    year = "" if items[0].study.year else "year not seen"
    return ThinItem(items[0].study, "", "; ".join(filter(None, (year, remark))))


def _theories(repository: Repository) -> tuple[ThinTheory, ...]:
    held: dict[str, list[ThinProposition]] = {}
    columns = ("proposition", "behind", "taken_from", "against", "statement")
    answer = ask(repository, "thin-propositions", {})
    at = [answer.columns.index(name) for name in columns]
    for row in answer.rows:
        proposition, behind, taken_from, against, statement = (row[place] for place in at)
        slug, _, identifier = str(proposition).partition("/")
        held.setdefault(slug, []).append(
            ThinProposition(
                id=identifier,
                statement=str(statement),
                behind=tuple(str(behind or "").split()),
                taken_from=tuple(str(taken_from or "").split()),
                against=int(against or 0),
            )
        )
    named = [theory for theory in theory_list(repository) if theory.slug in held]
    return tuple(
        ThinTheory(theory.slug, theory.label, theory.propositions, tuple(held[theory.slug])) for theory in named
    )
