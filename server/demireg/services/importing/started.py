"""A sheet that is begun: what is known is in it, and the rest says in plain words what is to be filled in.

The check refuses each such placeholder at its place and says what to write there.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from demireg.services.importing.sheet_values import CHOICES, PLACEHOLDER

Tree = dict[str, Any]


def to_fill(what: str) -> str:
    """Return the placeholder for something; ``what`` follows the word "write"."""
    return f"{PLACEHOLDER}: {what}"


def started(identifier: str, today: date, citation: Mapping[str, Any] | None = None, agent: str = "") -> Tree:
    """Return the beginning of a sheet, with no configuration yet; ``citation`` is what is known of the report."""
    known = {key: value for key, value in (citation or {}).items() if value not in (None, "", [])}
    report: Tree = {
        "authors": known.pop("authors", [to_fill("the report's authors, one an entry, as in Wood E")]),
        "year": known.pop("year", to_fill("the year, or null where the report gives none")),
        "title": known.pop("title", to_fill("the report's title")),
        "journal": known.pop("journal", to_fill("the journal, publisher or place of publication")),
        **known,
    }
    return {
        "schema": "cmo-extraction-sheet/1",
        "id": identifier,
        "citation": report,
        "text_seen": {"extent": to_fill(f"how much of the report you read: {CHOICES}")},
        "coded_by": {"agent": agent or to_fill("who codes, as in demireg-curators"), "date": today.isoformat()},
        "design": {"type": to_fill("how the study was done, as in realist evaluation")},
        "setting": {
            "country": to_fill("the country, or several"),
            "site": to_fill("where the study took place"),
            "organisation_type": to_fill("which organisations provide the service"),
            "service_model": to_fill("how the service works"),
            "population": to_fill("whom the service is for"),
        },
        "cmo_configurations": [],
        "programme_cluster": {
            "id": identifier,
            "basis": to_fill("what makes this programme its own; studies of one programme share its 'id'"),
        },
    }


def begun_configuration() -> Tree:
    """Return a first configuration in which everything is to be filled in."""
    return {
        "label": "c1",
        "title": to_fill("what this configuration claims, in a few words"),
        "contexts": [{"text": to_fill("the context, in your own words")}],
        "mechanisms": [{"text": to_fill("what is offered or how people respond, in your own words")}],
        "outcomes": [{"text": to_fill("the outcome, in your own words")}],
        "evidence": {"section": to_fill("where it stands in the report, as in Results > Trust")},
        "confidence": to_fill("explicit where the report makes the claim, inferred where you do"),
    }
