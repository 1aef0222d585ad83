"""The comparison table as Parquet: every table with its dictionary, read back by other programs."""

import json
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

from demireg.domain.errors import BadParameter
from demireg.services.comparing.parquet import write_tables
from demireg.services.repository import Repository


def test_other_programs_read_what_the_table_holds(toy: Repository, tmp_path: Path) -> None:
    files = write_tables(toy, tmp_path / "out")
    assert sorted(files) == sorted(path.name for path in (tmp_path / "out").iterdir())
    parts = len(duckdb.read_parquet(str(tmp_path / "out/parts.parquet")).fetchall())
    assert [(parts,)] == toy.table.rows("SELECT count(*) FROM part")
    studies = pl.read_parquet(tmp_path / "out" / "studies.parquet")
    assert studies["study"].to_list() == sorted(toy.table.versions())
    frame: pd.DataFrame = duckdb.read_parquet(str(tmp_path / "out/studies.parquet")).df()
    assert list(frame["study"]) == studies["study"].to_list()


def test_each_column_is_described_in_both_dictionaries(toy: Repository, tmp_path: Path) -> None:
    write_tables(toy, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text())
    text = (tmp_path / "README.md").read_text()
    for resource in package["resources"]:
        held = duckdb.read_parquet(str(tmp_path / resource["path"])).columns
        assert [one["name"] for one in resource["schema"]["fields"]] == held
        for one in resource["schema"]["fields"]:
            assert one["description"], (resource["name"], one["name"])
            assert f"| {one['name']} | {one['type']} | {one['description']} |" in text
    assert package["version"] == toy.table.digest()


def test_a_folder_that_holds_something_is_left_alone(toy: Repository, tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(BadParameter, match="not empty"):
        write_tables(toy, tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadParameter, match="cannot be written"):
        write_tables(toy, tmp_path / "file")
