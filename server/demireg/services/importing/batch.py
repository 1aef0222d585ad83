"""Several files read in one run: each study may come once."""

from dataclasses import replace

from demireg.domain.findings import Finding, Severity
from demireg.services.importing.draft import Draft


def once(draft: Draft, seen: dict[str, str]) -> Draft:
    """Return the draft, with a violation if another file of this run has its identifier already.

    ``seen`` maps identifiers to the files they stand in; the draft's own is added.
    """
    study = draft.sheet.id if draft.sheet else ""
    first = seen.setdefault(study, draft.name) if study else ""
    if not first or first == draft.name:
        return draft
    message = f"The identifier '{study}' stands in {first} already."
    mend = "Give each study its own, or hand in one of the two files."
    finding = Finding(Severity.VIOLATION, "study-identifier-is-free", message, mend, draft.place(("id",)))
    return replace(draft, findings=(*draft.findings, finding))
