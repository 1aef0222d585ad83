"""Words of a command whose options are not all known beforehand: a name, and values as --NAME VALUE."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from demireg.domain.errors import BadParameter


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed. name: of a question or measure, perhaps empty; values: for it; flags and own: the command's."""

    name: str = ""
    values: dict[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    own: dict[str, str] = field(default_factory=dict)

    @property
    def bare(self) -> bool:
        """Whether nothing was typed but perhaps the name."""
        return not (self.values or self.flags or self.own)


def read_words(words: Sequence[str], flags: Collection[str] = (), own: Collection[str] = ()) -> Words:
    """Return the name and the values, in whatever order they stand on the command line.

    ``flags`` are options of the command without a value, ``own`` those with one, both with underscores. Raises
    BadParameter for an option without its value, or given twice, and for a second name.
    """
    name, values, flagged, kept = "", dict[str, str](), set[str](), dict[str, str]()
    rest = list(words)
    while rest:
        word = rest.pop(0)
        option, equals, value = word.removeprefix("--").partition("=")
        key = option.replace("-", "_")
        if not word.startswith("--"):
            if name:
                raise BadParameter(f"'{word}' is not expected here; a value is given as --NAME VALUE.")
            name = word
        elif key in flags and not equals:
            flagged.add(key)
        else:
            if not equals and not rest:
                raise BadParameter(f"'{word}' lacks its value: {word} VALUE.")
            _put(kept if key in own else values, key, value if equals else rest.pop(0))
    return Words(name, values, frozenset(flagged), kept)


def _put(values: dict[str, str], key: str, value: str) -> None:
    if key in values:
        raise BadParameter(f"--{key.replace('_', '-')} is given more than once; give several values parted by commas.")
    values[key] = value
