"""A study as a file: which format an address ends in, and the file as an answer."""

from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from demireg.edge import negotiation
from demireg.services.exporting.formats import FORMATS, write_study
from demireg.services.repository import Repository

_TEXT: Final = ("text/",)
#: Media types that a study has as a file and other things do not. Plain JSON is left to JSON-LD.
_OWN: Final = {
    form.media_type: ending
    for ending, form in FORMATS.items()
    if form.media_type not in (*negotiation.GRAPHS, negotiation.JSON)
}


def parted(name: str) -> tuple[str, str]:
    """Return the study that an address names and the ending of a format after it, empty when there is none."""
    ending = next((each for each in FORMATS if name.lower().endswith(each)), "")
    return (name[: -len(ending)], ending) if ending else (name, "")


def of_study(path: str, accept: str) -> str:
    """Return the address of a file that is asked for at the identifier of a study, by ending or by media type.

    ``path`` is what follows ``/id/``. Empty for anything else, and for what the graph of the study is sent as.
    """
    kind, _, name = path.partition("/")
    if kind != "study" or not name or "/" in name:
        return ""
    study, ending = parted(name)
    if not ending and accept and not name.endswith(tuple(negotiation.SUFFIXES)):
        wanted = negotiation.ranked(accept, (*negotiation.GRAPHS, negotiation.HTML, *_OWN))
        ending = _OWN.get(next(iter(wanted), ""), "")
    return f"/api/studies/{quote(study)}{ending}" if ending and ending not in negotiation.SUFFIXES else ""


def file(held: Repository, study: str, ending: str, *, partly: bool = False) -> Response:
    """Return a study as a file to be kept. Raises what ``write_study`` raises."""
    media_type = FORMATS[ending].media_type
    charset = "; charset=utf-8" if media_type.startswith(_TEXT) else ""
    body = write_study(held, study, ending, partly=partly)
    disposition = f'attachment; filename="{study}{ending}"'
    return Response(body, headers={"Content-Type": f"{media_type}{charset}", "Content-Disposition": disposition})
