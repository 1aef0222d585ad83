"""Check a draft, and accept it: one study, one transaction, the earlier version kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from rdflib import Literal

from demireg.domain.errors import Invalid
from demireg.domain.findings import Finding, Report, Severity
from demireg.services import versions
from demireg.services.generations import next_meta
from demireg.services.importing.concept_names import with_concepts
from demireg.services.importing.draft import Draft
from demireg.services.preparing import Read, inferred, prepare
from demireg.services.queries import load
from demireg.services.report_keys import plain_title, report_keys
from demireg.services.repository import Repository
from demireg.services.retracting import standing
from demireg.services.versions import Making
from demireg.store.base import Triple, triples

#: A version that nobody reviewed here, and that does not ship.
UNREVIEWED: Final = Making()
_SAME: Final = "If it is the same study, use that identifier; otherwise give both the same programme."


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting a study did: ``changed`` is False when the store already held just this."""

    study: str
    version: int
    changed: bool
    report: Report


def check(repository: Repository, draft: Draft) -> Report:
    """Return everything found in a draft. Nothing is written: this is the dry run of ``accept``."""
    return examine(repository, draft).report


def accept(repository: Repository, draft: Draft, making: Making = UNREVIEWED) -> Accepted:
    """Put a study in the place of what had its identifier, with its inferences, and keep the earlier version.

    All graphs are written in one transaction, and then the study's rows of the comparison table. ``making`` says
    whether it comes with demireg, and may be replaced by a later release, and how it was reviewed. Raises Invalid,
    with the report, when a violation was found, and StoreDown when store or table cannot be written; nothing is
    written then.
    """
    draft = with_concepts(draft, repository.background.codes)  # the codes are kept, not the names that stood for them
    read = examine(repository, draft)
    if not read.report.conforms:
        count = read.report.count(Severity.VIOLATION)
        raise Invalid(f"{draft.name} is not accepted: {count} to mend.", read.report)
    store, names = repository.store, repository.names
    before = versions.current(store, names, read.study)
    background = repository.background.fingerprint
    content = versions.content_hash(read.graph)
    source = versions.source_hash(draft.source)
    if before and (before.content, before.source, before.background) == (content, source, background):
        return Accepted(read.study, before.number, changed=False, report=read.report)
    same = before is not None and before.content == content
    number = versions.last_number(store, names, read.study) + (not same)
    kept_as = draft.kept_as or draft.name
    keys = tuple(key.text for key in report_keys(read.graph))
    file = PurePath(draft.name).name if kept_as != draft.name else ""
    made = versions.Current(
        number, content, source, background, making.shipped, draft.source, kept_as, keys=keys, file=file
    )
    graphs: dict[str, Iterable[Triple]] = {
        names.graph("study", read.study): triples(read.graph),
        names.graph("history", read.study): triples(versions.history(store, names, read.study, made, making.review)),
    }
    graphs[names.graph("meta")] = triples(next_meta(store, names))
    graphs |= inferred(repository.background, names, read)
    repository.table.theories_version()  # a table that cannot be read is found before anything is written
    store.replace(graphs)
    repository.table.write(read.study, store, names, made.key)
    return Accepted(read.study, number, changed=True, report=read.report)


def examine(repository: Repository, draft: Draft) -> Read:
    """Return a draft read against the background and this repository, with everything found. Nothing is written."""
    read = prepare(repository.background, repository.names, draft)
    if draft.sheet is not None or draft.graph is not None:
        read.findings += _other_report(repository, draft, read)
    return read


def _other_report(repository: Repository, draft: Draft, read: Read) -> list[Finding]:
    """Refuse an identifier that belongs to another report, and point out a report that is held under another one."""
    findings: list[Finding] = []
    study, doi, place = read.study, read.doi, draft.place(("id",))
    before = versions.current(repository.store, repository.names, study)
    if (
        before
        and plain_title(before.title) != plain_title(read.title)
        and not (doi and before.doi.lower() == doi.lower())
    ):
        message = f"The identifier '{study}' belongs to another study: '{before.title}' (doi {before.doi or 'none'})."
        mend = "Give this study an identifier of its own, or correct its title or DOI."
        findings.append(Finding(Severity.VIOLATION, "study-identifier-is-free", message, mend, place))
    findings += [] if before else _retracted(repository, read, place)
    for other, said in sorted(_same_report(repository, read).items()):
        message = f"The report {said} is already here as the study '{other}'."
        findings.append(Finding(Severity.WARNING, "report-is-new", message, _SAME, place))
    return findings


def _same_report(repository: Repository, read: Read) -> dict[str, str]:
    """Return the other studies in force of the same report, each with the surest key by which it is known."""
    found: dict[str, str] = {}
    query = load("curating/studies-of-report")
    for key in report_keys(read.graph):
        for row in repository.store.select(query.bind({"key": Literal(key.text)})):
            found.setdefault(str(row["id"]), key.said)
    found.pop(read.study, None)
    return found


def _retracted(repository: Repository, read: Read, place: str) -> list[Finding]:
    """Say that a study of this identifier was taken out: accepting puts it back, if it is the same one."""
    held = standing(repository.store, repository.names, read.study)
    if held is None:
        return []
    if plain_title(held.title) != plain_title(read.title):
        message = f"The identifier '{read.study}' belongs to another study, which was retracted: '{held.title}'."
        mend = "Give this study an identifier of its own, or correct its title."
        return [Finding(Severity.VIOLATION, "study-identifier-is-free", message, mend, place)]
    message = f"'{read.study}' was retracted on {held.on[:10]}: {held.reason}"
    mend = "Accepting it puts the study back in force; see that the reason no longer holds."
    return [Finding(Severity.WARNING, "study-is-in-force", message, mend, place)]
