"""``/api/agreement``: two coders' versions of one study, how far they agree, and the version that they settle on."""

from datetime import UTC, datetime
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from starlette.responses import Response

from demireg.api.tables import respond
from demireg.domain.errors import BadParameter
from demireg.edge.places import Places
from demireg.edge.state import checks, repository
from demireg.services.agreeing.compare import COLUMNS, agreement
from demireg.services.agreeing.decisions import Decision, read_decisions
from demireg.services.agreeing.settle import Signed, matches_of, settle
from demireg.services.agreeing.version import Version, held_version, version_of
from demireg.services.importing.characters import shortened
from demireg.services.importing.read import read_bytes
from demireg.services.repository import Repository

router = APIRouter(prefix="/api/agreement", tags=["Compare"])

_TWO = 2
_MOST_NAME = 100
Held = Annotated[Repository, Depends(repository)]
Slots = Annotated[Places, Depends(checks)]
Files = Annotated[
    list[UploadFile] | None, File(description="Two coders' versions of one study, of any format that is read.")
]
Study = Annotated[str, Form(description="The identifier of a held study, which is then the first version.")]
Decisions = Annotated[UploadFile | None, File(description="The table of differences (CSV), with 'decision' filled in.")]


@router.post("")
def compare(
    request: Request, held: Held, places: Slots, file: Files = None, study: Study = "", decisions: Decisions = None
) -> Response:
    """Say how far two coders of one study agree on role and concept, and where they differ.

    The form has ``file`` twice, or once beside ``study``. JSON holds everything, CSV the figures. Of decisions, only
    those on what matches what are taken here.
    """
    with places.one():
        first, second = _versions(held, file or [], study)
        found = agreement(first, second, held.background.codes, matches_of(_decided(decisions)))
    return respond(request, COLUMNS, found.rows, found.as_dict())


@router.post("/settled", response_class=Response)
def settled(
    held: Held,
    places: Slots,
    decisions: Decisions = None,
    agent: Annotated[str, Form(description="Who answers for the settled version.")] = "",
    file: Files = None,
    study: Study = "",
) -> Response:
    """Write the version that two coders settle on, as a YAML sheet; its ``segments`` keep both codings and the trail.

    Nothing is stored. 400 while a difference is undecided.
    """
    with places.one():
        first, second = _versions(held, file or [], study)
        signed = Signed(agent, datetime.now(UTC).date())
        made = settle(first, second, held.background.codes, _decided(decisions), signed)
    disposition = {"Content-Disposition": f'attachment; filename="{first.sheet.id}.yaml"'}
    return Response(made.text, media_type="application/yaml", headers=disposition)


def _versions(held: Repository, files: list[UploadFile], study: str) -> tuple[Version, Version]:
    count = len(files) + bool(study)
    if count != _TWO:
        mend = "Send 'file' twice, or 'study' and one 'file'."
        raise BadParameter(f"Agreement is between two versions, and {count} came. {mend}")
    first = held_version(held, study) if study else _read(held, files[0])
    return first, _read(held, files[-1])


def _read(held: Repository, sent: UploadFile) -> Version:
    name = PurePath((sent.filename or "").replace("\\", "/")).name
    return version_of(read_bytes(sent.file.read(), shortened(name, _MOST_NAME)), held.background, held.names)


def _decided(sent: UploadFile | None) -> list[Decision]:
    return read_decisions(sent.file.read(), "decisions") if sent is not None else []
