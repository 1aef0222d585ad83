"""``bench compare`` measures every measure that has an example and tells where each target stands."""

from pathlib import Path

import pytest

from demireg.domain.errors import StoreDown
from demireg.domain.names import Names
from demireg.services.bench import ways
from demireg.services.bench.comparing import ACCOUNT, Comparison, built, compare
from demireg.services.comparing.measures import MEASURES
from demireg.services.repository import Repository
from tests.conftest import serving
from tests.shipping import copied


def test_every_reference_takes_what_the_measure_is_asked(toy: Repository) -> None:
    known = [name for name in ways.REFERENCES if name in MEASURES]
    assert "contrast" in known
    for name in known:
        toy.store.select(ways.query_text(name, Names()))


def test_an_endpoint_is_asked_over_http_and_its_refusal_told(toy: Repository) -> None:
    with serving(toy) as address:
        seconds = ways.from_endpoint(f"{address}/sparql", "SELECT * WHERE { ?s ?p ?o } LIMIT 3", 30)
        assert seconds is not None
        assert seconds > 0
        with pytest.raises(StoreDown):
            ways.from_endpoint(f"{address}/sparql", "SELECT nothing", 30)


def test_a_folder_that_was_not_generated_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreDown, match="was not made by"):
        compare(Comparison(store=str(tmp_path)), print)
    built(tmp_path, 3, 7, 1.5)
    assert "3" in (tmp_path / ACCOUNT).read_text()


def test_a_measure_is_timed_the_first_time_to_its_figures_and_written_out(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    found = ways.from_table(str(copied(tmp_path_factory, "seeded")), 2, ["patterns", "contrast"])
    assert list(found) == ["patterns", "contrast"]
    for each in found.values():
        assert [len(each[way]) for way in ("first", "seconds", "written")] == [1, 2, 2]
        assert each["rows"] > 0


@pytest.mark.proof
def test_every_measure_and_every_target_has_a_row() -> None:
    told: list[str] = []
    measures, targets = compare(Comparison(studies=20, rounds=1, patience=60), told.append)
    assert [row[0] for row in measures.rows] == ways.asking()
    assert all(row[measures.columns.index(way)] for row in measures.rows for way in ("first", "figures", "written out"))
    assert {row[3] for row in targets.rows} <= {"met", "not met", "not known", ""}
    assert {"building the repository", "accepting one study, against ten studies"} <= {row[0] for row in targets.rows}
