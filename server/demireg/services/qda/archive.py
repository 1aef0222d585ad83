"""Open a project safely: its archive is never unpacked, and only the project and its plain texts are read.

A ``.qdpx`` is a zip archive, so it may claim anything. What is read is bounded before and while it is read.
"""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from demireg.domain.errors import TooLarge, Unreadable
from demireg.services.importing.characters import shortened
from demireg.services.importing.encodings import decoded

ENDINGS: Final = (".qdpx", ".qdc", ".qde")

MAX_MEMBERS: Final = 10_000
MAX_PROJECT_BYTES: Final = 20_000_000
MAX_TEXT_BYTES: Final = 5_000_000
MAX_TEXTS_BYTES: Final = 60_000_000
#: Text is packed to a fifth, markup to a thirtieth; what shrinks more than this was made to unfold.
MAX_RATIO: Final = 300
_SMALL: Final = 1_000_000
_DIRECTORY_BYTES: Final = 4_000_000
_END: Final = struct.Struct("<4s4H2LH")
_ENCRYPTED: Final = 0x1


@dataclass(frozen=True, slots=True)
class Archive:
    """What was read: the XML, the plain texts by their file's name in small letters, and the names of all members.

    ``guessed`` are the texts that are no UTF-8 and were read as Windows-1252.
    """

    name: str
    xml: bytes
    texts: Mapping[str, str] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    guessed: frozenset[str] = frozenset()

    def text(self, path: str) -> str | None:
        """Return the text at a path of the project (``internal://…``), None where the archive does not hold it."""
        return self.texts.get(base(path))


def base(path: str) -> str:
    """Return the last step of a path, in small letters, whichever way its slashes lean."""
    return path.replace("\\", "/").rpartition("/")[2].lower()


def open_project(source: BinaryIO, name: str) -> Archive:
    """Read a ``.qdpx``, a ``.qdc`` or a bare ``.qde``.

    Raises Unreadable when it is none, is encrypted, damaged or leads out of itself, and TooLarge over a stated limit.
    """
    if not name.lower().endswith(ENDINGS):
        raise Unreadable(f"A project ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}. Export it as REFI-QDA.", name)
    head = source.read(4)
    source.seek(0)
    if head[:2] != b"PK":
        xml = source.read(MAX_PROJECT_BYTES + 1)
        _cap(len(xml), MAX_PROJECT_BYTES, name, "The project")
        if name.lower().endswith(".qdpx"):
            raise Unreadable("A .qdpx is a zip archive, and this file is none. Export the project anew.", name)
        return Archive(name, xml)
    _directory(source, name)
    try:
        with zipfile.ZipFile(source) as held:
            return _read(held, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable(f"The archive is damaged ({shortened(error)}). Export the project anew.", name) from error


def _directory(source: BinaryIO, name: str) -> None:
    """Refuse an archive whose list of members is too long, before it is read into memory."""
    source.seek(0, 2)
    source.seek(max(0, source.tell() - 66_000))
    tail = source.read()
    source.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise Unreadable("The archive has no end; it was cut off. Export the project anew.", name)
    if _END.unpack_from(tail, at)[5] > _DIRECTORY_BYTES:
        raise TooLarge(f"{name} lists more members than the {MAX_MEMBERS:,} that a project may hold.")


def _read(held: zipfile.ZipFile, name: str) -> Archive:
    infos = [info for info in held.infolist() if not info.is_dir()]
    if len(infos) > MAX_MEMBERS:
        raise TooLarge(f"{name} holds {len(infos):,} files, and a project may hold {MAX_MEMBERS:,}.")
    for info in infos:
        _check(info, name)
    projects = [info for info in infos if info.filename.lower().endswith(".qde")]
    main = next((info for info in projects if base(info.filename) == "project.qde"), projects[0] if projects else None)
    if main is None:
        raise Unreadable("The archive holds no project.qde, so it is no REFI-QDA project.", name)
    xml = _bytes(held, main, MAX_PROJECT_BYTES, name)
    texts: dict[str, str] = {}
    guessed: set[str] = set()
    room = MAX_TEXTS_BYTES
    for info in infos:
        if info.filename.lower().endswith(".txt"):
            content = _bytes(held, info, min(MAX_TEXT_BYTES, room), name)
            room -= len(content)
            texts[base(info.filename)], odd = decoded(content)
            if odd:
                guessed.add(base(info.filename))
    others = tuple(info.filename for info in infos if info is not main)
    return Archive(name, xml, texts, others, frozenset(guessed))


def _check(info: zipfile.ZipInfo, name: str) -> None:
    """Refuse a member that leads out of the archive or cannot be read."""
    path = info.filename.replace("\\", "/")
    if path.startswith("/") or ".." in PurePosixPath(path).parts or ":" in path.partition("/")[0]:
        raise Unreadable(
            f"The archive holds '{shortened(info.filename)}', a name that leads out of it; no program for qualitative "
            "analysis writes that. Do not trust this file.",
            name,
        )
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("The archive is protected with a password. Export the project without one.", name)


def _bytes(held: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, name: str) -> bytes:
    shown = shortened(info.filename)
    _cap(info.file_size, most, name, f"'{shown}' in it")
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size):
        raise TooLarge(f"{name}: '{shown}' would unfold to {info.file_size / max(1, info.compress_size):,.0f} times.")
    with held.open(info) as member:
        content = member.read(most + 1)
    _cap(len(content), most, name, f"'{shown}' in it")
    return content


def _cap(size: int, most: int, name: str, what: str) -> None:
    if size > most:
        raise TooLarge(f"{name}: {what} has {size / 1e6:.1f} MB, and the limit is {most / 1e6:.1f} MB.")
