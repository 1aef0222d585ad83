"""Studies: what each contributes, to whom it spoke, how much of it was read."""

from collections import Counter
from dataclasses import dataclass

from demireg.services.catalogue import study_reading as reading
from demireg.services.catalogue.conduct import Conduct, conduct
from demireg.services.catalogue.configurations import Strip, strips
from demireg.services.catalogue.rows import Facts, fetch, flag, natural, number, text, whole, word
from demireg.services.catalogue.stances import PropositionRef, StanceNote, proposition_index, stances, unknown
from demireg.services.catalogue.study_reading import (
    Agreement,
    Check,
    Discrepancy,
    ParticipantGroup,
    Recommendation,
    Referral,
    ReportRef,
    Setting,
)
from demireg.services.catalogue.theory_uses import TheoryUse, theory_uses
from demireg.services.repository import Repository
from demireg.services.retracting import absent


@dataclass(frozen=True, slots=True)
class StudySummary:
    """One line of the study list.

    id, label, title: its names; year: of publication, None where unknown; design: in its own words; programme:
    the programme it evaluates (studies that share one are not independent); country; text_seen: ``full_text``,
    ``abstract_and_more``, ``abstract_only`` or empty; synthesis: True for a review; configurations: how many.
    """

    id: str
    label: str
    title: str
    year: int | None
    design: str
    programme: str
    country: str
    text_seen: str
    synthesis: bool
    configurations: int


@dataclass(frozen=True, slots=True)
class StudyView:
    """Everything a page says of one study.

    iri, summary: the study; report: where it is published; setting: site and service; design_detail,
    data_collection, ethics: how it was done; heuristic: the letters that its authors put configurations in (CMO,
    ICAMO, …); focus: propositions that it set out to test; structured_abstract: whether its abstract has headings,
    None where nobody looked; conduct: what it tells of its work, and how it was judged; text_seen_detail: what
    exactly was read; participants, referrals, agreement (double coding, None where not told), discrepancies,
    checks, limitations, recommendations; contradictory: labels of configurations that go against the grain;
    synthesises: ids of reviewed studies; theory_uses, configurations (hypothesised last), stances; coded_by,
    coded_on: who coded it and when; notes.
    """

    iri: str
    summary: StudySummary
    report: ReportRef
    setting: Setting
    design_detail: str
    data_collection: str
    ethics: str
    heuristic: str
    focus: tuple[PropositionRef, ...]
    structured_abstract: bool | None
    conduct: Conduct
    text_seen_detail: str
    participants: tuple[ParticipantGroup, ...]
    referrals: tuple[Referral, ...]
    agreement: Agreement | None
    discrepancies: tuple[Discrepancy, ...]
    checks: tuple[Check, ...]
    limitations: tuple[str, ...]
    recommendations: tuple[Recommendation, ...]
    contradictory: tuple[str, ...]
    synthesises: tuple[str, ...]
    theory_uses: tuple[TheoryUse, ...]
    configurations: tuple[Strip, ...]
    stances: tuple[StanceNote, ...]
    coded_by: str
    coded_on: str
    notes: tuple[str, ...]


def study_list(repository: Repository) -> tuple[StudySummary, ...]:
    """Return every study, by label."""
    found: dict[str, StudySummary] = {}
    for row in fetch(repository, "study-list"):
        found.setdefault(
            text(row, "id"),
            StudySummary(
                id=text(row, "id"),
                label=text(row, "label"),
                title=text(row, "title"),
                year=whole(text(row, "year")),
                design=text(row, "design"),
                programme=text(row, "programme"),
                country=text(row, "country"),
                text_seen=word(text(row, "textSeen")),
                synthesis=flag(row, "synthesis"),
                configurations=number(row, "configurations"),
            ),
        )
    return tuple(sorted(found.values(), key=lambda study: (study.label.casefold(), study.id)))


def study_choices(repository: Repository) -> tuple[tuple[str, str], ...]:
    """Return identifier and label of every study to choose from; studies of one label are told apart by identifier."""
    held = study_list(repository)
    labels = Counter(study.label for study in held)
    return tuple((each.id, f"{each.label} ({each.id})" if labels[each.label] > 1 else each.label) for each in held)


def study_view(repository: Repository, study: str) -> StudyView:
    """Return one study by its id. Raises NotFound when it was never here, Retracted when it was taken out."""
    iri = repository.names.study(study)
    facts = Facts(fetch(repository, "study-facts", study=iri))
    if not facts.one(iri, "identifier"):
        raise absent(repository, study)
    held, index = strips(repository, study), proposition_index(repository)
    return StudyView(
        iri=iri,
        summary=summary_of(facts, iri, sum(not strip.hypothesised for strip in held)),
        report=reading.report(facts),
        setting=reading.setting(facts),
        design_detail=facts.one(iri, "designDetail"),
        data_collection=facts.one(iri, "dataCollection"),
        ethics=facts.one(iri, "ethicsReference"),
        heuristic=facts.one(iri, "heuristic"),
        focus=tuple(index.get(each) or unknown(each) for each in sorted(facts.all(iri, "focusesOn"), key=natural)),
        structured_abstract=facts.flag(iri, "structuredAbstract") if facts.one(iri, "structuredAbstract") else None,
        conduct=conduct(repository, iri),
        text_seen_detail=facts.one(iri, "textSeenDetail"),
        participants=reading.participants(facts),
        referrals=reading.referrals(facts),
        agreement=reading.agreement(facts),
        discrepancies=reading.discrepancies(facts),
        checks=reading.checks(facts),
        limitations=facts.all(iri, "limitation"),
        recommendations=reading.recommendations(facts),
        contradictory=reading.ends(facts.all(iri, "contradictoryPoint")),
        synthesises=reading.ends(facts.all(iri, "synthesises")),
        theory_uses=theory_uses(facts),
        configurations=held,
        stances=stances(facts, index),
        coded_by=facts.one(facts.one(iri, "codedBy"), "label"),
        coded_on=facts.one(iri, "generatedAtTime")[:10],
        notes=facts.all(iri, "note"),
    )


def summary_of(facts: Facts, iri: str, configurations: int) -> StudySummary:
    """Read a study's line of the list from its facts."""
    site = facts.only("site")
    return StudySummary(
        id=facts.one(iri, "identifier"),
        label=facts.one(iri, "label"),
        title=facts.one(iri, "title"),
        year=facts.number(iri, "year"),
        design=facts.one(iri, "studyDesign"),
        programme=facts.one(facts.only("programme"), "identifier"),
        country=facts.one(site, "country"),
        text_seen=facts.word(iri, "textSeen"),
        synthesis="Synthesis" in facts.types(iri),
        configurations=configurations,
    )
