"""Context contrast: which contexts separate an outcome of a mechanism from its opposite (measure 8.5 of the method).

K+ are the programmes in which the mechanism worked and the outcome came, K− those with the opposed outcome, whether
the mechanism worked or not. A context was there (yes), its opposite or its absence is coded (no), or nobody says
(unknown). delta = yes₊/(yes₊+no₊) − yes₋/(yes₋+no₋), undefined where one side has nothing known. Without a mechanism
any counts, which the method does not define and a note says.
"""

from typing import TYPE_CHECKING, Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.asking import Asked, Measure, Measured, Value
from demireg.services.comparing.later import Later
from demireg.services.queries import Param

if TYPE_CHECKING:
    from demireg.services.comparing.contrasting import Contrast, Side

_NO_OPPOSITE: Final = (
    "{} has no opposite in the vocabulary, so nothing can stand on the other side. "
    "State `realist:opposes` for it, or choose an outcome that has one."
)
_ONE_SIDED: Final = "No {unit} is known to show {mechanism} with {outcome}: that side is empty, so no delta is defined."
_ANY: Final = (
    "No mechanism was named, so configurations of different ones stand together: contexts that separate the outcomes "
    "here may do so through any of them. Where the outcome came a mechanism worked; where its opposite came, it worked "
    "or did not. Configurations without a coded mechanism are not in it."
)
_PLAIN_ONLY: Final = (
    "The reference in SPARQL is of one mechanism and counts all programmes under all accepted codings. "
    "Name a mechanism and leave out the filters and site=yes, or ask the comparison table."
)


COLUMNS: Final = (
    "context",
    "label",
    "delta",
    "discriminates",
    "yes",
    "no",
    "unknown",
    "opposed_yes",
    "opposed_no",
    "opposed_unknown",
    "reached_by",
    "opposed_by",
)


def run(asked: Asked) -> Measured:
    """Return every context of which anything is known on either side, those that separate the sides most first.

    Raises BadParameter where the reference in SPARQL is asked for filters that it does not have.
    """
    from demireg.services.comparing import contrasting  # NumPy is read only when something is compared

    if asked.by == "sparql":
        if not asked.values["mechanism"] or not contrasting.can(asked):
            raise BadParameter(_PLAIN_ONLY)
        found = contrasting.by_sparql(asked)
    else:
        found = contrasting.by_table(asked)
    opposites = [str(row["opposed"]) for row in asked.rows("opposites", concept=asked.values["outcome"])]
    body = {
        "mechanism": asked.values["mechanism"],
        "outcome": asked.values["outcome"],
        "opposites": opposites,
        "reached_by": found.reached_by,
        "opposed_by": found.opposed_by,
        "known": len(found.contrasts),
        "unknown": sum(each.delta is None for each in found.contrasts),
        "enough": contrasting.ENOUGH,
        "contexts": [_as_dict(each) for each in found.contrasts],
    }
    rows = Later(len(found.contrasts), lambda: tuple(map(_row, found.contrasts)))
    return Measured(COLUMNS, rows, body, _notes(asked, body))


def _notes(asked: Asked, body: dict[str, Any]) -> tuple[str, ...]:
    """Return what is missing for a contrast, if anything: an opposite, or a side."""
    outcome = asked.values["outcome"]
    if not body["opposites"]:
        return (_NO_OPPOSITE.format(outcome),)
    sides = {"reached_by": outcome, "opposed_by": " or ".join(body["opposites"])}
    about = {"unit": asked.filters.unit, "mechanism": asked.values["mechanism"] or "a mechanism"}
    open_to_any = () if asked.values["mechanism"] else (_ANY,)
    return open_to_any + tuple(
        _ONE_SIDED.format(outcome=each, **about) for side, each in sides.items() if not body[side]
    )


def _as_dict(each: "Contrast") -> dict[str, Any]:
    return {
        "context": each.context,
        "label": each.label,
        "delta": each.delta,
        "discriminates": each.discriminates,
        "turns_on": each.turns_on,
        "reached": _side(each.reached),
        "opposed": _side(each.opposed),
    }


def _side(side: "Side") -> dict[str, Any]:
    return {
        "known": side.known,
        "share": side.share,
        "yes": side.yes,
        "no": side.no,
        "unknown": side.unknown,
        "configurations": side.configurations,
    }


def _row(each: "Contrast") -> tuple[Value, ...]:
    counts = [len(names) for side in (each.reached, each.opposed) for names in (side.yes, side.no, side.unknown)]
    ids = [" ".join((*side.yes, *side.no)) for side in (each.reached, each.opposed)]
    return (each.context, each.label, each.delta, each.discriminates, *counts, *ids)


MEASURE: Final = Measure(
    name="contrast",
    title="Which contexts separate an outcome of a mechanism from its opposite?",
    summary=(
        "Programmes in which the mechanism worked and the outcome came, beside those with the opposed outcome. "
        "A context is there (yes), its opposite or its absence is coded (no), or nobody says (unknown). delta is the "
        "difference of the shares of yes among the known; a context discriminates at 1 or -1 with two known on each "
        "side. turns_on names the units each of which alone, left out, changes that. It asks for an explanation and is "
        "none."
    ),
    run=run,
    params=(
        Param("mechanism", "optionalconcept", "", "the mechanism; any one unless given"),
        Param("outcome", "concept", "", "the outcome"),
        Param("site", "choice", "no", "whether contexts of the whole site count too", ("yes", "no")),
    ),
    empty="No programme shows the mechanism with this outcome or its opposite, or no context is coded. Try others.",
    example={"mechanism": "Trust", "outcome": "Engagement"},
)
