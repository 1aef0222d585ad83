"""Stances: how a study bears on a proposition, in somebody's dated judgement."""

from dataclasses import dataclass

from demireg.domain.names import THEORY
from demireg.services.catalogue.rows import Facts, fetch, local, number, text, word
from demireg.services.repository import Repository


@dataclass(frozen=True, slots=True)
class PropositionRef:
    """A proposition as it is named elsewhere.

    theory, theory_label: its theory; id: its short name (``P1``); statement: its sentence.
    """

    theory: str
    theory_label: str
    id: str
    statement: str

    @property
    def reference(self) -> str:
        """The proposition with its theory, as in ``salutogenesis/P1``."""
        return f"{self.theory}/{self.id}"


@dataclass(frozen=True, slots=True)
class StanceNote:
    """One stance assessment.

    iri: the assessment; proposition: what it assesses; stance: corroborates, refines, extends, qualifies,
    contradicts, inconclusive or silent; strength: ``weak``, ``moderate``, ``strong`` or empty; configurations:
    labels of what it rests on; rationale: why; basis: author_stated or curator_inferred; agent: who gave it; date:
    the day, as 2026-11-22; review: draft, curator_checked or author_checked; superseded: True when a later
    assessment replaces it.
    """

    iri: str
    proposition: PropositionRef
    stance: str
    strength: str
    configurations: tuple[str, ...]
    rationale: str
    basis: str
    agent: str
    date: str
    review: str
    superseded: bool


def proposition_index(repository: Repository) -> dict[str, PropositionRef]:
    """Return every proposition by its IRI."""
    return {
        text(row, "proposition"): PropositionRef(
            text(row, "theory"), text(row, "theoryLabel"), text(row, "id"), text(row, "statement")
        )
        for row in fetch(repository, "proposition-index")
    }


def stances(facts: Facts, index: dict[str, PropositionRef]) -> tuple[StanceNote, ...]:
    """Read the assessments among a study's facts, in the order of theory and proposition."""
    notes = [_stance(facts, node, index) for node in facts.nodes("stance")]
    return tuple(sorted(notes, key=lambda note: (note.proposition.theory, note.proposition.id, note.superseded)))


def reviews(repository: Repository, theory: str) -> dict[str, int]:
    """Return how many current stances on a theory, by its slug, have which review status."""
    rows = fetch(repository, "stance-reviews", theory=repository.names.theory(theory))
    return {word(text(row, "review")): number(row, "stances") for row in rows if text(row, "review")}


def _stance(facts: Facts, node: str, index: dict[str, PropositionRef]) -> StanceNote:
    agent = facts.one(node, "wasAttributedTo")
    assessed = facts.one(node, "assesses")
    return StanceNote(
        iri=node,
        proposition=index.get(assessed) or unknown(assessed),
        stance=facts.word(node, "stance"),
        strength=facts.word(node, "strength").removesuffix("_strength"),
        configurations=tuple(sorted(local(iri) for iri in facts.all(node, "onBasisOf"))),
        rationale=facts.one(node, "rationale"),
        basis=facts.word(node, "codingBasis"),
        agent=facts.one(agent, "label") or local(agent),
        date=facts.one(node, "generatedAtTime")[:10],
        review=facts.word(node, "reviewStatus"),
        superseded=bool(facts.one(node, "supersededBy")),
    )


def unknown(proposition: str) -> PropositionRef:
    """Return a name for a proposition that no theory here states any more."""
    theory, _, short = proposition.removeprefix(str(THEORY)).partition("/")
    return PropositionRef(theory, theory, short or proposition, "")
