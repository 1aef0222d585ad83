"""Context diversity: how far the contexts differ in which a proposition is supported (measure 8.3 of the method)."""

from typing import TYPE_CHECKING, Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.asking import Asked, Measure, Measured, Value
from demireg.services.comparing.later import Later
from demireg.services.comparing.measures.matrix import THEORY

if TYPE_CHECKING:
    from demireg.services.comparing.differing import Differing

COLUMNS: Final = (
    "proposition",
    "diversity",
    "supporting",
    "known",
    "unknown",
    "sites",
    "countries",
    "models",
    "supported_by",
)
_OF_UNIT: Final = ("unit", "contexts")
_TABLE_ONLY: Final = "Diversity is answered by the comparison table; the question backed-propositions is by SPARQL."
_WORDED: Final = "Sites, countries and models are told apart by how the studies word them."


def run(asked: Asked) -> Measured:
    """Return each proposition of a theory with its diversity. Raises BadParameter where SPARQL is asked for."""
    from demireg.services.comparing.differing import differing  # NumPy is read only when something is compared

    if asked.by == "sparql":
        raise BadParameter(_TABLE_ONLY)
    found = differing(asked)
    body = {
        "theory": asked.values["theory"],
        "known": sum(each.diversity is not None for each in found),
        "unknown": sum(each.diversity is None for each in found),
        "propositions": [_as_dict(each) for each in found],
    }
    return Measured(COLUMNS, Later(len(found), lambda: tuple(map(_row, found))), body, (_WORDED,))


def _as_dict(each: "Differing") -> dict[str, Any]:
    return {
        "proposition": each.proposition,
        "text": each.text,
        "diversity": each.diversity,
        "supporting": len(each.units),
        "known": len(each.known),
        "unknown": len(each.unknown),
        "known_in": each.known,
        "unknown_in": each.unknown,
        "contexts": Later(
            len(each.contexts), lambda: [dict(zip(_OF_UNIT, pair, strict=True)) for pair in each.contexts]
        ),
        "sites": each.sites,
        "countries": each.countries,
        "models": each.models,
        "configurations": each.configurations,
    }


def _row(each: "Differing") -> tuple[Value, ...]:
    counts = (len(each.units), len(each.known), len(each.unknown))
    distinct = (len(each.sites), len(each.countries), len(each.models))
    return (each.proposition, each.diversity, *counts, *distinct, " ".join(each.units))


MEASURE: Final = Measure(
    name="diversity",
    title="In how diverse contexts is each proposition of a theory supported?",
    summary=(
        "The mean share of contexts that two supporting programmes do not have in common: 0 the same, 1 nothing "
        "shared. Contexts are those coded of the configurations that the supporting stances rest on. A programme "
        "without one is unknown and in no pair; without a pair the diversity is undefined. Beside it, how many "
        "distinct sites, countries and service models."
    ),
    run=run,
    params=(THEORY,),
    empty="The theory has no propositions.",
    example={"theory": "salutogenesis"},
)
