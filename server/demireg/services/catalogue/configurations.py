"""Configurations: the study's claims that in a context a mechanism generated an outcome."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from demireg.domain.errors import NotFound, Retracted
from demireg.domain.names import ALL_ACCEPTED
from demireg.services.catalogue.facets import CausalLink, ConceptRef, Facets, Passage, causal_links
from demireg.services.catalogue.matches import Match, matches_by_configuration, reasons
from demireg.services.catalogue.parts import Part, concept_ref, parts_by_configuration
from demireg.services.catalogue.rows import Facts, fetch, local, natural, text, word
from demireg.services.catalogue.stances import StanceNote, stances
from demireg.services.catalogue.study_reading import ReportRef, report
from demireg.services.repository import Repository
from demireg.services.retracting import absent


@dataclass(frozen=True, slots=True)
class Link:
    """A link from one configuration to another.

    from_study, from_label, from_title: where it starts; study, label, title: where it ends, with study empty
    when the target is not held (label then keeps the reference as written); role: what the source becomes
    there, ``context`` or ``mechanism``, or else how it stands to it, ``supports``, ``elaborates`` or ``competes``;
    via: the concept that goes on, None where unnamed; basis: who says so; note: the coder's words; held: True
    when the target is in the repository.
    """

    from_study: str
    from_label: str
    from_title: str
    study: str
    label: str
    title: str
    role: str
    via: ConceptRef | None
    basis: str
    note: str
    held: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A configuration as lists and drawers show it.

    iri: its identifier; study: its study's id; label: its short name (``w12``); title: one line;
    theme: the heading it stands under; stage: of a pathway, None where not told; parts: C, I, M, O in reading order;
    proposals: parts that a machine suggested and nobody accepted, or that were rejected, which count for nothing;
    causal_links: which part leads to which; links: those that lead out of it; passage: how the words came about;
    locator: place in the source; participant: whose words, as printed; evidence_kind: ``author_synthesis``,
    ``interview_excerpt`` or empty; voices: who speaks (client, staff, …); confidence: explicit or inferred;
    tag_origin: ``researcher_tagged``, ``quote_tagged`` or ``untagged_narrative``; partial: True when C, M or O
    is missing; incomplete: True where the report lists more than is coded; hypothesised: True for what was tested and
    not found; status: of a hypothesised one, such as ``refuted``; of_theory: slug of the theory it spells out, or
    empty; notes: the coder's remarks.
    """

    iri: str
    study: str
    label: str
    title: str
    theme: str
    stage: ConceptRef | None
    parts: tuple[Part, ...]
    proposals: tuple[Part, ...]
    causal_links: tuple[CausalLink, ...]
    links: tuple[Link, ...]
    passage: Passage
    locator: str
    participant: str
    evidence_kind: str
    voices: tuple[str, ...]
    confidence: str
    tag_origin: str
    partial: bool
    incomplete: bool
    hypothesised: bool
    status: str
    of_theory: str
    notes: tuple[str, ...]

    def in_role(self, role: str) -> tuple[Part, ...]:
        """Return the parts that play one role, C, I, M or O."""
        return tuple(part for part in self.parts if part.role == role)


@dataclass(frozen=True, slots=True)
class ConfigurationView:
    """Everything a page says of one configuration.

    strip: the configuration itself; study_label: its study's name; links_in: links that arrive here; matches:
    propositions whose pattern it meets, and why; stances: assessments that rest on it; before and after: labels
    of its neighbours in the study, empty at the ends; text_seen: how much of the study was read; report: where it
    is published; coded_by, coded_on: who coded the study and when.
    """

    strip: Strip
    study_label: str
    links_in: tuple[Link, ...]
    matches: tuple[Match, ...]
    stances: tuple[StanceNote, ...]
    before: str
    after: str
    text_seen: str
    report: ReportRef
    coded_by: str
    coded_on: str


def strips(repository: Repository, study: str, known: tuple[Link, ...] | None = None) -> tuple[Strip, ...]:
    """Return every configuration of a study by its id, in the sheet's order, hypothesised ones last.

    ``known`` are the study's links where the caller has read them already.
    """
    iri = repository.names.study(study)
    facts = Facts(fetch(repository, "study-configurations", study=iri), "configuration")
    facets, causal = Facets(repository, iri), causal_links(repository, iri)
    parts = parts_by_configuration(repository, iri, facets)
    links = study_links(repository, study) if known is None else known
    found = [_strip(facts, facets, node, study, parts.get(node, ())) for node in facts]
    ordered = sorted(found, key=lambda strip: (strip.hypothesised, _order(facts, strip)))
    return tuple(
        replace(
            strip,
            links=tuple(link for link in links if (link.from_study, link.from_label) == (study, strip.label)),
            causal_links=causal.get(strip.iri, ()),
        )
        for strip in ordered
    )


def study_links(repository: Repository, study: str) -> tuple[Link, ...]:
    """Return the links out of and into a study's configurations."""
    links: dict[str, Link] = {}
    for row in fetch(repository, "study-links", study=repository.names.study(study)):
        links[text(row, "link")] = Link(
            from_study=text(row, "fromStudy"),
            from_label=text(row, "fromId"),
            from_title=text(row, "fromTitle"),
            study=text(row, "toStudy"),
            label=text(row, "toId") or text(row, "target"),
            title=text(row, "toTitle"),
            role=text(row, "as"),
            via=concept_ref(row, "via", "viaLabel"),
            basis=word(text(row, "basis")),
            note=text(row, "note"),
            held=bool(text(row, "toId")),
        )
    return tuple(links.values())


def configuration_view(
    repository: Repository, study: str, label: str, profile: str = ALL_ACCEPTED
) -> ConfigurationView:
    """Return one configuration with its chains, its matches under a profile and the stances that rest on it.

    Raises NotFound when the study has no configuration of that label, Retracted when the study was taken out.
    """
    iri = repository.names.study(study)
    links = study_links(repository, study)
    held = strips(repository, study, links)
    labels = [strip.label for strip in held]
    if label not in labels:
        fault = absent(repository, study)
        raise fault if isinstance(fault, Retracted) else NotFound(_missing(study, label, labels))
    here = held[labels.index(label)]
    why = reasons(repository)
    facts = Facts(fetch(repository, "study-claims", study=iri))
    found = matches_by_configuration(repository, iri, {here.iri: here.parts}, why, profile)
    at = labels.index(label)
    return ConfigurationView(
        strip=here,
        study_label=facts.one(iri, "label"),
        links_in=tuple(link for link in links if (link.study, link.label) == (study, label)),
        matches=found.get(here.iri, ()),
        stances=tuple(note for note in stances(facts, why.index) if label in note.configurations),
        before=labels[at - 1] if at else "",
        after=labels[at + 1] if at + 1 < len(labels) else "",
        text_seen=facts.word(iri, "textSeen"),
        report=report(facts),
        coded_by=facts.one(facts.one(iri, "codedBy"), "label"),
        coded_on=facts.one(iri, "generatedAtTime")[:10],
    )


def _missing(study: str, label: str, labels: Iterable[str]) -> str:
    known = list(labels)
    if not known:
        return f"There is no study '{study}' here, so it has no configuration '{label}'."
    return f"The study {study} has no configuration '{label}'; it has {', '.join(known)}."


def _order(facts: Facts, strip: Strip) -> tuple[int, list[tuple[int, int | str]]]:
    return facts.number(strip.iri, "order") or 0, natural(strip.label)


def _strip(facts: Facts, facets: Facets, node: str, study: str, parts: tuple[Part, ...]) -> Strip:
    types = facts.types(node)
    theory = facts.one(node, "ofTheory")
    return Strip(
        iri=node,
        study=study,
        label=facts.one(node, "identifier"),
        title=facts.one(node, "label"),
        theme=facts.one(node, "theme"),
        stage=facets.concept(node, "pathwayStage"),
        parts=tuple(part for part in parts if part.counts),
        proposals=tuple(part for part in parts if not part.counts),
        causal_links=(),
        links=(),
        passage=facets.passage(node),
        locator="; ".join(facts.all(node, "locator")),
        participant=", ".join(facts.all(node, "participant")),
        evidence_kind=facts.word(node, "evidenceKind"),
        voices=facts.all(node, "voice"),
        confidence=facts.one(node, "confidence"),
        tag_origin=facts.word(node, "tagOrigin"),
        partial="PartialConfiguration" in types,
        incomplete=facts.one(node, "incomplete") == "true",
        hypothesised="HypothesisedConfiguration" in types,
        status=facts.one(node, "hypothesisStatus"),
        of_theory=local(theory) if theory else "",
        notes=facts.all(node, "note"),
    )
