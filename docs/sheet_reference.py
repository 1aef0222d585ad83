"""The page on the study sheet: every key, what it takes and what it is for, from the classes that read sheets."""

from collections.abc import Iterator
from datetime import date
from types import NoneType
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from demireg.services.importing import sheet_block
from demireg.services.importing.schema import blocks, meaning
from demireg.services.importing.sheet import Sheet

#: Single values → how they are written. The page explains the words once.
_WRITTEN: Final[dict[Any, str]] = {
    sheet_block.Text: "text",
    sheet_block.Slug: "identifier",
    sheet_block.Label: "label",
    sheet_block.Count: "whole number",
    str: "text",
    int: "whole number",
    bool: "`true` or `false`",
    date: "date",
}

INTRODUCTION: Final = """\
A sheet is YAML (or the same in JSON). A key that is not on this page is refused, so that nothing is lost without a
word; `.venv/bin/demireg check FILE` names the line. A key that is not *needed* may be left out.

*Identifier*: lower-case letters, digits, dots and hyphens, as in `wood-2021`. *Label*: letters, digits, dots, hyphens
and underscores, as in `w05`. *Date*: as in `2026-11-22`. *List of*: entries that begin with a hyphen. Put quotation
marks around words that YAML reads otherwise, such as `no`, `on` or `null`. [Add a study](../how-to/add-a-study.md)
shows a whole sheet.
"""


def sheet() -> Iterator[str]:
    """Describe each block of a sheet with its keys."""
    yield INTRODUCTION
    for model in blocks():
        title = "The sheet" if model is Sheet else model.__name__
        yield f"## {title}\n"
        yield f"{' '.join((model.__doc__ or '').split())}\n".replace("``", "`")
        yield "| Key | Takes | Meaning | |\n|---|---|---|---|"
        hints = get_type_hints(model, include_extras=True)
        for name, field in model.model_fields.items():
            key = field.alias or name
            takes = _takes(_typed(hints[name]))
            yield f"| `{key}` | {takes} | {meaning(model, key)} | {_default(field)} |"
        yield ""


def keys() -> Iterator[tuple[type[BaseModel], str]]:
    """Yield each key with the block in which it stands."""
    for model in blocks():
        for name, field in model.model_fields.items():
            yield model, field.alias or name


def _typed(hint: Any) -> Any:  # noqa: ANN401 (whatever an annotation holds)
    """Return an annotation without the None that stands for a key left out."""
    rest = [each for each in get_args(hint) if each is not NoneType]
    return rest[0] if NoneType in get_args(hint) and len(rest) == 1 else hint


def _takes(hint: Any) -> str:  # noqa: ANN401 (whatever an annotation holds)
    if hint in _WRITTEN:
        return _WRITTEN[hint]
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return _composed(get_origin(hint), get_args(hint))


def _composed(origin: Any, inner: tuple[Any, ...]) -> str:  # noqa: ANN401 (whatever an annotation holds)
    if origin is Literal:
        return ", ".join(f"`{each}`" for each in inner)
    if origin is tuple:
        return f"list of: {_takes(inner[0])}"
    if origin is dict:
        return "names, each with a text"
    if origin is Annotated:
        return "`theory/P1`" if any(getattr(each, "pattern", None) for each in inner) else _takes(inner[0])
    return " or ".join(_takes(each) for each in inner if each is not NoneType)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    given = field.get_default(call_default_factory=True)
    if (not given and given is not False) or isinstance(given, BaseModel):
        return ""
    return f"`{str(given).lower() if isinstance(given, bool) else given}` unless given"
