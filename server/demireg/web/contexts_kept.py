"""What the templates of kept comparisons are given; see ``contexts``."""

from dataclasses import dataclass

from demireg.services.comparing.asking import Measure
from demireg.services.comparing.saving import Heading, Saved
from demireg.web.contexts import Frame
from demireg.web.contexts_asking import Table


@dataclass(frozen=True, slots=True)
class KeptListPage:
    """The kept comparisons (``comparisons.html``). frame; kept: the newest of each name."""

    frame: Frame
    kept: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One kept comparison (``comparison.html``).

    frame; kept: it; measure: what it asks, None for one that is there no longer; asked: its values, each name and
    value; today: the measure's page with the same values, or empty; table: the answer as it was, or what has changed;
    sentence: what has changed, or empty where it was not asked again; cite: a line to cite it by.
    """

    frame: Frame
    kept: Saved
    measure: Measure | None
    asked: tuple[tuple[str, str], ...]
    today: str
    table: Table
    sentence: str
    cite: str
