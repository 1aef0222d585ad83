"""From the descriptive blocks of a sheet to triples: report, site and service, people, figures, discrepancies."""

from rdflib import RDFS, SKOS, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.names import REALIST, Names
from demireg.services.importing.codes import Codes
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_study import Referrals
from demireg.services.importing.writer import Pen


def write_report(pen: Pen, sheet: Sheet, names: Names) -> None:
    """Write the report in which the study was read. Publication dates stay in the sheet; the year is kept."""
    citation = sheet.citation
    report = pen.node(names.within(sheet.id, "report"), "Report")
    pen.put(URIRef(names.study(sheet.id)), REALIST.reportedIn, report)
    pen.put(report, DCTERMS.title, citation.title)
    pen.put(report, REALIST.authorList, "; ".join(citation.authors))
    pen.put(report, REALIST.journal, citation.journal)
    pen.put(report, REALIST.year, citation.year)
    pen.put(report, REALIST.volume, citation.volume)
    pen.put(report, REALIST.issue, citation.issue)
    pen.put(report, REALIST.pages, citation.pages)
    pen.put(report, REALIST.doi, citation.doi)
    for scheme, value in (("doi", citation.doi), ("pmid", citation.pmid), ("pmcid", citation.pmcid)):
        pen.put(report, DCTERMS.identifier, f"{scheme}:{value}" if value else None)
    pen.put(report, REALIST.licenceName, sheet.licence.name)
    pen.put(report, REALIST.licenceSeenAt, sheet.licence.seen_at)
    pen.each(report, REALIST.url, sheet.urls_seen)
    pen.put(report, SKOS.note, citation.author_note)


def write_setting(pen: Pen, sheet: Sheet, codes: Codes, names: Names) -> None:
    """Write site and service, and the concepts that describe the site."""
    setting = sheet.setting
    study = URIRef(names.study(sheet.id))
    site = pen.node(names.within(sheet.id, "site"), "Site")
    pen.put(study, REALIST.atSite, site)
    pen.put(site, RDFS.label, setting.site)
    pen.put(site, REALIST.country, setting.country)
    pen.put(site, REALIST.region, setting.region)
    pen.put(site, REALIST.population, setting.population)
    pen.put(site, REALIST.maturity, setting.maturity)
    known = (codes.concepts.get(code) for code in setting.contexts)
    pen.each(site, REALIST.siteContext, (URIRef(iri) for iri in known if iri))
    service = pen.node(names.within(sheet.id, "service"), "Service")
    pen.put(site, REALIST.provides, service)
    pen.put(service, RDFS.label, setting.organisation_type)
    pen.put(service, REALIST.serviceModel, setting.service_model)
    pen.put(service, REALIST.staffTeam, setting.staff_team)
    if setting.referrals:
        _write_referrals(pen, study, setting.referrals)


def _write_referrals(pen: Pen, study: URIRef, referrals: Referrals) -> None:
    rows: list[tuple[str, int | None, str]] = [(each.source, each.n, "source") for each in referrals.sources]
    rows += [(each.programme, each.n, "programme") for each in referrals.programmes]
    rows += [("all referrals", referrals.total, "total")]
    for number, (label, count, kind) in enumerate(rows, 1):
        node = pen.node(f"{study}/referrals/{number}", "ReferralCount")
        pen.put(study, REALIST.hasReferralCount, node)
        pen.put(node, RDFS.label, label)
        pen.put(node, REALIST["count"], count)
        pen.put(node, REALIST.referralKind, kind)
        pen.put(node, REALIST.isTotal, kind == "total")
        pen.put(node, REALIST.year, referrals.year)
        pen.put(node, REALIST.locator, referrals.locator)
        pen.put(node, REALIST.order, number)


def write_counts(pen: Pen, sheet: Sheet, names: Names) -> None:
    """Write people, double coding, recommendations, discrepancies and checks."""
    study = URIRef(names.study(sheet.id))
    for number, group in enumerate(sheet.participants, 1):
        node = pen.node(f"{study}/participants/{number}", "ParticipantGroup")
        pen.put(study, REALIST.hasParticipants, node)
        pen.put(node, RDFS.label, group.group)
        pen.put(node, REALIST.participantRole, group.role)
        pen.put(node, REALIST.activity, group.activity)
        pen.put(node, REALIST.sampling, group.sampling)
        pen.put(node, REALIST["count"], group.n)
        pen.put(node, REALIST.alternativeCount, group.n_alternative)
        pen.put(node, REALIST.isTotal, group.total)
        pen.put(node, REALIST.detail, group.detail)
        pen.put(node, SKOS.note, group.note)
        pen.put(node, REALIST.order, number)
        if group.discrepancy:
            pen.put(node, REALIST.discrepancy, URIRef(f"{study}/discrepancy/{group.discrepancy}"))
    if sheet.double_coding:
        node = pen.node(f"{study}/double-coding", "CodingAgreement")
        pen.put(study, REALIST.hasCodingAgreement, node)
        pen.put(node, REALIST.unit, sheet.double_coding.unit)
        pen.put(node, REALIST.coded, sheet.double_coding.coded)
        pen.put(node, REALIST.outOf, sheet.double_coding.out_of)
        pen.put(node, REALIST.statistic, sheet.double_coding.statistic)
        pen.put(node, REALIST.locator, sheet.double_coding.locator)
    for number, recommendation in enumerate(sheet.recommendations, 1):
        node = pen.node(f"{study}/recommendation/{number}", "Recommendation")
        pen.put(study, REALIST.hasRecommendation, node)
        pen.put(node, RDFS.label, recommendation.text)
        pen.put(node, REALIST.recommendationKind, recommendation.kind)
        pen.put(node, REALIST.locator, recommendation.locator)
        pen.put(node, REALIST.order, number)
        if recommendation.configuration:
            configuration = names.configuration(sheet.id, recommendation.configuration)
            pen.put(node, REALIST.configuration, URIRef(configuration))
    _write_disagreements(pen, study, sheet)


def _write_disagreements(pen: Pen, study: URIRef, sheet: Sheet) -> None:
    for discrepancy in sheet.discrepancies:
        node = pen.node(f"{study}/discrepancy/{discrepancy.id}", "Discrepancy")
        pen.put(study, REALIST.hasDiscrepancy, node)
        pen.put(node, DCTERMS.identifier, discrepancy.id)
        pen.put(node, REALIST.discrepancyKind, discrepancy.kind)
        pen.put(node, RDFS.label, discrepancy.item)
        pen.put(node, SKOS.note, discrepancy.note)
        for number, value in enumerate(discrepancy.values, 1):
            each = pen.node(f"{node}/{number}", "DiscrepantValue")
            pen.put(node, REALIST.hasValue, each)
            pen.put(each, REALIST.value, value.value)
            pen.put(each, REALIST.locator, value.where)
            pen.put(each, REALIST.order, number)
    for number, check in enumerate(sheet.arithmetic_checks, 1):
        node = pen.node(f"{study}/check/{number}", "ArithmeticCheck")
        pen.put(study, REALIST.hasCheck, node)
        pen.put(node, RDFS.label, check.item)
        pen.put(node, REALIST.holds, check.ok)
        pen.put(node, SKOS.note, check.note)
        pen.put(node, REALIST.order, number)
