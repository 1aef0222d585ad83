"""Read sheets into triples without a store or a validator; what ships is read once in a process."""

from functools import cache
from pathlib import Path

from rdflib import Graph

from demireg import assets
from demireg.domain.names import Names
from demireg.services.exporting.held import Held
from demireg.services.importing.assemble import assemble
from demireg.services.importing.concept_names import with_concepts
from demireg.services.importing.draft import Draft
from demireg.services.importing.read import read_bytes
from demireg.services.importing.triples import study_graph
from tests.shipping import background

NAMES = Names()
FULL = Path(__file__).parents[1] / "importing" / "full.yaml"
SHIPPED = {path.stem: path for path in sorted((assets.folder("data") / "studies").glob("*.yaml"))}
SHEETS = {**SHIPPED, "walking-2020": FULL}


def triples(draft: Draft) -> Graph:
    """Return the triples of a draft as ``prepare`` does, without the checks that take long."""
    if draft.graph is not None:
        return draft.graph
    codes = background().codes
    resolved = with_concepts(draft, codes)
    assert resolved.sheet is not None, [each.sentence() for each in resolved.findings]
    return study_graph(resolved.sheet, assemble(resolved, resolved.sheet, codes, NAMES).configurations, codes, NAMES)


@cache
def draft(study: str) -> Draft:
    path = SHEETS[study]
    return read_bytes(path.read_bytes(), f"{study}.yaml")


@cache
def held(study: str) -> Held:
    """Return a study as it is held after its sheet was accepted."""
    read = draft(study)
    return Held(study, triples(read), NAMES, background(), read.source, read.name)


@cache
def held_as_triples(study: str) -> Held:
    """Return a study as it is held when it came as triples."""
    return Held(study, held(study).graph, NAMES, background(), "", f"{study}.ttl")
