"""Read the shipped sheets as plain YAML, without the code that is under test elsewhere."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rdflib import Graph

ROOT = Path(__file__).parents[2]
STUDIES = ROOT / "data" / "studies"
TOY = ROOT / "tests" / "toy"
IDS = tuple(sorted(path.stem for path in STUDIES.glob("*.yaml")))
ROLES = ("contexts", "interventions", "mechanisms", "outcomes")

Block = dict[str, Any]


@cache
def sheet(study: str, folder: Path = STUDIES) -> Block:
    """Return one sheet."""
    loaded: Block = yaml.safe_load((folder / f"{study}.yaml").read_text(encoding="utf-8"))
    return loaded


def toy_sheets() -> list[Block]:
    """Return the sheets of the worked example, by study."""
    return [sheet(path.stem, path.parent) for path in sorted((TOY / "studies").glob("*.yaml"))]


def configurations(study: Block) -> list[Block]:
    """Return found and hypothesised configurations of a sheet."""
    return [*study["cmo_configurations"], *study.get("hypothesised_configurations", [])]


def parts(configuration: Block) -> Iterator[tuple[str, Block]]:
    """Yield each part of a configuration with the name of its list."""
    for role in ROLES:
        for part in configuration.get(role, []):
            yield role, part


def codes(study: Block) -> Iterator[str]:
    """Yield every concept code that a sheet uses."""
    yield from study["setting"].get("contexts", [])
    for theory in study.get("theories", []):
        for construct in theory.get("constructs", []):
            if isinstance(construct, dict) and construct.get("concept"):
                yield construct["concept"]
    for configuration in configurations(study):
        yield from (part["concept"] for _, part in parts(configuration) if part.get("concept"))
        yield from (link["via"] for link in configuration.get("links", []) if link.get("via"))


@cache
def graph(*folders: Path) -> Graph:
    """Return the union of all Turtle files in folders."""
    union = Graph()
    for folder in folders:
        for path in sorted(folder.rglob("*.ttl")):
            union.parse(path, format="turtle")
    return union
