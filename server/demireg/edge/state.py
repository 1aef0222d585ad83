"""What one running app holds, as dependencies of its routes."""

from fastapi import Request

from demireg.edge.places import Places
from demireg.services.repository import Repository
from demireg.settings import Settings


def repository(request: Request) -> Repository:
    """Return this app's repository."""
    held: Repository = request.app.state.repository
    return held


def checks(request: Request) -> Places:
    """Return this app's places for checking studies."""
    held: Places = request.app.state.checks
    return held


def heavy(request: Request) -> Places:
    """Return this app's places for answers that take seconds: each left out in turn, figures, documents, bundles."""
    held: Places = request.app.state.heavy
    return held


def settings(request: Request) -> Settings:
    """Return what this app's host decided."""
    held: Settings = request.app.state.settings
    return held


async def body(request: Request) -> bytes:
    """Return the whole body of the request; the size limit of the app holds. Raises TooLarge over it."""
    return await request.body()
