"""Write the tree of a sheet as YAML in one canonical form, which the reader of sheets reads back as the same tree."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args

import yaml
from pydantic import BaseModel

from demireg.services.importing.places import Plain
from demireg.services.importing.sheet import Sheet

WIDTH: Final = 118


class _Dumper(yaml.SafeDumper):
    """Indents the entries of lists, repeats nothing by reference, and quotes what would be read as another type."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - whatever the tree holds
        return True


#: A day needs no quotes: the reader of sheets knows no dates, and nobody writes quotes around them.
_Dumper.yaml_implicit_resolvers = {
    first: [each for each in known if each[0] != "tag:yaml.org,2002:timestamp"]
    for first, known in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def sheet_yaml(tree: Mapping[str, Plain]) -> str:
    """Return the YAML text of a sheet's tree; keys stand in the order of the sheet's classes, unknown ones after."""
    ordered = _ordered(dict(tree), Sheet)
    text: str = yaml.dump(ordered, Dumper=_Dumper, sort_keys=False, width=WIDTH, allow_unicode=True)
    return text


def _ordered(value: Plain, model: type[BaseModel] | None) -> Plain:
    if isinstance(value, list):
        return [_ordered(each, model) for each in value]
    if not isinstance(value, dict):
        return value
    fields = model.model_fields if model else {}
    models = {info.alias or name: _model(info.annotation) for name, info in fields.items()}
    keys = [*(key for key in models if key in value), *(key for key in value if key not in models)]
    return {key: _ordered(value[key], models.get(key)) for key in keys}


def _model(hint: object) -> type[BaseModel] | None:
    """Return the class of the blocks that a value of this type holds, None when it holds none."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    return next(_models(get_args(hint)), None)


def _models(hints: Iterable[object]) -> Iterator[type[BaseModel]]:
    return (found for hint in hints if (found := _model(hint)))
