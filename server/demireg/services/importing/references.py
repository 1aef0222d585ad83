"""What a sheet refers to besides the concepts of its parts: configurations, theories, propositions, discrepancies."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from demireg.services.importing.characters import shortened
from demireg.services.importing.codes import Codes
from demireg.services.importing.conduct_faults import conduct_faults
from demireg.services.importing.nearest import offered
from demireg.services.importing.places import Path
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_study import Construct, TheoryUse

#: Rule, message, a mend (or how to work it out, for that takes long), and the path of what leads nowhere.
Fault = tuple[str, str, str | Callable[[], str], Path]

LABELS = "Labels here"


@dataclass(frozen=True, slots=True)
class References:
    """Yields a fault for each reference of a sheet that leads nowhere."""

    sheet: Sheet
    codes: Codes
    labels: frozenset[str]

    def faults(self) -> Iterator[Fault]:
        """Yield every fault, in the order of the sheet's keys."""
        sheet = self.sheet
        for index, code in enumerate(sheet.setting.contexts):
            yield from self.concept(code, ("setting", "contexts", index))
        yield from self._discrepancies()
        for number, use in enumerate(sheet.theories):
            yield from self._theory(use, ("theories", number))
        yield from self._theory_evidence()
        yield from self._stances()
        for index, recommendation in enumerate(sheet.recommendations):
            label = recommendation.configuration
            yield from self.label(filter(None, [label]), ("recommendations", index, "configuration"))
        yield from self.label(sheet.contradictory_or_negative_points, ("contradictory_or_negative_points",))
        yield from self.concept(sheet.design.concept, ("design", "concept"))
        yield from conduct_faults(sheet, self)

    def concept(self, code: str | None, path: Path) -> Iterator[Fault]:
        """Yield a fault when there is no concept of that code."""
        if code and code not in self.codes.concepts:
            message = f"The concept code '{shortened(code)}' is not in the vocabularies."
            yield "concept-is-known", message, partial(self.codes.nearest, code), path

    def label(self, labels: Iterable[str], path: Path) -> Iterator[Fault]:
        """Yield a fault for each label that no configuration of the study has."""
        for label in labels:
            if label not in self.labels:
                message = f"This study has no configuration '{label}'."
                yield "label-is-known", message, partial(offered, label, self.labels, LABELS), path

    def theory(self, name: str) -> str:
        """Return the slug of the theory that a name means: one that is held, or one of this sheet that is held."""
        uses = (self.codes.held(use.theory, use.name) for use in self.sheet.theories if use.name == name)
        return self.codes.held(name) or next(uses, "")

    def theory_of(self, name: str | None, path: Path) -> Iterator[Fault]:
        """Yield a fault when the theory of a configuration is not held."""
        if name and not self.theory(name):
            message = f"The theory '{shortened(name)}' is not held here."
            mend = offered(name, self.codes.theories.values(), "Theories here")
            yield "theory-is-known", message, mend, path

    def _discrepancies(self) -> Iterator[Fault]:
        seen: set[str] = set()
        several = len({each.id for each in self.sheet.discrepancies}) < len(self.sheet.discrepancies)
        for index, each in enumerate(self.sheet.discrepancies):
            if each.id in seen:
                message = f"The discrepancy '{each.id}' stands twice."
                yield (
                    "discrepancy-is-unique",
                    message,
                    lambda: "Give each its own.",
                    ("discrepancies", index, "id"),
                )
            seen.add(each.id)
        for index, group in enumerate(self.sheet.participants):
            name = group.discrepancy
            if name and name not in seen and not several:
                message = f"There is no discrepancy '{name}' in this sheet."
                mend = f"{offered(name, seen, 'Discrepancies here')} Add it under 'discrepancies'."
                yield "discrepancy-is-there", message, mend, ("participants", index, "discrepancy")

    def _theory(self, use: TheoryUse, path: Path) -> Iterator[Fault]:
        slug = self.codes.held(use.theory, use.name)
        if use.theory and not slug:
            yield from self.theory_of(use.theory, (*path, "theory"))
        for index, element in enumerate(use.elements):
            here = (*path, "elements", index, "proposition")
            if element.proposition and not (use.theory and not slug):
                yield from self._proposition(f"{slug}/{element.proposition}" if slug else "", use.name, here)
        for index, construct in enumerate(use.constructs):
            if isinstance(construct, Construct):
                yield from self.concept(construct.concept, (*path, "constructs", index, "concept"))

    def proposition(self, reference: str, path: Path) -> Iterator[Fault]:
        """Yield a fault when there is no such proposition (``theory/P1``)."""
        yield from self._proposition(reference, "", path)

    def _proposition(self, reference: str, theory: str, path: Path) -> Iterator[Fault]:
        if not reference:
            message = f"The theory '{shortened(theory)}' is not held here, so it has no propositions."
            yield "proposition-is-known", message, "Name a theory with 'theory', or leave this out.", path
        elif reference not in self.codes.propositions:
            owner, _, name = reference.rpartition("/")
            own = [each for each in self.codes.propositions if each.startswith(f"{owner}/")] or self.codes.propositions
            message = f"There is no proposition '{reference}'."
            known = sorted(each.rpartition("/")[2] if path[0] == "theories" else each for each in own)
            word = name if path[0] == "theories" else reference
            yield "proposition-is-known", message, partial(offered, word, known, "Known ones"), path

    def _theory_evidence(self) -> Iterator[Fault]:
        names = {name for use in self.sheet.theories for name in (use.name, use.theory) if name}
        for index, each in enumerate(self.sheet.theory_evidence):
            yield from self.label([each.configuration], ("theory_evidence", index, "configuration"))
            if each.theory not in names:
                message = f"The theory '{shortened(each.theory)}' is not one of this sheet's 'theories'."
                mend = offered(each.theory, names, "Theories of this sheet")
                yield "theory-is-known", message, mend, ("theory_evidence", index, "theory")

    def _stances(self) -> Iterator[Fault]:
        for index, stance in enumerate(self.sheet.stances):
            yield from self.proposition(stance.proposition, ("stances", index, "proposition"))
            yield from self.label(stance.configurations, ("stances", index, "configurations"))
