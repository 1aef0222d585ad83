"""What a configuration amounts to, in one sentence: a claim, a supposition, or a report of what did not happen."""

from demireg.services.catalogue.configurations import Strip
from demireg.web import words


def lacking(strip: Strip) -> list[str]:
    """Return which of context, mechanism and outcome a configuration has no part for."""
    return [words.ROLES[role].lower() for role in ("C", "M", "O") if not strip.in_role(role)]


def sentence(strip: Strip, study: str) -> str:
    """Return what a study says by a configuration, worded by the standing of its parts; ``study`` is its label.

    Only a mechanism at work and an outcome reached make a claim that the one generated the other.
    """
    said = f"{study} {_said(strip)}."
    if lacking(strip):
        said += f" Not given: {words.listing(lacking(strip))}."
    if "supposes" not in said and any(part.status == "hypothetical" for part in strip.parts):
        said += " What is marked as supposed is no finding."
    return said


def _said(strip: Strip) -> str:
    mechanism, outcome = _statuses(strip, "M"), _statuses(strip, "O")
    if {"hypothetical"} in (mechanism, outcome):
        return f"{_supposition(strip)}; it is no finding"
    if mechanism == {"absent"}:
        return f"{_verb(strip, 'reports')} that {_this(strip, 'M')} did not fire{_where(strip)}{_result(strip)}"
    return f"{_verb(strip, 'claims')} that {_claim(strip, mechanism, outcome)}"


def _claim(strip: Strip, mechanism: set[str], outcome: set[str]) -> str:
    if not mechanism:
        return f"{_this(strip, 'O')} {_came(outcome)}{_where(strip)}"
    if "absent" in mechanism:
        return f"one mechanism did not fire while another worked{_where(strip)}{_result(strip)}"
    if "fired" in outcome:
        where = f",{_where(strip)}," if strip.in_role("C") else ""
        return f"{_this(strip, 'M')}{where} generated {_this(strip, 'O')}"
    return f"{_this(strip, 'M')} worked{_where(strip)}{_result(strip)}"


def _supposition(strip: Strip) -> str:
    mechanism, outcome = strip.in_role("M"), strip.in_role("O")
    if mechanism and outcome:
        return f"supposes that {_this(strip, 'M')}{_where(strip)} could generate {_this(strip, 'O')}"
    only = "M" if mechanism else "O"
    return f"supposes that {_this(strip, only)} could come about{_where(strip)}"


def _verb(strip: Strip, verb: str) -> str:
    if strip.locator.casefold().startswith("discussion"):
        verb = "argues in its discussion"  # an interpretation, which is less than a result
    return f"{verb}, as the curator infers," if strip.confidence == "inferred" else verb


def _this(strip: Strip, role: str) -> str:
    name = words.ROLES[role].lower()
    return f"these {name}s" if len(strip.in_role(role)) > 1 else f"this {name}"


def _where(strip: Strip) -> str:
    return f" in {_this(strip, 'C')}" if strip.in_role("C") else ""


def _result(strip: Strip) -> str:
    """Return how it ended, empty where no outcome is given."""
    outcome = _statuses(strip, "O")
    return f", and that {_this(strip, 'O')} {_came(outcome)}" if outcome else ""


def _came(outcome: set[str]) -> str:
    return "came about" if "fired" in outcome else "did not come about"


def _statuses(strip: Strip, role: str) -> set[str]:
    return {part.status for part in strip.in_role(role)}
