"""The questions over several studies give the figures of the worked example, also with other values."""

from demireg.services.questions import ask
from demireg.services.repository import Repository

Rows = list[dict[str, object]]


def rows(repository: Repository, name: str, **values: str) -> Rows:
    answer = ask(repository, name, values)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_each_context_has_its_contrast_and_what_is_unknown_is_never_no(toy: Repository) -> None:
    found = rows(toy, "context-contrast", mechanism="toy.TRUST", outcome="toy.ENG-plus")
    sides = ("yes", "no", "unknown", "opposed_yes", "opposed_no", "opposed_unknown")
    assert {
        row["context"]: (*(row[side] for side in sides), row["difference"], row["discriminates"]) for row in found
    } == {
        "toy-LOCAL": (3, 0, 1, 0, 2, 0, 1.0, True),
        "toy-NOTRANSP": (0, 3, 1, 2, 0, 0, -1.0, True),
        "toy-TIMEOPEN": (3, 1, 0, 0, 2, 0, 0.75, False),
        "toy-TIMELIM": (1, 3, 0, 2, 0, 0, -0.75, False),
        "toy-ISO": (4, 0, 0, 1, 0, 1, 0.0, False),
        "toy-DEBT": (0, 0, 4, 1, 0, 1, None, False),
    }


def test_a_contrast_changes_its_sign_when_the_outcome_is_exchanged_for_its_opposite(toy: Repository) -> None:
    """That holds where the mechanism worked on both sides, as peer support did."""
    plain = rows(toy, "context-contrast", mechanism="toy.PEER", outcome="toy.ISOL-minus")
    swapped = rows(toy, "context-contrast", mechanism="toy.PEER", outcome="toy.ISOL-plus")
    assert plain
    assert {row["context"]: row["difference"] and -float(str(row["difference"])) for row in swapped} == {
        row["context"]: row["difference"] for row in plain
    }


def test_two_pairs_contradict_each_other_without_a_context_that_explains_it(toy: Repository) -> None:
    found = rows(toy, "contradictions", explained="no")
    assert [(row["first"], row["second"]) for row in found] == [
        ("toy-s2/k7", "toy-s5/k9"),
        ("toy-s4/k8", "toy-s5/k9"),
    ]
    assert len(rows(toy, "contradictions")) == 6


def test_four_pairs_of_context_and_mechanism_stand_in_no_configuration(toy: Repository) -> None:
    cells = {(row["context"], row["mechanism"]) for row in rows(toy, "gap-map", reported="1")}
    assert cells == {(f"toy-{name}", "toy-PEER") for name in ("LOCAL", "NOTRANSP", "TIMEOPEN", "TIMELIM")}
    every = rows(toy, "gap-map", reported="1", together="6")
    counts = {(row["context"], row["mechanism"]): row["programmes"] for row in every}
    assert (counts["toy-ISO", "toy-TRUST"], counts["toy-ISO", "toy-PEER"], counts["toy-DEBT", "toy-PEER"]) == (5, 2, 1)


def test_new_concepts_become_fewer(toy: Repository) -> None:
    found = rows(toy, "saturation")
    assert [row["new"] for row in found] == [5, 3, 2, 0, 2, 0]
    assert [row["cumulative"] for row in found] == [5, 8, 10, 10, 12, 12]
    assert [row["ratio"] for row in found] == [None, None, 0.25, 0.0, 0.25, 0.0]
    assert {(row["base"], row["once"], row["sightings"], row["coverage"]) for row in found} == {(8, 2, 35, 0.943)}


def test_one_proposition_is_backed_in_contexts_that_differ(toy: Repository) -> None:
    found = rows(toy, "backed-propositions", backing="2", spread="0.5")
    assert [(row["proposition"], row["programmes"], row["diversity"]) for row in found] == [("toy/P1", 4, 0.517)]


def test_trust_leads_to_taking_part_and_peers_do_not_reliably_lead_out_of_isolation(toy: Repository) -> None:
    (trust,) = rows(toy, "demi-regularity", mechanism="toy.TRUST", outcome="toy.ENG-plus")
    assert (trust["yes"], trust["no"], trust["share"], trust["diversity"], trust["holds"]) == (4, 1, 0.8, 0.403, True)
    (peers,) = rows(toy, "demi-regularity", mechanism="toy.PEER", outcome="toy.ISOL-minus")
    assert (peers["yes"], peers["no"], peers["share"], peers["holds"]) == (2, 1, 0.667, False)


def test_each_pivot_changes_its_label(toy: Repository) -> None:
    found = rows(toy, "pivots", theory="toy")
    assert [(row["proposition"], row["study"], row["label"], row["without_it"]) for row in found] == [
        ("toy/P1", "toy-s5", "contested", "supported"),
        ("toy/P2", "toy-s5", "contested", "supported"),
        ("toy/P4", "toy-s1", "disconfirmed", "unaddressed"),
    ]


def test_a_companion_counts_with_its_programme_and_a_review_not_beside_its_sources(extended: Repository) -> None:
    """The extended example adds a companion of S4, a review of S1 to S3, and one study of its own, like S1."""
    trust = {"mechanism": "toy.TRUST", "outcome": "toy.ENG-plus"}
    (found,) = rows(extended, "demi-regularity", **trust)
    assert (found["yes"], found["no"], found["diversity"]) == (5, 1, 0.325)
    local = next(row for row in rows(extended, "context-contrast", **trust) if row["context"] == "toy-LOCAL")
    assert (local["yes"], local["no"], local["unknown"]) == (4, 0, 1)
    cells = rows(extended, "gap-map", reported="1", together="6")
    assert {row["programmes"] for row in cells if (row["context"], row["mechanism"]) == ("toy-ISO", "toy-TRUST")} == {6}
    assert all("toy-review" not in str(row) for row in rows(extended, "contradictions"))
    facets = rows(extended, "outcome-by-facet", facet="toy.MODEL", **trust)
    assert {row["value"]: row["yes"] for row in facets} == {"toy-HOLISTIC": 3, "toy-LIGHT": 1, None: 1}
