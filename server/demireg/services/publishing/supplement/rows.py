"""The tables of a supplement: configurations, their parts, judgements, what studies report, the reports themselves."""

from typing import Final

from demireg.services.publishing.supplement.material import Material, Used
from demireg.services.reporting import rows as reporting
from demireg.services.tables import Value

Rows = list[tuple[Value, ...]]
_ROLES: Final = {"C": "context", "I": "intervention", "M": "mechanism", "O": "outcome"}
_STATUS: Final = {
    "C": {"absent": "absent: "},
    "I": {"absent": "absent: "},
    "M": {"absent": "did not fire: "},
    "O": {"absent": "not reached: "},
}
CONFIGURATIONS: Final = (
    *("study", "label", "configuration", "title", "context", "intervention", "mechanism", "outcome"),
    *("locator", "voices", "confidence", "bases", "bears_on", "partial", "hypothesised", "notes"),
)
PARTS: Final = (
    *("configuration", "part", "role", "status", "text", "concept", "concept_label", "basis", "letters", "starred"),
    *("kind", "valence", "valence_for", "level", "rationale"),
)
JUDGEMENTS: Final = (
    *("proposition", "study", "label", "stance", "strength", "configurations", "locators", "voices", "rationale"),
    *("basis", "agent", "date", "review", "text_seen"),
)
CHECKLIST: Final = ("study", "label", "standard", *reporting.COLUMNS)
REPORTS: Final = ("study", "label", "authors", "year", "title", "journal", "doi")


def role(used: Used, letter: str, *, apart: str = "; ") -> str:
    """Return the parts of a configuration in one role, C, I, M or O, in the sheet's words; what is absent says so."""
    parts = used.strip.in_role(letter)
    return apart.join(f"{_STATUS[letter].get(part.status, '')}{part.text}" for part in parts)


def configurations(held: Material) -> Rows:
    """Return one row for each configuration behind the matrix."""
    return [
        (
            used.study,
            held.called.labels[used.study],
            f"{used.study}/{used.strip.label}",
            used.strip.title,
            *(role(used, letter) for letter in _ROLES),
            used.strip.locator,
            ", ".join(used.strip.voices),
            used.strip.confidence,
            ", ".join(sorted({part.basis for part in used.strip.parts if part.basis})),
            ", ".join(used.bearing),
            used.strip.partial,
            used.strip.hypothesised,
            " ".join(used.strip.notes),
        )
        for used in held.used
    ]


def parts(held: Material) -> Rows:
    """Return one row for each part of these configurations, with the concept that it was coded with and by whom."""
    return [
        (
            f"{used.study}/{used.strip.label}",
            part.number,
            _ROLES[part.role],
            part.status,
            part.text,
            part.concept.local if part.concept else None,
            part.concept.label if part.concept else None,
            part.basis,
            part.letters,
            part.starred,
            part.kind,
            part.valence,
            part.valence_for,
            part.level,
            part.rationale,
        )
        for used in held.used
        for part in used.strip.parts
    ]


def judgements(held: Material) -> Rows:
    """Return one row for each stance in force, with what it rests on and who gave it."""
    strips = {(used.study, used.strip.label): used.strip for used in held.used}
    seen = {each["id"]: each["text_seen"] for each in held.matrix.body["studies"]}
    found: Rows = []
    for study in held.studies:
        for note in held.notes[study]:
            basis = [strips[study, name] for name in note.configurations if (study, name) in strips]
            found.append(
                (
                    note.proposition.id,
                    study,
                    held.called.labels[study],
                    note.stance,
                    note.strength,
                    " ".join(f"{study}/{name}" for name in note.configurations),
                    "; ".join(dict.fromkeys(strip.locator for strip in basis if strip.locator)),
                    ", ".join(sorted({voice for strip in basis for voice in strip.voices})),
                    note.rationale,
                    note.basis,
                    note.agent,
                    note.date,
                    note.review,
                    seen.get(study),
                )
            )
    order = {proposition.id: place for place, proposition in enumerate(held.theory.propositions)}
    return sorted(found, key=lambda row: order.get(str(row[0]), len(order)))


def checklist(held: Material) -> Rows:
    """Return what each study reports, item by item of its standard."""
    return [
        (study, held.called.labels[study], report.standard, *row)
        for study, report in held.checks.items()
        for row in reporting.rows(report)
    ]


def reports(held: Material) -> Rows:
    """Return where the studies are published."""
    found = [held.reports[study] for study in held.studies if study in held.reports]
    return [
        (
            each.study,
            held.called.labels[each.study],
            "; ".join(each.authors),
            each.year,
            each.title,
            each.journal,
            each.doi,
        )
        for each in found
    ]
