"""The comparison table as files for other programs: one Parquet file a table, names in place of numbers.

Beside them lie a data dictionary for people (``README.md``) and one for programs (``datapackage.json``, a Frictionless
Data Package), both made from the headers of the statements in ``sql/export/``.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.of_rows import versions_of_rows
from demireg.services.comparing.statements import header, names, statement
from demireg.services.comparing.table import ComparisonTable
from demireg.services.repository import Repository

_FOLDER: Final = "export"
_COLUMN: Final = "column-"
#: Types of DuckDB → those of a data package; what is not here is a string.
_TYPES: Final[Mapping[str, str]] = {"INTEGER": "integer", "BIGINT": "integer", "BOOLEAN": "boolean"}
_READ: Final = "pandas.read_parquet or polars.read_parquet, arrow::read_parquet in R, or any SQL on it in DuckDB"


def write_tables(repository: Repository, folder: Path) -> list[str]:
    """Write every table into an empty or new folder, with both dictionaries; return the names of the files.

    The same data gives the same rows in the same order. Raises BadParameter for a folder that holds anything, or that
    cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadParameter(f"{folder} is not empty. Name a new or empty folder.")
        return repository.table.steady(lambda: _write(repository, folder))
    except OSError as fault:
        raise BadParameter(f"{folder} cannot be written: {fault.strerror}. Name another folder.") from fault


def _write(repository: Repository, folder: Path) -> list[str]:
    table = repository.table
    written = {name.partition("/")[2]: _table(table, name, folder) for name in names(_FOLDER)}
    about = versions_of_rows(repository)
    package = {
        "name": "demireg-comparison-table",
        "title": "The comparison table of a demireg repository",
        "version": about.digest,
        "software": f"demireg {about.software}",
        "generation": about.generation,
        "background": about.background,
        "resources": list(written.values()),
    }
    (folder / "datapackage.json").write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(_dictionary(package), encoding="utf-8")
    return [*(each["path"] for each in written.values()), "datapackage.json", "README.md"]


def _table(table: ComparisonTable, name: str, folder: Path) -> dict[str, Any]:
    """Write one table and return its description."""
    short, said, sql = name.partition("/")[2], header(name), statement(name)
    path = str(folder / f"{short}.parquet").replace("'", "''")
    [(count,)] = table.rows(f"COPY ({sql}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    fields = [
        {"name": column, "type": _kind(kind), "description": said.get(f"{_COLUMN}{column}", "")}
        for column, kind, *_ in table.rows(f"DESCRIBE {sql}")
    ]
    described: dict[str, Any] = {"name": short, "path": f"{short}.parquet", "title": said["title"], "rows": count}
    return described | {"format": "parquet", "schema": {"fields": fields}}


def _kind(duckdb: str) -> str:
    return "array" if duckdb.endswith("[]") else _TYPES.get(duckdb, "string")


def _dictionary(package: Mapping[str, Any]) -> str:
    lines = [f"# {package['title']}", ""]
    lines += [f"Written by {package['software']}; generation {package['generation']}, studies {package['version']}."]
    lines += [f"Read a table with {_READ}.", ""]
    for each in package["resources"]:
        lines += [f"## {each['path']}", "", f"{each['title']}; {each['rows']} rows.", "", "| column | type | what |"]
        lines += ["|---|---|---|"]
        lines += [f"| {one['name']} | {one['type']} | {one['description']} |" for one in each["schema"]["fields"]]
        lines.append("")
    return "\n".join(lines)
