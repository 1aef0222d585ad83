"""From a sheet to configurations: codes become concepts, labels become identifiers, bases are decided.

Whatever cannot be resolved is a finding with its place; the wording is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from demireg.domain.findings import Finding, Severity
from demireg.domain.models import Basis, Configuration, Link, Part, Role, Standing
from demireg.domain.names import Names
from demireg.services.importing import sheet_claims as claims
from demireg.services.importing.codes import Codes
from demireg.services.importing.draft import Draft
from demireg.services.importing.places import Path
from demireg.services.importing.sheet import Sheet

_T = TypeVar("_T")

_LISTS = (
    ("contexts", Role.CONTEXT, "c"),
    ("interventions", Role.INTERVENTION, "i"),
    ("mechanisms", Role.MECHANISM, "m"),
    ("outcomes", Role.OUTCOME, "o"),
)


@dataclass(slots=True)
class Assembled:
    """The configurations of a draft, the place of each node that they become, and what could not be resolved."""

    configurations: list[Configuration] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def assemble(draft: Draft, sheet: Sheet, codes: Codes, names: Names) -> Assembled:
    """Resolve all configurations of a sheet against the codes in use."""
    resolver = _Resolver(draft, sheet, codes, names, Assembled())
    resolver.run()
    return resolver.out


@dataclass(slots=True)
class _Resolver:
    draft: Draft
    sheet: Sheet
    codes: Codes
    names: Names
    out: Assembled
    labels: set[str] = field(default_factory=set)

    def run(self) -> None:
        sheet = self.sheet
        found: Sequence[claims.Configuration] = sheet.cmo_configurations
        supposed: Sequence[claims.Configuration] = sheet.hypothesised_configurations
        for each, path in [
            *_numbered(found, "cmo_configurations"),
            *_numbered(supposed, "hypothesised_configurations"),
        ]:
            if each.label in self.labels:
                self._refuse("label-is-unique", f"The label '{each.label}' stands twice.", "Give each its own.", path)
            self.labels.add(each.label)
        for order, (each, path) in enumerate(_numbered(found, "cmo_configurations"), 1):
            self.out.configurations.append(self._configuration(each, order, path))
        for order, (each, path) in enumerate(_numbered(supposed, "hypothesised_configurations"), 1):
            self.out.configurations.append(self._configuration(each, order, path))
        self._places()
        self._references()

    def _configuration(self, block: claims.Configuration, order: int, path: Path) -> Configuration:
        self.out.paths[self.names.configuration(self.sheet.id, block.label)] = path
        self.out.paths[self.names.within(self.sheet.id, block.label, "excerpt")] = (*path, "evidence")
        hypothesis = block.status if isinstance(block, claims.Hypothesised) else ""
        return Configuration(
            label=block.label,
            title=block.title,
            order=order,
            section=block.evidence.section,
            participant=block.evidence.participant or "",
            tag_origin=block.tag_origin or "",
            confidence=block.confidence,
            voices=tuple(block.perspective),
            parts=tuple(self._parts(block, path, supposed=bool(hypothesis))),
            links=tuple(self._links(block, path)),
            note=" ".join(filter(None, (block.note, block.rival_explanation))),
            hypothesis=hypothesis,
            theory=self._theory(block.theory),
        )

    def _parts(self, block: claims.Configuration, path: Path, *, supposed: bool) -> Iterator[Part]:
        order = 0
        for key, role, letter in _LISTS:
            for index, part in enumerate(getattr(block, key)):
                order += 1
                number = f"{letter}{index + 1}"
                here = (*path, key, index)
                node = self.names.within(self.sheet.id, block.label, number)
                self.out.paths[node] = here
                self.out.paths[f"{node}/element"] = here
                basis = _basis(part, block)
                yield Part(
                    number=number,
                    order=order,
                    role=role,
                    standing=_standing(part, supposed=supposed),
                    basis=basis,
                    text=part.text,
                    concept=self._concept(part.concept, (*here, "concept")),
                    kind=getattr(part, "kind", ""),
                    letters=part.role_as_printed or "",
                    tag=(part.printed_tag or number) if part.role_as_printed else "",
                    element=part.element or "",
                    star=part.star or "",
                    dual_roles=tuple(part.dual_role),
                    valence=getattr(part, "valence", None) or "",
                    level=getattr(part, "level", None) or "",
                    intermediate=part.intermediate,
                    by_reference=part.by_reference or "",
                    rationale=_rationale(part, block) if basis is Basis.CURATOR_INFERRED else "",
                    note=" ".join(filter(None, (part.note, part.source))),
                )

    def _links(self, block: claims.Configuration, path: Path) -> Iterator[Link]:
        for index, link in enumerate(block.links):
            here = (*path, "links", index)
            study, _, label = link.to.rpartition(":")
            target = ""
            if not study and label not in self.labels:
                self._refuse(
                    "link-leads-somewhere",
                    f"The link goes to '{link.to}', and this study has no configuration of that label.",
                    f"Labels here are {', '.join(sorted(self.labels))}; another study's is written 'study:label'.",
                    (*here, "to"),
                )
            else:
                target = self.names.configuration(study or self.sheet.id, label)
            yield Link(
                kind=link.as_,
                target=target,
                wording=link.to,
                via=self._concept(link.via, (*here, "via")),
                inferred=link.inferred,
                note=link.note or "",
            )

    def _concept(self, code: str | None, path: Path) -> str:
        if not code:
            return ""
        iri = self.codes.concepts.get(code, "")
        if not iri:
            message = f"The concept code '{code}' is not in the vocabularies."
            self._refuse("concept-is-known", message, self.codes.nearest(code), path)
        return iri

    def _theory(self, name: str | None) -> str:
        return self.codes.theories.get(name or "", "")

    def _places(self) -> None:
        """Say where the descriptive blocks stand that findings may point at."""
        sheet = self.sheet
        for node, key in (("participants", "participants"), ("theory-use", "theories"), ("check", "arithmetic_checks")):
            for number in range(len(getattr(sheet, key))):
                self.out.paths[self.names.within(sheet.id, node, str(number + 1))] = (key, number)
        for index, discrepancy in enumerate(sheet.discrepancies):
            self.out.paths[self.names.within(sheet.id, "discrepancy", discrepancy.id)] = ("discrepancies", index)

    def _references(self) -> None:
        """Check every label and proposition that the rest of the sheet refers to."""
        sheet = self.sheet
        for stance, path in _numbered(sheet.stances, "stances"):
            node = self.names.within(sheet.id, "stance", stance.proposition.replace("/", "-"))
            self.out.paths.setdefault(node, path)
            if stance.proposition not in self.codes.propositions:
                known = ", ".join(sorted(self.codes.propositions))
                message = f"There is no proposition '{stance.proposition}'."
                self._refuse("proposition-is-known", message, f"Known ones: {known}.", (*path, "proposition"))
            self._known(stance.configurations, (*path, "configurations"))
        for each, path in _numbered(sheet.theory_evidence, "theory_evidence"):
            self._known([each.configuration], (*path, "configuration"))
        for recommendation, path in _numbered(sheet.recommendations, "recommendations"):
            self._known(filter(None, [recommendation.configuration]), (*path, "configuration"))
        self._known(sheet.contradictory_or_negative_points, ("contradictory_or_negative_points",))
        for configuration in self.out.configurations:
            references = (part.by_reference for part in configuration.parts if part.by_reference)
            place = self.out.paths[self.names.configuration(sheet.id, configuration.label)]
            self._known(references, place)
        discrepancies = {each.id for each in sheet.discrepancies}
        for group, path in _numbered(sheet.participants, "participants"):
            if group.discrepancy and group.discrepancy not in discrepancies:
                message = f"There is no discrepancy '{group.discrepancy}' in this sheet."
                self._refuse("discrepancy-is-there", message, "Add it under 'discrepancies'.", (*path, "discrepancy"))

    def _known(self, labels: Iterable[str], path: Path) -> None:
        for label in labels:
            if label not in self.labels:
                message = f"This study has no configuration '{label}'."
                self._refuse("label-is-known", message, f"Labels here are {', '.join(sorted(self.labels))}.", path)

    def _refuse(self, rule: str, message: str, mend: str, path: Path) -> None:
        place = self.draft.place(path)
        self.out.findings.append(Finding(Severity.VIOLATION, rule, message, mend, place))


def _numbered(blocks: Sequence[_T], key: str) -> list[tuple[_T, Path]]:
    return [(block, (key, index)) for index, block in enumerate(blocks)]


def _basis(part: claims.Part, block: claims.Configuration) -> Basis:
    if part.role_as_printed:
        return Basis.AUTHOR_TAGGED
    return Basis.CURATOR_INFERRED if part.inferred or block.inferred else Basis.AUTHOR_STATED


def _standing(part: claims.Part, *, supposed: bool) -> Standing:
    if supposed or part.hypothetical:
        return Standing.HYPOTHETICAL
    return Standing.ABSENT if part.direction else Standing.AT_WORK


def _rationale(part: claims.Part, block: claims.Configuration) -> str:
    if part.by_reference:
        return f"Carried over by reference from {part.by_reference}."
    return part.note or block.note or "The curator's reading of the passage."
