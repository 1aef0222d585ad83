"""The counts and the word “nearest” in an explanation's sentences are true of every shipped configuration."""

import re
from collections import deque

import pytest

from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, REALIST
from demireg.services.catalogue.concepts import Hierarchy, hierarchy
from demireg.services.catalogue.stances import proposition_index
from demireg.services.explaining.explain import explain
from demireg.services.explaining.proofs import Claim, Coding, Slot
from demireg.services.explaining.proving import counts, prove
from demireg.services.explaining.reading import read_claim, read_patterns
from demireg.services.repository import Repository

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
ONE = re.compile(r"The (?P<which>only|one other) [a-z ]*? with a concept(?P<counts> that counts here)? is ")
MANY = re.compile(
    r"(?:Of|None of) (?P<count>\w+) (?P<other>other )?[a-z ]*? with a concept(?P<counts> that count here)? "
    r"(?P<how>the nearest is|none is nearer than|is akin to)"
)


def heights(held: Hierarchy, start: str) -> dict[str, int]:
    found, queue = {start: 0}, deque([start])
    while queue:
        here = queue.popleft()
        for above in held.broader.get(here, ()):
            if above not in found:
                found[above] = found[here] + 1
                queue.append(above)
    return found


def distance(held: Hierarchy, part: Coding, required: str) -> float:
    """Return the fewest steps from any concept of a part to the required one, by way of a kind of both."""
    goal = heights(held, required)
    ways = [heights(held, concept.iri) for concept in part.concepts]
    return min((way[at] + goal[at] for way in ways for at in way.keys() & goal.keys()), default=float("inf"))


def check(claim: Claim, slot: Slot, held: Hierarchy, profile: str) -> int:
    """Hold the sentence of one slot against its claim; return how many sentences there were."""
    coded = [part for part in claim.parts if part.role == slot.role and part.concepts]
    here = [part for part in coded if counts(part, profile) and claim.found]
    above = {miss.part for miss in slot.misses if miss.reason in {"too_wide", "opposed"}}
    rest = [part for part in here if part.number not in above]
    sentences = [miss for miss in slot.misses if miss.reason == "other_concept"]
    assert bool(sentences) == bool(rest and not slot.met)
    for miss in sentences:
        one, many = ONE.match(miss.said), MANY.match(miss.said)
        found = one or many
        assert found is not None, miss.said
        assert bool(found["counts"]) == (len(here) < len(coded)), miss.said
        assert len(rest) == (1 if one else NUMBERS[found["count"]]), miss.said
        assert (found["which"] == "one other" if one else bool(found["other"])) == (len(rest) < len(here)), miss.said
        by_part = {part.number: distance(held, part, slot.required.iri) for part in rest}
        nearest = [number for number, steps in by_part.items() if steps == min(by_part.values())]
        assert miss.part in nearest, miss.said
        if many:
            akin = min(by_part.values()) < float("inf")
            said = "is akin to" if not akin else "the nearest is" if len(nearest) == 1 else "none is nearer than"
            assert found["how"] == said, miss.said
    return len(sentences)


@pytest.mark.parametrize("profile", [ALL_ACCEPTED, pytest.param(AUTHORS_ONLY, marks=pytest.mark.proof)])
def test_what_is_counted_and_called_nearest_is_so(seeded: Repository, profile: str) -> None:
    held, names = hierarchy(seeded), seeded.names
    patterns = [
        pattern for ref in proposition_index(seeded).values() for pattern in read_patterns(seeded, ref.reference)
    ]
    told = 0
    for graph in filter(lambda each: each.startswith(names.graph("study", "")), seeded.store.graphs()):
        for node in set(seeded.store.get(graph).objects(None, REALIST.hasConfiguration)):
            claim = read_claim(seeded, names.local(str(node)))
            for proof in prove(claim, patterns, held, profile):
                told += sum(check(claim, slot, held, profile) for slot in proof.slots)
    assert told > 1000


@pytest.mark.parametrize(
    ("configuration", "proposition", "says"),
    [
        ("wood-2021/w16", "self-determination/P4", "The one other mechanism at work with a concept is m1"),
        ("wood-2021/w18", "wood-2021-modified/P1", "other contexts with a concept"),
        ("hanlon-2021/ha-1", "social-cure/P1", "other mechanisms at work with a concept"),
    ],
)
def test_beside_a_part_that_is_too_wide_the_rest_are_called_others(
    seeded: Repository, configuration: str, proposition: str, says: str
) -> None:
    found = explain(seeded, configuration, proposition)
    assert any(says in miss.said for proof in found.patterns for slot in proof.slots for miss in slot.misses)
