"""The command that writes a supplement says what it lacks before it opens anything."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("given", [("--as", "supplement"), ("--theory", "toy"), ("--as", "supplement", "--study", "x")])
def test_a_supplement_without_its_theory_alone_is_refused(given: tuple[str, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "demireg", "export", "--store", str(tmp_path / "store"), *given]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--as supplement --theory salutogenesis --output FILE.zip" in done.stderr
    assert not (tmp_path / "store").exists()
