"""The parts of a configuration: each a claim of the study in a role, beside our concept for it."""

from dataclasses import dataclass

from demireg.services.catalogue.rows import each, fetch, local, natural, text, word
from demireg.services.repository import Repository
from demireg.store.base import Row

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
    rows: dict[str, dict[str, list[Row]]] = {}
    for row in fetch(repository, "study-parts", study=study):
        rows.setdefault(text(row, "configuration"), {}).setdefault(text(row, "part"), []).append(row)
    return {
        configuration: tuple(sorted((_part(found) for found in parts.values()), key=_reading_order))
        for configuration, parts in rows.items()
    }


def _part(rows: list[Row]) -> Part:
    row = rows[0]
    return Part(
        iri=text(row, "part"),
        number=text(row, "number") or local(text(row, "part")),
        role=text(row, "role"),
        status=text(row, "status"),
        kind=text(row, "kind"),
        text=text(row, "text"),
        element=text(row, "element"),
        concept=concept_ref(row, "concept", "conceptLabel"),
        basis=word(text(row, "basis")),
        letters=text(row, "letters"),
        tag=text(row, "tag"),
        starred=word(text(row, "starred")),
        valence=word(text(row, "valence")),
        level=word(text(row, "level")).removesuffix("_level"),
        intermediate=word(text(row, "horizon")) == "intermediate",
        dual=each(rows, "dual"),
        rationale=text(row, "rationale"),
        note=" ".join(each(rows, "note")),
    )


def concept_ref(row: Row, name: str, label: str) -> ConceptRef | None:
    """Return the concept that a row names, None where it names none."""
    iri = text(row, name)
    return ConceptRef(iri, local(iri), text(row, label) or local(iri)) if iri else None


def _reading_order(part: Part) -> tuple[int, list[tuple[int, int | str]]]:
    return "CIMO".index(part.role), natural(part.number)
