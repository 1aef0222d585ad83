"""The description of a supplement as a research object: RO-Crate Metadata Specification 1.2, written by hand."""

import json
import mimetypes
from collections.abc import Mapping
from typing import Any, Final

from demireg import __version__
from demireg.services.publishing.about import LICENCE, about
from demireg.services.publishing.supplement.material import Material

NAME: Final = "ro-crate-metadata.json"
_SPECIFICATION: Final = "https://w3id.org/ro/crate/1.2"
_MEDIA: Final = {
    ".bib": "application/x-bibtex",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
    ".tex": "application/x-tex",
    ".ttl": "text/turtle",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def metadata(held: Material, files: Mapping[str, bytes], said: Mapping[str, str]) -> bytes:
    """Return ``ro-crate-metadata.json`` for files by their names; ``said`` describes each."""
    graph = [_descriptor(), _root(held, files), *(_file(name, files[name], said[name]) for name in sorted(files))]
    graph += [_licence(), _software(), _action(held, files)]
    graph += [_study(held, study) for study in held.studies]
    body = {"@context": f"{_SPECIFICATION}/context", "@graph": graph}
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()


def _descriptor() -> dict[str, Any]:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _SPECIFICATION},
    }


def _root(held: Material, files: Mapping[str, bytes]) -> dict[str, Any]:
    words = about(held.matrix)
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Supplement: {held.theory.summary.label} against {len(held.studies)} studies",
        "description": (
            f"How {len(held.studies)} studies bear on the propositions of {held.theory.summary.label}: configurations, "
            f"judgements, support, and what the studies report. Made from {words.made}. datePublished is the day of "
            "the latest judgement in it."
        ),
        "datePublished": held.day,
        "license": {"@id": LICENCE},
        "creditText": words.cite,
        "version": words.made,
        "hasPart": [{"@id": name} for name in sorted(files)],
        "citation": [{"@id": _address(held, study)} for study in held.studies],
        "mentions": [{"@id": "#made"}],
    }


def _file(name: str, content: bytes, said: str) -> dict[str, Any]:
    ending = name[name.rfind(".") :]
    return {
        "@id": name,
        "@type": "File",
        "name": name.rpartition("/")[2],
        "description": said,
        "encodingFormat": _MEDIA.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream",
        "contentSize": str(len(content)),
    }


def _licence() -> dict[str, Any]:
    return {
        "@id": LICENCE,
        "@type": "CreativeWork",
        "name": "Creative Commons Attribution 4.0 International",
        "description": "Use and change it freely, also in commercial work, and say where it comes from.",
        "identifier": LICENCE,
    }


def _software() -> dict[str, Any]:
    return {
        "@id": "#demireg",
        "@type": "SoftwareApplication",
        "name": "demireg",
        "version": __version__,
        "url": "https://w3id.org/realist/core",
    }


def _action(held: Material, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return how the files came about: the question, asked of the studies by the software."""
    return {
        "@id": "#made",
        "@type": "CreateAction",
        "name": f"{about(held.matrix).address} asked of demireg",
        "instrument": {"@id": "#demireg"},
        "object": [{"@id": _address(held, study)} for study in held.studies],
        "result": [{"@id": name} for name in sorted(files)],
    }


def _address(held: Material, study: str) -> str:
    report = held.reports.get(study)
    return f"https://doi.org/{report.doi}" if report and report.doi else f"#study-{study}"


def _study(held: Material, study: str) -> dict[str, Any]:
    report, label = held.reports.get(study), held.called.labels[study]
    found: dict[str, Any] = {"@id": _address(held, study), "@type": "ScholarlyArticle", "name": label}
    if report is not None:
        found |= {"name": report.title or label, "alternateName": label, "creditText": report.line}
        found |= {"datePublished": report.year} if report.year else {}
    return found
