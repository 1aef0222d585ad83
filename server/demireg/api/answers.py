"""Answer with a comparison: in any of the formats that suit it, by name, by the address's ending or by Accept."""

from contextlib import nullcontext
from typing import Final
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from demireg.edge import negotiation
from demireg.edge.caching import is_of
from demireg.edge.state import heavy
from demireg.services.comparing.ask import Answer
from demireg.services.comparing.canonical import plain
from demireg.services.comparing.describing import described
from demireg.services.publishing import FORMATS, Form, form_of
from demireg.services.publishing.csvw import metadata_of

#: The format for programs that make data frames: JSON with the flat table beside the whole answer.
TABLE: Final = "table"
#: The format of what stands beside a table as CSV.
_BESIDE: Final = "csvw"
#: Formats that a browser shows as they are; others are files to be kept.
_SHOWN: Final = frozenset((negotiation.JSON, negotiation.CSV, "image/svg+xml"))


def respond_answer(request: Request, answer: Answer, form: str = "") -> Response:
    """Return an answer in a format by its name, or in what the Accept header prefers.

    Raises BadParameter for a format that is not there or does not suit, NotAcceptable where the header takes none,
    StoreBusy where too many others have a heavy format written.
    """
    is_of(request, answer.versions.generation)
    name = answer.measure.name
    if form == TABLE:
        return JSONResponse(plain(described(answer)))
    chosen = form_of(form, name) if form else _accepted(request.headers.get("accept", ""), name)
    if chosen.media_type == negotiation.JSON:
        return JSONResponse(plain(answer.body))
    if chosen.name == FORMATS[_BESIDE].name:
        return Response(metadata_of(answer, _same(request, "csv")), media_type=chosen.media_type)
    text = chosen.media_type.startswith("text/")
    headers = {"Content-Type": f"{chosen.media_type}{'; charset=utf-8' if text else ''}"}
    if chosen.media_type not in _SHOWN:
        headers["Content-Disposition"] = f'attachment; filename="{name}{chosen.ending}"'
    if chosen.media_type == negotiation.CSV:
        there = FORMATS[_BESIDE].media_type
        headers["Link"] = f'<{_same(request, _BESIDE)}>; rel="describedby"; type="{there}"'
    with heavy(request).one() if chosen.heavy else nullcontext():
        return Response(chosen.write(answer), headers=headers)


def _same(request: Request, form: str) -> str:
    """Return the address of the same answer in another format, relative to the one that was asked for.

    Of a table it is the address whose path says the format, where there is one, as in ``support.csv``.
    """
    path = request.url.path.rpartition("/")[2]
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "format"]
    if form != "csv" or not path.endswith(".csv"):
        pairs.append(("format", form))
    return f"{quote(path)}{'?' if pairs else ''}{urlencode(pairs)}"


def _accepted(accept: str, measure: str) -> Form:
    """Return the format to send; a browser that only names pages gets JSON, which it can show."""
    suited = {form.media_type: form for form in FORMATS.values() if form.suits(measure)}
    offered = (negotiation.JSON, *(each for each in suited if each != negotiation.JSON))
    return suited[negotiation.JSON if negotiation.prefers_page(accept) else negotiation.choose(accept, offered)]
