"""Demi-regularities: whether an outcome comes wherever a mechanism works, in contexts that differ (method 8.4)."""

from typing import TYPE_CHECKING, Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing import naming
from demireg.services.comparing.asking import Asked, Measure, Measured, Value
from demireg.services.queries import Param

if TYPE_CHECKING:
    from demireg.services.comparing.regularities import Regularity, Thresholds

COLUMNS: Final = (
    "mechanism",
    "outcome",
    "share",
    "diversity",
    "holds",
    "yes",
    "no",
    "unknown",
    "known",
    "contexts_unknown",
    "yes_in",
    "no_in",
)
_INVITES: Final = "What holds invites an explanation and is no finding."
_LISTED: Final = (
    "{there} pairs are reported with an outcome known in {least:g} or more; the first {listed} are shown (top)."
)
_TABLE_ONLY: Final = (
    "Demi-regularities are answered by the comparison table; the question demi-regularity is by SPARQL."
)


def run(asked: Asked) -> Measured:
    """Return one pair of mechanism and outcome, or all that are reported often enough, those that may hold first.

    Given a mechanism alone or an outcome alone, all of its pairs. Raises BadParameter for thresholds that nothing can
    meet, and where SPARQL is asked for.
    """
    from demireg.services.comparing import regularities  # NumPy is read only when something is compared

    if asked.by == "sparql":
        raise BadParameter(_TABLE_ONLY)
    at, top = _thresholds(asked)
    worked = regularities.Worked(asked)
    if asked.values["mechanism"] and asked.values["outcome"]:
        found = worked.one(asked.values["mechanism"], asked.values["outcome"])
        there = len(found)
    else:
        pairs = worked.pairs(at, asked.values["outcome"])
        there = len(pairs.mechanism)
        found = worked.regularities(pairs.first(top))
    body = {
        "thresholds": {"least": at.least, "share": at.share, "diversity": at.diversity},
        "reported": there,
        "listed": len(found),
        "regularities": [_as_dict(each, at) for each in found],
    }
    cut = (_LISTED.format(there=there, least=at.least, listed=len(found)),) if there > len(found) else ()
    return Measured(COLUMNS, tuple(_row(each, at) for each in found), body, (*cut, _INVITES) if found else ())


def _thresholds(asked: Asked) -> tuple["Thresholds", int]:
    """Return the thresholds, and how many pairs are listed at most. Raises BadParameter for what nothing can meet."""
    from demireg.services.comparing.regularities import Thresholds

    at = Thresholds(asked.number("least"), asked.number("share"), asked.number("diversity"))
    for name in ("share", "diversity"):
        if not 0 <= asked.number(name) <= 1:
            raise BadParameter(f"'{name}' is between 0 and 1, not {asked.values[name]}.")
    return at, int(asked.number("top"))


def _as_dict(each: "Regularity", at: "Thresholds") -> dict[str, Any]:
    return {
        "mechanism": each.mechanism[0],
        "mechanism_label": each.mechanism[1],
        "outcome": each.outcome[0],
        "outcome_label": each.outcome[1],
        "share": each.share,
        "diversity": each.diversity,
        "holds": each.holds(at),
        "known": each.known,
        "yes": each.yes,
        "no": each.no,
        "unknown": each.unknown,
        "contexts_unknown": each.contexts_unknown,
        "configurations": each.configurations,
        "against": each.against,
    }


def _row(each: "Regularity", at: "Thresholds") -> tuple[Value, ...]:
    counts = (len(each.yes), len(each.no), len(each.unknown), each.known, len(each.contexts_unknown))
    ids = (" ".join(each.yes), " ".join(each.no))
    return (each.mechanism[0], each.outcome[0], each.share, each.diversity, each.holds(at), *counts, *ids)


MEASURE: Final = Measure(
    name="demi-regularities",
    title="Where a mechanism works, does an outcome come along, in contexts that differ?",
    summary=(
        "Among the programmes in which the mechanism worked: yes where the outcome came, no where its opposite came or "
        "it did not come, else unknown. share is of yes among the known; diversity is the mean share of contexts that "
        "two of those with yes do not have in common. It holds with enough known, such a share and such diversity; "
        "holds is empty where no two have coded contexts. Without both concepts, the pairs reported often enough."
    ),
    run=run,
    params=(
        Param("mechanism", "optionalconcept", "", "the mechanism; without it every one"),
        Param("outcome", "optionalconcept", "", "the outcome; without it every one"),
        Param("least", "number", "3", "in how many programmes the outcome must be known", within=(1, naming.MOST)),
        Param("share", "number", "0.75", "the share of yes among the known, at least"),
        Param("diversity", "number", "0.30", "the diversity of contexts, at least"),
        Param("top", "number", "50", "how many pairs are listed at most"),
    ),
    empty="In no chosen configuration did this mechanism work, or no pair is reported often enough. Lower least.",
    example={"mechanism": "Trust", "outcome": "Engagement"},
)
