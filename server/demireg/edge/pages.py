"""Where the web face hangs in: pages that stand in for data when a browser asks at an address of the API's."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import FastAPI, Request
from starlette.responses import Response

from demireg.edge.negotiation import prefers_page


@dataclass(frozen=True, slots=True)
class Pages:
    """What the web face offers.

    error: renders a fault from its status and sentence; sparql: renders the workbench at ``/sparql``, which reads
    the request's query itself; address: the page that shows an IRI of ours, empty when none does.
    """

    error: Callable[[Request, int, str], Response]
    sparql: Callable[[Request], Response]
    address: Callable[[Request, str], str]


def install(app: FastAPI, pages: Pages) -> None:
    """Offer the pages of the web face to the rest of this app."""
    app.state.pages = pages


def wanted(request: Request) -> Pages | None:
    """Return the pages when there are any and whoever asks prefers HTML, else None."""
    pages: Pages | None = getattr(request.app.state, "pages", None)
    return pages if pages is not None and prefers_page(request.headers.get("accept", "")) else None
