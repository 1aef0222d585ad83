"""What a format is in which an answer of comparison leaves the repository."""

from collections.abc import Callable
from dataclasses import dataclass

from demireg.services.comparing.ask import Answer


@dataclass(frozen=True, slots=True)
class Form:
    """A format of answers.

    name: for people; ending: of a file, with its dot; media_type: in HTTP; write: gives the bytes, the same for equal
    answers, and raises BadParameter for an answer that it cannot hold; of: the measures that it suits, None for all;
    heavy: whether it keeps a processor busy for seconds.
    """

    name: str
    ending: str
    media_type: str
    write: Callable[[Answer], bytes]
    of: frozenset[str] | None = None
    heavy: bool = False

    def suits(self, measure: str) -> bool:
        """Tell whether answers of a measure, given by its name, can be had in this format."""
        return self.of is None or measure in self.of
