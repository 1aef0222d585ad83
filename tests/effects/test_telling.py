"""What a study would change is told in plain sentences, on the command line too."""

import json
from pathlib import Path

from typer.testing import CliRunner

from demireg.cli import app
from demireg.services.effects import effects
from demireg.services.effects_wording import sentences
from demireg.services.importing.read import read_bytes
from demireg.services.repository import Repository
from tests.toy_sheets import TOY, sheet

SOUND = (
    sheet("told-2024", concepts=("c.area-deprivation",))
    .replace("toy.TRUST", "m.trust")
    .replace("toy.ENG-plus", "o.engagement")
)


def told(repository: Repository, text: str) -> list[str]:
    found = effects(repository, read_bytes(text.encode(), "study.yaml"))
    assert found is not None
    return list(sentences(found))


def test_each_change_is_a_sentence(toy: Repository) -> None:
    text = sheet("toy-s9", concepts=("c.area-deprivation",), stances={"toy/P4": "refines"}, programme="toy-s1")
    first, *rest = told(toy, text)
    assert first == "This is a new study, toy-s9 (version 1). It counts as one programme with toy-s1."
    flip = "toy/P4: not assessed → refines; programmes for 0 → 1; the label turns from disconfirmed to contested."
    assert flip in rest
    assert "1 configuration: k1." in rest
    assert "First use of the concept area deprivation." in rest


def test_what_is_here_already_changes_nothing(toy: Repository) -> None:
    text = (TOY / "toy-s2.yaml").read_text(encoding="utf-8")
    assert told(toy, text) == ["toy-s2 is here just so; accepting it would change nothing."]


def test_the_command_tells_it_of_a_store_and_of_nothing_else(tmp_path: Path) -> None:
    path, store = tmp_path / "told-2024.yaml", str(tmp_path / "store")
    path.write_text(SOUND, encoding="utf-8")
    shown = CliRunner().invoke(app, ["check", str(path), "--effects", "--store", store])
    assert "This is a new study, told-2024 (version 1), a programme of its own." in shown.stdout
    found = json.loads(
        CliRunner().invoke(app, ["check", str(path), "--effects", "--store", store, "--format", "json"]).stdout
    )
    assert (found[0]["conforms"], found[0]["effects"]["configurations"]["added"]) == (True, ["k1"])
    assert "--store" in str(CliRunner().invoke(app, ["check", str(path), "--effects"]).exception)
