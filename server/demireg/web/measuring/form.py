"""The form of a measure: its own values, the filters that all share, suggestions, and the filters set as chips."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Final

from demireg.services.comparing import offering
from demireg.services.comparing.asking import Measure
from demireg.services.comparing.filters import FILTERS, UNITS, Filter, Filters
from demireg.services.comparing.offering import Offer
from demireg.services.comparing.table import ComparisonTable
from demireg.services.queries import Param
from demireg.web import urls, words
from demireg.web.asking import FilterChip, FormField, Offers
from demireg.web.contexts_comparing import AskForm

#: A list up to this long is a drop-down; a longer one suggests while one types.
_FEW: Final = 30
_ANY: Final = Offer("", "any")
#: Filter → its name in words.
LABELS: Final = {
    "profile": "Codings",
    "unit": "Count",
    "seen": "Read",
    "country": "Country",
    "programme": "Programme",
    "model": "Service model",
    "design": "Design",
    "stage": "Stage of the pathway",
    "study": "Only these studies",
    "without": "Without these studies",
    "since": "Published since",
    "until": "Published until",
}
_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "profile": words.PROFILES,
    "unit": {"programme": "independent programmes", "study": "studies"},
    "seen": words.TEXT_SEEN,
}
#: Filters of which one usually wants several values at once.
_OFTEN_SEVERAL: Final = ("study", "without")
_SEVERAL: Final = "several are separated by commas"


def build(table: ComparisonTable, measure: Measure, given: Mapping[str, str], filters: Filters | None) -> AskForm:
    """Return the form with what was given; ``filters`` are those that were understood, None where they were not."""
    lists: dict[str, Offers] = {}
    fields = tuple(_value(table, param, given.get(param.name, param.default), lists) for param in measure.params)
    others = {name: value for name, value in given.items() if name not in measure.filters}
    address = partial(_address, measure.name)
    return AskForm(
        action=urls.comparison(measure.name),
        fields=fields,
        filters=filter_fields(table, measure.filters, given, lists),
        offers=tuple(lists.values()),
        chips=chips(given, filters, address) if filters else (),
        clear=address(others),
    )


def filter_fields(
    table: ComparisonTable, names: Collection[str], given: Mapping[str, str], lists: dict[str, Offers]
) -> tuple[FormField, ...]:
    """Return a field for each filter of these names that has anything to choose; ``lists`` take what they use."""
    there = offering.filter_offers(table) if names else {}
    found = (
        _filter(each, given.get(each.name, ""), there.get(each.name, ()), lists)
        for each in FILTERS
        if each.name in names
    )
    return tuple(field for field in found if field is not None)


def chips(
    given: Mapping[str, str], filters: Filters, address: Callable[[Mapping[str, str]], str]
) -> tuple[FilterChip, ...]:
    """Return each value of each filter that is set, with the address of the page without it."""
    found: list[FilterChip] = []
    for name, text in filters.query().items():
        held = getattr(filters, name)
        for value in held if isinstance(held, tuple) else (text,):
            rest = [one for one in held if one != value] if isinstance(held, tuple) else []
            without = {**given, name: ",".join(rest)}
            found.append(FilterChip(LABELS[name], said(name, str(value)), address(without)))
    return tuple(found)


def said(name: str, value: str) -> str:
    """Return a filter's value in words."""
    return _SAID.get(name, {}).get(value, words.spaced(value) if name == "design" else value)


def _value(table: ComparisonTable, param: Param, value: str, lists: dict[str, Offers]) -> FormField:
    label = param.text[:1].upper() + param.text[1:]
    kind = param.kind.removeprefix("optional")
    optional = param.kind != kind
    if kind == "number":
        return FormField(param.name, label, value, "number")
    found = offering.offers(table, param)
    if kind == "choice" or (kind not in {"concept", "concepts"} and 0 < len(found) <= _FEW):
        rest = (_ANY,) if optional or not value else ()
        return FormField(param.name, label, value, "select", (*rest, *found))
    hint = _SEVERAL if kind == "concepts" else ""
    return FormField(
        param.name, label, value, "text", (), _listed(lists, f"{kind.rstrip('s')}-{param.name}", found), hint
    )


def _filter(each: Filter, value: str, found: tuple[Offer, ...], lists: dict[str, Offers]) -> FormField | None:
    label = LABELS[each.name]
    if each.name in {"since", "until"}:
        return FormField(each.name, label, value, "number")
    if not each.column:
        plain = tuple(_SAID["profile"]) if each.name == "profile" else UNITS
        options = tuple(Offer(one, said(each.name, one)) for one in plain)
        return FormField(each.name, label, value or plain[0], "select", options)
    if not found and each.name == "stage":
        return None  # no study states it, so that there is nothing to choose
    if 0 < len(found) <= _FEW and "," not in value and each.name not in _OFTEN_SEVERAL:
        options = (_ANY, *(Offer(one.value, said(each.name, one.value)) for one in found))
        return FormField(each.name, label, value, "select", options)
    name = "study" if each.name == "without" else each.name
    return FormField(each.name, label, value, "text", (), _listed(lists, f"filter-{name}", found), _SEVERAL)


def _listed(lists: dict[str, Offers], key: str, found: tuple[Offer, ...]) -> str:
    """Keep a list of suggestions, one for all fields that share it; return its name, empty where there is none."""
    if not found:
        return ""
    same = next((held.id for held in lists.values() if held.options == found), "")
    if not same:
        lists[key] = Offers(f"offers-{key}", found)
    return same or f"offers-{key}"


def _address(measure: str, values: Mapping[str, str]) -> str:
    return urls.comparison(measure, values)
