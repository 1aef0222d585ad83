"""Errors as answers: ``STATUS_OF`` says which status, a problem document (RFC 9457) or a page says the rest."""

import re
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from demireg.domain import errors
from demireg.edge import headers, pages
from demireg.edge.caching import NotModified
from demireg.edge.negotiation import NotAcceptable, UnsupportedMediaType
from demireg.services.importing.characters import plain, shortened
from demireg.services.report_forms.plain import report_as_dict, unread

#: Error → status; an error not named here has the status of the nearest class above it that is.
STATUS_OF: Final[dict[type[errors.DemiregError], HTTPStatus]] = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Retracted: HTTPStatus.GONE,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.Unreadable: HTTPStatus.BAD_REQUEST,
    errors.Refused: HTTPStatus.FORBIDDEN,
    errors.NotSignedIn: HTTPStatus.UNAUTHORIZED,
    errors.TooOften: HTTPStatus.TOO_MANY_REQUESTS,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.BadParameter: HTTPStatus.BAD_REQUEST,
    errors.BadQuery: HTTPStatus.BAD_REQUEST,
    errors.StoreDown: HTTPStatus.SERVICE_UNAVAILABLE,
    NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    UnsupportedMediaType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.DemiregError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
#: Status → what such an answer says beside its sentence.
_BESIDE: Final = {
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": "5"},
    HTTPStatus.TOO_MANY_REQUESTS: {"Retry-After": "60"},
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": 'Bearer realm="demireg"', "Cache-Control": "no-store"},
}
MEDIA_TYPE: Final = "application/problem+json"
#: So many letters of a name that is not here, or cannot be, are said again.
MOST_NAME: Final = 120
#: A longer name in a sentence: in quotation marks, as an address, or as one word.
_LONG: Final = re.compile(
    rf"'(?P<name>[^']{{{MOST_NAME + 1},}})'|<(?P<iri>[^>]{{{MOST_NAME + 1},}})>|(?P<word>\S{{{MOST_NAME + 1},}})"
)
#: What bytes of an address that are no UTF-8 are read as.
_NO_TEXT: Final = "\ufffd"
_FAULTS: Final = {"extra_forbidden": "There is no such field here. Correct its name or leave it out"}
_SENTENCES: Final = {
    HTTPStatus.NOT_FOUND: "There is nothing at {path}. The list of addresses is at /docs.",
    HTTPStatus.METHOD_NOT_ALLOWED: "{path} does not take {method}; it takes {allow}.",
}


def install(app: FastAPI) -> None:
    """Have every fault in this app answered with a problem document or, to a browser, a page."""
    app.add_exception_handler(errors.DemiregError, _explained)
    app.add_exception_handler(HTTPException, _of_framework)
    app.add_exception_handler(RequestValidationError, _of_parameters)
    app.add_exception_handler(NotModified, _unchanged)
    app.add_exception_handler(Exception, _of_ours)


def status_of(error: errors.DemiregError) -> HTTPStatus:
    """Return the status that tells of an error."""
    return next(STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF)


def document(kind: str, status: int, detail: str, **more: Any) -> JSONResponse:  # noqa: ANN401
    """Return a problem document; ``kind`` is a word such as ``too-large``, ``more`` are members beside the usual."""
    body = {
        "type": f"urn:demireg:problem:{kind}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    return JSONResponse(body, status, media_type=MEDIA_TYPE)


def _answer(request: Request, kind: str, status: int, detail: str, **more: Any) -> Response:  # noqa: ANN401
    if _NO_TEXT in request.url.path:
        kind, status = "not-found", HTTPStatus.NOT_FOUND
        detail = "There is nothing at this address: it holds bytes that are no UTF-8 text."
    if status == HTTPStatus.NOT_FOUND or kind == "bad-parameter":
        detail = plain(_LONG.sub(_cut, detail))  # what was sent may hold halves of letters, which nobody can send back
    face = pages.wanted(request)
    return document(kind, status, detail, **more) if face is None else face.error(request, status, detail)


def _cut(long: re.Match[str]) -> str:
    name = next(filter(None, long.groups()))
    return long[0].replace(name, f"{name[:MOST_NAME].rstrip()}…")


def _explained(request: Request, error: Exception) -> Response:
    status = status_of(error) if isinstance(error, errors.DemiregError) else HTTPStatus.INTERNAL_SERVER_ERROR
    kind = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    more: dict[str, Any] = {}
    if isinstance(error, errors.Invalid):
        more = report_as_dict(error.report)
    elif isinstance(error, errors.Unreadable):
        more = report_as_dict(unread(error, error.place))
    response = _answer(request, kind, status, str(error), **more)
    response.headers.update(_BESIDE.get(status, {}))
    return response


def _of_framework(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    own = dict(getattr(error, "headers", None) or {})
    allow = own.get("Allow", "another method")
    sentence = _SENTENCES.get(HTTPStatus(status), "")
    detail = sentence.format(path=shortened(request.url.path, MOST_NAME), method=request.method, allow=allow) or str(
        error
    )
    kind = HTTPStatus(status).phrase.lower().replace(" ", "-")
    response = _answer(request, kind, status, detail)
    response.headers.update(own)
    return response


def _of_parameters(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    said = "; ".join(f"'{fault['loc'][-1]}': {_FAULTS.get(fault['type'], fault['msg'])}" for fault in faults)
    return _answer(request, "bad-parameter", HTTPStatus.UNPROCESSABLE_ENTITY, f"A parameter cannot be used. {said}.")


def _unchanged(_request: Request, _error: Exception) -> Response:
    return Response(status_code=HTTPStatus.NOT_MODIFIED)


def _of_ours(request: Request, _error: Exception) -> Response:
    detail = "This is a fault of demireg's own; its details are in the server's log, and the repository is unharmed."
    response = _answer(request, "internal", HTTPStatus.INTERNAL_SERVER_ERROR, detail)
    headers.complete(response.headers, response.status_code)  # sent past every middleware
    return response
