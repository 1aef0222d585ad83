"""The truth table for R: the calibrated data as CSV and a script that the packages QCA and SetMethods run with."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import Answer
from demireg.services.publishing.about import about
from demireg.services.publishing.called import Called
from demireg.services.publishing.packing import packed
from demireg.services.tables import Value, as_csv

_SCRIPT: Final = Path(__file__).with_name("r") / "truth-table.R"
_PLACE: Final = re.compile(r"\{\{(\w+)\}\}")
_WARNING: Final = (
    "A truth table shows what occurs together, without the process that generated it. It is no explanation by itself."
)


def archive(answer: Answer) -> bytes:
    """Return a ZIP with data, truth table, calibration, what is left out, demireg's own solution, and the script.

    Raises BadParameter where no unit has everything known, for there is then nothing to read.
    """
    body, called = answer.body, Called.of(answer.asked.repository.table)
    if not body["rows"]:
        raise BadParameter(f"There is nothing for R: {' '.join(answer.found.notes)}")
    concepts = [str(each["concept"]) for each in body["conditions"]]
    names = _names([*concepts, str(body["outcome"]["concept"])])
    columns = [names[concept] for concept in concepts]
    outcome = names[str(body["outcome"]["concept"])]
    data = _data(body, concepts, called)
    files = {
        "truth-table.R": _script(answer, columns, outcome, len(data)),
        "data.csv": as_csv(("unit", "label", *columns, outcome), data),
        "truth-table.csv": as_csv(
            (*columns, "n", "with_outcome", "consistency", "positive", "contradictory"), _table(body, concepts)
        ),
        "conditions.csv": as_csv(_CALIBRATED, _calibration(body, names)),
        "left-out.csv": as_csv(("unit", "label", "unknown"), _left_out(body, names, called)),
        "solution.csv": as_csv(_SOLVED, _solutions(body, names)),
        "about.csv": as_csv(("what", "value"), _about(answer)),
    }
    return packed({name: content.encode() for name, content in files.items()})


_CALIBRATED: Final = (
    *("column", "concept", "label", "is", "roles", "kinds", "opposites"),
    *("present", "absent", "unknown", "both", "calibration"),
)
_SOLVED: Final = ("solution", "term", "expression", "n", "with_outcome", "consistency", "coverage", "unique_coverage")


def _names(concepts: Iterable[str]) -> dict[str, str]:
    """Return a name for each concept that QCA takes for one set: capitals and digits, begun by a letter."""
    found: dict[str, str] = {}
    for concept in concepts:
        plain = re.sub(r"[^A-Z0-9]", "", concept.upper())
        name = stem = plain if plain[:1].isalpha() else f"X{plain}"
        number = 1
        while name in found.values():
            number += 1
            name = f"{stem}X{number}"
        found.setdefault(concept, name)
    return found


def _data(body: Mapping[str, Any], concepts: Iterable[str], called: Called) -> list[tuple[Value, ...]]:
    kept = list(concepts)
    rows: list[tuple[Value, ...]] = []
    for row in body["rows"]:
        for reached, units in ((1, row["reached_by"]), (0, row["missed_by"])):
            values = [int(row["values"][concept]) for concept in kept]
            rows += [(unit, called.cite(unit), *values, reached) for unit in units]
    return sorted(rows, key=lambda row: str(row[0]))


def _table(body: Mapping[str, Any], concepts: Iterable[str]) -> list[tuple[Value, ...]]:
    kept = list(concepts)
    return [
        (
            *(int(row["values"][concept]) for concept in kept),
            *(row[name] for name in ("n", "with_outcome", "consistency", "positive", "contradictory")),
        )
        for row in body["rows"]
    ]


def _calibration(body: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[Value, ...]]:
    sets = [("condition", each) for each in body["conditions"]] + [("outcome", body["outcome"])]
    return [
        (
            names[each["concept"]],
            each["concept"],
            each["label"],
            kind,
            *(" ".join(each[name]) for name in ("roles", "kinds", "opposites")),
            *(each.get(name) for name in ("present", "absent", "unknown", "both")),
            body["calibration"],
        )
        for kind, each in sets
    ]


def _left_out(body: Mapping[str, Any], names: Mapping[str, str], called: Called) -> list[tuple[Value, ...]]:
    return sorted(
        (unit, called.cite(unit), " ".join(names.get(concept, concept) for concept in group["unknown"]))
        for group in body["left_out"]
        for unit in group["units"]
    )


def _solutions(body: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[Value, ...]]:
    figures = ("n", "with_outcome", "consistency", "coverage")
    rows: list[tuple[Value, ...]] = []
    for number, solution in enumerate(body["solutions"], 1):
        rows.append(
            (number, None, _renamed(solution["expression"], names), *(solution[each] for each in figures), None)
        )
        rows += [
            (number, place, _renamed(term["term"], names), *(term[each] for each in figures), term["unique_coverage"])
            for place, term in enumerate(solution["terms"], 1)
        ]
    return rows


def _renamed(expression: str, names: Mapping[str, str]) -> str:
    """Return an expression with the names of columns; longer names first, for one may begin another."""
    for concept in sorted(names, key=len, reverse=True):
        expression = re.sub(rf"(?<![\w-]){re.escape(concept)}(?![\w-])", names[concept], expression)
    return expression


def _about(answer: Answer) -> list[tuple[Value, ...]]:
    said = about(answer)
    pairs = [("question", said.title), ("how", said.how), *said.values, *said.filters]
    return [*pairs, *(("note", note) for note in said.notes), *said.versions, ("cite as", said.cite)]


def _script(answer: Answer, columns: Iterable[str], outcome: str, units: int) -> str:
    said = about(answer)
    values = {
        "title": said.title,
        "asked": said.asked,
        "made": said.made,
        "cite": said.cite,
        "unit": "study" if answer.asked.filters.unit == "study" else "independent programme",
        "warning": _WARNING,
        "conditions": ", ".join(f'"{column}"' for column in columns),
        "outcome": outcome,
        "least": repr(float(answer.body["least"])),
        "units": str(units),
    }
    flat = {name: " ".join(value.split()) for name, value in values.items()}
    return _PLACE.sub(lambda found: flat[found[1]], _SCRIPT.read_text(encoding="utf-8"))
