"""What a YAML reader complains of, in the words of a person who writes a sheet."""

import re
from typing import Final

import yaml

_CURLY: Final = re.compile("[“”„‘’‚«»]")
_APOSTROPHE: Final = re.compile(r"(?:: |- )'[^']*'\w")
_KEY_SAID: Final = "could not find expected ':'"

_TABS = "A tab stands at the beginning of this line. Use spaces for indentation."
_QUOTE = "A quotation mark is opened here and not closed. Close it; inside '…' an apostrophe is written twice."
_COLON = (
    "There is a colon in unquoted text, or this line is indented further than its block. "
    "Put text that holds ': ' in quotes; begin keys of one block in the same column, with a space after each colon."
)
_INDENT = (
    "This line does not fit the block around it. Begin the keys of one block, and the hyphens of one list, "
    "in the same column, with a space after each hyphen and colon."
)
_KEY = "This line is no 'key: value' and no entry of a list. Write a colon and a space after the key, or indent it."
_BRACKET = "A bracket is opened and not closed, or a comma is missing between entries."
_START = "Text cannot begin with '{0}' here. Put the text in quotes."
_ESCAPE = "Inside double quotes a backslash begins a code that is not known here. Use single quotes, or write \\\\."
_CURLED = "Curly quotation marks are text to YAML, not quotes. Use straight ones (' or \")."

#: A piece of what the reader says → what to tell the writer.
_SAID: Final = (
    ("escape", _ESCAPE),
    ("hexdecimal", _ESCAPE),
    ("unicode character", _ESCAPE),
    ("mapping values are not allowed", _COLON),
    (_KEY_SAID, _KEY),
    ("expected ',' or", _BRACKET),
    ("flow", _BRACKET),
    ("expected <block end>", _INDENT),
    ("did not find expected key", _INDENT),
    ("did not find expected '-' indicator", _INDENT),
    ("sequence entries are not allowed", _INDENT),
    ("not allowed in this context", _INDENT),
    ("quoted scalar", _QUOTE),
    ("unexpected end of stream", _QUOTE),
    ("<document start>", _INDENT),
)


def explained(error: yaml.YAMLError, text: str) -> str:
    """Return what is wrong and how to mend it; ``text`` is what was read."""
    said = str(getattr(error, "problem", None) or str(error).partition("\n")[0])
    context = str(getattr(error, "context", None) or "")
    line = _line(text, line_of(error))
    start = re.search(r"character (?:'(.)' )?that cannot start any token", said)
    if line.lstrip(" ").startswith("\t") or "'\\t'" in said or _indented_by_tab(text, error):
        mend = _TABS
    elif _APOSTROPHE.search(line):
        mend = _QUOTE
    elif start:
        mend = _START.format(start[1] or _first(error, text))
    else:
        known = (sentence for piece, sentence in _SAID if piece in said.lower() or piece in context.lower())
        mend = next(known, "Check the indentation and the quotes there.")
    curled = f" {_CURLED}" if _CURLY.search(line) else ""
    return f"This is not valid YAML: {said.rstrip('.')}. {mend}{curled}"


def line_of(error: yaml.YAMLError) -> int:
    """Return the line (from 1) where the fault begins, 0 when the reader does not say."""
    mark = getattr(error, "problem_mark", None)
    if "quoted" in (getattr(error, "context", None) or "") or getattr(error, "problem", None) == _KEY_SAID:
        mark = getattr(error, "context_mark", mark)
    return mark.line + 1 if mark else 0


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _first(error: yaml.YAMLError, text: str) -> str:
    mark = getattr(error, "problem_mark", None)
    line = _line(text, line_of(error))
    return line[mark.column] if mark and mark.column < len(line) else "that"


def _indented_by_tab(text: str, error: yaml.YAMLError) -> bool:
    """Whether the line of the fault, or the one before it, is indented by a tab."""
    number = line_of(error)
    return any(re.match(r" *\t", _line(text, each)) for each in (number, number - 1))
