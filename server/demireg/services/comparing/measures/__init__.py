"""The measures of comparison by name: each module holds one as ``MEASURE``, what it takes and how it is worked out."""

from typing import Final

from demireg.services.comparing.asking import Measure
from demireg.services.comparing.measures import (
    agreement,
    contradictions,
    contrast,
    demi_regularities,
    diff,
    discrimination,
    diversity,
    gaps,
    lineage,
    matrix,
    minimal_pairs,
    overlap,
    patterns,
    ripples,
    rivals,
    saturation,
    support,
    transfer,
    truth_table,
    voices,
)

#: Measures: name on the command line and in addresses → what it is, in the order in which they are listed.
MEASURES: Final[dict[str, Measure]] = {
    each.MEASURE.name: each.MEASURE
    for each in (
        matrix,
        support,
        diversity,
        demi_regularities,
        contrast,
        patterns,
        truth_table,
        gaps,
        saturation,
        minimal_pairs,
        overlap,
        diff,
        discrimination,
        rivals,
        lineage,
        contradictions,
        voices,
        transfer,
        ripples,
        agreement,
    )
}
