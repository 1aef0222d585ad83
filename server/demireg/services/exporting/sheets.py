"""Write the tree of a sheet as YAML, JSON, a workbook, and a folder of CSV files in one archive."""

import json
from collections.abc import Mapping
from typing import Any, Final

from demireg.services.background import Background
from demireg.services.importing.yaml_sheet import sheet_yaml

#: Line breaks to YAML and not to JSON: the reader of sheets takes both for one, so they are written as escapes.
_BREAKS: Final = {each: f"\\u{ord(each):04x}" for each in "\x85\u2028\u2029"}


def yaml_sheet(tree: Mapping[str, Any]) -> bytes:
    """Return a sheet as YAML."""
    return sheet_yaml(tree).encode()


def json_sheet(tree: Mapping[str, Any]) -> bytes:
    """Return a sheet as JSON."""
    text = json.dumps(tree, ensure_ascii=False, indent=2)
    for character, escape in _BREAKS.items():
        text = text.replace(character, escape)
    return f"{text}\n".encode()


def workbook(tree: Mapping[str, Any], background: Background) -> bytes:
    """Return a sheet as the workbook that reviewers fill in."""
    from demireg.services.templating.workbook import write_workbook

    return write_workbook(tree, background)


def comma_archive(tree: Mapping[str, Any]) -> bytes:
    """Return a sheet as CSV files, one for each table of the workbook, packed as .zip."""
    from demireg.services.importing.tabling.comma import comma_zip
    from demireg.services.importing.tabling.spread import spread

    return comma_zip(spread(tree))
