"""Fields of forms that ask, lists that suggest, and filters that are set: what ``_asking.html`` draws."""

from dataclasses import dataclass

from demireg.services.comparing.offering import Offer


@dataclass(frozen=True, slots=True)
class Offers:
    """A list of suggestions that fields share. id: of the element; options: what can be chosen."""

    id: str
    options: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """One value or filter as a form shows it.

    name: in the address; label: in words; value: what is asked now; kind: select, number or text; options: of a select;
    offers: id of the list of suggestions, empty where there is none; hint: an example or how to give several.
    """

    name: str
    label: str
    value: str
    kind: str
    options: tuple[Offer, ...] = ()
    offers: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FilterChip:
    """One filter that is set. label: of the filter; said: its value in words; href: the page without it."""

    label: str
    said: str
    href: str
