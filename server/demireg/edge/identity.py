"""Who asks: a token in the header of a program, or a session's cookie of a browser that is really on one of our pages.

Cookies are sent below ``/desk`` alone, so that public pages know nobody and stay the same for all. Everything that a
session may do by a form is held against the form's own token and the page that it came from.
"""

import hashlib
import hmac
import secrets
import threading
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from starlette.responses import Response

from demireg.domain.errors import NotSignedIn, Refused
from demireg.edge.attempts import Attempts
from demireg.services.reviewing.accounts import SESSION, Accounts, Person, Role, agent_name, hashed
from demireg.services.reviewing.desk import Desk
from demireg.settings import Settings

#: Where cookies are sent to.
PATH: Final = "/desk"
_LOOPBACK: Final = frozenset(("localhost", "127.0.0.1", "::1"))
#: The most letters of a token or secret that are looked at.
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has signed in with a browser. person; token: what each form of theirs must carry."""

    person: Person
    token: str


class Entrance:
    """The one-time link of whoever started the service, where nobody has an account and only this machine can ask."""

    def __init__(self, settings: Settings, accounts: Accounts) -> None:
        self.loopback = is_loopback(settings.host)
        self.hosts = frozenset(each.strip().lower() for each in settings.hosts.split(",") if each.strip())
        self.attempts = Attempts()
        self._name = agent_name(settings.curator)
        self._lock = threading.Lock()
        self._key = ""
        self._accounts = accounts
        accounts.forget_local()

    @property
    def known(self) -> bool:
        """Whether anybody has an account by now."""
        return bool(self._accounts.people())

    def key(self) -> str:
        """Return a new one-time key; the one before is no longer good. Empty where nobody may sign in like this."""
        if self.known or not self.loopback:
            return ""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._key = hashed(key)
        return key

    def use(self, key: str) -> Person | None:
        """Return the single user for the right key, once; None for any other, and once anybody has an account."""
        with self._lock:
            if not self._key or self.known or not hmac.compare_digest(self._key, hashed(key[:_MOST])):
                return None
            self._key = ""
        return Person(self._name, Role.CURATOR)


def install(app: FastAPI, settings: Settings, desk: Desk) -> None:
    """Give this app its desk and its entrance."""
    app.state.desk = desk
    app.state.entrance = Entrance(settings, desk.accounts)


def is_loopback(host: str) -> bool:
    """Tell whether an address can be reached from this machine alone."""
    if host in _LOOPBACK:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def held_desk(request: Request) -> Desk:
    """Return this app's desk."""
    desk: Desk = request.app.state.desk
    return desk


def entrance(request: Request) -> Entrance:
    """Return this app's entrance."""
    held: Entrance = request.app.state.entrance
    return held


def caller(request: Request) -> Person:
    """Return whose token a program sent. Raises NotSignedIn without a known one, and as ``by_token``."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotSignedIn("Send your token in the header `Authorization: Bearer TOKEN`; a curator gives you one.")
    return by_token(request, token.strip())


def by_token(request: Request, token: str) -> Person:
    """Return whose token this is. Raises NotSignedIn for nobody's, TooOften for another wrong one after many.

    A token is looked up before anything is counted: nobody guesses one, and nobody is locked out by others' mistakes.
    """
    person = held_desk(request).accounts.by_token(token[:_MOST])
    if person is None:
        _count(request)
        raise NotSignedIn("This token is not known here. Copy it whole, or ask for a new one.")
    return person


def by_key(request: Request, key: str) -> Person:
    """Return the single user for the one-time key. Raises as ``by_token``."""
    held = entrance(request)
    person = held.use(key)
    if person is None:
        _count(request)
        if held.known:
            raise NotSignedIn("People have accounts here by now, so that no link signs in. Sign in with a token.")
        raise NotSignedIn("This link was used already, or is not the newest. Start the service again for a new one.")
    return person


def _count(request: Request) -> None:
    """Count a failure to sign in. Raises TooOften, without counting it, when there were too many."""
    attempts, address = entrance(request).attempts, client(request)
    attempts.allow(address)
    attempts.failed(address)


def visitor(request: Request) -> Visitor | None:
    """Return who asks with a browser, None for somebody who has not signed in. Raises Refused for a strange host."""
    hold_host(request)
    secret = request.cookies.get(cookie_name(request), "")[:_MOST]
    person = held_desk(request).accounts.by_session(secret) if secret else None
    return Visitor(person, form_token(secret)) if person is not None else None


def hold_host(request: Request) -> None:
    """Refuse a request for a name that is not ours: another site's name may have been pointed at this machine."""
    held, host = entrance(request), _host(request)
    own = not held.hosts if not held.loopback else is_loopback(host)
    known = own or host in held.hosts
    if not known:
        raise Refused(
            "This address is not one under which people may sign in here. "
            "Whoever runs the service names such addresses in DEMIREG_HOSTS."
        )


def hold_origin(request: Request) -> None:
    """Refuse what a page of another site sends. Raises Refused."""
    hold_host(request)
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "same-origin")
    ours = origin is None or origin.lower().partition("//")[2] == request.headers.get("host", "").lower()
    if not ours or site not in {"same-origin", "none"}:
        raise Refused("This was sent by a page of another site, and nothing was done. Do it on a page of this one.")


def hold_form(request: Request, visit: Visitor, token: str) -> None:
    """Refuse a form that one of our pages did not make for this session. Raises Refused."""
    hold_origin(request)
    if not hmac.compare_digest(visit.token.encode(), token.encode("utf-8", "replace")):
        raise Refused("This form is not of your present session, and nothing was done. Load the page again.")


def form_token(secret: str) -> str:
    """Return what a session's forms carry; it does not give the session away."""
    return hashlib.sha256(f"form of {secret}".encode("utf-8", "replace")).hexdigest()


def begin(request: Request, response: Response, person: Person, *, local: bool) -> None:
    """Begin a session and put its cookie into an answer."""
    secret = held_desk(request).accounts.open_session(person, local=local)
    response.set_cookie(
        cookie_name(request),
        secret,
        max_age=SESSION,
        path=PATH,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def end(request: Request, response: Response) -> None:
    """End the session of a request, and have the browser forget it."""
    held_desk(request).accounts.close_session(request.cookies.get(cookie_name(request), "")[:_MOST])
    response.delete_cookie(cookie_name(request), path=PATH, httponly=True, samesite="strict")


def cookie_name(request: Request) -> str:
    """Return the name of the session's cookie: cookies know no ports, and several services may run on a machine."""
    port = request.headers.get("host", "").rpartition(":")[2]
    return f"demireg-{port}" if port.isascii() and port.isdigit() else "demireg"


def client(request: Request) -> str:
    """Return the address that asks."""
    return request.client.host if request.client else ""


def _host(request: Request) -> str:
    try:
        return (urlsplit(f"//{request.headers.get('host', '')}").hostname or "").lower()
    except ValueError:
        return ""
