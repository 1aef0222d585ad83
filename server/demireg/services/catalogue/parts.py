"""The parts of a configuration: each a claim of the study in a role, beside our concept for it."""

from dataclasses import dataclass

from demireg.services.catalogue.facets import ConceptRef, Facets
from demireg.services.catalogue.rows import each, fetch, local, natural, text, word
from demireg.services.repository import Repository
from demireg.store.base import Row

ROLES = {"C": "context", "I": "intervention", "M": "mechanism", "O": "outcome"}
_LETTERS = {"C": "C", "I": "INTERVENTION", "M": "M", "O": "O"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a configuration.

    iri: the role assignment; number: its short name (``m1``); role: C, I, M or O;
    status: ``fired``, ``absent`` (expected and missing, unfired or unachieved), ``hypothetical``, ``proposed`` (by a
    machine, and nobody has accepted it) or ``rejected``; the last two stand among a configuration's proposals only;
    kind: of a mechanism, ``resource``, ``reasoning`` or ``unspecified``, else empty;
    text: the factor in the words of the sheet; element: the factor's IRI, shared where it is the same factor;
    concept: our concept, None where uncoded; basis: who put it in this role (``author_tagged``,
    ``author_stated``, ``curator_inferred``, ``machine_suggested``); letters: the letters that the authors
    printed, empty where none; tag: the printed tag's IRI, shared by parts that one tag covers;
    starred: ``modified_only``, ``both_theories`` or empty; valence: ``beneficial``, ``harmful``, ``neutral``,
    ``mixed`` or empty; valence_for: for whom; level: ``individual``, ``interpersonal``, ``institutional``,
    ``infrastructural``, ``service``, ``system`` or empty; horizon: of an outcome, ``proximal``, ``intermediate``,
    ``distal`` or empty; intermediate: True for the second of these; intention: ``intended``, ``unintended`` or empty;
    activation: of a mechanism, ``not_activated``, ``weakly_activated``, ``partly_activated``, ``fully_activated`` or
    empty; narrative: of a context, ``observable_feature``, ``relational_process`` or empty; actor: whose reasoning or
    behaviour, None where not told; accepted_by, rejected_by: who decided on a machine's suggestion, or empty;
    dual: the other roles this segment plays; rationale and note: the coder's reasons.
    """

    iri: str
    number: str
    role: str
    status: str
    kind: str
    text: str
    element: str
    concept: ConceptRef | None
    basis: str
    letters: str
    tag: str
    starred: str
    valence: str
    valence_for: str
    level: str
    horizon: str
    intermediate: bool
    intention: str
    activation: str
    narrative: str
    actor: ConceptRef | None
    accepted_by: str
    rejected_by: str
    dual: tuple[str, ...]
    rationale: str
    note: str

    @property
    def counts(self) -> bool:
        """False for a suggestion that nobody accepted or that was rejected."""
        return self.status not in {"proposed", "rejected"}

    @property
    def differs(self) -> bool:
        """True when the authors printed letters other than our role's."""
        return bool(self.letters) and self.letters.upper() not in (self.role, _LETTERS[self.role])


def parts_by_configuration(repository: Repository, study: str, facets: Facets) -> dict[str, tuple[Part, ...]]:
    """Return the parts of every configuration of a study, by the configuration's IRI, in reading order.

    ``study`` is the study's IRI. Order is C, I, M, O and then the order of the sheet. Proposed and rejected ones are
    among them, told by their status.
    """
    rows: dict[str, dict[str, list[Row]]] = {}
    for row in fetch(repository, "study-parts", study=study):
        rows.setdefault(text(row, "configuration"), {}).setdefault(text(row, "part"), []).append(row)
    return {
        configuration: tuple(sorted((_part(found, facets) for found in parts.values()), key=_reading_order))
        for configuration, parts in rows.items()
    }


def _part(rows: list[Row], facets: Facets) -> Part:
    row = rows[0]
    iri = text(row, "part")
    proposed, horizon = text(row, "status") == "proposed", facets.word(iri, "horizon")
    return Part(
        iri=iri,
        number=text(row, "number") or local(iri),
        role=facets.word(iri, "proposedRole")[:1].upper() if proposed else text(row, "role"),
        status="rejected" if proposed and facets.text(iri, "rejectedBy") else text(row, "status"),
        kind=text(row, "kind"),
        text=text(row, "text"),
        element=text(row, "element"),
        concept=facets.concept(iri, "proposedConcept") if proposed else concept_ref(row, "concept", "conceptLabel"),
        basis=word(text(row, "basis")),
        letters=text(row, "letters"),
        tag=text(row, "tag"),
        starred=word(text(row, "starred")),
        valence=word(text(row, "valence")),
        valence_for=facets.text(iri, "valenceFor"),
        level=facets.word(iri, "level").removesuffix("_level"),
        horizon=horizon,
        intermediate=horizon == "intermediate",
        intention=facets.word(iri, "intention"),
        activation=facets.word(iri, "activation"),
        narrative=facets.word(iri, "contextNarrative"),
        actor=facets.concept(iri, "actorRole"),
        accepted_by=facets.label(iri, "acceptedBy"),
        rejected_by=facets.label(iri, "rejectedBy"),
        dual=each(rows, "dual"),
        rationale=text(row, "rationale"),
        note=" ".join(each(rows, "note")),
    )


def concept_ref(row: Row, name: str, label: str) -> ConceptRef | None:
    """Return the concept that a row names, None where it names none."""
    iri = text(row, name)
    return ConceptRef(iri, local(iri), text(row, label) or local(iri)) if iri else None


def _reading_order(part: Part) -> tuple[int, list[tuple[int, int | str]]]:
    return "CIMO".find(part.role or "?"), natural(part.number)
