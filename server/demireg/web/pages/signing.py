"""Signing in and out: by the one-time link of a single user, or by a token."""

from http import HTTPStatus
from typing import Annotated, Final, TypeVar
from urllib.parse import quote, unquote

from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from demireg.domain.errors import NotSignedIn
from demireg.edge import identity
from demireg.edge.identity import Visitor
from demireg.web import urls
from demireg.web.contexts import Frame
from demireg.web.contexts_desk import SignInPage
from demireg.web.pages.about import error_page
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

#: Seconds for which a browser remembers where somebody was going, as long as an upload is kept; and where it is told.
_REMEMBERED: Final = 3600
_DOOR: Final = "/sign-in"

Answer = TypeVar("Answer", bound=Response)


class SignInFirst(NotSignedIn):
    """A page of the desk was asked for by somebody who has not signed in."""


def install(app: FastAPI) -> None:
    """Lead whoever must sign in first to the page where that is done."""
    app.add_exception_handler(SignInFirst, _sign_in_first)


def signed(request: Request) -> Visitor:
    """Return who has signed in. Raises SignInFirst, and Refused under a name that is not ours."""
    visit = identity.visitor(request)
    if visit is None:
        raise SignInFirst("You are not signed in, or your session has ended. Sign in, then do it again.")
    return visit


@router.get("/sign-in", response_class=HTMLResponse)
def sign_in(request: Request, next: str = "", key: str = "") -> HTMLResponse:  # noqa: A002 (the parameter's name)
    """Show where people sign in; the browser remembers where they were going until they have, by whichever link."""
    identity.hold_host(request)
    onward = _onward(next) if next else _onward(unquote(request.cookies.get(_remembering(request), "")))
    response = _page(request, onward, key)
    if next and onward != urls.desk():
        response.set_cookie(
            _remembering(request),
            quote(onward, safe=""),
            max_age=_REMEMBERED,
            path=_DOOR,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
    return response


@router.post("/sign-in", response_class=HTMLResponse)
def sign_in_now(
    request: Request,
    token: Annotated[str, Form()] = "",
    key: Annotated[str, Form()] = "",
    onward: Annotated[str, Form()] = "",
) -> Response:
    """Begin a session for the right key or token."""
    identity.hold_origin(request)
    try:
        person = identity.by_key(request, key) if key else identity.by_token(request, token.strip())
    except NotSignedIn as fault:
        return _page(request, onward, "", str(fault), HTTPStatus.UNAUTHORIZED)
    response = RedirectResponse(_onward(onward), HTTPStatus.SEE_OTHER)
    identity.begin(request, response, person, local=bool(key))
    response.delete_cookie(_remembering(request), path=_DOOR, httponly=True, samesite="lax")
    return private(response)


@router.post("/desk/sign-out")
def sign_out(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """End the session."""
    identity.hold_form(request, signed(request), csrf)
    response = RedirectResponse(urls.sign_in(), HTTPStatus.SEE_OTHER)
    identity.end(request, response)
    return private(response)


def private(response: Answer) -> Answer:
    """Mark an answer as one person's own: nobody keeps it."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(request: Request, onward: str, key: str, problem: str = "", status: int = HTTPStatus.OK) -> HTMLResponse:
    held = identity.entrance(request)
    known = bool(identity.held_desk(request).accounts.people())
    single = held.loopback and not held.known
    page = SignInPage(Frame("Sign in", robots=False), key[:100], _onward(onward), problem, known, single)
    return private(render("sign_in.html", page, status))


def _remembering(request: Request) -> str:
    return f"{identity.cookie_name(request)}-onward"


def _onward(path: str) -> str:
    """Return a page of the desk to go on to, the desk itself for anything else."""
    plain = path.isascii() and path.isprintable() and not set(path) & set("\\?#%@ ")
    return path if plain and path.startswith("/desk/") and "//" not in path and ".." not in path else urls.desk()


def _sign_in_first(request: Request, fault: Exception) -> Response:
    if request.method in {"GET", "HEAD"}:
        return private(RedirectResponse(urls.sign_in(request.url.path), HTTPStatus.SEE_OTHER))
    return private(error_page(request, HTTPStatus.UNAUTHORIZED, str(fault)))
