"""Ask a measure: the one way to a comparison, for command line, API, pages and exports alike."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from demireg.domain.errors import BadParameter, NotFound
from demireg.services.comparing import filters, naming
from demireg.services.comparing.asking import Asked, Measure, Measured
from demireg.services.comparing.matrix import By
from demireg.services.comparing.measures import MEASURES
from demireg.services.comparing.of_rows import versions_of_rows
from demireg.services.generations import Versions, generation, made_from
from demireg.services.repository import Repository

#: How often a question is asked, at most, that the store is written to under.
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a measure found, what it was asked, and the versions of everything that the figures were made from.

    ``studies`` has the version of every study, however many there are.
    """

    measure: Measure
    asked: Asked
    found: Measured
    versions: Versions
    studies: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> dict[str, Any]:
        """Return the whole answer for JSON; what is undefined is null."""
        return {
            "measure": self.measure.name,
            "asked": {name: value for name, value in self.asked.values.items() if value},
            "filters": self.asked.filters.query(),
            **self.found.body,
            "notes": list(self.found.notes),
            "versions": asdict(self.versions),
        }

    @property
    def query(self) -> dict[str, str]:
        """Return the values and filters that ask this again, by their names in addresses."""
        values = {name: value for name, value in self.asked.values.items() if value}
        return values | self.asked.filters.query()


def measure_of(name: str) -> Measure:
    """Return a measure by its name. Raises NotFound with the nearest one."""
    if name not in MEASURES:
        near = get_close_matches(name, MEASURES, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(MEASURES)}."
        raise NotFound(f"There is no measure '{name[:80]}'. {hint}")
    return MEASURES[name]


def ask(repository: Repository, name: str, given: Mapping[str, str], by: By = "table") -> Answer:
    """Answer a measure; ``given`` holds its values and filters by name, empty ones count as not given.

    ``by`` chooses the comparison table or the reference in SPARQL, where a measure has one. Raises NotFound for an
    unknown measure, theory, study or concept, with the nearest; BadParameter for a name that the measure does not
    take, a value that its kind cannot take, and filters that contradict each other.
    """
    measure = measure_of(name)
    known = {param.name for param in measure.params}
    unknown = [each for each in given if each not in known and each not in measure.filters]
    if unknown:
        near = get_close_matches(unknown[0], [*known, *measure.filters], n=1)
        hint = f"Did you mean '{near[0]}'?" if near else f"It takes {', '.join([*sorted(known), *measure.filters])}."
        raise BadParameter(f"The measure {name} does not take '{unknown[0][:80]}'. {hint}")
    for _ in range(_TRIES):
        answer = repository.table.steady(lambda: _answer(repository, measure, given, by))
        if generation(repository.store, repository.names) == answer.versions.generation:
            break  # else some measure may have read in the store what its rows are not of
    return answer


def _answer(repository: Repository, measure: Measure, given: Mapping[str, str], by: By) -> Answer:
    """Answer on one state of the table, so that no figure is of another one than the versions say."""
    table = repository.table
    values = {param.name: naming.value(table, param, given.get(param.name, "")) for param in measure.params}
    chosen = filters.read(table, {each: given[each] for each in measure.filters if each in given})
    asked = Asked(repository, values, chosen, by)
    if by == "table":
        versions = versions_of_rows(repository)
    else:
        versions = made_from(repository.store, repository.names, table.versions(), table.digest())
    return Answer(measure, asked, measure.run(asked), versions, table.versions())
