"""Which block of a sheet a node of the study's graph comes from, so that a finding on the node gets a line."""

from collections.abc import Iterator
from typing import Final

from demireg.domain.names import Names
from demireg.services.importing.places import Path
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_conduct import Statement

#: Node of a study → key of the sheet whose entries become nodes of that name and their number.
_NUMBERED: Final = (
    ("participants", "participants"),
    ("theory-use", "theories"),
    ("theory-evidence", "theory_evidence"),
    ("recommendation", "recommendations"),
    ("check", "arithmetic_checks"),
    ("quality", "quality"),
    ("search", "searches"),
)
#: The same for entries that have a name of their own.
_NAMED: Final = (("discrepancy", "discrepancies"), ("document", "documents"), ("segment", "segments"))

#: Key of ``reporting`` → the property of the study that holds what is said there.
STATEMENTS: Final = {
    "questions": "question",
    "evaluation_rationale": "evaluationRationale",
    "design_rationale": "designRationale",
    "method_rationale": "methodRationale",
    "adaptations": "adaptation",
    "deviations": "deviation",
    "environment": "environment",
    "recruitment": "recruitment",
    "ethics_exemption": "ethicsExemption",
    "scoping": "scoping",
    "selection": "selection",
    "extraction": "extraction",
    "summary": "summaryOfFindings",
    "strengths": "studyStrength",
    "future_research": "futureResearch",
    "literature": "literatureComparison",
    "conclusions": "conclusion",
    "funding": "fundingStatement",
    "interests": "interestsStatement",
}


def described(sheet: Sheet, names: Names) -> Iterator[tuple[str, Path]]:
    """Yield the identifier of each node that describes the study, with the path of its block."""
    yield names.within(sheet.id, "report"), ("citation", "doi")  # all that is asked of a report is where it is found
    for steps, path in (*_blocks(sheet), *_inner(sheet), *_conduct(sheet)):
        yield names.within(sheet.id, *(str(step) for step in steps)), path


def _blocks(sheet: Sheet) -> Iterator[tuple[Path, Path]]:
    for node, key in _NUMBERED:
        for number in range(len(getattr(sheet, key))):
            yield (node, number + 1), (key, number)
    for node, key in _NAMED:
        for index, block in enumerate(getattr(sheet, key)):
            yield (node, block.id), (key, index)


def _inner(sheet: Sheet) -> Iterator[tuple[Path, Path]]:
    for number, use in enumerate(sheet.theories):
        for node, key in (("element", "elements"), ("construct", "constructs")):
            for index in range(len(getattr(use, key))):
                yield ("theory-use", number + 1, node, index + 1), ("theories", number, key, index)
    for index, stance in enumerate(sheet.stances):
        yield ("stance", stance.proposition.replace("/", "-")), ("stances", index)
    for index, segment in enumerate(sheet.segments):
        for agent in segment.roles:
            yield ("segment", segment.id, "coding", agent), ("segments", index, "roles", agent)
        if segment.settled:
            yield ("segment", segment.id, "settlement"), ("segments", index, "settled")


def _conduct(sheet: Sheet) -> Iterator[tuple[Path, Path]]:
    for node, key in (("data-collection", "data_collection"), ("analysis", "analysis")):
        for index in range(len(getattr(sheet.reporting, key))):
            yield (node, index + 1), ("reporting", key, index)
    for index, response in enumerate(sheet.reporting.checklist):
        yield ("checklist", response.item), ("reporting", "checklist", index)
    for number, (_, _, path) in enumerate(statements(sheet), 1):
        yield ("statement", number), path


def statements(sheet: Sheet) -> Iterator[tuple[str, Statement, Path]]:
    """Yield what the report says of the work: the property that holds it, the statement, and its path."""
    for key, name in STATEMENTS.items():
        said: Statement | tuple[Statement, ...] | None = getattr(sheet.reporting, key)
        if isinstance(said, Statement):
            yield name, said, ("reporting", key)
        else:
            yield from ((name, each, ("reporting", key, index)) for index, each in enumerate(said or ()))
