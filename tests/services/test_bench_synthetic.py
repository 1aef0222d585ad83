"""Made-up studies are built as real ones are, and stand in store and table as accepting them would have left them."""

from collections import Counter
from collections.abc import Iterator

import pytest

from demireg.domain.errors import BadParameter
from demireg.services.bench import synthetic
from demireg.services.bench.variants import QUADS, tilted
from demireg.services.comparing.table import ComparisonTable
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.seeding import bring_table_up_to_date
from demireg.services.versions import all_current
from demireg.settings import Settings
from tests.comparing.repositories import worked_example
from tests.shipping import background

STUDIES = 12
#: The tables that hold rows of studies, and what orders their rows.
HOLD_STUDIES = "SELECT DISTINCT table_name FROM information_schema.columns WHERE column_name = 'study'"
NAMED = {
    "part": "SELECT * FROM part WHERE study LIKE 'synthetic%' ORDER BY ALL",
    "study": "SELECT * EXCLUDE (id, programme_id) FROM study WHERE study LIKE 'synthetic%' ORDER BY ALL",
    "stance": "SELECT * FROM stance WHERE study LIKE 'synthetic%' ORDER BY ALL",
    "match": "SELECT * FROM match WHERE study LIKE 'synthetic%' ORDER BY ALL",
    "configuration": "SELECT * EXCLUDE (number, study) FROM configuration WHERE configuration LIKE 'syn%' ORDER BY ALL",
    "ripple": "SELECT * EXCLUDE (study) FROM ripple WHERE configuration LIKE 'synth%' ORDER BY ALL",
    "link": """
        SELECT k.configuration, m.concept, o.concept, l.* EXCLUDE (study, programme, configuration, mechanism, outcome)
        FROM link l
        JOIN configuration k ON k.number = l.configuration
        JOIN concept m ON m.id = l.mechanism
        LEFT JOIN concept o ON o.id = l.outcome
        WHERE k.configuration LIKE 'synth%' ORDER BY ALL
    """,
    "programmes": """
        SELECT DISTINCT s.study, p.programme
        FROM fact f JOIN study s ON s.id = f.study JOIN programme p ON p.id = f.programme
        WHERE s.study LIKE 'synth%' ORDER BY ALL
    """,
    "block": "SELECT * FROM block WHERE study LIKE 'synthetic%' ORDER BY ALL",
}


@pytest.fixture(scope="module")
def made() -> Iterator[Repository]:
    """Give the worked example with made-up studies beside it."""
    repository = worked_example()
    synthetic.generate(repository, STUDIES, 7, told.append_step)
    yield repository
    repository.close()


class _Told:
    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def append_step(self, step: str, done: int, total: int) -> None:
        self.steps.append((step, done, total))


told = _Told()


def test_the_same_seed_draws_the_same_studies_and_another_seed_others() -> None:
    first, again, other = (list(synthetic.draw(30, seed, 3, 0.3)) for seed in (7, 7, 8))
    assert first == again
    assert first != other
    assert len({each.programme for each in first}) < 30


def test_the_rows_are_those_that_the_reader_makes_of_the_quads(made: Repository) -> None:
    read = ComparisonTable.open(None)
    for study, version in made.table.versions().items():
        read.write(study, made.store, made.names, version)
    for name, sql in NAMED.items():
        assert made.table.rows(sql) == read.rows(sql), name
    assert made.table.rows(NAMED["part"])
    read.close()


def test_no_row_of_a_variant_is_left_and_every_table_of_studies_was_filled(made: Repository) -> None:
    copied = {name for (name,) in made.table.rows(HOLD_STUDIES)}
    assert copied <= {*synthetic.STEPS, "part"}
    assert made.table.rows("SELECT count(*) FROM study WHERE study LIKE 'synthetic-v%'") == [(0,)]
    assert made.table.rows("SELECT count(*) FROM fact WHERE study NOT IN (SELECT id FROM study)") == [(0,)]


def test_store_and_table_are_in_step(made: Repository) -> None:
    before = made.table.versions()
    bring_table_up_to_date(made)
    assert made.table.versions() == before == {name: each.key for name, each in all_current(made.store).items()}
    assert sum(name.startswith("synthetic-") for name in before) == STUDIES
    assert told.steps[-1] == ("writing the comparison table", 1, 1)


def test_made_up_studies_say_that_they_are(made: Repository) -> None:
    labels = made.table.rows("SELECT label FROM study WHERE study LIKE 'synthetic-%'")
    assert all(str(label).startswith("Made up synthetic-") for (label,) in labels)


def test_what_is_not_drawn_anew_is_as_the_source_had_it(made: Repository) -> None:
    roles = "SELECT role, fired, count(DISTINCT part) FROM part WHERE study LIKE $1 GROUP BY ALL"
    real = {(role, fired) for role, fired, _ in made.table.rows(roles, ["toy-%"])}
    assert {(role, fired) for role, fired, _ in made.table.rows(roles, ["synthetic-%"])} <= real


def test_made_up_studies_never_stand_beside_others_than_shipped_ones(made: Repository) -> None:
    with pytest.raises(BadParameter, match="never stand beside"):
        synthetic.generate(made, 1, 7, told.append_step)


def test_larger_studies_are_drawn_more_often_so_that_the_mean_is_as_said() -> None:
    sizes = [300] * 60 + [5000]
    weights = tilted(sizes)
    mean = sum(size * weight for size, weight in zip(sizes, weights, strict=True)) / sum(weights)
    assert abs(mean - QUADS) < 1
    assert Counter(weights)[weights[-1]] == 1


def test_an_address_is_no_place_for_made_up_studies() -> None:
    repository = open_repository(Settings(store="memory:"), background())
    table = Repository(repository.reader, repository.reader, repository.names, repository.table)  # type: ignore[arg-type]
    with pytest.raises(BadParameter, match="folder or to memory"):
        synthetic.generate(table, 1, 7, told.append_step)
    repository.close()
