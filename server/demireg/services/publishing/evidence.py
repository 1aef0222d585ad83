"""The evidence behind an answer in long form: each figure with its units and their configurations, one a row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.comparing.later import LISTS
from demireg.services.comparing.statements import statement
from demireg.services.publishing.called import Called

#: The heads of the rows that ``as_rows`` gives.
COLUMNS: Final = ("figure", "reading", "programme", "study", "label", "configuration", "locator")
#: What in a body says which figure it belongs to: all of these that are there, else the first of the others.
_NAMES: Final = (
    *("proposition", "id", "context", "mechanism", "outcome", "condition", "concept", "theory", "other", "role"),
    *("first", "second", "earlier", "later", "change", "link", "source", "target", "kind", "path"),
)
_ELSE: Final = ("fits", "explained_by", "state", "sentence", "name", "label")
#: What of a body is no figure.
_ASIDE: Final = frozenset(("measure", "asked", "filters", "versions", "notes"))
_UNITS: Final = ("study", "programme", "unit")


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of evidence.

    figure: where in the answer, such as ``contexts LocalAccess reached``, or the measure for the answer as a whole;
    reading: what it speaks for, such as ``yes``; programme, study, label: the unit; configuration: such as
    ``wood-2021/w12``, empty where a unit counts without one; locator: where that stands in the source.
    """

    figure: str
    reading: str
    programme: str
    study: str
    label: str
    configuration: str
    locator: str


def evidence(answer: Answer, called: Called) -> tuple[Line, ...]:
    """Return everything that stands behind the figures of an answer, in the order of its body."""
    body = {name: value for name, value in answer.body.items() if name not in _ASIDE}
    names = sorted({text for text in _texts(body) if text.partition("/")[0] in called.labels and "/" in text})
    places = {str(row[0]): (str(row[1]), str(row[3] or "")) for row in _places(answer, names)} if names else {}
    units = {study: name for name, studies in called.programmes.items() for study in studies}
    return tuple(dict.fromkeys(_Walk(called, places, units, answer.measure.name).lines(body, ())))


def as_rows(lines: Iterable[Line]) -> list[tuple[str, ...]]:
    """Return lines as rows under ``COLUMNS``."""
    return [tuple(getattr(line, name) for name in COLUMNS) for line in lines]


def _places(answer: Answer, names: Sequence[str]) -> list[tuple[Any, ...]]:
    return answer.asked.repository.table.rows(statement("publishing/configurations"), {"names": list(names)})


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, LISTS):
        for value in node:
            yield from _texts(value)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through a body.

    places: study and locator of configurations; units: programmes of studies; whole: what a figure of the answer as a
    whole is called, such as ``diversity``.
    """

    called: Called
    places: Mapping[str, tuple[str, str]]
    units: Mapping[str, str]
    whole: str

    def lines(self, node: object, path: tuple[str, ...]) -> Iterator[Line]:
        if isinstance(node, Mapping):
            yield from self._of_object(node, path)
        elif isinstance(node, LISTS):
            for place, value in enumerate(node, 1):
                if isinstance(value, Mapping):
                    yield from self.lines(value, (*path, _name(value) or str(place)))
                elif isinstance(value, LISTS):
                    yield from self.lines(value, path)

    def _of_object(self, node: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Line]:
        units = {key: found for key, value in node.items() if (found := self._units(value))}
        held = {key: found for key, value in node.items() if (found := self._configurations(value))}
        own = [str(node[key]) for key in _UNITS if self.called.is_unit(str(node.get(key, "")))][:1]
        figure = " ".join(path) or self.whole
        claimed: set[str] = set()
        for key, names in units.items():
            for unit in names:
                mine = [
                    each for each in held.get("configurations", ()) if self._study(each) in self.called.studies(unit)
                ]
                claimed.update(mine)
                yield from (self._line(figure, key, unit, each) for each in mine or ("",))
        for key, names in held.items():
            for each in names:
                if key != "configurations" or each not in claimed:
                    yield self._line(figure, key, own[0] if own else self._study(each), each)
        for key, value in node.items():
            if key not in units and key not in held:
                yield from self.lines(value, (*path, key))

    def _line(self, figure: str, reading: str, unit: str, configuration: str) -> Line:
        study = self._study(configuration) or (unit if unit in self.called.labels else "")
        programme = self.units.get(study, unit)
        label = self.called.labels.get(study) or self.called.cite(unit)
        return Line(
            figure, reading, programme, study, label, configuration, self.places.get(configuration, ("", ""))[1]
        )

    def _study(self, configuration: str) -> str:
        return self.places.get(configuration, ("", ""))[0]

    def _units(self, value: object) -> list[str]:
        return value_list if (value_list := _strings(value)) and all(map(self.called.is_unit, value_list)) else []

    def _configurations(self, value: object) -> list[str]:
        if isinstance(value, str) and value in self.places:
            return [value]
        return names if (names := _strings(value)) and all(name in self.places for name in names) else []


def _strings(value: object) -> list[str]:
    if isinstance(value, LISTS) and all(isinstance(each, str) for each in value):
        return [str(each) for each in value]
    return []


def _name(node: Mapping[str, Any]) -> str:
    said = [value for key in _NAMES if isinstance(value := node.get(key), str) and value]
    said = said or [value for key in _ELSE if isinstance(value := node.get(key), str) and value][:1]
    study = node.get("study")
    return " ".join([*said, study] if isinstance(study, str) and study not in said else said)
