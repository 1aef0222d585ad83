"""Each way in which a claim can miss a pattern is told apart, and said in a sentence."""

import pytest

from demireg.services.catalogue.concepts import Hierarchy
from demireg.services.catalogue.facets import ConceptRef
from demireg.services.catalogue.stances import PropositionRef
from demireg.services.explaining.explain import concluded
from demireg.services.explaining.kinship import kinship
from demireg.services.explaining.lines import tree
from demireg.services.explaining.proofs import Claim, Coding, Explanation, Pattern
from demireg.services.explaining.proving import prove

PROPOSITION = PropositionRef("holding", "Holding", "P1", "Being held helps.")
PATTERN = Pattern("p/pattern", (("C", "stressor"), ("M", "peers"), ("O", "ease")))
KINDS = {
    "isolation": "stressor",
    "peers": "support",
    "friends": "peers",
    "family": "support",
    "engaged": "ease",
    "gone": "dis-ease",
}


@pytest.fixture
def held() -> Hierarchy:
    """Give a small vocabulary; ease and dis-ease are opposites."""
    made = Hierarchy()
    for one, other in KINDS.items():
        made.broader[one].append(other)
        made.narrower[other].append(one)
    made.opposites["ease"].append("dis-ease")
    made.opposites["dis-ease"].append("ease")
    return made


def part(
    number: str, concept: str = "", standing: str = "fired", basis: str = "author_tagged", role: str = ""
) -> Coding:
    """Return a part in brief; its number tells its role."""
    refs = (ConceptRef(concept, concept, concept),) if concept else ()
    letter = role or number[0].upper()
    said = f"words of {number}"
    return Coding(
        f"k/{number}", number, letter, standing, said, f"e/{number}", refs, (), (basis,), "ann", "2026-01-01", ""
    )


def explanation(held: Hierarchy, *parts: Coding, profile: str = "all-accepted", found: bool = True) -> Explanation:
    """Hold a claim of these parts against the pattern."""
    claim = Claim("k", "s", "S", "k1", "A claim", found, ("Results",), "", "ann", "2026-01-01", parts)
    return concluded(claim, PROPOSITION, prove(claim, [PATTERN], held, profile), (profile, ()))


def reasons(found: Explanation, role: str) -> list[str]:
    (slot,) = [slot for slot in found.patterns[0].slots if slot.role == role]
    return [miss.reason for miss in slot.misses]


def sentence(found: Explanation, role: str) -> str:
    (slot,) = [slot for slot in found.patterns[0].slots if slot.role == role]
    return slot.misses[0].said


WHOLE = (part("c1", "isolation"), part("m1", "friends"), part("o1", "engaged"))


def test_parts_that_are_kinds_of_what_is_asked_for_instantiate(held: Hierarchy) -> None:
    found = explanation(held, *WHOLE)
    assert found.verdict == "instantiates"
    assert found.relations == ("instantiates", "partlyInstantiates")
    assert [step.local for step in found.patterns[0].slots[1].fillings[0].path] == ["friends", "peers"]
    assert found.nearest == ""


def test_an_opposite_outcome_counter_instantiates(held: Hierarchy) -> None:
    found = explanation(held, *WHOLE[:2], part("o1", "gone"))
    assert found.verdict == "counterInstantiates"
    assert reasons(found, "O") == ["opposed"]
    assert sentence(found, "O") == "o1 (“words of o1”) is coded as gone, a kind of dis-ease, the opposite of ease."


def test_without_the_context_it_partly_instantiates(held: Hierarchy) -> None:
    found = explanation(held, *WHOLE[1:])
    assert found.verdict == "partlyInstantiates"
    assert reasons(found, "C") == ["no_part"]
    assert "names no context" in sentence(found, "C")
    assert found.nearest == "pattern"


@pytest.mark.parametrize(
    ("near", "reason", "says"),
    [
        (part("m1", "peers", standing="absent"), "standing", "as a mechanism that did not fire"),
        (part("m1", "peers", standing="hypothetical"), "standing", "only as something supposed"),
        (part("m1", "peers", standing="proposed"), "standing", "a proposal that nobody has accepted"),
        (part("m1", "peers", standing="rejected"), "standing", "a proposal that was rejected"),
        (part("o2", "friends"), "other_role", "as an outcome, and the pattern asks for it as a mechanism"),
        (part("c2", "peers", standing="absent"), "other_role", "as a context that was absent"),
        (part("m1", "support"), "too_wide", "wider than peers: it may be that or not"),
        (part("m1", "family"), "other_concept", "both kinds of support, one step up and one down"),
        (part("m1", "isolation"), "other_concept", "shares no broader concept with peers"),
        (part("m1"), "uncoded", "has no concept yet"),
    ],
)
def test_the_reason_for_a_miss_is_named(held: Hierarchy, near: Coding, reason: str, says: str) -> None:
    found = explanation(held, WHOLE[0], near, WHOLE[2])
    assert found.verdict == "none"
    assert reasons(found, "M")[0] == reason
    assert says in sentence(found, "M")
    assert "one of three slots is not met (mechanism peers)" in found.said


def test_a_basis_that_the_profile_leaves_out_is_named(held: Hierarchy) -> None:
    read = part("m1", "friends", basis="curator_inferred")
    assert explanation(held, WHOLE[0], read, WHOLE[2]).verdict == "instantiates"
    found = explanation(held, WHOLE[0], read, WHOLE[2], profile="authors-only")
    assert reasons(found, "M") == ["excluded"]
    assert "rests on the curator’s reading" in sentence(found, "M")
    assert "by the authors’ codes alone" in found.said


def test_of_several_parts_the_nearest_is_named(held: Hierarchy) -> None:
    found = explanation(held, WHOLE[0], part("m1", "isolation"), part("m2", "family"), WHOLE[2])
    assert sentence(found, "M").startswith("Of two mechanisms at work with a concept the nearest is m2")


def test_what_was_only_hypothesised_meets_nothing(held: Hierarchy) -> None:
    found = explanation(held, *WHOLE, found=False)
    assert found.relations == ()
    assert "was only hypothesised" in found.said


def test_a_proposition_without_a_pattern_is_said_to_have_none(held: Hierarchy) -> None:
    claim = explanation(held, *WHOLE).claim
    found = concluded(claim, PROPOSITION, prove(claim, [], held, "all-accepted"), ("all-accepted", ()))
    assert "has no pattern" in found.said


def test_the_nearest_pattern_has_the_fewest_slots_unmet_and_then_the_nearest_parts(held: Hierarchy) -> None:
    claim = explanation(held, part("m1", "family"), part("o1", "gone")).claim
    patterns = [
        Pattern("p/far", (("M", "stressor"),)),
        Pattern("p/near", (("M", "peers"),)),
        Pattern("p/worse", (("M", "peers"), ("O", "ease"))),
    ]
    found = concluded(claim, PROPOSITION, prove(claim, patterns, held, "all-accepted"), ("all-accepted", ()))
    assert found.nearest == "near"


def test_a_store_that_holds_other_inferences_is_told_of(held: Hierarchy) -> None:
    claim = explanation(held, *WHOLE).claim
    proofs = prove(claim, [PATTERN], held, "all-accepted")
    found = concluded(claim, PROPOSITION, proofs, ("all-accepted", ("counterInstantiates",)))
    assert not found.agrees
    assert "Import the study s again." in "\n".join(tree(found))


def test_a_concept_is_its_own_nearest_kin(held: Hierarchy) -> None:
    found = kinship(held, "peers", "peers")
    assert found is not None
    assert found.steps == 0
    assert kinship(held, "peers", "ease") is None


@pytest.mark.parametrize(
    ("parts", "says", "state"),
    [
        (WHOLE, "k1 matches P1 of Holding", "pattern: matches"),
        (
            (*WHOLE[:2], part("o1", "gone")),
            "k1 meets P1 of Holding with an opposed outcome",
            "pattern: meets with an opposed outcome, one of three slots not met",
        ),
        (WHOLE[1:], "k1 matches P1 of Holding in part", "pattern: matches in part, one of three slots not met"),
    ],
)
def test_people_read_that_a_claim_matches_in_whole_in_part_or_with_an_opposed_outcome(
    held: Hierarchy, parts: tuple[Coding, ...], says: str, state: str
) -> None:
    found = explanation(held, *parts)
    told = "\n".join(tree(found))
    assert found.said.startswith(says)
    assert state.replace("one of three", "1 of 3") in told
    assert "nstantiat" not in told
