"""Find theories, propositions, concepts, studies and configurations by words."""

import re
from dataclasses import dataclass

from demireg.services.catalogue.rows import fetch, local, text
from demireg.services.repository import Repository

#: Kinds in the order in which results are shown, with how to call several of them.
KINDS = {
    "theory": "Theories",
    "proposition": "Propositions",
    "concept": "Concepts",
    "study": "Studies",
    "configuration": "Configurations",
}
LIMIT = 50
_DOI = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    kind: theory, proposition, concept, study or configuration; id: its name within its kind; owner: the theory
    of a proposition or the study of a configuration, else empty; label: what to show; matched: the text that
    holds the words, empty where that is the label.
    """

    kind: str
    id: str
    owner: str
    label: str
    matched: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: words as asked, hits by kind in order, at most LIMIT of a kind, and the whole count."""

    words: str
    hits: tuple[Hit, ...]
    count: int

    def of(self, kind: str) -> tuple[Hit, ...]:
        """Return the hits of one kind."""
        return tuple(hit for hit in self.hits if hit.kind == kind)


def search(repository: Repository, words: str) -> Found:
    """Return what holds the words in its name, other names, definition or codes; nothing for no words.

    An identifier (``w12``, ``wood-2021/w12``, ``P4``) finds what bears it, a DOI in any of its forms its study.
    """
    wanted = _DOI.sub("", " ".join(words.split()))
    if not wanted:
        return Found("", (), 0)
    hits: dict[tuple[str, str, str], Hit] = {}
    for row in fetch(repository, "search", text=wanted.lower()):
        kind, owner, label, matched = (text(row, name) for name in ("kind", "owner", "label", "matched"))
        name = local(text(row, "id")) if kind == "concept" else text(row, "id")
        key = (kind, owner, name)
        if key not in hits or wanted.lower() in label.lower():
            shown = "" if wanted.lower() in label.lower() or matched == label else matched
            hits[key] = Hit(kind, name, owner, label, shown)
    kept = [hit for kind in KINDS for hit in _best(list(hits.values()), kind, wanted.lower())]
    return Found(wanted, tuple(kept), len(hits))


def _best(hits: list[Hit], kind: str, wanted: str) -> list[Hit]:
    of_kind = [hit for hit in hits if hit.kind == kind]
    of_kind.sort(
        key=lambda hit: (
            wanted not in {hit.id.lower(), f"{hit.owner}/{hit.id}".lower()},
            not hit.label.lower().startswith(wanted),
            bool(hit.matched),
            hit.label.lower(),
        )
    )
    return of_kind[:LIMIT]
