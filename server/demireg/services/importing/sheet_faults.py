"""Each fault that the classes of a sheet find, in the words of the person who filled the sheet in."""

import difflib
import re
from collections.abc import Callable, Sequence
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from demireg.services.importing.characters import shortened
from demireg.services.importing.nearest import either
from demireg.services.importing.places import Path
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_values import CHOICES

_ARMS = frozenset(("Construct", "function-after", "constrained-str", "[key]"))


def is_echo(detail: ErrorDetails) -> bool:
    """Tell whether another fault says the same: of the other arm of a union, or of the entries of a list."""
    if detail["type"] == "too_short":
        return len(detail["input"]) >= int(detail.get("ctx", {}).get("min_length", 1))
    return "Construct" in detail["loc"] and detail["type"] == "model_type"


def path_of(detail: ErrorDetails) -> Path:
    """Return the path into the sheet at which a fault stands."""
    return tuple(step for step in detail["loc"] if step not in _ARMS)


def said(detail: ErrorDetails) -> tuple[str, str, str]:
    """Return rule, message and mend of a fault."""
    path = path_of(detail)
    if detail["type"] == "demireg":
        ctx = detail.get("ctx", {})
        return ctx["rule"], f"{_name(path)} is {_kind(detail['input'])}, and {ctx['wrong']}.", ctx["mend"]
    rule, say = _SAY.get(detail["type"], ("value-fits", _other))
    return (rule, *say(path, detail))


def _unknown_key(path: Path, _detail: ErrorDetails) -> tuple[str, str]:
    model = _model_at(path[:-1])
    known = [info.alias or key for key, info in model.model_fields.items()] if model else []
    near = difflib.get_close_matches(shortened(path[-1]), known, 1)
    mend = f"Did you mean '{near[0]}'?" if near else f"Keys here are {', '.join(known)}."
    return f"The key {_name(path)} is not one that a sheet has at this place.", mend


def _missing(path: Path, _detail: ErrorDetails) -> tuple[str, str]:
    choices = _choices(path)
    mend = f"Add {_name(path)} to this block" + (f"; it may be {choices}." if choices else ".")
    return f"The key {_name(path)} is missing.", mend


def _choice(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    choices = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
    near = difflib.get_close_matches(shortened(detail["input"]), choices, 1)
    mend = f"Did you mean '{near[0]}'?" if near else "Choose one of them."
    return f"{_name(path)} is {_kind(detail['input'])}, and may be {expected}.", mend


def _pattern(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    told = "Use letters, digits, dots and hyphens, as in 'wood-2021' or 'w05'; a proposition reads 'theory/P1'."
    given = shortened(detail["input"]).strip()
    near = re.sub(r"[\s_]+", "-", given.lower())
    if re.search(r"\w\s*,\s*\w", given):
        told = f"Divide several with semicolons, or write one an entry in YAML. {told}"
    elif near != given and re.fullmatch(r"[a-z0-9][a-z0-9.-]*", near):
        told = f"Did you mean '{near}'? {told}"
    return f"{_kind(detail['input'])} cannot be an identifier ({_name(path)}).", told


def _empty(path: Path, _detail: ErrorDetails) -> tuple[str, str]:
    return f"{_name(path)} is empty.", "Write the text, or remove the key."


def _long(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    most = detail.get("ctx", {}).get("max_length", 0)
    return f"{_name(path)} is longer than {most:,} characters.", "Shorten it; a sheet says things in your own words."


def _short(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    least = detail.get("ctx", {}).get("min_length", 1)
    return f"{_name(path)} holds too few entries; it needs at least {least}.", "Add what is missing."


def _many(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    most = detail.get("ctx", {}).get("max_length", 0)
    return f"{_name(path)} holds more than {most} entries.", "Write one study a file."


def _text(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    return (
        f"{_name(path)} should be text, and is {_kind(detail['input'])}.",
        "Put quotation marks around words that YAML reads otherwise, such as no, yes, on or null.",
    )


def _number(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    mend = "Write digits only; where no number is given, leave the cell empty, or the key out in YAML."
    return f"{_name(path)} should be a whole number, and is {_kind(detail['input'])}.", mend


def _range(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    least, most = (detail.get("ctx", {}).get(key) for key in ("ge", "le"))
    limit = f"at least {least}" if least is not None else f"at most {most}"
    return f"{_name(path)} is {_kind(detail['input'])}, and should be {limit}.", "Mend the number."


def _list(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    mend = "Begin each entry with a hyphen, or write [one, two]."
    return f"{_name(path)} should be a list, and is {_kind(detail['input'])}.", mend


def _block(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    model = _model_at(path)
    keys = [info.alias or key for key, info in model.model_fields.items()] if model else []
    mend = f"Write its keys below it: {', '.join(keys)}." if keys else "Write 'key: text' below it."
    return f"{_name(path)} should be a block of keys, and is {_kind(detail['input'])}.", mend


def _truth(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    return f"{_name(path)} should be true or false, and is {_kind(detail['input'])}.", "Write true or false."


def _date(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    mend = "Write year, month and day, as in '2026-11-22'."
    return f"{_name(path)} should be a date, and is {_kind(detail['input'])}.", mend


def _other(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    return f"{_name(path)} does not fit: {detail['msg'][0].lower()}{detail['msg'][1:]}.", "Compare a shipped sheet."


def _name(path: Path) -> str:
    """Return what stands at a path as it is called in sentences."""
    if not path:
        return "the sheet"
    return f"entry {path[-1] + 1}" if isinstance(path[-1], int) else f"'{shortened(path[-1])}'"


def _kind(value: Any) -> str:  # noqa: ANN401 - whatever YAML held
    names: dict[type, str] = {bool: "yes or no", list: "a list", dict: "a block of keys", type(None): "nothing"}
    return names.get(type(value), f"'{shortened(value)}'")


_Say = Callable[[Path, ErrorDetails], tuple[str, str]]
_SAY: dict[str, tuple[str, _Say]] = {
    "extra_forbidden": ("key-is-known", _unknown_key),
    "missing": ("key-is-there", _missing),
    "literal_error": ("value-is-a-choice", _choice),
    "string_pattern_mismatch": ("identifier-is-well-formed", _pattern),
    "string_too_short": ("value-is-not-empty", _empty),
    "string_too_long": ("value-is-short-enough", _long),
    "too_long": ("list-is-short-enough", _many),
    "too_short": ("list-is-long-enough", _short),
    "string_type": ("value-is-text", _text),
    "int_type": ("number-is-whole", _number),
    "int_parsing": ("number-is-whole", _number),
    "int_parsing_size": ("number-is-whole", _number),
    "int_from_float": ("number-is-whole", _number),
    "greater_than_equal": ("number-is-in-range", _range),
    "less_than_equal": ("number-is-in-range", _range),
    "tuple_type": ("value-is-a-list", _list),
    "model_type": ("value-is-a-block", _block),
    "dict_type": ("value-is-a-block", _block),
    "bool_type": ("value-is-true-or-false", _truth),
    "bool_parsing": ("value-is-true-or-false", _truth),
    "date_type": ("date-is-well-formed", _date),
    "date_parsing": ("date-is-well-formed", _date),
    "date_from_datetime_parsing": ("date-is-well-formed", _date),
    "date_from_datetime_inexact": ("date-is-well-formed", _date),
}


def _model_at(path: Path) -> type[BaseModel] | None:
    """Return the class of the block at a path, following the fields; None where there is none."""
    model: type[BaseModel] | None = Sheet
    for step in path:
        if not isinstance(step, int) and model:
            field = _field(model, step)
            model = _model_of((field.annotation,)) if field else None
    return model


def _field(model: type[BaseModel], key: str) -> FieldInfo | None:
    return next((info for name, info in model.model_fields.items() if key in (name, info.alias)), None)


def _choices(path: Path) -> str:
    """Return what a key may be, when that is a closed choice."""
    model = _model_at(path[:-1])
    field = _field(model, str(path[-1])) if model else None
    if path[-2:] == ("text_seen", "extent"):
        return CHOICES
    words = _literals(field.annotation) if field else ()
    return either(words) if words else ""


def _literals(hint: Any) -> Sequence[str]:  # noqa: ANN401 - whatever an annotation holds
    if get_origin(hint) is Literal:
        return get_args(hint)
    return [each for arm in get_args(hint) for each in _literals(arm)] if get_origin(hint) in (Union, UnionType) else []


def _model_of(types: Sequence[Any]) -> type[BaseModel] | None:
    for each in types:
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
        found = _model_of(get_args(each))
        if found:
            return found
    return None
