"""The laws of overlap, discrimination, double counting and agreement, on the worked example and on random coding."""

import random
from collections import Counter
from collections.abc import Mapping

import pytest
from rdflib import RDF, URIRef
from rdflib.namespace import PROV

from demireg.domain.names import REALIST
from demireg.services.comparing.matrix import matrix
from demireg.services.questions import ask
from demireg.services.repository import Repository
from demireg.store.base import Triple
from tests.comparing.repositories import NAMES, Judged, repository_of

ROLES = ("Context", "Intervention", "Mechanism", "Outcome")


def rows(repository: Repository, name: str, **values: str) -> list[dict[str, object]]:
    answer = ask(repository, name, values)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def overlap(repository: Repository, theory: str) -> dict[object, object]:
    return {row["other"]: row["overlap"] for row in rows(repository, "theory-overlap", theory=theory)}


def test_overlap_is_the_same_both_ways(extended: Repository) -> None:
    assert overlap(extended, "toy-a")["toy-b"] == overlap(extended, "toy-b")["toy-a"] == 0.778
    assert overlap(extended, "toy")["toy-b"] == overlap(extended, "toy-b")["toy"]


def test_a_theory_beside_itself_is_matched_throughout(extended: Repository) -> None:
    for theory in ("toy", "toy-a", "toy-b"):
        found = rows(extended, "theory-diff", theory=theory, other=theory)
        assert {(row["status"], row["similarity"], row["moved"]) for row in found} == {("matched", 1.0, "")}
        assert all(row["first"] == row["second"] for row in found)


def test_the_difference_turns_round_with_the_theories(extended: Repository) -> None:
    found = rows(extended, "theory-diff", theory="toy-b", other="toy-a")
    assert [(row["status"], row["first"], row["second"], row["moved"]) for row in found] == [
        ("changed", "toy-b/P1", "toy-a/P2", "mechanism narrowed: toy-SUPPORT → toy-PEER"),
        ("only in second", None, "toy-a/P1", ""),
    ]


def test_a_higher_threshold_leaves_nothing_matched(extended: Repository) -> None:
    found = rows(extended, "theory-diff", theory="toy-a", other="toy-b", threshold="0.9")
    assert [row["status"] for row in found] == ["only in first", "only in first", "only in second"]


def test_a_role_that_one_side_leaves_open_counts_nothing(seeded: Repository) -> None:
    """Mechanism and outcome are the same, and only the second asks for a context: two of three roles."""
    found = rows(seeded, "theory-diff", theory="salutogenesis", other="wood-2021-modified", threshold="0.6")
    assert {
        "status": "changed",
        "first": "salutogenesis/P4",
        "second": "wood-2021-modified/P4",
        "similarity": 0.667,
        "moved": "context added: SocialIsolation; intervention dropped: GroupActivity",
    } in found


def test_a_role_that_both_sides_leave_open_is_left_out(seeded: Repository) -> None:
    """No proposition of self-determination asks for a context, and each is its own equal."""
    found = rows(seeded, "aligned-propositions", theory="self-determination", other="self-determination")
    assert {row["similarity"] for row in found} == {1.0}


def test_what_fits_one_theory_alone_changes_sides_when_the_theories_do(extended: Repository) -> None:
    one = {row["configuration"]: row["fits"] for row in rows(extended, "discrimination", theory="toy-a", other="toy-b")}
    two = {row["configuration"]: row["fits"] for row in rows(extended, "discrimination", theory="toy-b", other="toy-a")}
    turned = {"first only": "second only", "second only": "first only", "both": "both"}
    assert two == {configuration: turned[str(fits)] for configuration, fits in one.items()}


def test_reviews_that_are_counted_twice_are_those_that_support_leaves_out(extended: Repository) -> None:
    excluded = {each.proposition: set(each.excluded) for each in matrix(extended, "toy").support}
    found: dict[object, set[object]] = {}
    for row in rows(extended, "double-counted-support", theory="toy"):
        if row["through"] == "review":
            found.setdefault(str(row["proposition"]).rpartition("/")[2], set()).add(row["study"])
    assert found == {proposition: studies for proposition, studies in excluded.items() if studies}


def test_companions_that_disagree_are_no_double_support() -> None:
    one = {"a": Judged((("t/P1", "corroborates"),), "p"), "b": Judged((("t/P1", "contradicts"),), "p")}
    two = {"a": Judged((("t/P1", "corroborates"),), "p"), "b": Judged((("t/P1", "refines"),), "p")}
    assert rows(repository_of(one), "double-counted-support", theory="t") == []
    assert [(row["study"], row["other"]) for row in rows(repository_of(two), "double-counted-support", theory="t")] == [
        ("a", "b")
    ]


def test_a_theory_that_its_author_checked_is_not_listed(extended: Repository) -> None:
    listed = {row["thing"]: row["recorded"] for row in rows(extended, "unchecked-and-unlicensed")}
    assert listed == {"toy": "Draft", "toy-a": "CuratorChecked"}


def coded(*coders: str) -> Repository:
    """Return a study whose segments were coded so: one text per coder, one letter per segment, a dot for none."""
    repository = repository_of({"s": Judged()})
    study = URIRef(NAMES.study("s"))
    triples: list[Triple] = [(study, RDF.type, REALIST.Study)]
    letters: Mapping[str, str] = {role[0]: role for role in ROLES}
    for coder, text in enumerate(coders):
        for place, letter in enumerate(text):
            segment = URIRef(f"{study}/segment/s{place}")
            coding = URIRef(f"{segment}/coding/coder-{coder}")
            triples.append((study, REALIST.hasSegment, segment))
            if letter in letters:
                triples.append((segment, REALIST.hasSegmentCoding, coding))
                triples.append((coding, REALIST.roleGiven, REALIST[f"{letters[letter]}Role"]))
                triples.append((coding, PROV.wasAttributedTo, URIRef(NAMES.agent(f"coder-{coder}"))))
    repository.store.replace({NAMES.graph("study", "s"): triples})
    return repository


def together(repository: Repository) -> list[dict[str, object]]:
    return [row for row in rows(repository, "coding-agreement") if row["role"] in {"all", None}]


@pytest.mark.parametrize("seed", range(6))
def test_agreement_is_what_its_definition_gives(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret hangs on it)
    one = "".join(chance.choice("CIMO") for _ in range(12))
    two = "".join(letter if chance.random() < 0.6 else chance.choice("CIMO") for letter in one)
    (row,) = together(coded(one, two))
    observed = sum(a == b for a, b in zip(one, two, strict=True)) / 12
    expected = sum(one.count(role) * two.count(role) for role in "CIMO") / 144
    both = Counter(one + two)
    disagreement = 1 - sum(n * (n - 1) for n in both.values()) / (24 * 23)
    assert row["kappa"] == pytest.approx((observed - expected) / (1 - expected), abs=0.001)
    assert row["alpha"] == pytest.approx(1 - (1 - observed) / disagreement, abs=0.001)


def test_one_and_the_same_answer_leaves_agreement_undefined() -> None:
    (row,) = together(coded("CCCC", "CCCC"))
    assert (row["observed"], row["kappa"], row["alpha"]) == (1.0, None, None)


def test_three_coders_make_three_pairs_over_what_both_coded() -> None:
    found = together(coded("CMOC", "CM.C", "..OC"))
    assert [(row["segments"], row["observed"]) for row in found] == [(3, 1.0), (2, 1.0), (1, 1.0)]


def test_what_one_person_coded_alone_is_not_reported_and_never_nought() -> None:
    (row,) = together(coded("CMOC"))
    assert (row["segments"], row["kappa"], row["alpha"], row["reported"]) == (None, None, None, "not reported")
