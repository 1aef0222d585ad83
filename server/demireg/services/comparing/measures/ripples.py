"""Ripples: paths on which an outcome of one configuration is a context or mechanism of the next.

Links are those that a study states, and those by concept: an outcome of one configuration is, as the same concept or a
kind of it, coded as a context of another, as in ``queries/compare/conceptual-ripple.rq``. A study reports a whole path
when every link has two configurations of that study at its ends and every step between a configuration at which both
links meet. Where no study does, the path is a splice: it suggests an order of events that nobody reported.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from demireg.domain.errors import NotFound
from demireg.services.comparing import against_theory, naming, numbered
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.comparing.grouping import Numbers, distinct
from demireg.services.comparing.later import Later
from demireg.services.comparing.numbered import Named
from demireg.services.comparing.rippling import PLACES, Link, Path, Search, by_concept, stated
from demireg.services.queries import Param

COLUMNS: Final = ("path", "links", "length", "splice", "loop", "studies", "reported_by", "behind")
#: So many paths are looked for.
MOST: Final = 500
#: So many configurations and studies are named in a path; the figures count all.
NAMED: Final = 20
#: So many configurations, at most, make a path.
LONGEST: Final = 6
_SPLICE: Final = "A splice joins what different studies report: no single study reports the whole path."
_CUT: Final = "The search ended after {} paths, and there are more. Give from or to, or a shorter longest."
_SHOWN: Final = "The list shows {} of {} paths found, those that one study reports first; ask for a larger `top`."


@dataclass(frozen=True, slots=True)
class _Held:
    """Names of concepts with their labels, by number, and of configurations and studies."""

    concepts: Mapping[int, tuple[str, str]]
    configurations: Named
    studies: Named

    def by_name(self, numbers: Numbers) -> Numbers:
        """Return the numbers by which configurations of the table are known here: in the order of names."""
        study = self.studies.places(numbers >> numbered.PLACES)
        return (study << PLACES) + self.configurations.places(numbers)

    def behind(self, step: Numbers) -> list[str]:
        """Return the names of the first of some configurations."""
        return self.configurations.at(step[:NAMED] & ((1 << PLACES) - 1))


def run(asked: Asked) -> Measured:
    """Return the paths, whole ones first. Raises NotFound for a beginning or end that is not known."""
    held = _held(asked)
    links, described = asked.repository.table.kept(("links of ripples", asked.filters), lambda: _links(asked, held))
    first, last = _anchor(asked, "from", held), _anchor(asked, "to", held)
    found, cut = _found(links, int(asked.number("longest")), (first, last), asked.values["across"] == "no")
    found.sort(key=_rank)
    top = int(asked.number("top"))
    listed = found[:top]
    words = {id(link): row for link, row in zip(links, described, strict=True)}
    whole = sum(not path.splice for path in found)
    body: dict[str, Any] = {
        "paths": len(found),
        "known": whole,
        "unknown": len(found) - whole,
        "complete": not cut,
        "loops": sum(path.loop for path in found),
        "links": {
            "by_concept": [row for link, row in zip(links, described, strict=True) if link.concept is not None],
            "stated": sum(link.concept is None for link in links),
        },
        "listed": [_path(path, held, words) for path in listed],
    }
    notes = [_SPLICE] if any(path.splice for path in listed) else []
    notes += [_CUT.format(len(found))] if cut else []
    notes += [_SHOWN.format(top, len(found))] if len(found) > top else []
    rows = Later(len(listed), lambda: tuple(map(_flat, body["listed"])))
    return Measured(COLUMNS, rows, body, tuple(notes))


def _links(asked: Asked, held: _Held) -> tuple[list[Link], list[Row]]:
    """Return all links, those by concept in the order of names, and each as plain values."""
    concepts, said = asked.arrays("ripples-concepts"), asked.arrays("ripples-stated")
    by_name = {name: held.by_name(said[name]) for name in ("configuration", "target")}
    found = by_concept({**concepts, "configuration": held.by_name(concepts["configuration"])})
    found.sort(key=lambda link: "" if link.concept is None else held.concepts[link.concept])
    found += stated({**said, **by_name})
    return found, [_link(link, held) for link in found]


def _found(
    links: Sequence[Link], longest: int, ends: tuple[Numbers | None, Numbers | None], whole: bool
) -> tuple[list[Path], bool]:
    """Return the paths and whether there are more."""
    search = Search(links, longest, MOST, *ends, whole)
    return search.paths(), search.cut


def _rank(path: Path) -> tuple[Any, ...]:
    """Order paths: whole ones, loops, longer ones, those with most configurations in their weakest step, by names.

    Those that begin each step alike stay in the order of their links, which is one of names too.
    """
    return (
        path.splice,
        not path.loop,
        -len(path.links),
        -min(len(step) for step in path.steps),
        [int(step[0]) for step in path.steps],
    )


def _anchor(asked: Asked, name: str, held: _Held) -> Numbers | None:
    """Return the configurations with which a path may begin or end, None for any."""
    text = asked.values[name]
    if not text:
        return None
    with suppress(NotFound):
        concept = naming.held(asked.repository.table, "concept", text)
        return np.sort(held.by_name(asked.arrays("ripples-anchor", anchor=concept)["configuration"]))
    configuration = naming.held(asked.repository.table, "configuration", text)
    rows = asked.rows("numbers-of-configurations", names=[configuration])
    return held.by_name(np.array([row["number"] for row in rows], dtype=np.int64))


def _held(asked: Asked) -> _Held:
    concepts = {row["id"]: (row["concept"], row["label"]) for row in asked.rows("concepts")}
    return _Held(concepts, numbered.configurations(asked), against_theory.studies(asked))


def _link(link: Link, held: _Held) -> Row:
    """Return a link as plain values; what stands at its ends is said for links by concept, in steps for others."""
    if link.concept is None:
        return {"kind": "stated", "as": link.ripples_as, "studies": len(link.studies)}
    concept, label = held.concepts[link.concept]
    return {
        "kind": "concept",
        "as": link.ripples_as,
        "concept": concept,
        "label": label,
        "outcome_in": _named(link.sources, held),
        "context_in": _named(link.targets, held),
    }


def _named(step: Numbers, held: _Held) -> Row:
    return {
        "configurations": len(step),
        "studies": len(distinct(step >> PLACES)),
        "behind": held.behind(step),
    }


def _path(path: Path, held: _Held, words: Mapping[int, Row]) -> Row:
    """Return a path as plain values; words: of each link, by which object it is."""
    every = distinct(np.sort(np.concatenate(path.steps)))
    return {
        "length": len(path.steps),
        "splice": path.splice,
        "loop": path.loop,
        "configurations": len(every),
        "studies": len(distinct(every >> PLACES)),
        "reported_by": len(path.studies),
        "reported_by_named": held.studies.at(path.studies[:NAMED]),
        "steps": [_named(step, held) for step in path.steps],
        "links": [words[id(link)] for link in path.links],
    }


def _flat(row: Row) -> tuple[Value, ...]:
    steps = [
        each["behind"][0] if len(each["behind"]) == 1 else f"{each['configurations']} configurations"
        for each in row["steps"]
    ]
    links = [each["label"] if each["kind"] == "concept" else f"stated ({each['as']})" for each in row["links"]]
    behind = " → ".join(", ".join(each["behind"]) for each in row["steps"])
    whole = " ".join(row["reported_by_named"])
    return (
        " → ".join(steps),
        "; ".join(links),
        row["length"],
        row["splice"],
        row["loop"],
        row["studies"],
        whole,
        behind,
    )


MEASURE: Final = Measure(
    name="ripples",
    title="Which outcomes go on as contexts or mechanisms of other configurations, and who reports the whole path?",
    summary=(
        "Paths from configuration to configuration: by links that a study states, and by concept, where an outcome of "
        "one is, as the same concept or a kind of it, a context of another. A path that no single study reports as a "
        "whole is marked as a splice; one that comes back to its beginning as a loop."
    ),
    run=run,
    params=(
        Param("from", "optionaltext", "", "a concept or configuration with which paths begin"),
        Param("to", "optionaltext", "", "a concept or configuration with which paths end"),
        Param("longest", "number", "4", "how many configurations a path has at most", within=(2, LONGEST)),
        Param("across", "choice", "yes", "whether paths may join studies", ("yes", "no")),
        Param("top", "number", "50", "how many paths are listed at most"),
    ),
    empty="No outcome of one configuration is a context of another, and no ripple is stated. Loosen the filters.",
    example={"from": "SocialConnection"},
)
