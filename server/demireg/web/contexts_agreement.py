"""What the templates on the agreement of coders are given: the way in, and the account of two versions or a study."""

from collections.abc import Mapping
from dataclasses import dataclass

from demireg.services.agreeing.compare import Agreement, Published
from demireg.services.agreeing.figures import Figures
from demireg.services.agreeing.held import Coders
from demireg.services.agreeing.items import Item
from demireg.web.contexts import Frame


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """The way in (``agreement.html``).

    frame; problem: what was wrong with what was sent, or empty; endings: of files that are read; studies: held ones by
    identifier and label; twice: those of which several people coded passages; wanted: the study to begin with.
    """

    frame: Frame
    problem: str
    endings: tuple[str, ...]
    studies: tuple[tuple[str, str], ...]
    twice: tuple[tuple[str, str], ...]
    wanted: str


@dataclass(frozen=True, slots=True)
class HeldPage:
    """The agreement of those who coded passages of a held study (``agreed_study.html``).

    frame; study: identifier; label; coders: the account; tables: of each pair, in the same order; concepts: labels by
    name; data: address of the same as data.
    """

    frame: Frame
    study: str
    label: str
    coders: Coders
    tables: tuple["Tables", ...]
    concepts: Mapping[str, str]
    data: str

    @property
    def published(self) -> Published | None:
        """Return what the report says of its own double coding."""
        return self.coders.published


@dataclass(frozen=True, slots=True)
class Tables:
    """Who gave what. heads: roles given; rows: of the first coder, each with a count for each head; concepts: pairs.

    sums: the count of all rows for each head.
    concepts holds the first coder's, the second's, how often, and whether they are one; those that differ come first.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]
    sums: tuple[int, ...]
    concepts: tuple[tuple[str, str, int, bool], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One difference with what was chosen.

    number: its place in the form; item; a, b: the readings in words; options: values with words; chosen: the value, or
    empty; value: another concept, typed; reason; free: another concept can be typed.
    """

    number: int
    item: Item
    a: str
    b: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    value: str
    reason: str
    free: bool


@dataclass(frozen=True, slots=True)
class AgreedPage:
    """The account of two versions, with the differences to settle (``agreed.html``).

    frame; action: where the form goes; found: the account; figures: those shown, in order; tables: who gave what;
    choices: differences; earlier: what was said of matches that are differences no more, as it goes back with the form
    (number, unit, choice, reason); agent: who settles, as typed; rest: whose reading stands else, or empty; problem:
    why nothing was written, or empty; told: what was done, or empty; concepts: codes with labels, to choose from.
    """

    frame: Frame
    action: str
    found: Agreement
    figures: tuple[Figures, ...]
    tables: Tables
    choices: tuple[Choice, ...]
    earlier: tuple[tuple[int, str, str, str], ...]
    agent: str
    rest: str
    problem: str
    told: str
    concepts: tuple[tuple[str, str], ...]
