"""One coder's version of a study, opened from any format that is read, or taken as the repository holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from demireg.domain.errors import BadParameter, Invalid
from demireg.domain.findings import Finding, Report, Severity
from demireg.domain.names import Names
from demireg.services.background import Background
from demireg.services.exporting.held import Held
from demireg.services.importing.concept_names import with_concepts
from demireg.services.importing.draft import Draft
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_file import composed, read_sheet
from demireg.services.importing.yaml_sheet import sheet_yaml
from demireg.services.repository import Repository
from demireg.services.unfolding.study import sheet_of

_NONE_THERE = "version-has-configurations"


@dataclass(frozen=True, slots=True)
class Version:
    """A version. name: of the file; tree: the plain values of its sheet; sheet: the same, read; coder: whose it is."""

    name: str
    tree: Mapping[str, Any]
    sheet: Sheet

    @property
    def coder(self) -> str:
        """Return who coded it."""
        return self.sheet.coded_by.agent


def version_of(draft: Draft, background: Background, names: Names) -> Version:
    """Open a draft of any format as a version.

    Raises Invalid, with the report, when it has no configuration or is no sheet that can be read.
    """
    if draft.graph is not None:
        tree = sheet_of(draft.graph, names, background.codes)
        return _opened(read_sheet(sheet_yaml(tree), f"{draft.name} as a sheet"), tree)
    draft = with_concepts(draft, background.codes)
    placed = composed(draft.source, draft.kept_as or draft.name)
    return _opened(draft, placed.data if isinstance(placed.data, dict) else {})


def held_version(repository: Repository, study: str) -> Version:
    """Take the version that the repository holds. Raises NotFound or Retracted, and Invalid as ``version_of``."""
    held = Held.of(repository, study)
    return _opened(read_sheet(sheet_yaml(held.tree), f"{study}.yaml"), held.tree)


def same_study(first: Version, second: Version) -> None:
    """Raise BadParameter unless these are two coders' versions of one study."""
    one, other = first.sheet, second.sheet
    if one.id != other.id:
        raise BadParameter(
            f"These are two studies: {first.name} is '{one.id}' and {second.name} is '{other.id}'. Agreement is "
            "between two codings of one study; if it is one, give both versions the same 'id'."
        )
    if first.coder == second.coder:
        raise BadParameter(
            f"Both versions say that '{first.coder}' coded them, and agreement needs two coders. Compare two people's "
            "versions, or mend 'coded_by.agent' where it is not who coded."
        )


def _opened(draft: Draft, tree: Mapping[str, Any]) -> Version:
    if not tree.get("cmo_configurations") and isinstance(tree, Mapping) and tree:
        message = "This version has no configuration, so there is nothing in it to compare."
        mend = "Add its configurations, or compare another version."
        finding = Finding(Severity.VIOLATION, _NONE_THERE, message, mend, draft.place(("cmo_configurations",)))
        raise Invalid(f"{draft.name}: {message} {mend}", Report.of([finding]))
    if draft.sheet is None:
        report = Report.of(draft.findings)
        first = report.findings[0].sentence() if report.findings else "nothing in it is a sheet."
        raise Invalid(f"{draft.name} cannot be compared before it can be read: {first}", report)
    return Version(draft.name, tree, draft.sheet)
