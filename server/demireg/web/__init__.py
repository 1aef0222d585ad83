"""The reader's face: pages rendered on the server, every view an address, everything usable without a script.

``pages`` holds one function a page, ``contexts`` and ``contexts_asking`` what each template is given, ``urls`` every
address, ``words`` the tokens in plain English; ``rendering`` puts them together under a policy that lets nothing
foreign in.
"""

from fastapi import APIRouter, FastAPI, Request
from starlette.staticfiles import StaticFiles

from demireg.edge import pages as hook
from demireg.edge.state import repository
from demireg.web import guide_texts, urls
from demireg.web.pages import (
    about,
    account,
    adding,
    agreement,
    compare,
    comparisons,
    desk,
    form,
    guides,
    history,
    keeping,
    measures,
    ontology,
    outside,
    questions,
    signing,
    studies,
    theories,
)
from demireg.web.rendering import STATIC

__all__ = ["mount_static", "router"]

router = APIRouter(include_in_schema=False)
_NOUNS = (
    comparisons,
    compare,
    measures,
    theories,
    account,
    signing,
    history,
    desk,
    keeping,
    studies,
    ontology,
    guides,
    questions,
    adding,
    agreement,
    outside,
    form,
    about,
)
for noun in _NOUNS:
    router.include_router(noun.router)


def mount_static(app: FastAPI) -> None:
    """Serve style sheets, scripts and the guides' pictures, and lend the pages that stand in for data their places."""
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.mount("/guides/pictures", StaticFiles(directory=guide_texts.pictures(), check_dir=False), name="pictures")
    signing.install(app)
    hook.install(app, hook.Pages(about.error_page, questions.workbench, _address))


def _address(request: Request, iri: str) -> str:
    return urls.page_of(iri, repository(request).names)
