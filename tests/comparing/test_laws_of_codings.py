"""Laws of truth tables, gap maps, saturation and minimal pairs, against plain counting on random repositories."""

from collections.abc import Mapping
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demireg.services.comparing.ask import Answer, ask
from tests.comparing.coded import OPPOSED, Coded, Made, repository_of_codings, similar_studies, some_studies

few = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
Studies = Mapping[str, Made]
Asked = tuple[tuple[str, dict[str, str]], ...]


def answers(studies: Studies, *asked: tuple[str, dict[str, str]]) -> list[Answer]:
    repository = repository_of_codings(studies)
    try:
        return [ask(repository, name, values) for name, values in asked]
    finally:
        repository.close()


def by_unit(studies: Studies) -> dict[str, list[frozenset[Coded]]]:
    found: dict[str, list[frozenset[Coded]]] = {}
    for study, made in studies.items():
        found.setdefault(made.programme or study, []).extend(made.configurations)
    return found


def state(configurations: list[frozenset[Coded]], concept: str, *roles: str) -> bool | None:
    """Whether a concept is there, is not, or is unknown, in any of some configurations."""
    said = [part for held in configurations for part in held if part[0] in roles]
    if any(fired and each == concept for _, fired, each in said):
        return True
    no = any((each == concept and not fired) or (fired and (each, concept) in OPPOSED) for _, fired, each in said)
    return False if no else None


@few
@given(some_studies)
def test_a_truth_table_holds_the_units_in_which_everything_is_known(studies: Studies) -> None:
    (answer,) = answers(studies, ("truth-table", {"conditions": "c1,m1", "outcome": "o1"}))
    roles = ("context", "mechanism", "outcome")
    expected: dict[tuple[int, int], list[tuple[str, bool]]] = {}
    left_out: dict[tuple[str, ...], list[str]] = {}
    for unit, configurations in by_unit(studies).items():
        states = {name: state(configurations, name, *roles) for name in ("c1", "m1")}
        states["o1"] = state(configurations, "o1", "outcome")
        unknown = tuple(name for name, known in states.items() if known is None)
        if unknown:
            left_out.setdefault(unknown, []).append(unit)
        else:
            key = int(bool(states["c1"])), int(bool(states["m1"]))
            expected.setdefault(key, []).append((unit, bool(states["o1"])))
    body = answer.body
    found = {
        tuple(row["values"].values()): sorted(
            [(unit, True) for unit in row["reached_by"]] + [(unit, False) for unit in row["missed_by"]]
        )
        for row in body["rows"]
    }
    assert found == {key: sorted(cases) for key, cases in expected.items()}
    assert {tuple(each["unknown"]): list(each["units"]) for each in body["left_out"]} == {
        unknown: sorted(units) for unknown, units in left_out.items()
    }
    assert body["known"] + body["unknown"] == len(by_unit(studies))
    for solution in body["solutions"]:
        assert solution["consistency"] == 1
        positive = [unit for row in body["rows"] if row["positive"] for unit in row["reached_by"]]
        assert solution["units"] == sorted(positive)


@few
@given(some_studies, st.randoms())
def test_no_figure_depends_on_the_order_in_which_studies_came(studies: Studies, random: object) -> None:
    shuffled = list(studies.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    asked: Asked = (
        ("truth-table", {"conditions": "c1,m1", "outcome": "o1"}),
        ("gaps", {"reported": "1"}),
        ("saturation", {}),
        ("minimal-pairs", {}),
    )
    for one, other in zip(answers(studies, *asked), answers(dict(shuffled), *asked), strict=True):
        assert one.found == other.found


@few
@given(some_studies)
def test_a_study_that_codes_nothing_changes_nothing_but_what_is_unknown(studies: Studies) -> None:
    more = {**studies, "silent": Made([frozenset()], year=1999)}
    asked: Asked = (
        ("truth-table", {"conditions": "c1,m1", "outcome": "o1"}),
        ("gaps", {"reported": "1"}),
        ("minimal-pairs", {}),
    )
    for one, other in zip(answers(studies, *asked), answers(more, *asked), strict=True):
        assert one.found.rows == other.found.rows


@few
@given(some_studies)
def test_a_cell_counts_the_units_with_both_in_one_configuration(studies: Studies) -> None:
    (answer,) = answers(studies, ("gaps", {"reported": "1"}))
    for cell in answer.body["cells"]:
        context, mechanism = ("context", True, cell["context"]), cell["mechanism"]
        working, unfired = ("mechanism", True, mechanism), ("mechanism", False, mechanism)
        units = by_unit(studies)
        both = [
            unit for unit, held in units.items() if any(context in k and (working in k or unfired in k) for k in held)
        ]
        assert cell["units"] == sorted(both)
        works = any(context in k and working in k for held in units.values() for k in held)
        sought = any(
            ("context", False, cell["context"]) in k and (working in k or unfired in k)
            for held in units.values()
            for k in held
        )
        within = any(
            any(context in k for k in held) and any(working in k or unfired in k for k in held)
            for held in units.values()
        )
        empty = "sought_not_found" if sought or both else "studied_not_reported" if within else "not_studied"
        assert cell["kind"] == ("reported" if works else empty)


@few
@given(some_studies)
def test_saturation_counts_each_concept_once(studies: Studies) -> None:
    (answer,) = answers(studies, ("saturation", {}))
    seen: set[str] = set()
    dated = sorted((made.year, study) for study, made in studies.items() if made.year is not None)
    pairs: set[tuple[str, str]] = set()
    for (_, study), step in zip(dated, answer.body["steps"], strict=True):
        made = studies[study]
        own = {each for k in made.configurations for role, fired, each in k if fired or role != "context"}
        assert (step["study"], step["concepts"]) == (study, len(own))
        assert step["new_concepts"] == sorted(own - seen)
        assert step["new"] == (len(own - seen) if own else None)
        seen |= own
        assert step["cumulative"] == len(seen)
        pairs |= {(made.programme or study, each) for each in own}
    once = [each for each in seen if len([unit for unit, other in pairs if other == each]) == 1]
    assert answer.body["once_concepts"] == sorted(once)
    assert answer.body["coverage"] == (1 - len(once) / len(pairs) if pairs else None)


def denied(one: Coded, other: Coded) -> bool:
    """Whether two parts of one role cannot both hold."""
    if one[1] and other[1]:
        return (one[2], other[2]) in OPPOSED
    return one[1] != other[1] and one[2] == other[2]


def differs(one: frozenset[Coded], other: frozenset[Coded]) -> str:
    """How two configurations make a minimal pair: strict, loose, or not at all (empty)."""
    conditions = [frozenset(part for part in each if part[0] != "outcome") for each in (one, other)]
    mine, theirs = conditions[0] - conditions[1], conditions[1] - conditions[0]
    turned = any(denied(a, b) for a in one - conditions[0] for b in other - conditions[1])
    if not turned or not conditions[0] & conditions[1] or len(mine) + len(theirs) not in {1, 2}:
        return ""
    if not mine or not theirs:
        return "loose" if len(mine) + len(theirs) == 1 else ""
    (a,), (b,) = mine, theirs
    return "strict" if a[0] == b[0] and denied(a, b) else ""


@few
@given(similar_studies)
def test_minimal_pairs_are_those_that_trying_each_pair_finds(studies: Studies) -> None:
    (answer,) = answers(studies, ("minimal-pairs", {}))
    every = [
        (made.programme or study, f"{study}/k{number}", held)
        for study, made in studies.items()
        for number, held in enumerate(made.configurations)
    ]
    expected = {
        (frozenset({name, other_name}), how)
        for (unit, name, held), (other_unit, other_name, other) in combinations(every, 2)
        if unit != other_unit and (how := differs(held, other))
    }
    units = {name: unit for unit, name, _ in every}
    found = [
        (frozenset({one, other}), group["kind"])
        for group in answer.body["groups"]
        for one in group["configurations"]
        for other in group["other_configurations"]
        if units[one] != units[other]
    ]
    assert len(found) == len(set(found)) == sum(group["pairs"] for group in answer.body["groups"])
    assert set(found) == expected
    assert answer.body["strict"] == sum(how == "strict" for _, how in expected)
