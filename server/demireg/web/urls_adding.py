"""Addresses of what brings studies in: templates, uploads, references and projects, the form and the desk."""

from demireg.web.addressing import step as _step
from demireg.web.addressing import with_values as _with


def template(example: str = "") -> str:
    """Return the workbook to fill in, or the same filled in from a study as an example."""
    return _with("/api/template.xlsx", example=example)


def sign_in(onward: str = "") -> str:
    """Return the page where people sign in, which leads on to another page."""
    return _with("/sign-in", next=onward)


def desk(number: int = 0, act: str = "") -> str:
    """Return the review desk, one submission on it, or where something is done with that."""
    return "/".join(("/desk", *([str(number)] if number else []), *([act] if act else [])))


def hand_in(key: str) -> str:
    """Return the page on which an upload is handed in for review."""
    return f"/desk/from/{_step(key)}"


def retract(identifier: str) -> str:
    """Return the page on which a curator takes a study out."""
    return f"/desk/retract/{_step(identifier)}"


def history(identifier: str, number: int = 0) -> str:
    """Return the history of a study, or what one version of it changed."""
    return f"/studies/{_step(identifier)}/history" + (f"/{number}" if number else "")


def checked(key: str, form: str = "") -> str:
    """Return the report on an upload, or by a form (json, csv, sarif, junit) the same as a file."""
    return f"/add/checked/{_step(key)}" + (f"/report.{_step(form)}" if form else "")


def marked(key: str) -> str:
    """Return an uploaded workbook with what was found marked in it."""
    return f"/add/checked/{_step(key)}/marked.xlsx"


def references(key: str = "", step: str = "") -> str:
    """Return where references are brought in, the report on an upload of them, or a step on from there."""
    return "/".join(("/add/references", *(_step(each) for each in (key, step) if each)))


def qda(key: str = "", step: str = "") -> str:
    """Return where a project of qualitative analysis is brought in, the mapping of an upload, or a step on."""
    return "/".join(("/add/qda", *(_step(each) for each in (key, step) if each)))


def kept(key: str) -> str:
    """Return a file that was made from an upload."""
    return f"/add/kept/{_step(key)}"


def form(key: str = "", study: str = "") -> str:
    """Return the web form, perhaps filled from an upload or from a study that is held."""
    return _with("/add/form", upload=key, study=study)
