"""What a study would change is told beforehand, and accepting it does just that."""

import io
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demireg.domain.names import ALL_ACCEPTED
from demireg.services.comparing.matrix import matrix
from demireg.services.effects import Effects, Match, effects
from demireg.services.importing.draft import Draft
from demireg.services.importing.read import read_bytes
from demireg.services.repository import Repository
from demireg.services.studies import accept
from demireg.store.base import Store
from tests.comparing.repositories import worked_example
from tests.toy_sheets import TOY, sheet

S5 = (TOY / "toy-s5.yaml").read_text(encoding="utf-8")
STANCES = ("corroborates", "refines", "extends", "qualifies", "contradicts", "inconclusive", "silent")


@pytest.fixture
def held(toy: Repository) -> Repository:
    return toy


def draft(text: str) -> Draft:
    return read_bytes(text.encode(), "study.yaml")


def told(repository: Repository, text: str) -> Effects:
    found = effects(repository, draft(text))
    assert found is not None
    return found


def figures(repository: Repository) -> dict[str, tuple[str, int, int, int]]:
    """Return label and numbers of each proposition, by the reference in SPARQL and not by the table."""
    found = matrix(repository, "toy", by="sparql")
    return {
        f"toy/{each.proposition}": (each.label, each.supporting, each.contradicting, each.addressed)
        for each in found.support
    }


def matches(repository: Repository, study: str) -> set[Match]:
    sql = "SELECT DISTINCT proposition, configuration, kind FROM match WHERE study = $1 AND profile = $2"
    return {Match(*row) for row in repository.table.rows(sql, [study, ALL_ACCEPTED])}


def dumped(store: Store) -> bytes:
    target = io.BytesIO()
    store.dump(target)
    return target.getvalue()


def test_a_stance_turned_round_flips_the_label(held: Repository) -> None:
    found = told(held, S5.replace("stance: contradicts", "stance: corroborates", 1))
    assert [(each.proposition, each.before.label, each.after.label) for each in found.flips] == [
        ("toy/P1", "contested", "supported")
    ]
    assert found.stances.changed == ("toy/P1",)
    assert (found.version, found.held, found.configurations.same, found.elsewhere) == (2, True, 2, False)


def test_the_study_as_it_is_changes_nothing(held: Repository) -> None:
    found = told(held, S5)
    assert (found.changed, found.propositions, found.matches_gained, found.matches_lost) == (False, (), (), ())
    assert not found.configurations.any
    assert not found.stances.any
    assert not found.elsewhere


def test_a_new_study_names_what_nobody_used_before(held: Repository) -> None:
    text = sheet("toy-s9", concepts=("toy.ISO", "c.area-deprivation"), stances={"toy/P4": "refines"})
    found = told(held, text)
    assert [each.label for each in found.new_concepts] == ["area deprivation"]
    assert found.configurations.added == ("k1",)
    assert [each.after.label for each in found.flips] == ["contested"]


def test_a_changed_part_is_a_changed_configuration(held: Repository) -> None:
    found = told(held, S5.replace("toy.DEBT", "toy.ISO", 1))
    assert found.configurations.changed
    assert not found.stances.any


def test_a_study_with_a_violation_has_no_effects(held: Repository) -> None:
    assert effects(held, draft(S5.replace("toy.DEBT", "toy.NOWHERE"))) is None


def test_looking_writes_nothing(held: Repository) -> None:
    before, versions = dumped(held.store), held.table.versions()
    told(held, sheet("toy-s9", stances={"toy/P1": "contradicts"}))
    assert (dumped(held.store), held.table.versions()) == (before, versions)


said = st.dictionaries(st.sampled_from(("toy/P1", "toy/P2", "toy/P4")), st.sampled_from(STANCES))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(study=st.sampled_from(("toy-s1", "toy-s5", "toy-s9")), stances=said, of=st.sampled_from(("", "toy-s1")))
def test_what_is_told_is_what_accepting_does(study: str, stances: dict[str, str], of: str) -> None:
    repository = WRITTEN[0]
    text = sheet(study, concepts=("toy.ISO", "toy.LOCAL"), stances=stances, programme=of)
    before, old = figures(repository), matches(repository, study)
    found = told(repository, text)
    accept(repository, draft(text))
    after, new = figures(repository), matches(repository, study)
    shown = {each.proposition: each for each in found.propositions}
    for proposition, now in after.items():
        effect = shown.get(proposition)
        if effect is None:
            assert now == before[proposition]
        else:
            count = effect.after
            assert (count.label, count.supporting, count.contradicting, count.addressed) == now
            assert effect.before.label == before[proposition][0]
    assert set(found.matches_gained) == new - old
    assert set(found.matches_lost) == old - new


WRITTEN: list[Repository] = []


@pytest.fixture(scope="module", autouse=True)
def written() -> Iterator[None]:
    """Give the property test a repository that it may write to; each example goes on from the one before."""
    WRITTEN.append(worked_example())
    yield
    WRITTEN.pop().close()
