"""Small versions of one made-up study, by two coders."""

from collections.abc import Mapping, Sequence
from typing import Any

from demireg.domain.names import Names
from demireg.services.agreeing.version import Version, version_of
from demireg.services.importing.codes import Codes
from demireg.services.importing.read import read_bytes
from demireg.services.importing.yaml_sheet import sheet_yaml
from tests.shipping import background

Tree = dict[str, Any]
NAMES = Names()
LISTS = {"c": "contexts", "i": "interventions", "m": "mechanisms", "o": "outcomes"}


def codes() -> Codes:
    return background().codes


def configuration(label: str, *parts: tuple[str, ...], section: str = "Results") -> Tree:
    """Build a configuration; a part is its role's letter, wording and concept, as in ``("c", "no car", "Income")``."""
    made: Tree = {"label": label, "title": f"What {label} says", "perspective": ["client"]}
    for part in parts:
        letter, text, *concept = part
        made.setdefault(LISTS[letter], []).append({"text": text, **({"concept": concept[0]} if concept else {})})
    return {**made, "evidence": {"section": section}, "confidence": "explicit", "tag_origin": "untagged_narrative"}


def tree(coder: str, *configurations: Tree, study: str = "made-up-2024", **more: Any) -> Tree:  # noqa: ANN401
    """Build the tree of one coder's version."""
    return {
        "schema": "cmo-extraction-sheet/1",
        "id": study,
        "citation": {"authors": ["Example A"], "year": 2024, "title": "Made up", "journal": "Made up"},
        "urls_seen": ["https://example.org/made-up"],
        "text_seen": {"extent": "full_text"},
        "coded_by": {"agent": coder, "date": "2026-11-20"},
        "design": {"type": "made up"},
        "setting": dict.fromkeys(("country", "site", "organisation_type", "service_model", "population"), "made up"),
        "cmo_configurations": list(configurations),
        "programme_cluster": {"id": study, "basis": "made up"},
        **more,
    }


def content(made: Mapping[str, Any]) -> bytes:
    """Return a tree as the bytes of a sheet."""
    return sheet_yaml(made).encode()


def version(coder: str, *configurations: Tree, study: str = "made-up-2024", **more: Any) -> Version:  # noqa: ANN401
    """Build one coder's version as it is read from a file."""
    made = tree(coder, *configurations, study=study, **more)
    return version_of(read_bytes(content(made), f"{coder}.yaml"), background(), NAMES)


def segments(coder: str, roles: Sequence[str]) -> list[Tree]:
    """Build passages, each with the role that one coder gave it."""
    return [
        {"id": f"s{number:02}", "locator": f"passage {number}", "roles": {coder: role}}
        for number, role in enumerate(roles, 1)
    ]
