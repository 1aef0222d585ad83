"""From the text of a YAML or JSON sheet to a draft, with each fault in the words of the person who filled it in."""

import difflib
from collections.abc import Callable, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from demireg.domain.findings import Finding, Severity
from demireg.services.importing.draft import Draft
from demireg.services.importing.places import Path, compose
from demireg.services.importing.sheet import Sheet


def read_sheet(text: str, name: str) -> Draft:
    """Read one sheet. Faults of single values are findings of the draft.

    Raises Unreadable when the text is no YAML at all.
    """
    placed = compose(text, name)
    if not isinstance(placed.data, dict):
        finding = Finding(
            Severity.VIOLATION,
            "sheet-is-a-mapping",
            "The file holds no sheet: a sheet is a list of keys, beginning with 'schema' and 'id'.",
            "Start from a copy of a shipped sheet in data/studies.",
            name,
        )
        return Draft(name, text, lines=placed.lines, findings=(finding,))
    try:
        return Draft(name, text, Sheet.model_validate(placed.data), lines=placed.lines)
    except ValidationError as error:
        draft = Draft(name, text, lines=placed.lines)
        details = [detail for detail in error.errors() if not _echo(detail)]
        return Draft(name, text, lines=placed.lines, findings=tuple(_finding(draft, detail) for detail in details))


def _echo(detail: ErrorDetails) -> bool:
    """Tell whether this is one arm of a union whose other arm already says the same."""
    return "Construct" in detail["loc"] and detail["type"] == "model_type"


def _path(detail: ErrorDetails) -> Path:
    arms = {"Construct", "function-after", "constrained-str"}
    return tuple(step for step in detail["loc"] if step not in arms)


def _finding(draft: Draft, detail: ErrorDetails) -> Finding:
    path = _path(detail)
    rule, say = _SAY.get(detail["type"], ("value-fits", _other))
    message, mend = say(path, detail)
    return Finding(Severity.VIOLATION, rule, message, mend, draft.place(path))


def _unknown_key(path: Path, _detail: ErrorDetails) -> tuple[str, str]:
    known = _keys(path[:-1])
    near = difflib.get_close_matches(str(path[-1]), known, 1)
    mend = f"Did you mean '{near[0]}'?" if near else f"Keys here are {', '.join(known)}."
    return f"The key '{path[-1]}' is not one that a sheet has at this place.", mend


def _missing(path: Path, _detail: ErrorDetails) -> tuple[str, str]:
    return f"The key '{path[-1]}' is missing.", f"Add '{path[-1]}' to this block."


def _choice(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    expected = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ", ")
    choices = [word.strip("' ") for word in expected.split(",")]
    near = difflib.get_close_matches(str(detail["input"]), choices, 1)
    mend = f"Did you mean '{near[0]}'?" if near else "Choose one of them."
    return f"'{path[-1]}' is '{detail['input']}', and may be {expected}.", mend


def _pattern(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    return (
        f"'{detail['input']}' cannot be an identifier ('{path[-1]}').",
        "Use letters, digits, dots and hyphens, as in 'wood-2021' or 'w05'; a proposition reads 'theory/P1'.",
    )


def _empty(path: Path, _detail: ErrorDetails) -> tuple[str, str]:
    return f"'{path[-1]}' is empty.", "Write the text, or remove the key."


def _short(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    least = detail.get("ctx", {}).get("min_length", 1)
    return f"'{path[-1]}' holds too few entries; it needs at least {least}.", "Add what is missing."


def _text(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    return (
        f"'{path[-1]}' should be text, and is {_kind(detail['input'])}.",
        "Put quotation marks around words that YAML reads otherwise, such as no, yes, on, null or a date.",
    )


def _other(path: Path, detail: ErrorDetails) -> tuple[str, str]:
    name = path[-1] if path else "the sheet"
    return f"'{name}' does not fit: {detail['msg'][0].lower()}{detail['msg'][1:]}.", "Compare a shipped sheet."


def _kind(value: Any) -> str:  # noqa: ANN401 - whatever YAML held
    names: dict[type, str] = {bool: "yes or no", list: "a list", dict: "a block of keys", type(None): "nothing"}
    return names.get(type(value), f"a {type(value).__name__}")


_SAY: dict[str, tuple[str, Callable[[Path, ErrorDetails], tuple[str, str]]]] = {
    "extra_forbidden": ("key-is-known", _unknown_key),
    "missing": ("key-is-there", _missing),
    "literal_error": ("value-is-a-choice", _choice),
    "string_pattern_mismatch": ("identifier-is-well-formed", _pattern),
    "string_too_short": ("value-is-not-empty", _empty),
    "too_short": ("list-is-long-enough", _short),
    "string_type": ("value-is-text", _text),
}


def _keys(path: Path) -> list[str]:
    """Return the keys that a sheet has at a path, following the models' fields."""
    model: type[BaseModel] = Sheet
    for step in path:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(str(step)) or model.model_fields.get(f"{step}_")
        inner = _model_of((field.annotation,)) if field else None
        if inner is None:
            return []
        model = inner
    return [info.alias or key for key, info in model.model_fields.items()]


def _model_of(types: Sequence[Any]) -> type[BaseModel] | None:
    for each in types:
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
        found = _model_of(get_args(each))
        if found:
            return found
    return None
