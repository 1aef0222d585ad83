"""What studies, programmes and configurations are called in a paper: by their labels, as citations."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from demireg.services.comparing.statements import statement
from demireg.services.comparing.table import ComparisonTable


@dataclass(frozen=True, slots=True)
class Called:
    """Citations by identifier: ``labels`` of studies, no two alike, and ``programmes`` with their studies."""

    labels: Mapping[str, str]
    programmes: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, table: ComparisonTable) -> Self:
        """Return what everything in a comparison table is called."""
        rows = table.rows(statement("publishing/studies"))
        plain = {str(study): str(label or study) for study, label, _, _ in rows}
        often = Counter(plain.values())
        labels = {study: label if often[label] == 1 else f"{label} ({study})" for study, label in plain.items()}
        programmes: dict[str, list[str]] = {}
        for study, _, _, programme in rows:
            programmes.setdefault(str(programme or study), []).append(str(study))
        return cls(labels, {name: tuple(studies) for name, studies in programmes.items()})

    def is_unit(self, name: str) -> bool:
        """Tell whether a name is that of a study or a programme."""
        return name in self.labels or name in self.programmes

    def studies(self, unit: str) -> tuple[str, ...]:
        """Return the studies of a unit: the study itself, or all of a programme; none for any other name."""
        return self.programmes.get(unit) or ((unit,) if unit in self.labels else ())

    def cite(self, name: str) -> str:
        """Return one name as a citation: a study, a programme or a configuration; any other name as it is."""
        if name in self.labels:
            return self.labels[name]
        if name in self.programmes:
            return f"{name} ({', '.join(self.labels[study] for study in self.programmes[name])})"
        study, slash, label = name.partition("/")
        return f"{self.labels[study]}, {label}" if slash and study in self.labels else name

    def cited(self, text: str) -> str:
        """Return a cell as people read it: names that are separated by spaces, all of them known, as citations."""
        names = text.split()
        found = [self.cite(name) for name in names]
        if not names or any(
            name == label and name not in self.labels for name, label in zip(names, found, strict=True)
        ):
            return text
        return "; ".join(found)

    def order(self, studies: Iterable[str]) -> list[str]:
        """Return studies by what they are called."""
        return sorted(set(studies), key=lambda study: (self.labels.get(study, study).casefold(), study))
