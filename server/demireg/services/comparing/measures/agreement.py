"""Agreement of those who coded passages of one study (measure 8.10 of the method): kappa and alpha."""

from typing import Final

from demireg.services.agreeing.held import measured
from demireg.services.comparing.asking import Asked, Measure, Measured
from demireg.services.queries import Param


def run(asked: Asked) -> Measured:
    """Return the agreement of each two coders of a held study. Raises NotFound or Retracted when it is not there."""
    return measured(asked.repository, asked.values["study"])


MEASURE: Final = Measure(
    name="agreement",
    title="How far do those who coded one study agree?",
    summary=(
        "Cohen's kappa of each two coders on the roles and on the concepts of the passages that both coded, and "
        "Krippendorff's alpha of all coders together. What the report says of its own double coding stands beside it."
    ),
    run=run,
    params=(Param("study", "text", "", "the identifier of a held study"),),
    filters=(),
    empty="No passage of it was coded by several people here. `demireg agree` compares two versions of a sheet.",
    example={"study": "wood-2021"},
)
