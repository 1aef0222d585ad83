"""Open a zip file that somebody handed in: nothing leads out of it, nothing unfolds without end."""

import io
import re
import zipfile
import zlib
from typing import Final

from demireg.domain.errors import TooLarge, Unreadable
from demireg.services.importing.characters import shortened

MAX_ENTRIES: Final = 500
#: What all entries may come to when unpacked: a workbook of 30 configurations comes to 1 MB.
MAX_UNPACKED: Final = 32_000_000
#: How often its size an entry may unfold to; text packs to a tenth, and rows of blanks to a hundredth.
MAX_RATIO: Final = 250
_SMALL: Final = 100_000
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OUTSIDE: Final = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")


class Packed:
    """A zip file whose directory was looked over; entries are read whole, one by one."""

    def __init__(self, content: bytes, name: str) -> None:
        """Look over the directory. Raises Unreadable for what is no zip or leads out of it, TooLarge for a bomb."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError, OSError) as error:
            message = f"The file is damaged or was not copied whole ({error}). Save it anew and hand it in again."
            raise Unreadable(message, name) from error
        if len(entries) > MAX_ENTRIES:
            raise TooLarge(f"{name} packs {len(entries):,} files, and the limit is {MAX_ENTRIES}.")
        for entry in entries:
            self._look_over(entry)
        total = sum(entry.file_size for entry in entries)
        if total > MAX_UNPACKED:
            raise TooLarge(self._too_large(total))
        self.names = tuple(entry.filename for entry in entries if not entry.is_dir())
        if len(set(self.names)) < len(self.names):
            twice = next(each for each in self.names if self.names.count(each) > 1)
            raise Unreadable(f"The file packs two files of the name '{shortened(twice)}'. Save it anew.", name)

    def read(self, entry: str) -> bytes:
        """Return the content of an entry, which is never more than the directory says.

        Raises Unreadable for an entry that is damaged or is not there.
        """
        try:
            return self._zip.read(entry)
        except KeyError as error:
            raise Unreadable(f"The file lacks its part '{shortened(entry)}'. Save it anew.", self.name) from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            message = f"The part '{shortened(entry)}' is damaged ({error}). Save the file anew and hand it in again."
            raise Unreadable(message, self.name) from error

    def _look_over(self, entry: zipfile.ZipInfo) -> None:
        if _OUTSIDE.search(entry.orig_filename):
            message = f"The file packs '{shortened(entry.orig_filename)}', which would lead out of it. It is not read."
            raise Unreadable(message, self.name)
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable("The file is protected by a password. Save it without one.", self.name)
        if entry.compress_type not in _METHODS:
            message = (
                f"'{shortened(entry.filename)}' is packed in a way that is not read here. Pack it as ordinary zip."
            )
            raise Unreadable(message, self.name)
        if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * entry.compress_size:
            message = (
                f"{self.name} packs '{shortened(entry.filename)}', which unfolds to over {MAX_RATIO} times its size."
            )
            raise TooLarge(f"{message} No study does; delete blank rows and columns that are formatted, and save anew.")

    def _too_large(self, total: int) -> str:
        return (
            f"{self.name} unpacks to {total / 1e6:.0f} MB, and the limit is {MAX_UNPACKED / 1e6:.0f} MB. "
            "A study is far smaller; delete what is not part of it."
        )
