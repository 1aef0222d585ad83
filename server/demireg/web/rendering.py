"""Render a template with one documented context, under a policy that lets nothing foreign in."""

from functools import cache
from pathlib import Path
from typing import Final, Protocol

from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demireg import __version__
from demireg.web import citing, standing, strips, urls, words

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"
VENDOR: Final = STATIC / "vendor"

#: Nothing but our own files; no inline script, no inline style, no frame around us.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The API's documentation draws its icons from data addresses inside its own style sheet.
DOCS_POLICY: Final = POLICY.replace("img-src 'self'", "img-src 'self' data:")
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


class Context(Protocol):
    """What a template is given: one frozen dataclass, each field documented."""


#: What templates know as ``url``: the module ``urls``, or something with the functions of it that they call.
Addresses = object


@cache
def environment() -> Environment:
    """Return the template environment: everything escaped, an undefined name is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(url=urls, words=words, version=__version__)
    made.globals.update(briefly=strips.briefly, basis_of=strips.basis, facets_of=strips.facets)
    made.globals.update(lacking=standing.lacking, linked=citing.linked)
    return made


def text(template: str, page: Context, addresses: Addresses = urls) -> str:
    """Return a rendered template; ``addresses`` stands in for ``urls`` where pages link to each other otherwise."""
    return environment().get_template(template).render(page=page, url=addresses)


def render(template: str, page: Context, status: int = 200, policy: str = POLICY) -> HTMLResponse:
    """Answer with a page. The template sees the context as ``page``, and ``url`` and ``words`` beside it."""
    return HTMLResponse(text(template, page), status, {**HEADERS, "Content-Security-Policy": policy})


def render_figure(template: str, page: Context, name: str) -> Response:
    """Answer with a drawing that a browser shows and saves under a name."""
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(text(template, page), media_type="image/svg+xml", headers={**HEADERS, **disposition})
