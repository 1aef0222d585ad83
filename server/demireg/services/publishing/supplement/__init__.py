"""A supplement for a paper: everything behind one theory's matrix, in one archive that describes itself."""

from collections.abc import Mapping
from typing import Final

from demireg.services.comparing.ask import ask
from demireg.services.publishing import publish
from demireg.services.publishing.about import About, about
from demireg.services.publishing.figures import FIGURES
from demireg.services.publishing.figures.descent import descent
from demireg.services.publishing.figures.frame import png, svg
from demireg.services.publishing.packing import packed
from demireg.services.publishing.reports import bibtex
from demireg.services.publishing.supplement import appendix, crate, readme, rows
from demireg.services.publishing.supplement.material import Material, material
from demireg.services.repository import Repository
from demireg.services.tables import as_csv

#: Formats of matrix and support: folder → names.
_ANSWERS: Final = {"tables": ("csv", "xlsx", "docx", "latex"), "data": ("json", "ttl"), "figures": ("svg", "png")}
_ENDINGS: Final = {"latex": "tex"}
Files = dict[str, tuple[bytes, str]]


def supplement(repository: Repository, theory: str, given: Mapping[str, str] | None = None) -> bytes:
    """Return the archive (ZIP) for a theory; ``given`` holds filters of studies by their names.

    Equal repositories give equal bytes. Raises NotFound for an unknown theory, BadParameter for a filter that cannot
    be, and where no study bears on the theory or too many do.
    """
    held = material(repository, theory, given or {})
    files = {**_tables(held), **_documents(held), **_answers(held), **_descent(held), **_lineage(repository, held)}
    bodies = {name: body for name, (body, _) in sorted(files.items())}
    said = {name: words for name, (_, words) in files.items()}
    said["README.md"] = "What is in this archive, and how to read it."
    bodies["README.md"] = readme.text(held, said).encode()
    described = crate.metadata(held, bodies, said)
    return packed({crate.NAME: described, "README.md": bodies["README.md"], **dict(sorted(bodies.items()))})


def _tables(held: Material) -> Files:
    tables = {
        "configurations/configurations.csv": (rows.CONFIGURATIONS, rows.configurations(held), readme.CONFIGURATIONS),
        "configurations/parts.csv": (rows.PARTS, rows.parts(held), readme.PARTS),
        "evidence/judgements.csv": (rows.JUDGEMENTS, rows.judgements(held), readme.JUDGEMENTS),
        "reporting/rameses.csv": (rows.CHECKLIST, rows.checklist(held), readme.RAMESES),
        "references.csv": (rows.REPORTS, rows.reports(held), "The reports of the studies."),
    }
    found: Files = {name: (as_csv(heads, body).encode(), words) for name, (heads, body, words) in tables.items()}
    reports = [held.reports[study] for study in held.studies if study in held.reports]
    return {**found, "references.bib": (bibtex(reports).encode(), "The same for reference managers (BibTeX).")}


def _documents(held: Material) -> Files:
    return {
        "configurations/configurations.docx": (
            appendix.table_of_configurations(held),
            "The same to be read (CMO table).",
        ),
        "evidence/evidence-appendix.docx": (appendix.evidence(held), readme.APPENDIX),
    }


def _answers(held: Material) -> Files:
    found: Files = {}
    for answer in (held.matrix, held.support):
        for folder, names in _ANSWERS.items():
            for name in names:
                if folder == "figures" and answer.measure.name not in FIGURES:
                    continue
                path = f"{folder}/{answer.measure.name}.{_ENDINGS.get(name, name)}"
                found[path] = (publish(answer, name), f"{answer.measure.title} ({name})")
    return found


def _lineage(repository: Repository, held: Material) -> Files:
    """Return what was kept, dropped and added from version to version, with the evidence; nothing without a line."""
    answer = ask(repository, "lineage", {"theory": held.theory.summary.slug})
    if not answer.found.rows:
        return {}
    return {
        f"tables/lineage.{name}": (publish(answer, name), f"{answer.measure.title} ({name})")
        for name in ("csv", "xlsx", "docx")
    }


def _descent(held: Material) -> Files:
    words, figure = _descended(held), descent(held.edges, held.theories, held.theory.summary.slug)
    title = "What the theory descends from, and what descends from it"
    return {
        "figures/descent.svg": (svg(words, figure), f"{title} (svg)."),
        "figures/descent.png": (png(words, figure), f"{title} (png)."),
    }


def _descended(held: Material) -> About:
    said, slug = about(held.matrix), held.theory.summary.slug
    return About(
        title=f"How {held.theory.summary.label} came about",
        how="",
        values=(("theory", slug),),
        filters=(),
        notes=(),
        versions=said.versions,
        cite=said.cite,
        address=f"/theories/{slug}",
    )
