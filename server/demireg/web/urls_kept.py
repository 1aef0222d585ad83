"""Addresses of comparisons that are kept under a name."""

from demireg.domain.names import Names
from demireg.web.addressing import step, with_values


def kept_comparisons() -> str:
    """Return the list of kept comparisons."""
    return "/comparisons"


def kept_comparison(name: str, number: int = 0) -> str:
    """Return the page of what is kept under a name, of one version of it when given."""
    return with_values(f"/comparisons/{step(name)}", version=str(number) if number else "")


def kept_again(name: str, number: int = 0) -> str:
    """Return the page on what has changed since a version was kept, the newest unless given."""
    return with_values(f"/comparisons/{step(name)}/again", version=str(number) if number else "")


def kept_data(name: str, number: int = 0, form: str = "") -> str:
    """Return what is kept as data; form is csv or empty for JSON."""
    return with_values(f"/api/comparisons/{step(name)}", version=str(number) if number else "", format=form)


def page_of(iri: str, names: Names) -> str:
    """Return the page of a kept comparison, or of one version of it, by its IRI; empty for anything else."""
    if not iri.startswith(names.comparison("")):
        return ""
    name, _, rest = iri.removeprefix(names.comparison("")).partition("/")
    number = rest.removeprefix("version/")
    return kept_comparison(name, int(number) if number.isascii() and number.isdigit() else 0) if name else ""
