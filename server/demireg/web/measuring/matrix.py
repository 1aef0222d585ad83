"""The stance matrix has a page of its own; here stands the way to it, with the same theory and filters."""

from dataclasses import dataclass

from demireg.services.comparing.ask import Answer
from demireg.web import urls
from demireg.web.measuring.linking import Linker
from demireg.web.measuring.view import View


@dataclass(frozen=True, slots=True)
class MatrixLink:
    """Where the matrix is drawn (``_view_matrix.html``). href: its page with the same theory and filters."""

    href: str


def draw(answer: Answer, _: Linker) -> MatrixLink:
    """Return the address of the drawn matrix."""
    query = dict(answer.query)
    return MatrixLink(urls.compare(query.pop("theory", ""), query.pop("profile", ""), **query))


VIEW = View("_view_matrix.html", draw, whole=False)
