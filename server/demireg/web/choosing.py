"""Choose and order studies where there are many: by an address, so that a choice can be kept and passed on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from demireg.domain.errors import BadParameter
from demireg.services.comparing.filters import Filters
from demireg.web import words
from demireg.web.asking import FilterChip, FormField, Offers

#: With no more studies than this, a matrix shows every one of them unasked.
FEW: Final = 12

#: How studies may be ordered → what a page calls it.
ORDERS: Final = {
    "": "by name",
    "year": "newest first",
    "programme": "by programme",
    "read": "most read first",
    "judged": "most judged first",
}
_READ: Final = {seen: place for place, seen in enumerate(words.TEXT_SEEN)}


class Chosen(Protocol):
    """What a choice needs to know of a study."""

    @property
    def id(self) -> str:
        """Its identifier."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def year(self) -> int | None:
        """Of publication."""

    @property
    def programme(self) -> str:
        """What it evaluates."""

    @property
    def country(self) -> str | None:
        """Where."""

    @property
    def text_seen(self) -> str | None:
        """How much was read."""


One = TypeVar("One", bound=Chosen)


@dataclass(frozen=True, slots=True)
class Select:
    """One field to choose by. name: in the address; label: in words; options: value, words and whether chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Chooser:
    """The form that chooses studies (``_chooser.html``).

    action: where it leads; kept: what else stands in the address, name and value; selects: its fields; shown, of:
    how many studies are shown out of how many; left_out: how many nobody judged and nothing matches, which are left
    out unasked; every: the address that shows those too, empty where they are shown; clear: the address without any
    choice, empty where nothing is chosen; filters: further fields behind a fold; unfold: where those
    are, if not here; offers: what they suggest; chips: the filters that are set.
    """

    action: str
    kept: tuple[tuple[str, str], ...]
    selects: tuple[Select, ...]
    shown: int
    of: int
    left_out: int
    every: str
    clear: str
    filters: tuple[FormField, ...] = ()
    unfold: str = ""
    offers: tuple[Offers, ...] = ()
    chips: tuple[FilterChip, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader asked for.

    seen: how much was read; country; programme; order: one of ``ORDERS``; show: ``all`` to show studies on which
    there is nothing too. Each is empty where nothing was asked. filters: where the matrix itself counts only some
    studies, so that the choice has but to order them.
    """

    seen: str = ""
    country: str = ""
    programme: str = ""
    order: str = ""
    show: str = ""
    filters: Filters | None = None

    def query(self) -> dict[str, str]:
        """Return what was asked, by its name in the address."""
        kept = self.filters.query() if self.filters else {}
        pairs = (("seen", self.seen), ("country", self.country), ("programme", self.programme))
        return kept | {name: value for name, value in (*pairs, ("order", self.order), ("show", self.show)) if value}

    def of(self, studies: Sequence[One], judged: Mapping[str, int] | None = None) -> tuple[One, ...]:
        """Return the chosen studies in the chosen order; ``judged`` counts the judgements on each."""
        keys: dict[str, Callable[[One], tuple[object, ...]]] = {
            "year": lambda one: (-(one.year or 0),),
            "programme": lambda one: (one.programme.casefold(),),
            "read": lambda one: (_READ.get(one.text_seen or "", len(_READ)),),
            "judged": lambda one: (-(judged or {}).get(one.id, 0),),
        }
        first = keys.get(self.order)
        kept = [one for one in studies if self._fits(one)]
        return tuple(sorted(kept, key=lambda one: (*(first(one) if first else ()), one.label.casefold(), one.id)))

    def _fits(self, one: Chosen) -> bool:
        wanted = ((self.seen, one.text_seen), (self.country, one.country), (self.programme, one.programme))
        return all(not asked or asked == held for asked, held in wanted)


def asked(seen: str = "", country: str = "", programme: str = "", order: str = "", show: str = "") -> Choice:
    """Return the choice that an address states. Raises BadParameter for an order that there is not."""
    return Choice(seen, country, programme, ordered(order), show)


def ordered(order: str) -> str:
    """Return an order that there is. Raises BadParameter for another."""
    if order not in ORDERS:
        raise BadParameter(f"Studies are ordered by {', '.join(filter(None, ORDERS))}, not by '{order[:40]}'.")
    return order


def selects(studies: Sequence[Chosen], choice: Choice, orders: Sequence[str] = tuple(ORDERS)) -> tuple[Select, ...]:
    """Return the fields to choose by, each with the values that these studies have; programmes only shared ones."""
    counted: dict[str, int] = {}
    for one in studies:
        counted[one.programme] = counted.get(one.programme, 0) + 1
    shared = sorted(name for name, count in counted.items() if count > 1 or name == choice.programme)
    countries = sorted({one.country for one in studies if one.country})
    read = [(seen, said) for seen, said in words.TEXT_SEEN.items() if any(one.text_seen == seen for one in studies)]
    return (
        _select("seen", "Read", choice.seen, (("", "any"), *read)),
        _select("country", "Country", choice.country, (("", "any"), *((name, name) for name in countries))),
        _select("programme", "Programme", choice.programme, (("", "any"), *((name, name) for name in shared if name))),
        _select("order", "Order", choice.order, tuple((order, ORDERS[order]) for order in orders)),
    )


def order_select(order: str) -> Select:
    """Return the field that orders studies."""
    return _select("order", "Order", order, tuple(ORDERS.items()))


def _select(name: str, label: str, chosen: str, options: tuple[tuple[str, str], ...]) -> Select:
    return Select(name, label, tuple((value, said, value == chosen) for value, said in options))
