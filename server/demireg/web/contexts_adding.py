"""What the templates for adding a study are given: the ways in, the report on a file, the form, the rules."""

from dataclasses import dataclass

from demireg.domain.findings import Finding
from demireg.services.effects import Effects
from demireg.services.report_forms.rules import Rule
from demireg.web.contexts import Frame
from demireg.web.form_fields import FormView
from demireg.web.sheet_choices import Choice


@dataclass(frozen=True, slots=True)
class AddPage:
    """How to add a study (``add.html``).

    frame; problem: what was wrong with an upload, or empty; endings: of files that are read; template, example:
    addresses of the workbook, empty and filled in; studies: identifiers to fill the form from; ways: other ways, each
    with its name, what it is for and its address; sheet: an example sheet in short; choices: values its keys take.
    """

    frame: Frame
    problem: str
    endings: tuple[str, ...]
    template: str
    example: str
    studies: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str, str], ...]
    sheet: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where a finding stands. words: for people; line, cell; href: of the field in the form, or empty."""

    words: str
    line: int
    cell: str
    href: str


@dataclass(frozen=True, slots=True)
class FoundView:
    """Findings that say the same. finding: the first of them; places: where; help: address of the rule, or empty."""

    finding: Finding
    places: tuple[PlaceView, ...]
    help: str


@dataclass(frozen=True, slots=True)
class WeightView:
    """Findings of one severity. severity; heading; note: what it means; count: of findings; found: them."""

    severity: str
    heading: str
    note: str
    count: int
    found: tuple[FoundView, ...]


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """The report on a study that was uploaded or typed (``checked.html``).

    frame; key: of the upload; name: of the file; study: the identifier read, or empty; conforms: nothing keeps it out;
    verdict: in a sentence; weights: findings by severity; effects: what accepting would change, None where something
    keeps it out; told, rest: the same in sentences, rest without propositions; forms: the report as a file, each with
    its name and address; marked: address of the marked-up workbook, or empty; mend: address of the form filled with
    this study, or empty; hint: another page where such a file belongs, or empty; hand_in: where it is handed in.
    """

    frame: Frame
    key: str
    name: str
    study: str
    conforms: bool
    verdict: str
    weights: tuple[WeightView, ...]
    effects: Effects | None
    told: tuple[str, ...]
    rest: tuple[str, ...]
    forms: tuple[tuple[str, str], ...]
    marked: str
    mend: str
    hint: tuple[str, str]
    hand_in: str


@dataclass(frozen=True, slots=True)
class FormPage:
    """The web form (``form.html``).

    frame; form: as it is shown; summary: findings that keep the study out, each with the name of its field, what the
    field is called and the finding; doubts, remarks: the same of what is to be looked at, and of what needs no answer;
    verdict: in a sentence, empty before anything was checked; report: address of the report, where the study conforms;
    concepts: labels with their codes, to choose from; propositions: references with their sentences; fresh: nothing is
    typed yet.
    """

    frame: Frame
    form: FormView
    summary: tuple[tuple[str, str, Finding], ...]
    doubts: tuple[tuple[str, str, Finding], ...]
    remarks: tuple[tuple[str, str, Finding], ...]
    verdict: str
    report: str
    concepts: tuple[tuple[str, str], ...]
    propositions: tuple[tuple[str, str], ...]
    fresh: bool


@dataclass(frozen=True, slots=True)
class RulesPage:
    """The rules for studies (``rules.html``). frame; rules: all, each with weight, what is wrong and how to mend."""

    frame: Frame
    rules: tuple[Rule, ...]
