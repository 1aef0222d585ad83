"""Where each value of a YAML or JSON text stands, so that a finding can point at its line.

The text is composed by PyYAML's safe loader. Anchors and aliases are refused: they serve nobody in a sheet and let a
small file unfold into a huge one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from demireg.domain.errors import Unreadable

Path = tuple[str | int, ...]
Plain = dict[str, "Plain"] | list["Plain"] | str | int | float | bool | None | object

MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Placed:
    """Plain data and, for each path into it, the line it begins on (from 1)."""

    data: Plain
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest enclosing value."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def compose(text: str, name: str) -> Placed:
    """Parse YAML or JSON text.

    Raises Unreadable with file and line for anything that is not YAML, holds an alias or repeats a key.
    """
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.AliasToken | yaml.AnchorToken):
                line = token.start_mark.line + 1
                raise Unreadable(
                    "Anchors and aliases are not used in sheets; write the value out.", f"{name} line {line}"
                )
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        lines: dict[Path, int] = {}
        data = _plain(loader, node, (), lines, name) if node is not None else None
    except yaml.YAMLError as error:
        raise Unreadable(_sentence(error), _where(error, name)) from error
    except (RecursionError, ValueError) as error:
        raise Unreadable(f"This text cannot be read as YAML ({error}).", name) from error
    return Placed(data, lines)


def _plain(loader: yaml.SafeLoader, node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> Plain:
    lines.setdefault(path, node.start_mark.line + 1)
    if len(path) > MAX_DEPTH:
        raise Unreadable(f"Values are nested more than {MAX_DEPTH} deep.", f"{name} line {lines[path]}")
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, item, (*path, index), lines, name) for index, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        value: Plain = loader.construct_object(node)
        return value
    result: dict[str, Plain] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node))
        here = (*path, key)
        lines[here] = key_node.start_mark.line + 1
        if key in result:
            raise Unreadable(f"The key '{key}' stands twice in one block; keep one.", f"{name} line {lines[here]}")
        result[key] = _plain(loader, value_node, here, lines, name)
    return result


def _sentence(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"This is not valid YAML: {problem}. Check the indentation and the quotes there."


def _where(error: yaml.YAMLError, name: str) -> str:
    mark = getattr(error, "problem_mark", None)
    if "quoted" in (getattr(error, "context", None) or ""):
        mark = getattr(error, "context_mark", mark)
    return f"{name} line {mark.line + 1}" if mark else name
