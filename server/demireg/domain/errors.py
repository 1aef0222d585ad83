"""The whole error tree, sorted by who can mend the fault.

Every message says what is wrong, where, why and what to do; only ``edge`` turns these into status codes and only
``cli`` into exit statuses.
"""

from demireg.domain.findings import Report


class DemiregError(Exception):
    """Any fault that demireg explains to the person who met it."""


class NotFound(DemiregError):
    """Something was asked for by a name or address that the repository does not hold."""


class Retracted(DemiregError):
    """A study that was asked for is held no longer; the message gives the reason, ``study`` its identifier."""

    def __init__(self, message: str, study: str) -> None:
        super().__init__(message)
        self.study = study


class Conflict(DemiregError):
    """What was to be done does not fit what has happened since; the message says what has."""


class Invalid(DemiregError):
    """Evidence was read but breaks rules; ``report`` lists each finding with its place."""

    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message)
        self.report = report


class Unreadable(DemiregError):
    """A file or text is not of the form it should be; ``place`` says where it stops making sense."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place = place


class Refused(DemiregError):
    """A request is understood and not allowed: it would write, leave this machine, or cost too much."""


class NotSignedIn(Refused):
    """A request needs a person who has signed in, and none has, or under a name or token that is not known."""


class TooOften(Refused):
    """Something was tried more often than is allowed in a while; the message says how long to wait."""


class TooLarge(Refused):
    """A request is over a stated limit of size; the message names the limit."""


class BadParameter(DemiregError):
    """A question or comparison was given a parameter that it cannot use."""


class BadQuery(DemiregError):
    """A SPARQL query does not parse; the message carries line and column where known."""


class StoreDown(DemiregError):
    """The store cannot be opened or does not answer; the message says what to try."""


class StoreBusy(StoreDown):
    """Another process owns this folder store; only one may."""
