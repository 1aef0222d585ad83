"""From a sheet to configurations: codes become concepts, labels become identifiers, bases are decided.

Whatever cannot be resolved is a finding with its place; the wording is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from demireg.domain.findings import Finding, Severity
from demireg.domain.models import Basis, CausalLink, Configuration, Link, Part, Passage, Role, Standing
from demireg.domain.names import Names
from demireg.services.importing import sheet_claims as claims
from demireg.services.importing.characters import shortened
from demireg.services.importing.codes import Codes
from demireg.services.importing.described import described
from demireg.services.importing.draft import Draft
from demireg.services.importing.facets import facets
from demireg.services.importing.nearest import offered
from demireg.services.importing.places import Path
from demireg.services.importing.references import LABELS, Fault, References
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_file import MOST_FINDINGS
from demireg.services.importing.writer import camel

_T = TypeVar("_T")

_LISTS = (
    ("contexts", Role.CONTEXT, "c"),
    ("interventions", Role.INTERVENTION, "i"),
    ("mechanisms", Role.MECHANISM, "m"),
    ("outcomes", Role.OUTCOME, "o"),
)


#: Why a part is the curator's reading, where the sheet gives no reason.
READING: Final = "The curator's reading of the passage."
#: What is said of a label that leads nowhere; it means little where two configurations bear one label.
_ABOUT_LABELS = ("label-is-known", "link-leads-somewhere")


@dataclass(slots=True)
class Assembled:
    """The configurations of a draft, the place of each node that they become, and what could not be resolved.

    ``ambiguous`` says that two configurations bear one label, or that more is refused than a report holds, so that the
    triples say little; ``refused`` are the paths of what was refused.
    """

    configurations: list[Configuration] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refused: list[Path] = field(default_factory=list)
    ambiguous: bool = False

    def explains(self, path: Path) -> bool:
        """Whether something of the block at a path is refused already, so that a finding on it merely follows."""
        return any(path in (each, each[:-1]) for each in self.refused if path)


def assemble(draft: Draft, sheet: Sheet, codes: Codes, names: Names) -> Assembled:
    """Resolve all configurations of a sheet against the codes in use."""
    resolver = _Resolver(draft, sheet, codes, names, References(sheet, codes, _labels(sheet)), Assembled())
    resolver.run()
    return resolver.out


def _labels(sheet: Sheet) -> frozenset[str]:
    return frozenset(each.label for each in (*sheet.cmo_configurations, *sheet.hypothesised_configurations))


@dataclass(slots=True)
class _Resolver:
    draft: Draft
    sheet: Sheet
    codes: Codes
    names: Names
    known: References
    out: Assembled

    def run(self) -> None:
        sheet = self.sheet
        found: Sequence[claims.Configuration] = sheet.cmo_configurations
        supposed: Sequence[claims.Configuration] = sheet.hypothesised_configurations
        groups = (_numbered(found, "cmo_configurations"), _numbered(supposed, "hypothesised_configurations"))
        seen: set[str] = set()
        for each, path in (*groups[0], *groups[1]):
            if each.label in seen:
                self.out.ambiguous = True
                self._refuse("label-is-unique", f"The label '{each.label}' stands twice.", "Give each its own.", path)
            seen.add(each.label)
        for group in groups:
            for order, (each, path) in enumerate(group, 1):
                self.out.configurations.append(self._configuration(each, order, path))
        self._places()
        self._take(self.known.faults())

    def _configuration(self, block: claims.Configuration, order: int, path: Path) -> Configuration:
        self.out.paths[self.names.configuration(self.sheet.id, block.label)] = path
        self.out.paths[self.names.within(self.sheet.id, block.label, "excerpt")] = (*path, "evidence")
        hypothesis = block.status if isinstance(block, claims.Hypothesised) else ""
        return Configuration(
            label=block.label,
            title=block.title,
            order=order,
            passage=self._passage(block.evidence, (*path, "evidence")),
            tag_origin=block.tag_origin or "",
            confidence=block.confidence,
            voices=tuple(block.perspective),
            parts=tuple(self._parts(block, path, supposed=bool(hypothesis))),
            links=tuple(self._links(block, path)),
            causal_links=tuple(self._causal_links(block, path)),
            stage=self._concept(block.stage, (*path, "stage")),
            note=" ".join(filter(None, (block.note, block.rival_explanation))),
            hypothesis=hypothesis,
            theory=self._theory(block.theory, path),
            incomplete=block.incomplete,
        )

    def _passage(self, block: claims.Evidence, path: Path) -> Passage:
        for index, each in enumerate(block.elicited_by):
            self._take(self.known.proposition(each, (*path, "elicited_by", index)))
        if block.quotation and not block.quotation_licence:
            mend = "Name the open licence with 'quotation_licence', or leave the words out."
            message = "A passage is quoted, and nothing says under which licence its words may be shown."
            self._refuse("quotation-has-licence", message, mend, (*path, "quotation"))
        return Passage(
            section=block.section,
            participant=block.participant or "",
            kind=self._concept(block.kind, (*path, "kind")),
            speaker=self._concept(block.speaker, (*path, "speaker")),
            propositions=block.elicited_by,
            phase=camel(block.interview_phase or ""),
            view=camel(block.view or ""),
            quotation=block.quotation or "",
            licence=block.quotation_licence or "",
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
                if part.element:
                    self.out.paths.setdefault(self.names.within(self.sheet.id, "element", part.element), here)
                basis = _basis(part, block)
                concept = self._concept(part.concept, (*here, "concept"))
                self._doubt(part, concept, here)
                self._suggested(part, here)
                self._take(self.known.label(filter(None, [part.by_reference]), (*here, "by_reference")))
                yield Part(
                    number=number,
                    order=order,
                    role=role,
                    standing=_standing(part, supposed=supposed),
                    basis=basis,
                    text=part.text,
                    concept=concept,
                    kind=getattr(part, "kind", ""),
                    letters=part.role_as_printed or "",
                    tag=(part.printed_tag or number) if part.role_as_printed else "",
                    element=part.element or "",
                    star=part.star or "",
                    dual_roles=tuple(part.dual_role),
                    facets=facets(part),
                    valence_for=getattr(part, "valence_for", None) or "",
                    actor=self._concept(part.actor, (*here, "actor")),
                    accepted_by=part.accepted_by or "",
                    rejected_by=part.rejected_by or "",
                    by_reference=part.by_reference or "",
                    rationale=_rationale(part, block) if basis is Basis.CURATOR_INFERRED else "",
                    note=" ".join(filter(None, (part.note, part.source))),
                )

    def _suggested(self, part: claims.Part, path: Path) -> None:
        """Refuse a word on a suggestion where there is none, or two that do not agree."""
        if part.basis and part.role_as_printed:
            message = "The authors printed the role of this part, so no program suggested it."
            self._refuse("suggestion-is-no-tag", message, "Remove 'basis'.", (*path, "basis"))
        for key in ("accepted_by", "rejected_by"):
            if getattr(part, key) and not part.basis:
                message = f"The part says '{key}', and nothing says that a program suggested it."
                self._refuse("suggestion-is-said", message, "Add 'basis: machine_suggested'.", (*path, key))
        if part.accepted_by and part.rejected_by:
            message = "The part is both accepted and rejected."
            self._refuse("suggestion-is-decided", message, "Keep the later of the two.", (*path, "rejected_by"))

    def _causal_links(self, block: claims.Configuration, path: Path) -> Iterator[CausalLink]:
        numbers = [f"{letter}{n}" for key, _, letter in _LISTS for n in range(1, len(getattr(block, key)) + 1)]
        for index, link in enumerate(block.causal_links):
            here = (*path, "causal_links", index)
            self.out.paths[self.names.within(self.sheet.id, block.label, "causal-link", str(index + 1))] = here
            ends = (("from", link.from_), ("to", link.to))
            lost = [(key, each) for key, each in ends if each not in numbers]
            for key, each in lost:
                message = f"The causal link leads {key} '{shortened(each)}', and this configuration has no such part."
                self._refuse("part-is-there", message, offered(each, numbers, "Parts here"), (*here, key))
            if not lost:
                kind, note = camel(link.kind), link.note or ""
                yield CausalLink(link.from_, link.to, kind, link.inferred, link.rationale or "", note)

    def _theory(self, name: str | None, path: Path) -> str:
        self._take(self.known.theory_of(name, (*path, "theory")))
        return self.known.theory(name) if name else ""

    def _links(self, block: claims.Configuration, path: Path) -> Iterator[Link]:
        for index, link in enumerate(block.links):
            here = (*path, "links", index)
            self.out.paths[self.names.within(self.sheet.id, block.label, "link", str(index + 1))] = here
            study, _, label = link.to.rpartition(":")
            known = bool(study) or label in self.known.labels
            if not known:
                mend = offered(label, self.known.labels, LABELS)
                self._refuse(
                    "link-leads-somewhere",
                    f"The link goes to '{link.to}', and this study has no configuration of that label.",
                    f"{mend[:-1]}; another study's is written 'study:label'.",
                    (*here, "to"),
                )
            yield Link(
                kind=link.as_,
                target=self.names.configuration(study or self.sheet.id, label) if known else "",
                wording=link.to,
                via=self._concept(link.via, (*here, "via")),
                inferred=link.inferred,
                note=link.note or "",
            )

    def _concept(self, code: str | None, path: Path) -> str:
        self._take(self.known.concept(code, path))
        return self.codes.concepts.get(code or "", "")

    def _doubt(self, part: claims.Part, concept: str, path: Path) -> None:
        """Warn of an outcome whose valence and concept say the opposite of each other."""
        valence = getattr(part, "valence", None)
        if part.direction or not concept:
            return
        for said, group, meant in (("negative", "towards_ease", "better"), ("positive", "towards_disease", "worse")):
            if valence == said and concept in getattr(self.codes, group):
                message = f"The outcome is {said}, and its concept '{part.concept}' means a change for the {meant}."
                mend = "Choose another concept, mend the valence, or mark the outcome as absent with 'direction'."
                place = self.draft.place((*path, "valence"))
                self.out.findings.append(Finding(Severity.WARNING, "valence-fits-concept", message, mend, place))

    def _places(self) -> None:
        """Say where the descriptive blocks stand that findings may point at."""
        for node, path in described(self.sheet, self.names):
            self.out.paths.setdefault(node, path)

    def _take(self, faults: Iterable[Fault]) -> None:
        for rule, message, mend, path in faults:
            if self.out.ambiguous and rule in _ABOUT_LABELS:
                continue
            self.out.refused.append(path)
            if len(self.out.refused) < MOST_FINDINGS:
                told = mend if isinstance(mend, str) else mend()
                self._found(rule, message, told, path)
            elif len(self.out.refused) == MOST_FINDINGS:
                self.out.ambiguous = True
                self._found("findings-are-few", "There is more to mend than is listed.", "Mend the others first.", ())

    def _found(self, rule: str, message: str, mend: str, path: Path) -> None:
        self.out.findings.append(Finding(Severity.VIOLATION, rule, message, mend, self.draft.place(path)))

    def _refuse(self, rule: str, message: str, mend: str, path: Path) -> None:
        self._take([(rule, message, mend, path)])


def _numbered(blocks: Sequence[_T], key: str) -> list[tuple[_T, Path]]:
    return [(block, (key, index)) for index, block in enumerate(blocks)]


def _basis(part: claims.Part, block: claims.Configuration) -> Basis:
    if part.basis:
        return Basis.MACHINE_SUGGESTED
    if part.role_as_printed:
        return Basis.AUTHOR_TAGGED
    return Basis.CURATOR_INFERRED if part.inferred or block.inferred else Basis.AUTHOR_STATED


def _standing(part: claims.Part, *, supposed: bool) -> Standing:
    if part.basis and (part.rejected_by or not part.accepted_by):
        return Standing.PROPOSED
    if supposed or part.hypothetical:
        return Standing.HYPOTHETICAL
    return Standing.ABSENT if part.direction else Standing.AT_WORK


def _rationale(part: claims.Part, block: claims.Configuration) -> str:
    if part.by_reference:
        return f"Carried over by reference from {part.by_reference}."
    return part.note or block.note or READING
