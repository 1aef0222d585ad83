"""Who speaks in configurations, as stakeholder groups: what ``data/forms/voices.yaml`` says, read once."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import yaml

from demireg import assets

#: In the place of a group: a voice of nobody who takes part, such as the researcher's.
NOBODY: Final = ""


@cache
def _words() -> Mapping[str, str]:
    """Return the group of each word of the table, in small letters."""
    held = yaml.safe_load((assets.folder("data") / "forms" / "voices.yaml").read_text(encoding="utf-8"))
    found = {str(word).casefold(): str(group) for group, words in held["groups"].items() for word in (group, *words)}
    return found | {str(word).casefold(): NOBODY for word in held["not_stakeholders"]}


def group_of(voice: str) -> str:
    """Return the stakeholder group of a voice, as a study words it.

    What the table does not know stays as it is; the voice of nobody who takes part gives an empty text.
    """
    word = " ".join(voice.split()).casefold()
    held = _words()
    return held.get(word, held.get(word.removesuffix("s"), voice.strip()))
