"""An answer as files: what the page offers to download, and the bytes behind it."""

from contextlib import nullcontext

from fastapi import Response

from demireg.edge.places import Places
from demireg.services.comparing.ask import Answer
from demireg.services.comparing.saving import question_of
from demireg.services.publishing import FORMATS, form_of
from demireg.web import urls
from demireg.web.contexts_comparing import FileLink
from demireg.web.rendering import HEADERS


def links(answer: Answer) -> tuple[FileLink, ...]:
    """Return the formats that suit an answer, each with its address."""
    name, query = question_of(answer)
    return tuple(
        FileLink(form.name, urls.comparison_file(name, form.ending, query))
        for form in FORMATS.values()
        if form.suits(answer.measure.name)
    )


def respond(answer: Answer, ending: str, places: Places) -> Response:
    """Return an answer as a file of its own. Raises BadParameter for a format that does not suit.

    Heavy formats need one of the places; raises StoreBusy where none comes free.
    """
    form = form_of(ending, answer.measure.name)
    kept = {**HEADERS, "Content-Disposition": f'attachment; filename="{answer.measure.name}{form.ending}"'}
    with places.one() if form.heavy else nullcontext():
        return Response(form.write(answer), media_type=form.media_type, headers=kept)
