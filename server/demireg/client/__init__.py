"""The repository from Python: ``demireg.connect(address or folder)`` asks it and gives back data frames.

``http`` speaks to a service, ``folder`` opens a store on this machine; both give the same answers and the same errors.
``frames`` makes pandas or Polars frames of them.
"""

from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from demireg.client.folder import InFolder
from demireg.client.frames import Frame, Made, frame_of, frames_of_bindings
from demireg.client.http import OverHttp
from demireg.client.source import Source, Table
from demireg.domain.errors import BadParameter
from demireg.services.importing.characters import shortened

__all__ = ["Client", "connect"]

_WEB: Final = ("http://", "https://")
#: The longest time, in seconds, that an answer is waited for.
_LONGEST: Final = 86_400


class Client:
    """A repository to ask. Close it, or use it in ``with``: a folder is held by one process at a time.

    ``frame`` is ``pandas`` or ``polars`` everywhere. A frame's ``attrs`` say what it holds: ``title``, ``notes``,
    ``versions`` (of data, vocabulary and software; those of each study are in ``body``) and ``body``, the whole answer
    with the evidence behind each figure.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def compare(self, measure: str, frame: Frame = "pandas", **values: object) -> Made:
        """Return the table of a measure; ``values`` are its own and the filters, lists for several of one.

        ``leave_out="each"`` tells what changes when each unit is left out. Raises NotFound and BadParameter with the
        nearest names, StoreDown when the repository does not answer.
        """
        return frame_of(self._source.compare(measure, _words(values)), frame)

    def comparisons(self, frame: Frame = "pandas") -> Made:
        """Return the comparisons that are kept under a name: measure, question, when, by whom and why."""
        return frame_of(self._source.comparisons(), frame)

    def again(self, name: str, frame: Frame = "pandas", version: int = 0) -> Made:
        """Ask a kept comparison again, its newest version unless given, and return what has changed since.

        ``attrs["body"]["same"]`` tells whether nothing has. Raises NotFound with the names there are.
        """
        return frame_of(self._source.again(name, version), frame)

    def ask(self, question: str, frame: Frame = "pandas", **values: object) -> Made:
        """Return the answer to a question of the repository. Raises as ``compare``."""
        return frame_of(self._source.ask(question, _words(values)), frame)

    def studies(self, frame: Frame = "pandas") -> Made:
        """Return the studies that the repository holds."""
        return frame_of(self._source.studies(), frame)

    def measures(self, frame: Frame = "pandas") -> Made:
        """Return what can be compared: name, question, values and filters; ``attrs`` hold an example of each."""
        return frame_of(self._source.measures(), frame)

    def sparql(self, query: str, frame: Frame = "pandas") -> Made:
        """Return the rows of a SELECT, True or False for an ASK, and Turtle for triples.

        Raises BadQuery, Refused and TooLarge as the service does.
        """
        found = self._source.sparql(query)
        return frames_of_bindings(found, frame) if isinstance(found, Table) else found

    def close(self) -> None:
        """Let go of the repository; safe to call twice."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def connect(where: str | Path, timeout: float = 60.0) -> Client:
    """Return a client of the service at an address, or of the store in a folder on this machine.

    ``timeout`` is in seconds, for each answer of a service. Raises BadParameter for what is neither, and StoreBusy or
    StoreDown for a folder that cannot be opened.
    """
    if not 0 < timeout <= _LONGEST:
        raise BadParameter(f"A timeout is a number of seconds above 0 and up to {_LONGEST}, not {timeout}.")
    text = str(where).strip()
    if text.lower().startswith(_WEB):
        return Client(OverHttp(text, timeout))
    if not text:
        raise BadParameter("Name the address of a service, or the folder of a store on this machine.")
    if "://" in text or not text.isprintable():
        raise BadParameter(f"'{shortened(text)}' is no address that can be asked; one begins with http:// or https://.")
    return Client(InFolder.open(Path(text)))


def _words(values: dict[str, object]) -> dict[str, str]:
    """Return values as they stand in addresses: lists joined by commas, True and False as yes and no."""
    return {name: _word(value) for name, value in values.items() if value is not None}


def _word(value: Any) -> str:  # noqa: ANN401 (whatever a caller writes)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(map(_word, value)) if isinstance(value, list | tuple) else str(value)
