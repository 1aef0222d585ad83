"""What stands beside the figures of an answer: the question, the values, the filters, the versions, how to cite."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from demireg.services.comparing.ask import Answer

#: Under which licence answers leave the repository.
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
#: What the rest state of the filters means, said where a reader of a paper cannot look it up.
_REST: Final = {"profile": "all-accepted", "unit": "programme"}
_UNKNOWN_IS_NOT_NO: Final = (
    "What nobody has coded is unknown and is never counted as no; what is undefined stays empty. "
    "Units are independent programmes unless the filters say studies."
)


@dataclass(frozen=True, slots=True)
class About:
    """The words beside an answer.

    title: the question; how: what is counted; values, filters, versions: pairs of name and value; notes: sentences;
    cite: one line to cite the answer by; address: the question as a path below the address of a repository.
    """

    title: str
    how: str
    values: tuple[tuple[str, str], ...]
    filters: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]
    cite: str
    address: str

    @property
    def asked(self) -> str:
        """Return values and filters in one line."""
        return "; ".join(f"{name} {value}" for name, value in (*self.values, *self.filters))

    @property
    def made(self) -> str:
        """Return the versions in one line."""
        return " · ".join(f"{name} {value}" for name, value in self.versions)


def about(answer: Answer) -> About:
    """Return the words beside an answer."""
    found, versions = answer.found, answer.versions
    values = {name: value for name, value in answer.asked.values.items() if value}
    filters = {name: value for name, value in _REST.items() if name in answer.measure.filters}
    filters |= answer.asked.filters.query()
    query = urlencode(answer.query)
    address = f"/compare/{answer.measure.name}{'?' if query else ''}{query}"
    made = {
        "demireg": versions.software,
        "generation": str(versions.generation),
        "background": versions.background or "none",
        "studies": versions.digest,
    }
    empty = () if found.rows or not answer.measure.empty else (answer.measure.empty,)
    return About(
        title=answer.measure.title,
        how=answer.measure.summary,
        values=tuple(values.items()),
        filters=tuple(filters.items()),
        notes=(*found.notes, *empty, _UNKNOWN_IS_NOT_NO),
        versions=tuple(made.items()),
        cite=(
            f"demireg {versions.software}. {answer.measure.title} Measure {answer.measure.name}"
            f"{f', {answer.measure.source}' if answer.measure.source else ''}; {address}; generation "
            f"{versions.generation}, background {made['background']}, studies {versions.digest}."
        ),
        address=address,
    )
