"""The package as a stranger gets it: a wheel that carries every asset and answers where there is no checkout."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ASSETS = {"ontology": "*.ttl", "shapes": "*.ttl", "queries": "*.rq", "data": "*.*", "docs/guides": "*.*"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools of this environment, so that nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--wheel", "--no-isolation", "--skip-dependency-check", "--outdir", str(folder)]
    command = [sys.executable, "-m", "build", *options, str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into a fresh environment that sees our dependencies, and return its folder."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    own = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    return folder


@pytest.mark.parametrize("folder", ASSETS)
def test_the_wheel_carries_every_asset_of_the_checkout(wheel: Path, folder: str) -> None:
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob(ASSETS[folder]) if path.is_file()}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name.removeprefix("demireg/_assets/") for name in archive.namelist()}
    assert here
    assert here - packed == set()


def test_the_wheel_carries_templates_style_and_the_built_front_end(wheel: Path) -> None:
    web = ROOT / "server" / "demireg" / "web"
    here = {path.relative_to(web.parents[1]).as_posix() for path in web.rglob("*") if path.suffix in {".html", ".css"}}
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    assert here - packed == set()
    assert any(name.startswith("demireg/web/static/vendor/") and name.endswith(".js") for name in packed)


def test_the_wheel_carries_no_tests_and_no_store(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
    assert {folder for folder in folders if not folder.startswith("demireg")} == set()


def test_the_installed_wheel_answers_a_question_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    question = ["ask", "evidence-base", "--param", "study=wood-2021", "--format", "json"]
    demireg, store = str(installed / "bin" / "demireg"), str(tmp_path / "store")
    packed = installed.joinpath("lib").rglob("demireg/_assets/data/studies/wood-2021.yaml")
    for command in (["import", "--alone", str(next(packed))], question):
        command += ["--store", store]
        asked = subprocess.run([demireg, *command], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert asked.returncode == 0, asked.stdout + asked.stderr
    assert "15" in json.dumps(json.loads(asked.stdout))
