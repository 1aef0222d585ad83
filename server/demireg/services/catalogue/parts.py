"""The parts of a configuration: each a claim of the study in a role, beside our concept for it."""

from dataclasses import dataclass

from demireg.services.catalogue.rows import Facts, fetch, local, natural, text, word
from demireg.services.repository import Repository

ROLES = {"C": "context", "I": "intervention", "M": "mechanism", "O": "outcome"}
_LETTERS = {"C": "C", "I": "INTERVENTION", "M": "M", "O": "O"}


@dataclass(frozen=True, slots=True)
class ConceptRef:
    """A concept as it is named elsewhere.

    iri: its identifier; local: its short name in URLs (``SocialIsolation``); label: its preferred name.
    """

    iri: str
    local: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a configuration.

    iri: the role assignment; number: its short name (``m1``); role: C, I, M or O;
    status: ``fired``, ``absent`` (expected and missing, unfired or unachieved) or ``hypothetical``;
    kind: of a mechanism, ``resource``, ``reasoning`` or ``unspecified``, else empty;
    text: the factor in the words of the sheet; element: the factor's IRI, shared where it is the same factor;
    concept: our concept, None where uncoded; basis: who put it in this role (``author_tagged``,
    ``author_stated``, ``curator_inferred``, ``machine_suggested``); letters: the letters that the authors
    printed, empty where none; tag: the printed tag's IRI, shared by parts that one tag covers;
    starred: ``modified_only``, ``both_theories`` or empty; valence: ``beneficial``, ``harmful``, ``neutral``,
    ``mixed`` or empty; level: ``individual``, ``service``, ``system`` or empty; intermediate: an outcome on
    the way to another; dual: the other roles this segment plays; rationale and note: the coder's reasons.
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
    level: str
    intermediate: bool
    dual: tuple[str, ...]
    rationale: str
    note: str

    @property
    def differs(self) -> bool:
        """True when the authors printed letters other than our role's."""
        return bool(self.letters) and self.letters.upper() not in (self.role, _LETTERS[self.role])


def parts_by_configuration(repository: Repository, study: str) -> dict[str, tuple[Part, ...]]:
    """Return the parts of every configuration of a study, by the configuration's IRI, in reading order.

    ``study`` is the study's IRI. Order is C, I, M, O and then the order of the sheet.
    """
    rows = fetch(repository, "study-parts", study=study)
    facts = Facts(rows, "part")
    found: dict[str, dict[str, Part]] = {}
    for row in rows:
        of = found.setdefault(text(row, "configuration"), {})
        if text(row, "part") not in of:
            concept = text(row, "concept")
            ref = ConceptRef(concept, local(concept), text(row, "conceptLabel") or local(concept)) if concept else None
            of[text(row, "part")] = _part(facts, text(row, "part"), ref, {k: text(row, k) for k in row})
    return {key: tuple(sorted(of.values(), key=_reading_order)) for key, of in found.items()}


def _part(facts: Facts, part: str, concept: ConceptRef | None, cells: dict[str, str]) -> Part:
    return Part(
        iri=part,
        number=facts.one(part, "partNumber") or local(part),
        role=cells["role"],
        status=cells["status"],
        kind=facts.one(part, "mechanismKind"),
        text=cells["text"],
        element=cells["element"],
        concept=concept,
        basis=facts.word(part, "codingBasis"),
        letters=facts.one(part, "sourceTag"),
        tag=cells.get("tag", ""),
        starred=facts.word(part, "starred"),
        valence=facts.word(part, "valence"),
        level=facts.one(part, "level"),
        intermediate=facts.word(part, "horizon") == "intermediate",
        dual=tuple(word(value) for value in facts.all(part, "dualRole")),
        rationale=facts.one(part, "rationale"),
        note=facts.one(part, "note"),
    )


def _reading_order(part: Part) -> tuple[int, list[tuple[int, int | str]]]:
    return "CIMO".index(part.role), natural(part.number)
