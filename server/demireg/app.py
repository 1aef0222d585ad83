"""The service put together: the only place where settings, repository and both faces meet."""

from fastapi import FastAPI

from demireg import __version__, api, web
from demireg.edge import headers, identity, limits, problems, tray
from demireg.services.repository import Repository
from demireg.services.reviewing.desk import Desk
from demireg.settings import Settings


def create_app(settings: Settings, repository: Repository, desk: Desk | None = None) -> FastAPI:
    """Return the application over an open repository and desk; the caller closes them when it has served.

    Without a desk, what is handed in is kept in memory.
    The interface description is at ``/openapi.json`` and its page at ``/docs``, both from this host alone.
    """
    app = FastAPI(
        title="demireg",
        version=__version__,
        summary="Theories and context-mechanism-outcome configurations of realist studies, compared across sites.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.repository = repository
    identity.install(app, settings, desk or Desk.open(None))
    problems.install(app)
    limits.install(app)
    tray.install(app)
    headers.install(app)
    app.include_router(web.router)  # first: a page below /ns stands before the data that answer for everything there
    app.include_router(api.router)
    web.mount_static(app)
    return app
