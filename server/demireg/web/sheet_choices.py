"""Which values the keys of a sheet may take, read from the classes that check it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from demireg.services.importing.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Choice:
    """A key that takes one of a few values. key: itself; places: the blocks it stands in; values: what it takes."""

    key: str
    places: tuple[str, ...]
    values: tuple[str, ...]


def choices() -> tuple[Choice, ...]:
    """Return every key of a sheet that takes one of a few values, in the sheet's order."""
    found: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for block, key, values in _walk(Sheet, "", ()):
        if values and key != "schema":
            found.setdefault((key, values), {})[block] = None
    return tuple(Choice(key, tuple(filter(None, places)), values) for (key, values), places in found.items())


def _walk(
    model: type[BaseModel], block: str, above: tuple[type[BaseModel], ...]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Give block, key and values for each key of a block and of the blocks within it."""
    for name, info in model.model_fields.items():
        key = info.alias or name
        yield block, key, tuple(_literals(info.annotation))
        for inner in _models(info.annotation):
            if inner not in above:
                yield from _walk(inner, key, (*above, model))


def _literals(annotation: Any) -> Iterator[str]:  # noqa: ANN401 - any annotation
    if get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    else:
        for arm in get_args(annotation):
            yield from _literals(arm)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for arm in get_args(annotation):
        yield from _models(arm)
