"""What programs are told of a measure, and of an answer as one flat table."""

from dataclasses import asdict
from typing import Any

from demireg.services.comparing.ask import Answer
from demireg.services.comparing.measures import MEASURES


def measure_list() -> list[dict[str, Any]]:
    """Return every measure: name, question, how, source, values, filters, and an example that gives an answer."""
    return [
        {
            "name": each.name,
            "title": each.title,
            "summary": each.summary,
            "source": each.source,
            "params": [asdict(param) for param in each.params],
            "filters": list(each.filters),
            "example": dict(each.example),
        }
        for each in MEASURES.values()
    ]


def described(answer: Answer) -> dict[str, Any]:
    """Return an answer as a flat table with its title and its whole body beside it."""
    found = answer.found
    rows = [list(row) for row in found.rows]
    return {"title": answer.measure.title, "columns": list(found.columns), "rows": rows, "answer": answer.body}
