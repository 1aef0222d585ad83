"""Small sheets for tests: the made-up studies of ``tests/toy``, and others of their kind."""

from collections.abc import Mapping, Sequence
from pathlib import Path

TOY = Path(__file__).parent / "toy" / "studies"

_HEAD = """\
schema: cmo-extraction-sheet/1
id: {study}
citation:
  authors: [Example A]
  year: 2024
  title: Worked example, study {number}
  journal: Worked examples
urls_seen: ["https://example.org/toy/{study}"]
text_seen: {{extent: full_text}}
coded_by: {{agent: demireg-curators, date: 2026-11-22}}
design: {{type: worked example}}
setting: {{country: Nowhere, site: a site, organisation_type: made up, service_model: made up, population: nobody}}
programme_cluster: {{id: {programme}, basis: made up}}
cmo_configurations:
  - label: k1
    title: A configuration
    contexts:
{contexts}    mechanisms:
      - {{text: trusts the worker, kind: reasoning, concept: toy.TRUST}}
    outcomes:
      - {{text: takes part, valence: positive, level: individual, concept: toy.ENG-plus}}
    perspective: [researcher]
    evidence: {{section: Worked example}}
    confidence: explicit
    tag_origin: untagged_narrative
"""
_STANCE = """\
  - {{proposition: {}, stance: {}, {}rationale: made up, basis: curator_inferred, agent: demireg-curators,
     date: 2026-11-22, review: draft}}
"""


def sheet(
    study: str,
    *,
    concepts: Sequence[str] = ("toy.ISO",),
    stances: Mapping[str, str] | None = None,
    programme: str = "",
) -> str:
    """Return a sheet of one configuration; each concept is a context of it, and each stance rests on it."""
    contexts = "".join(f"      - {{text: a context {code}, concept: {code}}}\n" for code in concepts)
    text = _HEAD.format(
        study=study, number=study.rpartition("-")[2].upper(), programme=programme or study, contexts=contexts
    )
    for number, (proposition, stance) in enumerate((stances or {}).items()):
        text += "" if number else "stances:\n"
        text += _STANCE.format(proposition, stance, "" if stance == "silent" else "configurations: [k1], ")
    return text
