"""What a check tells of a study that is not there yet: everything at once, in the words of its door, and no more."""

from collections.abc import Callable

import pytest

from demireg.domain.findings import Finding, Place, Report, Severity
from demireg.domain.names import REALIST
from demireg.services.catalogue.studies import study_choices
from demireg.services.forms import form_draft
from demireg.services.importing.form import begun, entries_of, from_plain, typed
from demireg.services.importing.nearest import offered
from demireg.services.importing.read import read_bytes
from demireg.services.importing.sheet_file import composed
from demireg.services.importing.tabling.spread import spread
from demireg.services.looking import Looked, look_at
from demireg.services.repository import Repository
from demireg.services.studies import examine
from demireg.web import checked_view
from demireg.web.form_view import form_view
from tests.toy_sheets import sheet

See = Callable[[Repository, str], Looked]
STANCE = {"salutogenesis/P9": "corroborates"}


def seen(repository: Repository, text: str) -> Looked:
    return look_at(repository, read_bytes(text.encode(), "made-2024.yaml"), effects=False)


def seen_in_form(repository: Repository, text: str) -> Looked:
    tree = composed(text, "made-2024.yaml").data
    assert isinstance(tree, dict)
    return look_at(repository, form_draft(typed(list(entries_of(from_plain(spread(tree)))))), effects=False)


def rule(looked: Looked, name: str) -> Finding:
    found = [each for each in looked.report.findings if each.rule == name]
    assert len(found) == 1, [each.sentence() for each in looked.report.findings]
    return found[0]


@pytest.mark.parametrize("see", [seen, seen_in_form])
def test_what_can_be_checked_is_checked_while_something_else_is_to_mend(toy: Repository, see: See) -> None:
    text = sheet("made-2024", stances=STANCE).replace("  year: 2024\n", "").replace("full_text", "most of it")
    text = text.replace("  - label: k1\n", "  - label: k0\n    title: Nothing else\n  - label: k1\n")
    looked = see(toy, text)
    assert rule(looked, "proposition-is-known").place.endswith("(stances[0].proposition)")
    assert not [each for each in looked.report.findings if "stand-in" in each.sentence()]
    assert not [each for each in looked.report.findings if each.rule == "configuration-has-mechanism"]
    assert checked_view.verdict(looked).endswith("Some checks can run only then, and may find more.")


def test_a_reference_to_what_is_still_to_mend_is_not_called_wrong(toy: Repository) -> None:
    text = sheet("made-2024", stances={"salutogenesis/P1": "corroborates"}).replace("label: k1", "label: k 1")
    assert "label-is-known" not in {each.rule for each in seen(toy, text).report.findings}


def test_names_that_differ_by_their_number_only_are_not_offered_for_each_other(toy: Repository) -> None:
    mend = rule(seen(toy, sheet("made-2024", stances=STANCE)), "proposition-is-known").mend
    assert "Did you mean" not in mend
    assert "salutogenesis/P1" in mend
    assert "Did you mean 'salutogenesis/P1'" in offered("salutogenisis/P1", ["salutogenesis/P1"], "Known ones")


def test_a_form_is_told_of_by_its_headings(toy: Repository) -> None:
    text = sheet("made-2024").replace("valence: positive", "valence: negative").replace("toy.ENG-plus", "o.engagement")
    mend = rule(seen_in_form(toy, text), "valence-fits-concept").mend
    assert "'Missing'" in mend
    assert "direction" not in mend
    year = rule(seen_in_form(toy, text.replace("year: 2024", "year: MMXXIV")), "number-is-whole")
    assert "key" not in year.mend
    assert "YAML" not in year.mend
    assert "'direction'" in rule(seen(toy, text), "valence-fits-concept").mend


def test_a_report_that_cannot_be_found_is_asked_for_at_its_doi(toy: Repository) -> None:
    text = "".join(line for line in sheet("made-2024").splitlines(True) if not line.startswith("urls_seen"))
    place = rule(seen_in_form(toy, text), "report-can-be-found").place
    assert isinstance(place, Place)
    assert place.cell == "study.doi"


def test_a_mechanism_that_the_report_does_not_give_is_no_warning(toy: Repository) -> None:
    lines = sheet("made-2024").splitlines(True)
    at = next(number for number, line in enumerate(lines) if "mechanisms:" in line)
    said = "".join([*lines[:at], "    mechanisms: []\n", *lines[at + 2 :]])
    silent = "".join([*lines[:at], *lines[at + 2 :]])
    assert rule(seen(toy, said), "configuration-has-mechanism").severity is Severity.INFO
    assert rule(seen_in_form(toy, said), "configuration-has-mechanism").severity is Severity.INFO
    assert rule(seen(toy, silent), "configuration-has-mechanism").severity is Severity.WARNING


def test_the_kind_of_evidence_is_unknown_until_somebody_says_it(toy: Repository) -> None:
    graph = examine(toy, read_bytes(sheet("made-2024").encode(), "made-2024.yaml")).graph
    assert not list(graph.subject_objects(REALIST.evidenceKind))


def test_a_cell_is_told_with_the_heading_of_its_column() -> None:
    path = ("cmo_configurations", 0, "mechanisms", 0, "text")
    place = Place("study.xlsx Parts!B8", cell="Parts!B8", path=path)
    found = checked_view.weights(Report.of([Finding(Severity.WARNING, "made-up", "Made up.", place=place)]))
    assert found[0].found[0].places[0].words == "Parts!B8, Wording"


def test_the_form_begins_with_every_role_and_offers_propositions() -> None:
    form = begun()
    assert [row.values["role"] for row in form.rows("configurations")[0].rows("parts")] == [
        "contexts",
        "interventions",
        "mechanisms",
        "outcomes",
    ]
    form.add("stances", {"proposition": "salutogenesis/P1: Where people"})
    stances = next(each for each in form_view(form).sections if each.name == "stances")
    field = next(each for each in stances.rows[0].fields if each.name.endswith(".proposition"))
    assert (field.options, field.long) == ("propositions", False)
    assert stances.rows[0].title == "Stance on salutogenesis/P1"


def test_studies_of_one_label_can_be_told_apart(seeded: Repository) -> None:
    names = [label for _, label in study_choices(seeded)]
    assert len(names) == len(set(names))
    assert "fixsen-2022" in " ".join(names)
