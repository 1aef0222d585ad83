"""A report that is handed in under another identifier is pointed out, also where it has no DOI."""

from demireg.services.importing.read import read_bytes
from demireg.services.repository import Repository
from demireg.services.studies import accept, check
from tests.reviewing import made

YEAR, TITLE = "  year: 2018\n", "Worked example, study S1"
NUMBERS = "  pmid: '31502314'\n  pmcid: PMC7027770\n"


def test_a_report_under_another_identifier_is_known_without_its_doi(repository: Repository) -> None:
    accept(repository, made.draft(YEAR, YEAR + NUMBERS))
    again = made.draft("id: toy-s1\ncitation", "id: toy-again\ncitation").source

    def said(title: str, more: str = "") -> list[str]:
        text = again.replace(TITLE, title).replace(YEAR, YEAR + more)
        report = check(repository, read_bytes(text.encode(), "toy-again.yaml"))
        return [each.message for each in report.findings if each.rule == "report-is-new"]

    here = "is already here as the study 'toy-s1'."
    assert said("WORKED example - study S-1") == [f"The report of this title from 2018 {here}"]
    assert said("Another title", "  pmid: '31502314'\n") == [f"The report PMID 31502314 {here}"]
    assert said("Another title", "  pmcid: pmc7027770\n") == [f"The report PMCID PMC7027770 {here}"]
    assert said("Another title", "  pmid: '1'\n") == []
