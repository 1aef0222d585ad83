"""Answers as figures for print: Vega-Lite, drawn here and without the network.

``FIGURES`` names what is drawn of which measure; a measure without a figure is better read as a table.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import Answer
from demireg.services.publishing.about import about
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.bars import discrimination, rivals
from demireg.services.publishing.figures.contrast import contrast
from demireg.services.publishing.figures.curves import regularities, saturation
from demireg.services.publishing.figures.diversity import diversity
from demireg.services.publishing.figures.frame import Figure, png, svg
from demireg.services.publishing.figures.heat import gaps, overlap
from demireg.services.publishing.figures.likeness import diff
from demireg.services.publishing.figures.lineage import lineage
from demireg.services.publishing.figures.matrix import matrix
from demireg.services.publishing.figures.opposed import contradictions
from demireg.services.publishing.figures.pairs import minimal_pairs
from demireg.services.publishing.figures.patterns import patterns
from demireg.services.publishing.figures.ripples import ripples
from demireg.services.publishing.figures.support import support
from demireg.services.publishing.figures.transfer import transfer
from demireg.services.publishing.figures.truth import truth_table
from demireg.services.publishing.figures.voices import voices

Draw = Callable[[Answer, Called], Figure]

#: Measure → how its answers are drawn.
FIGURES: Final[dict[str, Draw]] = {
    "matrix": matrix,
    "support": support,
    "contrast": contrast,
    "demi-regularities": regularities,
    "patterns": patterns,
    "truth-table": truth_table,
    "gaps": gaps,
    "saturation": saturation,
    "overlap": overlap,
    "diff": diff,
    "discrimination": discrimination,
    "rivals": rivals,
    "lineage": lineage,
    "contradictions": contradictions,
    "voices": voices,
    "transfer": transfer,
    "ripples": ripples,
    "diversity": diversity,
    "minimal-pairs": minimal_pairs,
}


def drawn(answer: Answer) -> Figure:
    """Return the figure of an answer. Raises BadParameter where a measure has none, or the answer nothing to draw."""
    if answer.measure.name not in FIGURES:
        raise BadParameter(
            f"The measure {answer.measure.name} has no figure; there is one of {', '.join(FIGURES)}. Take a table."
        )
    if not answer.found.rows:
        raise BadParameter(f"There is nothing to draw. {answer.measure.empty}".strip())
    figure = FIGURES[answer.measure.name](answer, Called.of(answer.asked.repository.table))
    return replace(figure, key=(*figure.key, *answer.found.notes))


def as_svg(answer: Answer) -> bytes:
    """Return the figure of an answer as SVG. Raises BadParameter as ``drawn`` does."""
    return svg(about(answer), drawn(answer))


def as_png(answer: Answer) -> bytes:
    """Return the figure of an answer as PNG. Raises BadParameter as ``drawn`` does."""
    return png(about(answer), drawn(answer))
