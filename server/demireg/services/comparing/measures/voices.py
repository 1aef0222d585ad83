"""Voices: which stakeholder groups speak for each link from a context to a mechanism and from there to an outcome.

A link is a pair of codes within one configuration. The voices of the configuration, as the study words them, stand for
stakeholder groups as ``data/forms/voices.yaml`` says. A link for which one group alone speaks is warned of, one for
which only researchers or reviews speak as well. A group is missing where it speaks elsewhere in the same study but not
for the link: nobody asked it, or it said nothing, or nobody wrote it down. Silence is not disagreement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.comparing.grouping import Numbers
from demireg.services.comparing.in_order import in_order
from demireg.services.comparing.linking import MOST_GROUPS, Linked, Speakers, by_number, linked, speakers
from demireg.services.comparing.numbered import PLACES
from demireg.services.comparing.speaking import NOBODY, group_of
from demireg.services.queries import Param

COLUMNS: Final = (
    "link",
    "source",
    "target",
    "units",
    "configurations",
    "voices",
    "unvoiced",
    "warning",
    "missing",
    "behind",
)
_SILENCE: Final = "A group that is missing said nothing on the link in what was read. That is no disagreement."
_CUT: Final = "The list shows {} of {} links, those of most {} first; ask for one concept, or a larger `top`."
_REST: Final = "other voices"
#: So many names stand behind one figure; the figure counts all.
NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class _Held:
    """What all links share: the names of groups by bit, who speaks where, the names of concepts, and units by study.

    Studies, configurations and concepts are given by their places in the order of names.
    """

    groups: Sequence[str]
    known: Speakers
    concepts: Mapping[int, str]
    labels: Mapping[int, str]
    units: Numbers

    def named(self, bits: int) -> list[str]:
        """Return the groups of a number of bits."""
        return [name for place, name in enumerate(self.groups) if bits >> place & 1]


def run(asked: Asked) -> Measured:
    """Return the links of most units with those who speak for them, and how many links one group alone speaks for."""
    words = [str(row["voice"]) for row in asked.rows("voices-words")]
    stands = [group_of(word) for word in words]
    groups = sorted({*stands} - {NOBODY})
    if len(groups) > MOST_GROUPS:
        groups = [*groups[: MOST_GROUPS - 1], _REST]
    bit = {name: 1 << place for place, name in enumerate(groups)}
    bits = [0 if name == NOBODY else bit.get(name, bit.get(_REST, 0)) for name in stands]
    known = speakers(asked.arrays("voices-spoken"), bits)
    concepts = asked.rows("places-of-concepts")
    counted = asked.arrays("counted")
    counted = {**counted, "study": in_order(asked).studies(numbered.plain(counted["study"]))}
    held = _Held(
        groups,
        known,
        {row["place"]: row["concept"] for row in concepts},
        {row["place"]: row["label"] for row in concepts},
        by_number(counted["study"], counted["unit"], 0),
    )
    links = list(linked(_asked_for(asked, {row["concept"]: row["place"] for row in concepts}), counted, known))
    top = int(asked.number("top"))
    wanted = [link for link in links if asked.values["warned"] == "no" or link.spoken.bit_count() <= 1]
    wanted.sort(key=lambda link: (-link.units, link.produces, link.source, link.target))
    listed = _listed(asked, wanted[:top], held)
    voiced = sum(link.spoken > 0 for link in links)
    body = {
        "known": voiced,
        "unknown": len(links) - voiced,
        "single": sum(link.spoken.bit_count() == 1 for link in links),
        "groups": groups,
        "words": {word: name or None for word, name in zip(words, stands, strict=True)},
        "links": listed,
    }
    notes = [_SILENCE] if any(row["missing"] for row in listed) else []
    notes += [_CUT.format(len(listed), len(wanted), f"{asked.filters.unit}s")] if len(wanted) > top else []
    return Measured(COLUMNS, tuple(map(_flat, listed)), body, tuple(notes))


def _asked_for(asked: Asked, numbers: Mapping[str, int]) -> Mapping[str, Any]:
    """Return the rows of links of the concept and the kind of link that are asked for."""
    rows, kind, concept = asked.arrays("voices"), asked.values["link"], asked.values["concept"]
    if kind == "both" and not concept:
        return rows
    wanted = np.ones(len(rows["configuration"]), dtype=np.bool_)
    if kind != "both":
        wanted &= rows["produces"] == (kind == "M-O")
    if concept:
        number = numbers[concept]
        wanted &= (rows["mechanism"] == number) | (rows["other"] == number)
    return {name: column[wanted] for name, column in rows.items()}


def _listed(asked: Asked, links: Sequence[Linked], held: _Held) -> list[Row]:
    """Return the links with the names of configurations and studies behind them."""
    found = [_row(link, held) for link in links]
    holders = [holder for row in found for holder in (row, *row["voices"])]
    configurations, places = numbered.configurations(asked), in_order(asked)
    for holder in holders:
        holder["behind"] = list(configurations(places.numbers(holder["behind"])))
    for row in found:
        for each in row["missing"]:
            each["named"] = places.names(each["named"])
    return found


def _row(link: Linked, held: _Held) -> Row:
    spoken = link.spoken
    one, two = held.concepts[link.source], held.concepts[link.target]
    return {
        "link": "M-O" if link.produces else "C-M",
        "source": one,
        "source_label": held.labels[link.source],
        "target": two,
        "target_label": held.labels[link.target],
        "units": link.units,
        "configurations": len(link.configurations),
        "behind": link.configurations[:NAMED],
        "voices": [_voice(link, place, name, held) for place, name in enumerate(held.groups) if spoken >> place & 1],
        "unvoiced": int(np.count_nonzero(link.voices == 0)),
        "warning": "no stakeholder" if not spoken else "single voice" if spoken.bit_count() == 1 else None,
        "missing": _missing(link, held),
    }


def _voice(link: Linked, place: int, name: str, held: _Held) -> dict[str, Any]:
    at = (link.voices >> place & 1).astype(np.bool_)
    return {
        "group": name,
        "units": len(np.unique(held.units[link.configurations[at] >> PLACES])),
        "configurations": int(np.count_nonzero(at)),
        "behind": link.configurations[at][:NAMED],
    }


def _missing(link: Linked, held: _Held) -> list[dict[str, Any]]:
    """Return the groups that speak elsewhere in a study of the link but not for it there, with those studies."""
    studies, absent = held.known.elsewhere(link)
    found = []
    for place, name in enumerate(held.groups):
        where = studies[(absent >> place & 1).astype(np.bool_)]
        if len(where):
            found.append({"group": name, "studies": len(where), "named": where[:NAMED]})
    return found


def _flat(row: Row) -> tuple[Value, ...]:
    voices = "; ".join(f"{each['group']} ({each['units']})" for each in row["voices"])
    missing = "; ".join(f"{each['group']} ({each['studies']})" for each in row["missing"])
    own = {**row, "voices": voices, "missing": missing, "behind": " ".join(row["behind"])}
    return tuple(own[name] for name in COLUMNS)


MEASURE: Final = Measure(
    name="voices",
    title="Who speaks for each link between context, mechanism and outcome, and whose voice is missing?",
    summary=(
        "Links are pairs of codes within a configuration: context to mechanism, mechanism to outcome. The voices of "
        "the configuration are gathered into stakeholder groups; researchers and reviews are none. A link with one "
        "group alone is warned of. Missing is who speaks elsewhere in the same study; silence is not disagreement."
    ),
    run=run,
    params=(
        Param("concept", "optionalconcept", "", "links of this concept only"),
        Param("link", "choice", "both", "which links", ("C-M", "M-O", "both")),
        Param("warned", "choice", "no", "only links for which one group or none speaks", ("yes", "no")),
        Param("top", "number", "50", "how many links are listed at most"),
    ),
    empty="No configuration that counts has two codes that make a link. Loosen the filters.",
    example={"concept": "Trust"},
)
