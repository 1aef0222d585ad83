"""The agreement of coders on the passages that a held study has from several of them: the measure ``agreement``."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from demireg.services.agreeing.align import ROLES, concept_name
from demireg.services.agreeing.alpha import alpha
from demireg.services.agreeing.compare import COLUMNS, Agreement, Given, Published, each_role, published
from demireg.services.agreeing.figures import figures
from demireg.services.agreeing.items import Item
from demireg.services.comparing.asking import Measured
from demireg.services.exporting.held import tree_of
from demireg.services.importing.codes import Codes
from demireg.services.queries import load
from demireg.services.repository import Repository

Segments = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was settled about one passage since. id; role, concept: what stands, empty for none; reason; agent; date."""

    id: str
    role: str
    concept: str
    reason: str
    agent: str
    date: str


@dataclass(frozen=True, slots=True)
class Coders:
    """The agreement of all who coded passages of a held study.

    study; segments: how many passages are held; pairs: each two coders who coded one passage; role_alpha,
    concept_alpha: Krippendorff's alpha of all coders together, None where undefined; published: what the report says
    of its own double coding; settled: what was settled since, which counts in no figure.
    """

    study: str
    segments: int
    pairs: tuple[Agreement, ...]
    role_alpha: float | None
    concept_alpha: float | None
    published: Published | None
    settled: tuple[Settlement, ...]


def coders_of(repository: Repository, study: str) -> Coders:
    """Return the agreement of a held study's coders. Raises NotFound or Retracted when it is not there."""
    tree, codes = tree_of(repository, study), repository.background.codes
    segments: Segments = tree.get("segments") or ()
    every = sorted({str(coder) for each in segments for coder in each["roles"]})
    told = published(tree)
    pairs = [_pair(study, (one, other), segments, codes, told) for one, other in combinations(every, 2)]
    concepts = [_concepts(each, codes) for each in segments]
    return Coders(
        study=study,
        segments=len(segments),
        pairs=tuple(each for each in pairs if each.role.units),
        role_alpha=alpha([[each["roles"].get(coder) for coder in every] for each in segments]),
        concept_alpha=alpha([[each.get(coder) for coder in every] for each in concepts]),
        published=told,
        settled=tuple(_settlement(each, codes) for each in segments if each.get("settled")),
    )


def _settlement(segment: Mapping[str, Any], codes: Codes) -> Settlement:
    said = segment["settled"]
    role, reason, agent, on = (str(said.get(key) or "") for key in ("role", "reason", "agent", "date"))
    return Settlement(str(segment["id"]), role, concept_name(said.get("concept"), codes), reason, agent, on)


def coded_twice(repository: Repository) -> frozenset[str]:
    """Return the identifiers of held studies of which several people coded passages."""
    rows = repository.store.select(load("pages/coded-twice").bind({}))
    return frozenset(repository.names.local(str(row["study"])) for row in rows)


def measured(repository: Repository, study: str) -> Measured:
    """Return the measure ``agreement`` as a table and as JSON. Raises as ``coders_of``."""
    found = coders_of(repository, study)
    rows = tuple((*each.coders, *row) for each in found.pairs for row in each.rows)
    body = {
        "measure": "agreement",
        "study": study,
        "segments": found.segments,
        "pairs": [each.as_dict() for each in found.pairs],
        "role_alpha": found.role_alpha,
        "concept_alpha": found.concept_alpha,
        "published": None if found.published is None else asdict(found.published),
        "settled": [asdict(each) for each in found.settled],
    }
    return Measured(("coder", "second", *COLUMNS), rows, body)


def _concepts(segment: Mapping[str, Any], codes: Codes) -> dict[str, str]:
    return {str(coder): concept_name(str(code), codes) for coder, code in (segment.get("concepts") or {}).items()}


def _pair(study: str, two: tuple[str, str], segments: Segments, codes: Codes, told: Published | None) -> Agreement:
    one, other = two
    roles: list[Given] = [(each["roles"].get(one), each["roles"].get(other)) for each in segments]
    roles = [each for each in roles if any(each)]
    concepts: list[Given] = [(each.get(one), each.get(other)) for each in (_concepts(s, codes) for s in segments)]
    return Agreement(
        study=study,
        coders=two,
        versions=("", ""),
        role=figures("role", roles),
        roles=each_role(roles),
        concept=figures("concept", [each for each in concepts if any(each)]),
        published=told,
        counted=None,
        items=tuple(item for each in segments for item in _items(each, two, _concepts(each, codes))),
        cautions=(),
    )


def _items(segment: Mapping[str, Any], two: tuple[str, str], concepts: Mapping[str, str]) -> list[Item]:
    """Return where two coders of a passage differ; what was settled since is not counted again."""
    name, place, roles = str(segment["id"]), str(segment.get("locator", "")), segment["roles"]
    given = {"role": [roles.get(coder, "") for coder in two], "concept": [concepts.get(coder, "") for coder in two]}
    choices = {"role": tuple((role, role) for role in ROLES), "concept": ()}
    if not all(given["role"]):
        return []
    return [
        Item(name, what, a, b, place, place, place, None, choices[what]) for what, (a, b) in given.items() if a != b
    ]
