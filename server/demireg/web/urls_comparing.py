"""Addresses of comparisons: the overview, each measure's page with its values and filters, the same as files."""

from collections.abc import Mapping

from demireg.web.addressing import step, with_values


def comparisons() -> str:
    """Return the overview of what can be asked."""
    return "/compare"


def comparison(name: str, values: Mapping[str, str] | None = None) -> str:
    """Return a measure's page, answered when its values are given."""
    return with_values(f"/compare/{step(name)}", **(values or {}))


def comparison_file(name: str, ending: str, values: Mapping[str, str]) -> str:
    """Return a measure's answer as a file of a format, such as ``.csv``."""
    return with_values(f"/compare/{step(name)}{step(ending)}", **values)


def comparison_data(name: str, values: Mapping[str, str]) -> str:
    """Return a measure's answer from the API, as JSON."""
    return with_values(f"/api/compare/{step(name)}", **values)


def programme(name: str) -> str:
    """Return the studies of a programme."""
    return with_values("/studies", programme=name)
