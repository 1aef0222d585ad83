"""Patterns: which contexts, mechanisms and outcomes are reported together most, over everything included."""

from typing import TYPE_CHECKING, Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.asking import Asked, Measure, Measured, Value
from demireg.services.comparing.later import Later
from demireg.services.queries import Param

if TYPE_CHECKING:
    from demireg.services.comparing.triples import Triple

COLUMNS: Final = ("context", "mechanism", "outcome", "units", "configurations", "unit_ids")
_LISTED: Final = "There are {there} patterns; the first {listed} are shown (top)."
_TABLE_ONLY: Final = "Patterns are answered by the comparison table only. Leave out by=sparql."


def run(asked: Asked) -> Measured:
    """Return the triples of coded concepts that most units report."""
    from demireg.services.comparing.triples import counted  # NumPy is read only when something is compared

    if asked.by == "sparql":
        raise BadParameter(_TABLE_ONLY)
    found = counted(asked, int(asked.number("top")))
    body = {
        "patterns": [_as_dict(each) for each in found.triples],
        "there": found.there,
        "known": found.known,
        "unknown": found.units - found.known,
    }
    rows = Later(len(found.triples), lambda: tuple(map(_row, found.triples)))
    listed = len(found.triples)
    notes = (_LISTED.format(there=found.there, listed=listed),) if found.there > listed else ()
    return Measured(COLUMNS, rows, body, notes)


def _row(each: "Triple") -> tuple[Value, ...]:
    names = (each.context[0], each.mechanism[0], each.outcome[0])
    return (*names, len(each.units), len(each.configurations), " ".join(each.units))


def _as_dict(each: "Triple") -> dict[str, Any]:
    named = {"context": each.context, "mechanism": each.mechanism, "outcome": each.outcome}
    concepts = {role: name for role, (name, _) in named.items()}
    labels = {f"{role}_label": label for role, (_, label) in named.items()}
    counts = {"count": len(each.units), "units": each.units, "configurations": each.configurations}
    return concepts | labels | counts


MEASURE: Final = Measure(
    name="patterns",
    title="Which contexts, mechanisms and outcomes are reported together most?",
    summary=(
        "Programmes that report a context, a mechanism that worked and an outcome that came in one configuration, by "
        "the concepts that are coded. A concept given as a filter stands for its kinds too. known counts programmes "
        "with any such configuration; of the unknown ones none is coded in all three roles. A synthesis is left out "
        "beside its own sources. What is reported together often may be what is looked for often."
    ),
    run=run,
    params=(
        Param("context", "optionalconcept", "", "only with this context or a kind of it"),
        Param("mechanism", "optionalconcept", "", "only with this mechanism or a kind of it"),
        Param("outcome", "optionalconcept", "", "only with this outcome or a kind of it"),
        Param("top", "number", "50", "how many are listed at most"),
    ),
    empty="No chosen configuration is coded in all three roles with these concepts. Leave one out.",
    example={},
)
