"""Addresses of comparisons that are kept under a name."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping

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


def keep(measure: str, query: Mapping[str, str]) -> str:
    """Return the page on which a curator keeps an answer; its question is one step of the path, to outlast signing in.

    ``pages.keeping`` reads it.
    """
    question = json.dumps(dict(query), sort_keys=True, separators=(",", ":")).encode()
    return f"/desk/keep/{step(measure)}/{urlsafe_b64encode(question).decode().rstrip('=')}"


def page_of(iri: str, names: Names) -> str:
    """Return the page of a kept comparison, or of one version of it, by its IRI; empty for anything else."""
    if not iri.startswith(names.comparison("")):
        return ""
    name, _, rest = iri.removeprefix(names.comparison("")).partition("/")
    number = rest.removeprefix("version/")
    return kept_comparison(name, int(number) if number.isascii() and number.isdigit() else 0) if name else ""
