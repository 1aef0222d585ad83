"""What the templates of kept comparisons are given; see ``contexts``."""

from dataclasses import dataclass

from demireg.edge.identity import Visitor
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
class KeepPage:
    """Where a curator keeps an answer (``keep.html``).

    frame; visit: who asks; measure: what is asked; asked: its values, each name and value; action: where the form goes;
    back: the answer's page; name, note: as typed; problem: what is wrong with them, or empty.
    """

    frame: Frame
    visit: Visitor
    measure: Measure
    asked: tuple[tuple[str, str], ...]
    action: str
    back: str
    name: str
    note: str
    problem: str


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One kept comparison (``comparison.html``).

    frame; kept: it; measure: what it asks, None for one that is there no longer; asked: its values, each name and
    value; today: the measure's page with the same values, or empty; table: the answer as it was, or what has changed;
    sentence: what has changed, or empty where it was not asked again; notes: of the answer as it was, or on the
    changes; cite: a line to cite it by.
    """

    frame: Frame
    kept: Saved
    measure: Measure | None
    asked: tuple[tuple[str, str], ...]
    today: str
    table: Table
    sentence: str
    notes: tuple[str, ...]
    cite: str
