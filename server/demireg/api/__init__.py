"""The machine's face: ``/api``, ``/sparql``, ``/id``, ``/ns`` and the dump. One file a noun, each thin.

Imports ``edge`` and what is below it, never ``web``.
"""

from fastapi import APIRouter

from demireg.api import (
    agreement,
    check,
    compare,
    comparisons,
    concepts,
    configurations,
    dump,
    explain,
    questions,
    resources,
    schema,
    sparql,
    studies,
    submissions,
    supplement,
    template,
    theories,
)

router = APIRouter()
for noun in (
    studies,
    configurations,
    theories,
    concepts,
    questions,
    compare,
    supplement,
    comparisons,
    agreement,
    explain,
    check,
    sparql,
    resources,
    dump,
    schema,
    template,
    submissions,
):
    router.include_router(noun.router)
router.include_router(submissions.public)
