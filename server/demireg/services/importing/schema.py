"""The JSON Schema of the sheet (draft 2020-12), from the classes that read sheets, with each key explained.

An editor that knows the schema completes keys and choices and marks what does not fit while a sheet is written. What a
sheet refers to (concepts, theories, labels) is checked by ``demireg check`` alone.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final, get_args, get_type_hints

from pydantic import BaseModel

from demireg.services.importing import sheet_values
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_words import MEANINGS

SCHEMA_ID: Final = "https://w3id.org/realist/schema/sheet.json"
MEDIA_TYPE: Final = "application/schema+json"

_DAY: Final = {"pattern": r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$"}
#: Text that is not all spaces and holds nothing that ``characters`` refuses.
_SEEN: Final = (
    r"^(?=[\s\S]*\S)[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]*$"
)
#: Numbers that stand for the same text in every program.
_PLAIN: Final = {"minimum": 0, "maximum": 10**15}
_DOI: Final = {"pattern": r"10\.\d{3,9}/\S+"}
_RESERVED: Final = "|".join(each.replace(".", "\\.") for each in sorted(sheet_values.RESERVED))
_ENDINGS: Final = "|".join(each.replace(".", "\\.") for each in sheet_values.ENDINGS)
#: ``Block.key`` → what its value has to fit besides, as ``sheet_values`` checks it.
_FITS: Final[dict[str, dict[str, Any]]] = {
    "Sheet.id": {"not": {"type": "string", "pattern": f"(?:{_ENDINGS})$"}},
    "TextSeen.extent": {"enum": list(sheet_values.EXTENTS)},
    "Sheet.urls_seen": {"pattern": f"^\\s*{sheet_values.ADDRESS.pattern}"},
    "Citation.doi": _DOI,
    "Document.doi": _DOI,
    "Part.role_as_printed": {"pattern": f"^(?:{sheet_values.PRINTED.pattern})$"},
    "Link.to": {"pattern": f"^(?:{sheet_values.LINK.pattern})$"},
    "TheoryElement.proposition": {"pattern": f"^(?:{sheet_values.REFERENCE.pattern})$"},
    "Configuration.label": {"not": {"type": "string", "pattern": f"^(?:{_RESERVED})$|(?:{_ENDINGS})$"}},
}


def sheet_schema() -> dict[str, Any]:
    """Return the schema as a JSON document."""
    made = Sheet.model_json_schema(by_alias=True)
    for model in blocks():
        _explain(made if model is Sheet else made["$defs"][model.__name__], model)
    _settle(made)
    about = {"title": "Study sheet", "description": "One realist study as evidence: a sheet for demireg."}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **made, **about}


def schema_text() -> str:
    """Return the schema as it is published."""
    return f"{json.dumps(sheet_schema(), ensure_ascii=False, indent=1)}\n"


def blocks() -> list[type[BaseModel]]:
    """Return the classes of all blocks, the whole sheet first, each where it is first needed."""
    found: list[type[BaseModel]] = []

    def visit(model: type[BaseModel]) -> None:
        if model in found:
            return
        found.append(model)
        for hint in get_type_hints(model).values():
            for inner in _models(hint):
                visit(inner)

    visit(Sheet)
    return found


def meaning(model: type[BaseModel], key: str) -> str:
    """Return what a key is for: said for its block, for a block that this one extends, or for all; "" if nowhere."""
    names = [each.__name__ for each in model.__mro__]
    return next((MEANINGS[f"{name}.{key}"] for name in names if f"{name}.{key}" in MEANINGS), MEANINGS.get(key, ""))


def _models(hint: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 (whatever an annotation holds)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inner in get_args(hint):
        yield from _models(inner)


def _explain(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Say of a block and each of its keys what it is for, and what else its value has to fit."""
    schema["description"] = _plain(model.__doc__ or "")
    for key, value in schema["properties"].items():
        value.pop("title", None)
        if value.get("default", True) is None:
            del value["default"]
        value["description"] = _plain(meaning(model, key))
        for name in (each.__name__ for each in model.__mro__):
            _fit(value, _FITS.get(f"{name}.{key}", {}))


def _fit(value: dict[str, Any], more: dict[str, Any]) -> None:
    """Add what a value has to fit to the arm for text, so that leaving it null stays possible, or to each of a list."""
    if value.get("type") == "array":
        value["items"].update(more)
        return
    arms = [each for each in value.get("anyOf", ()) if each.get("type") == "string"]
    (arms[0] if arms else value).update(more)


def _settle(schema: Any) -> None:  # noqa: ANN401 (any piece of a schema)
    """Let numbers stand for text, as the reader does, refuse text that nobody sees, and write dates as they are."""
    if isinstance(schema, dict):
        if schema.get("type") == "string" and "enum" not in schema and "const" not in schema:
            if schema.get("format") == "date":
                schema.update(_DAY)
            else:
                fits = schema.setdefault("pattern", _SEEN)
                if re.search(fits, "1"):
                    schema.update({"type": ["string", "number"], **(_PLAIN if fits != _SEEN else {})})
        for inner in schema.values():
            _settle(inner)
    elif isinstance(schema, list):
        for inner in schema:
            _settle(inner)


def _plain(words: str) -> str:
    return " ".join(words.replace("`", "").split())
