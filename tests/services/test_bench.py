"""The bench measures what it says: every measure gives a figure."""

import pytest

from demireg.services.bench import Plan, run


@pytest.mark.proof
def test_the_bench_gives_a_figure_for_each_measure() -> None:
    told: list[str] = []
    (table,) = run(Plan(studies=2, rounds=1, rows=1000, sheets=3), told.append)
    assert len(table.rows) == 24
    assert all(len(row) == len(table.columns) and row[1] for row in table.rows)
    assert {row[5] for row in table.rows} >= {"< 30 s", "≤ 1.2"}
    assert told
