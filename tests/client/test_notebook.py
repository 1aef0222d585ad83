"""The notebook that shows the client runs as it stands, and is kept without its outputs."""

import os
from pathlib import Path
from typing import cast

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "compare.ipynb"


def read() -> NotebookNode:
    """Return the notebook as it is kept."""
    text = NOTEBOOK.read_text(encoding="utf-8")
    return cast("NotebookNode", nbformat.reads(text, as_version=4))  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def run(server: str) -> NotebookNode:
    """The notebook, run against a real server over what ships."""
    notebook = read()
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute(env={**os.environ, "DEMIREG_URL": server})
    return notebook


def test_the_notebook_is_kept_without_outputs() -> None:
    kept = read()
    cells = [cell for cell in kept.cells if cell.cell_type == "code"]
    assert cells
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)


def test_every_cell_runs_and_the_figures_are_there(run: NotebookNode) -> None:
    shown = " ".join(str(output) for cell in run.cells if cell.cell_type == "code" for output in cell.outputs)
    for words in ("69 studies", "contexts are known on both sides", "BuyIn", "museums-2018", "digest"):
        assert words in shown
