"""Score what was expected of a site before the data came in: the sentences that are kept, not those of today."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import Answer, ask
from demireg.services.comparing.asking import Measured
from demireg.services.comparing.foretelling import score
from demireg.services.comparing.measures.transfer import COLUMNS, SCORED, counted, flat, observed
from demireg.services.comparing.saving import Saved, saved
from demireg.services.repository import Repository


@dataclass(frozen=True, slots=True)
class Scored:
    """Kept sentences with their scores. saved: what was kept; answer: the same sentences, scored."""

    saved: Saved
    answer: Answer

    @property
    def sentence(self) -> str:
        """What was seen of the sentences, in a sentence."""
        counts: dict[str, int] = {}
        for held in self.answer.found.body["scores"].values():
            for name, count in held.items():
                counts[name] = counts.get(name, 0) + count
        said = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sorted(counts.items()))
        return (
            f"The sentences kept on {self.saved.heading.on[:10]} (version {self.saved.number}) are scored as they were "
            f"kept: {said or 'none can be scored'}."
        )


def score_kept(repository: Repository, name: str, outcomes: str, number: int = 0) -> Scored:
    """Score the sentences of a kept transfer, by its name and perhaps a version, with the outcomes observed since.

    Raises NotFound for a name that is not here or an outcome that is no concept, BadParameter for a comparison that
    expects nothing, and whatever asking it raises.
    """
    kept = saved(repository, name, number)
    if kept.heading.measure != "transfer" or "sentences" not in kept.body:
        raise BadParameter(f"'{name}' keeps {kept.heading.measure}, which expects nothing that could be scored.")
    today = ask(repository, "transfer", {**kept.heading.query, "scored": outcomes})
    seen = observed(today.asked)
    ids = {row["concept"]: row["place"] for row in today.asked.rows("places-of-concepts")}

    def scored(row: Mapping[str, Any]) -> dict[str, Any]:
        expected = ids.get(row["outcome"], 0)
        found = None if row["state"] == "fails" else score(row["reached"], expected, seen)
        return {"also_reported": [], **row, "score": found}

    sentences = [scored(row) for row in kept.body["sentences"]]
    of = {"comparison": kept.iri, "version": kept.number, "kept": kept.heading.on}
    given = {"scored": list(today.asked.many("scored")), "scores": counted(sentences), "sentences": sentences}
    body = {**kept.body, **of, **given}
    return Scored(kept, replace(today, found=Measured(COLUMNS, tuple(map(flat, sentences)), body, (SCORED,))))
