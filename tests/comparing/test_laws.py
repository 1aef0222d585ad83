"""Laws of stance and support, on random assessments, and the agreement of SPARQL, SQL and Python."""

import dataclasses
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demireg.services.comparing.ask import ask as ask_measure
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.matrix import Matrix, matrix
from demireg.services.comparing.measures.matrix import wide
from demireg.services.comparing.rows import StudyRow
from demireg.services.comparing.stances import STANCES, label, study_stance
from demireg.services.comparing.support import Support, support
from demireg.services.questions import ask
from tests.comparing.repositories import Judged, repository_of

ASSESSED = [stance for stance in STANCES if stance not in {"mixed", "not_assessed"}]
STUDIES = [f"s{number}" for number in range(7)]

stance_sets = st.frozensets(st.sampled_from(ASSESSED), max_size=3)
said = st.dictionaries(st.sampled_from(STUDIES), stance_sets, min_size=1)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, StudyRow]:
    """Studies of few programmes, some of them syntheses of others."""
    found = {}
    for study in STUDIES:
        programme = draw(st.sampled_from(["a", "b", study]))
        sources = draw(st.lists(st.sampled_from([s for s in STUDIES if s != study]), max_size=2, unique=True))
        found[study] = StudyRow(study, study, None, programme, None, None, sources if draw(st.booleans()) else [])
    return found


def figures(support_: Support) -> dict[str, object]:
    """The counts and shares of a support, without what silence may change."""
    return {
        name: value
        for name, value in dataclasses.asdict(support_).items()
        if name not in {"silent", "known", "unknown", "programmes"}
    }


@given(st.lists(st.sampled_from(ASSESSED), max_size=6), st.randoms())
def test_a_stance_depends_neither_on_order_nor_on_duplicates(stances: list[str], random: object) -> None:
    shuffled = stances * 2
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert study_stance(shuffled) == study_stance(stances)


@given(said, rows())
def test_support_does_not_depend_on_the_order_of_studies(
    assessed: Mapping[str, frozenset[str]], studies: dict[str, StudyRow]
) -> None:
    backwards = dict(reversed(list(studies.items())))
    assert support("p", dict(reversed(list(assessed.items()))), backwards) == support("p", assessed, studies)


@given(said, rows())
def test_silent_studies_change_nothing_but_the_silent_counts(
    assessed: Mapping[str, frozenset[str]], studies: dict[str, StudyRow]
) -> None:
    before = {study: assessed.get(study, frozenset[str]()) for study in STUDIES}
    after = {study: stances or frozenset({"silent"}) for study, stances in before.items()}
    assert figures(support("p", after, studies)) == figures(support("p", before, studies))


@given(said, rows())
def test_the_unknown_is_never_a_no(assessed: Mapping[str, frozenset[str]], studies: dict[str, StudyRow]) -> None:
    found = support("p", assessed, studies)
    assert (found.support is None) == (found.addressed == 0)
    assert found.known + found.unknown == sum(map(len, found.programmes.values()))
    if not found.addressed:
        assert (found.support, found.strict, found.contest, found.label) == (None, None, None, "unaddressed")


@given(said, rows())
def test_a_pivot_is_a_study_whose_removal_changes_the_label(
    assessed: Mapping[str, frozenset[str]], studies: dict[str, StudyRow]
) -> None:
    whole = support("p", assessed, studies)
    pivots = []
    for study in sorted(assessed):
        rest = {other: row for other, row in studies.items() if other != study}
        without = support("p", {s: stances for s, stances in assessed.items() if s != study}, rest)
        if without.label != whole.label:
            pivots.append(study)
    assert list(whole.pivots) == pivots


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said, rows())
def test_sparql_the_table_and_python_agree_on_random_repositories(
    assessed: Mapping[str, frozenset[str]], studies: dict[str, StudyRow]
) -> None:
    repository = repository_of(
        {
            study: Judged(
                [("t/P1", stance) for stance in sorted(assessed.get(study, ()))] * 2,
                row.programme,
                row.synthesises,
                {"all-accepted": ["t/P2"], "authors-only": []},
            )
            for study, row in studies.items()
        }
    )
    try:
        by_table: Matrix = matrix(repository, "t", by="table")
        by_sparql = matrix(repository, "t", by="sparql")
        counted = ask_measure(repository, "support", {"theory": "t"}).body["support"]
        sparse = wide(Asked(repository, {"theory": "t"})).body
        turning = ask(repository, "pivots", {"theory": "t"})
        backed = ask(repository, "backed-propositions", {})
    finally:
        repository.close()
    assert by_table == replace(by_sparql, versions=by_table.versions)
    assert counted == [each.as_dict() for each in by_table.support]
    dense = {(c.proposition, c.study): c for c in by_table.cells if c.stance != "not_assessed" or c.matches}
    assert {(c["proposition"], c["study"]): (c["stance"], c["basis"], c["matches"]) for c in sparse["cells"]} == {
        place: (c.stance, list(c.basis), list(c.matches)) for place, c in dense.items()
    }
    assert (sparse["known"], sparse["unknown"]) == (by_table.known, by_table.unknown)
    first = by_table.support[0]
    assert [row[1] for row in turning.rows] == list(first.pivots)
    assert [row[1] for row in backed.rows] == ([first.supporting] if first.supporting else [])
    stances = {cell.study: cell.stance for cell in by_table.cells if cell.proposition == "P1"}
    assert stances == {study: study_stance(assessed.get(study, ())) for study in STUDIES}


def test_every_label_has_its_case() -> None:
    assert [label(0, 0), label(1, 0), label(2, 0), label(1, 1), label(0, 1)] == [
        "unaddressed",
        "single",
        "supported",
        "contested",
        "disconfirmed",
    ]
