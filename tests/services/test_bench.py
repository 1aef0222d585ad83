"""The bench measures what it says: made-up studies look like real ones to the store, and every measure gives one."""

import pytest

from demireg.domain.names import THEORY, VOCAB, Names
from demireg.services.bench import Plan, run
from demireg.services.bench.synthetic import Material, name, studies
from demireg.services.comparing.table import ComparisonTable
from demireg.store import open_store

NAMES = Names()
MATERIAL = Material(
    {VOCAB.PeerSupport: (VOCAB.SocialSupport,), VOCAB.SocialIsolation: ()},
    (THEORY["salutogenesis/P1"],),
)


def test_the_same_seed_makes_the_same_studies_and_another_seed_others() -> None:
    first, again, other = (list(studies(3, seed, MATERIAL, NAMES)) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_a_made_up_study_fills_its_rows_of_the_comparison_table() -> None:
    store, table = open_store("memory:"), ComparisonTable.open(None)
    for graphs in studies(2, 7, MATERIAL, NAMES):
        store.replace(graphs)
    table.write(name(0), store, NAMES, "1")
    assert table.versions() == {name(0): "1"}
    (counted,) = table.rows("SELECT count(DISTINCT configuration), count(*) FROM part")
    assert counted[0] == 4
    assert counted[1] >= 4 * 7
    store.close()
    table.close()


def test_made_up_studies_say_that_they_are() -> None:
    labels = [
        str(value)
        for graphs in studies(2, 7, MATERIAL, NAMES)
        for triples in graphs.values()
        for _, _, value in triples
        if str(value).startswith("Made up")
    ]
    assert len(labels) == 2


@pytest.mark.proof
def test_the_bench_gives_a_figure_for_each_measure() -> None:
    told: list[str] = []
    (table,) = run(Plan(studies=2, rounds=1, rows=1000, sheets=3), told.append)
    assert len(table.rows) == 24
    assert all(len(row) == len(table.columns) and row[1] for row in table.rows)
    assert {row[5] for row in table.rows} >= {"< 30 s", "≤ 1.2"}
    assert told
