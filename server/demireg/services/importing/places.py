"""Where each value of a YAML or JSON text stands, so that a finding can point at its line.

The text is read event by event, so depth and number are counted before anything is built. Anchors, aliases and tags
are refused: they serve nobody in a sheet, and let a small file unfold into a huge one or ask for other types.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from demireg.domain.errors import Unreadable
from demireg.services.importing.characters import outside_yaml, plain, refused, shortened
from demireg.services.importing.yaml_faults import explained, line_of

Path = tuple[str | int, ...]
Plain = dict[str, "Plain"] | list["Plain"] | str | int | bool | None

MAX_DEPTH: Final = 40
MAX_VALUES: Final = 50_000
MAX_DIGITS: Final = 20

#: libyaml reads ten times faster; where PyYAML was built without it, its own reader finds the same.
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL: Final = frozenset(("", "~", "null", "Null", "NULL"))
_WORDS: Final = {
    form: meant
    for word, meant in (("yes", True), ("on", True), ("true", True), ("no", False), ("off", False), ("false", False))
    for form in (word, word.capitalize(), word.upper())
}
_NUMBER: Final = re.compile(r"[-+]?(?:0x[0-9a-fA-F_]+|0b[01_]+|[0-9][0-9_]*)")
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Fault:
    """A single value that cannot stay as it is: its path, the rule, what is wrong and how to mend it."""

    path: Path
    rule: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Plain data, the line (from 1) on which each path into it begins, and the values that were at fault."""

    data: Plain
    lines: Mapping[Path, int]
    faults: tuple[Fault, ...] = ()


def compose(text: str, name: str) -> Placed:
    """Parse YAML or JSON text. Only whole numbers, yes and no, and nothing are more than text.

    Raises Unreadable with file and line for anything that is not YAML, is nested too deep or holds too many values,
    holds an alias, an anchor or a tag, or repeats a key.
    """
    strange = outside_yaml(text)
    if strange >= 0:
        line = text.count("\n", 0, strange) + 1
        what = f"U+{ord(text[strange]):04X}"
        raise Unreadable(f"The text holds a control character ({what}). Delete it.", f"{name} line {line}")
    composer = _Composer(name, _LOADER(text))
    try:
        data = composer.document()
    except yaml.YAMLError as error:
        line = line_of(error)
        raise Unreadable(explained(error, text), f"{name} line {line}" if line else name) from error
    return Placed(data, composer.lines, tuple(composer.faults))


@dataclass(slots=True)
class _Composer:
    name: str
    loader: Any
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def document(self) -> Plain:
        """Return the value of the only document, or None of an empty text."""
        data: Plain = None
        documents = 0
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._unreadable("The file holds several documents ('---'); write one study a file.", event)
                data = self._value(self._next(), ())
        return data

    def _next(self) -> Any:  # noqa: ANN401 - an event of either reader
        event = self.loader.get_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._unreadable("Anchors and aliases are not used in sheets; write the value out.", event)
        if getattr(event, "tag", None):
            mend = "Remove it, or put quotation marks around text that begins with '!'."
            tag = shortened(event.tag.replace("tag:yaml.org,2002:", "!!"))
            raise self._unreadable(f"The tag '{tag}' is not used in sheets. {mend}", event)
        return event

    def _value(self, event: Any, path: Path) -> Plain:  # noqa: ANN401 - an event of either reader
        self.lines.setdefault(path, event.start_mark.line + 1)
        if len(path) > MAX_DEPTH:
            raise self._unreadable(f"Values are nested more than {MAX_DEPTH} deep.", event)
        if len(self.lines) > MAX_VALUES:
            raise self._unreadable(f"The file holds more than {MAX_VALUES:,} values; write one study a file.", event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        return self._sequence(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)

    def _sequence(self, path: Path) -> list[Plain]:
        result: list[Plain] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            result.append(self._value(event, (*path, len(result))))
        return result

    def _mapping(self, path: Path) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._unreadable("A key is one word, and a list or block of keys stands in its place.", event)
            key = self._key(event, path, result)
            result[key] = self._value(self._next(), (*path, key))
        return result

    def _key(self, event: Any, path: Path, block: Mapping[str, Plain]) -> str:  # noqa: ANN401 - as above
        key = plain(event.value)
        if key in block:
            raise self._unreadable(f"The key '{shortened(key)}' stands twice in one block; keep one.", event)
        self.lines[*path, key] = event.start_mark.line + 1
        self._characters(event.value, (*path, key))
        return key

    def _scalar(self, event: Any, path: Path) -> Plain:  # noqa: ANN401 - an event of either reader
        text: str = event.value
        if not event.implicit[0]:
            self._characters(text, path)
            return plain(text)
        if text in _NULL:
            return None
        if text in _WORDS:
            return _WORDS[text]
        if _NUMBER.fullmatch(text):
            if len(text) > MAX_DIGITS:
                mend = "Put quotation marks around it if it is text."
                message = f"The number at '{path[-1] if path else ''}' has more than {MAX_DIGITS} digits."
                self.faults.append(Fault(path, "number-is-of-use", message, mend))
            elif _WHOLE.fullmatch(text):
                return int(text)
        self._characters(text, path)
        return plain(text)

    def _characters(self, text: str, path: Path) -> None:
        found = refused(text)
        if found:
            message = f"The text at '{shortened(path[-1]) if path else ''}' holds a character that cannot be seen"
            mend = "Delete the character; text needs no control characters and no marks of writing direction."
            self.faults.append(Fault(path, "text-is-plain", f"{message} ({found}).", mend))

    def _unreadable(self, message: str, event: Any) -> Unreadable:  # noqa: ANN401 - an event of either reader
        return Unreadable(message, f"{self.name} line {event.start_mark.line + 1}")
