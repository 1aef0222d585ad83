"""Transfer: which configurations' contexts hold at a new site, and what is then to be expected there.

A site is described by concepts that hold and, where known, by concepts that do not. A context of a configuration holds
when it is one of the former or what one of them is a kind of; it fails when it is one of the latter or a kind of it, or
when it opposes what holds; else it is unknown, as is a context without a code. A context that a study says was absent
holds where it fails and fails where it holds. A configuration holds when all its contexts do, and fails when any does.
What is expected is a question to the site and no promise: it is put down before the data come in, and scored after.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from demireg.domain.errors import BadParameter
from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.comparing.foretelling import Beside, score, sentence
from demireg.services.comparing.grouping import Numbers, among
from demireg.services.comparing.in_order import InOrder, in_order
from demireg.services.comparing.left_open import incomplete
from demireg.services.comparing.linking import by_number
from demireg.services.comparing.numbered import PLACES, Named
from demireg.services.comparing.transferring import STATES, Expected, Site, expected, standing
from demireg.services.queries import Param

COLUMNS: Final = (
    "state",
    "sentence",
    "outcome",
    "score",
    "also_reported",
    "units",
    "configurations",
    "incomplete",
    "text_seen",
    "hold",
    "fail",
    "unknown",
    "behind",
)
#: So many configurations are named behind one sentence; the figure counts all.
NAMED: Final = 20
_BOTH: Final = (
    "'{}' cannot both hold (contexts) and not hold (absent), in itself or as a kind of another: leave one out."
)
_CUT: Final = "The list ends after {} sentences, the contexts that hold best first; the counts are of all."
_QUESTION: Final = "Each sentence is a question to the site and no promise; write them down before the data come in."
SCORED: Final = (
    "A score says what was seen of the outcome and confirms no sentence: whether the intervention was offered, whether "
    "the mechanism worked, and contexts that are unknown were not observed."
)
_ALSO: Final = (
    "Configurations that report several outcomes stand behind a sentence for each; 'also reported' names the others."
)
_INCOMPLETE: Final = (
    "Where 'incomplete' is not 0, the source leaves a part of so many of the configurations open: what is said of "
    "their contexts is said of what is coded, and the authors' list is not the whole."
)
_NOTHING: Final = "None of the contexts given is a context of any configuration that counts."


@dataclass(frozen=True, slots=True)
class _Held:
    """What all sentences share.

    scores: whether anything was observed; seen: what; units, read: by study; offered, reported: the interventions and
    the outcomes of the configurations that are listed; incomplete: configurations that the source leaves open. All of
    it is given by places in the order of names, ``places``.
    """

    concepts: Mapping[int, str]
    labels: Mapping[int, str]
    site: Site
    seen: Site
    scores: bool
    units: Numbers
    read: Numbers
    words: Sequence[str]
    offered: Beside
    reported: Beside
    incomplete: Numbers
    places: InOrder
    names: Named


def run(asked: Asked) -> Measured:
    """Return the sentences to expect at the site, with how each context stands. Raises BadParameter."""
    site = _site(asked, "contexts", "absent")
    studies = asked.arrays("transfer-seen")
    places = in_order(asked).studies(numbered.plain(studies["study"]))
    units, read = (by_number(places, studies[name], 0) for name in ("unit", "seen"))
    known = standing(asked.arrays("transfer-contexts"), site, units)
    top = int(asked.number("top"))
    wanted = asked.values["state"]
    groups = known.ranked if wanted == "all" else known.ranked[known.state[known.ranked] == STATES.index(wanted)]
    chosen = groups[:top]
    numbers = known.of(chosen)
    parts = asked.arrays("transfer-parts")
    there = among(parts["configuration"], numbers)
    parts = {name: column[there] for name, column in parts.items()}
    every = expected(known, chosen, parts, top + 1)
    held = _held(asked, site, (units, read), parts)
    listed = [_row(each, held) for each in every[:top]]
    counts = known.counts()
    body: dict[str, Any] = {
        "contexts": list(asked.many("contexts")),
        "absent": list(asked.many("absent")),
        "scored": list(asked.many("scored")),
        "known": counts["holds"] + counts["fails"],
        "unknown": counts["unknown"],
        "configurations": counts,
        "scores": counted(listed),
        "sentences": listed,
    }
    cut = len(groups) > top or len(every) > top
    return Measured(COLUMNS, tuple(map(flat, listed)), body, tuple(_notes(listed, cut, held.scores)))


def counted(listed: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Return how many sentences have which score, by how their contexts stand."""
    return {
        state: dict(Counter(row["score"] for row in listed if row["state"] == state and row["score"]))
        for state in ("holds", "unknown")
    }


def _notes(listed: Sequence[Row], cut: bool, scores: bool) -> list[str]:
    notes = [_QUESTION] if listed else []
    notes += [SCORED] if scores and listed else []
    notes += [_INCOMPLETE] if any(row["incomplete"] for row in listed) else []
    notes += [_ALSO] if any(row["also_reported"] for row in listed) else []
    notes += [_CUT.format(len(listed))] if cut else []
    return notes + ([_NOTHING] if not any(row["hold"] for row in listed) else [])


def observed(asked: Asked) -> Site:
    """Return what was seen at the site, with all that follows from it. Raises BadParameter."""
    return _site(asked, "scored") if asked.values["scored"] else Site(frozenset(), frozenset())


def _site(asked: Asked, holding: str, missing: str = "") -> Site:
    """Return what follows from the concepts of two parameters, with all that opposes and all kinds."""
    absent = list(asked.many(missing)) if missing else []
    rows = asked.rows("transfer-site", held=list(asked.many(holding)), absent=absent)
    holds = frozenset(row["concept"] for row in rows if row["holds"])
    barred = holds & {row["concept"] for row in rows if row["by_word"]}
    if barred:
        names = {row["place"]: row["concept"] for row in asked.rows("places-of-concepts")}
        raise BadParameter(_BOTH.format(min(names[each] for each in barred)))
    return Site(holds, frozenset(row["concept"] for row in rows if not row["holds"]) - holds)


def _held(asked: Asked, site: Site, studies: tuple[Numbers, Numbers], parts: Mapping[str, Any]) -> _Held:
    """Return what the sentences share; ``parts`` are the mechanisms and outcomes of the configurations behind them."""
    concepts = asked.rows("places-of-concepts")
    places = in_order(asked)
    words = [str(row["word"]) for row in asked.rows("transfer-words")]
    produced = parts["produced"].astype(bool)
    behind, concept = (np.asarray(parts[name], dtype=np.int64)[produced] for name in ("configuration", "concept"))
    every = asked.arrays("transfer-interventions")
    on_offer, offered = (np.asarray(every[name], dtype=np.int64) for name in ("configuration", "concept"))
    return _Held(
        {row["place"]: row["concept"] for row in concepts},
        {row["place"]: row["label"] for row in concepts},
        site,
        observed(asked),
        bool(asked.values["scored"]),
        *studies,
        ("not_said", *words),
        Beside(on_offer, offered, np.unique(behind)),
        Beside(behind, concept, np.unique(behind)),
        np.sort(places.configurations(incomplete(asked))),
        places,
        numbered.configurations(asked),
    )


def _row(each: Expected, held: _Held) -> Row:
    studies = np.unique(each.configurations >> PLACES)
    read = np.bincount(held.read[studies], minlength=len(held.words)).tolist()
    stands: dict[str, list[str]] = {"holds": [], "fails": [], "unknown": []}
    for concept, there in each.contexts:
        name = held.concepts.get(concept, "uncoded")
        stands[held.site.stands(concept, there)].append(name if there else f"no {name}")
    ways = held.offered.ways(each.configurations)
    also = [held.concepts[one] for one in held.reported.every(each.configurations) if one != each.outcome]
    return {
        "state": each.state,
        "sentence": sentence(each, ways, held.labels),
        "outcome": held.concepts[each.outcome],
        "reached": each.reached,
        "mechanisms": [held.concepts[concept] for concept, worked in each.mechanisms if worked],
        "unfired": [held.concepts[concept] for concept, worked in each.mechanisms if not worked],
        "interventions": [[held.concepts.get(one, "uncoded") for one in way] for way in ways],
        "score": score(each.reached, each.outcome, held.seen) if held.scores and each.state != "fails" else None,
        "also_reported": also,
        "units": len(np.unique(held.units[studies])),
        "configurations": len(each.configurations),
        "incomplete": int(np.count_nonzero(among(each.configurations, held.incomplete))),
        "text_seen": {word: count for word, count in zip(held.words, read, strict=True) if count},
        "hold": stands["holds"],
        "fail": stands["fails"],
        "unknown": stands["unknown"],
        "behind": list(held.names(held.places.numbers(each.configurations[:NAMED]))),
    }


def flat(row: Mapping[str, Any]) -> tuple[Value, ...]:
    """Return one sentence of the body as a row of the table."""
    own: dict[str, Any] = {"incomplete": None, **row}  # an older answer that was kept says nothing of it
    own["text_seen"] = "; ".join(f"{name} ({count})" for name, count in row["text_seen"].items())
    for name in ("also_reported", "hold", "fail", "unknown", "behind"):
        own[name] = " ".join(each.replace(" ", "-") for each in row[name]) if name == "behind" else "; ".join(row[name])
    return tuple(own[name] for name in COLUMNS)


MEASURE: Final = Measure(
    name="transfer",
    title="Which configurations' contexts hold at a new site, and what is to be expected there?",
    summary=(
        "Describe a site by contexts that hold and, if known, contexts that do not. Each configuration's contexts all "
        "hold, or some fail (they are absent or opposed), or some are unknown. Each gives a sentence that can be "
        "tested: export them before the data come in, and score them after with the outcomes observed."
    ),
    run=run,
    params=(
        Param("contexts", "concepts", "", "the concepts that hold at the site"),
        Param("absent", "optionalconcepts", "", "the concepts that do not hold there"),
        Param("mechanism", "optionalconcept", "", "configurations with this mechanism only"),
        Param("outcome", "optionalconcept", "", "configurations with this outcome only"),
        Param("theory", "optionaltheory", "", "configurations that instantiate this theory only"),
        Param("scored", "optionalconcepts", "", "the outcomes that were observed at the site"),
        Param("state", "choice", "all", "which sentences to list", ("holds", "unknown", "fails", "all")),
        Param("top", "number", "25", "how many sentences are listed at most"),
    ),
    empty="No configuration that counts has a coded context and outcome. Loosen the filters.",
    example={"contexts": "CoLocation"},
)
