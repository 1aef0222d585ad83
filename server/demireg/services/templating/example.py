"""The filled example of the workbook: a study that ships."""

from collections.abc import Mapping
from typing import Final

from demireg import assets
from demireg.domain.errors import NotFound
from demireg.services.importing.places import Plain
from demireg.services.importing.sheet_file import composed
from demireg.services.importing.sheet_values import EXTENTS

EXAMPLE: Final = "hanlon-2021"
#: What the drop-down offers for how much was read; older sheets say it in other words.
_EXTENTS: Final = {"FullText": "full_text", "AbstractAndMore": "abstract_and_more", "AbstractOnly": "abstract_only"}


def example_tree(study: str = EXAMPLE) -> Mapping[str, Plain]:
    """Return the tree of the sheet of a shipped study. Raises NotFound when none of this name ships."""
    shipped = {path.stem: path for path in (assets.folder("data") / "studies").glob("*.yaml")}
    if study not in shipped:
        raise NotFound(f"No study '{study}' ships with demireg. Take '{EXAMPLE}', or download a study from its page.")
    path = shipped[study]
    data = composed(path.read_text("utf-8"), path.name).data
    return _today(data) if isinstance(data, dict) else {}


def _today(tree: dict[str, Plain]) -> dict[str, Plain]:
    """Return a sheet that says how much was read in one of the ways that are offered."""
    read = tree.get("text_seen")
    known = EXTENTS.get(str(read.get("extent"))) if isinstance(read, dict) else None
    return tree | {"text_seen": {**read, "extent": _EXTENTS[known]}} if isinstance(read, dict) and known else tree
