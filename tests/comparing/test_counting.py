"""What counts once: companions of one programme, and a review beside the studies it reviews."""

from collections.abc import Mapping

import pytest

from demireg.domain.names import ALL_ACCEPTED
from demireg.services.comparing.matrix import By, matrix
from demireg.services.comparing.support import Support
from tests.comparing.repositories import Judged, repository_of

FOR = [("t/P1", "corroborates")]
AGAINST = [("t/P1", "contradicts")]
SILENT = [("t/P1", "silent")]
WAYS: tuple[By, ...] = ("table", "sparql")


def figures(studies: Mapping[str, Judged], by: By) -> Support:
    repository = repository_of(studies)
    try:
        return matrix(repository, "t", by=by).support[0]
    finally:
        repository.close()


@pytest.mark.parametrize("by", WAYS)
def test_companion_studies_count_as_one_programme(by: By) -> None:
    found = figures({"a1": Judged(FOR, "a"), "a2": Judged(FOR, "a"), "b": Judged()}, by)
    assert (found.addressed, found.supporting, found.label, found.pivots) == (1, 1, "single", ())
    assert (found.known, found.unknown) == (1, 1)


@pytest.mark.parametrize("by", WAYS)
def test_companions_that_disagree_make_their_programme_mixed(by: By) -> None:
    found = figures({"a1": Judged(FOR, "a"), "a2": Judged(AGAINST, "a")}, by)
    assert found.programmes == {"mixed": ["a"]}
    assert (found.addressed, found.supporting, found.contradicting, found.contest) == (1, 1, 1, 1.0)
    assert (found.label, found.pivots) == ("contested", ("a1", "a2"))


@pytest.mark.parametrize("by", WAYS)
def test_a_review_is_left_out_beside_a_study_that_it_reviews(by: By) -> None:
    found = figures({"review": Judged(FOR, synthesises=["a", "b"]), "a": Judged(FOR), "c": Judged()}, by)
    assert (found.supporting, found.label, found.excluded) == (1, "single", ("review",))
    assert found.pivots == (), "without study a the review counts in its place"


@pytest.mark.parametrize("by", WAYS)
def test_a_review_counts_where_its_studies_take_no_side(by: By) -> None:
    found = figures({"review": Judged(FOR, synthesises=["a", "gone"]), "a": Judged(SILENT)}, by)
    assert (found.supporting, found.silent, found.excluded, found.pivots) == (1, 1, (), ("review",))


@pytest.mark.parametrize("by", WAYS)
def test_without_any_assessment_every_share_is_undefined(by: By) -> None:
    found = figures({"a": Judged(), "b": Judged(SILENT)}, by)
    assert (found.support, found.strict, found.contest, found.label) == (None, None, None, "unaddressed")
    assert (found.silent, found.known, found.unknown) == (1, 1, 1)


def test_a_match_without_an_assessment_leaves_the_cell_not_assessed() -> None:
    repository = repository_of({"a": Judged(matches={ALL_ACCEPTED: ["t/P1"]})})
    cell = next(each for each in matrix(repository, "t").cells if each.proposition == "P1")
    assert (cell.stance, bool(cell.matches), cell.basis) == ("not_assessed", True, ())
    repository.close()
