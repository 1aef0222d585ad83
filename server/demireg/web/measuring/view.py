"""What a drawing of an answer is: a template, and the function that works out what it is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from demireg.services.comparing.ask import Answer
from demireg.web.measuring.linking import Linker


@dataclass(frozen=True, slots=True)
class View:
    """How a measure is drawn above its table.

    template: which draws it, given ``drawing``; draw: works that out of an answer; heads: words for columns of the
    table, those with empty words are left out, for the drawing shows them better; whole: whether the drawing says all
    that the table says, which is then folded.
    """

    template: str
    draw: Callable[[Answer, Linker], object]
    heads: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True
