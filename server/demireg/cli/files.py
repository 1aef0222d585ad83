"""Files that a command reads from or writes to, with a sentence for each way in which that fails."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from demireg.domain.errors import BadParameter

_SHOWN = 80


@contextmanager
def writing(output: Path | None) -> Iterator[BinaryIO]:
    """Open a file to be written anew, or the standard output for None. Raises BadParameter when that cannot be."""
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        with output.open("wb") as target:
            yield target
    except OSError as fault:
        raise BadParameter(
            f"--output {output} cannot be written: {reason(fault)}. Name a file in a folder that is there, with room."
        ) from fault


def write_new(path: Path, content: Callable[[], bytes]) -> None:
    """Write a file that is not there yet, so that nobody's work is lost. Raises BadParameter when that cannot be."""
    if path.exists():
        raise BadParameter(f"{path} is there already and may hold somebody's work. Name a file that is not there.")
    made = content()
    try:
        with path.open("xb") as target:
            target.write(made)
    except OSError as fault:
        raise BadParameter(
            f"{path} cannot be written: {reason(fault)}. Name a file in a folder that is there, with room."
        ) from fault


def write_whole(path: Path, content: bytes) -> bool:
    """Write a file in one step: what was there stays whole until the new content is. Raises BadParameter.

    Returns whether anything was there.
    """
    there = path.exists()
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            beside.write_bytes(content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as fault:
        raise BadParameter(
            f"--out {path} cannot be written: {reason(fault)}. Name a file in a folder that is there, with room."
        ) from fault
    return there


def text_of(name: str, content: bytes) -> str:
    """Return bytes as text. Raises BadParameter, naming where they are from, when they are not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadParameter(f"{name} is not UTF-8 text: byte {fault.start} does not fit. Save it as UTF-8.") from fault


def read_text(name: str) -> str:
    """Return the text of a file. Raises BadParameter when there is none that can be read."""
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    try:
        content = Path(name).read_bytes()
    except FileNotFoundError as fault:
        raise BadParameter(f"There is no file '{shown}'.") from fault
    except (OSError, ValueError) as fault:  # ValueError: a name with a zero byte
        raise BadParameter(f"'{shown}' cannot be read: {reason(fault)}.") from fault
    return text_of(shown, content)


def reason(fault: Exception) -> str:
    """Return why the system refused, in its own few words."""
    return (getattr(fault, "strerror", None) or str(fault)).lower()


def give_up_output() -> None:
    """Throw away what could not be written, so that nothing tries again when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
