"""Context contrast: which contexts separate an outcome of a mechanism from its opposite (measure 8.5 of the method).

K+ are the programmes in which the mechanism worked and the outcome came, K− those with the opposed outcome, whether
the mechanism worked or not. A context was there (yes), its opposite or its absence is coded (no), or nobody says
(unknown). delta = yes₊/(yes₊+no₊) − yes₋/(yes₋+no₋), undefined where one side has nothing known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.queries import Param

#: So many known on each side, at least, make a context that discriminates.
ENOUGH: Final = 2
_NO_OPPOSITE: Final = (
    "{} has no opposite in the vocabulary, so nothing can stand on the other side. "
    "State `realist:opposes` for it, or choose an outcome that has one."
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a context: the units in which it was there, was not, or is unknown, with the configurations."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    unknown: tuple[str, ...]
    configurations: tuple[str, ...]

    @property
    def known(self) -> int:
        """How many units say anything."""
        return len(self.yes) + len(self.no)

    @property
    def share(self) -> float | None:
        """The share of yes among the known, None where nothing is known."""
        return len(self.yes) / self.known if self.known else None


@dataclass(frozen=True, slots=True)
class Contrast:
    """One context. delta: from -1 to 1, None where undefined; discriminates: 1 or -1 with two known on each side."""

    context: str
    label: str
    reached: Side
    opposed: Side

    @property
    def delta(self) -> float | None:
        """The difference of the shares."""
        one, other = self.reached.share, self.opposed.share
        return None if one is None or other is None else one - other

    @property
    def discriminates(self) -> bool:
        """Whether the context separates the two sides in all that is known, with enough known."""
        enough = min(self.reached.known, self.opposed.known) >= ENOUGH
        return enough and self.delta is not None and abs(self.delta) == 1


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
    """Return every context of which anything is known on either side, those that separate the sides most first."""
    site = asked.values["site"] == "yes"
    units: dict[bool, tuple[str, ...]] = {True: (), False: ()}
    units |= {bool(row["side"]): tuple(row["names"]) for row in asked.rows("contrast-sides", site=site)}
    found = contrasts(asked.rows("contrast", site=site), units)
    body = {
        "mechanism": asked.values["mechanism"],
        "outcome": asked.values["outcome"],
        "opposites": [row["opposed"] for row in asked.rows("opposites", concept=asked.values["outcome"])],
        "reached_by": list(units[True]),
        "opposed_by": list(units[False]),
        "known": len(found),
        "unknown": sum(each.delta is None for each in found),
        "contexts": [asdict(each) | {"delta": each.delta, "discriminates": each.discriminates} for each in found],
    }
    notes = () if body["opposites"] else (_NO_OPPOSITE.format(asked.values["outcome"]),)
    return Measured(COLUMNS, tuple(map(_row, found)), body, notes)


def contrasts(rows: Sequence[Row], units: Mapping[bool, tuple[str, ...]]) -> tuple[Contrast, ...]:
    """Return the contrasts of contexts from the rows of one context and side each, and all units of each side."""
    sides: dict[tuple[str, str], dict[bool, Side]] = {}
    for row in rows:
        yes, no = tuple(row["yes"]), tuple(row["no"])
        unknown = tuple(unit for unit in units[row["side"]] if unit not in {*yes, *no})
        side = Side(yes, no, unknown, tuple(row["configurations"]))
        sides.setdefault((row["context"], row["label"] or row["context"]), {})[row["side"]] = side
    nothing = {side: Side((), (), names, ()) for side, names in units.items()}
    found = [
        Contrast(context, label, both.get(True, nothing[True]), both.get(False, nothing[False]))
        for (context, label), both in sides.items()
    ]
    return tuple(sorted(found, key=lambda each: (-1 if each.delta is None else abs(each.delta)) * -1))


def _row(each: Contrast) -> tuple[Value, ...]:
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
        "side. It asks for an explanation and is none."
    ),
    run=run,
    params=(
        Param("mechanism", "concept", "", "the mechanism"),
        Param("outcome", "concept", "", "the outcome"),
        Param("site", "choice", "no", "whether contexts of the whole site count too", ("yes", "no")),
    ),
    source="method 8.5",
    empty="No programme shows the mechanism with this outcome or its opposite, or no context is coded. Try others.",
    example={"mechanism": "Trust", "outcome": "Engagement"},
)
