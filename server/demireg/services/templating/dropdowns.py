"""Drop-downs and the colours that answer what is typed: both are rules of the sheet, no program in it."""

from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import yaml
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from demireg import assets
from demireg.services.importing.tabling.layout import Column, Layout, Table
from demireg.services.templating import look
from demireg.services.templating.offers import ROLES, Offers

#: The last row that rules reach; a study of more rows than this is none that we have seen.
LAST: Final = 3000
#: What Excel takes in a box at a cell: a longer one makes it repair the file.
_TITLE, _MESSAGE = 32, 255

_FREE: Final = (
    "This is not in the list. Your own wording is kept, and the check names the nearest concepts. A concept that the "
    "list for this role lacks is fine too: see the sheet of concepts. Keep what you wrote?"
)
#: Holds where a row tells of something else than the one above it.
_OTHER: Final = "$A2<>$A1"
_ROLE_FIRST: Final = "Choose the role first: the list follows it. Or type your own words."
_CLOSED: Final = "Please choose one of the list, or leave the cell empty where you do not know."
_NO_LABEL: Final = "No configuration has this label yet. Write it in the sheet of configurations too. Keep it?"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A drop-down: its list as a formula, how firm it is (stop, warning, or empty for a mere offer), what it says."""

    formula: str
    firm: Literal["stop", "warning", ""]
    error: str = ""
    prompt: str = ""


class Dropdowns:
    """Gives columns their drop-downs, by the layout and by what the vocabularies offer."""

    def __init__(self, layout: Layout, offers: Offers) -> None:
        text = (assets.folder("data") / "forms" / "lists.yaml").read_text("utf-8")
        self._rules: dict[str, Any] = yaml.safe_load(text)
        self._layout, self._offers = layout, offers
        self._choices: dict[str, tuple[str, ...]] = {}

    @property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """Return every list that the columns seen so far draw on, by its name."""
        table, role = self._rules["by_role"]["table"], self._rules["by_role"]["role"]
        words = tuple(each.label for each in self._layout.table(table).column(role).choices)
        fixed = {
            "role_words": words,
            "role_lists": tuple(f"list_{name}" for name in ROLES[: len(words)]),
            "yes_or_no": ("yes", "no"),
            "propositions": tuple(each.shown for each in self._offers.propositions),
            "references": tuple(each.reference for each in self._offers.propositions),
            "theories": tuple(self._offers.theories),
            "names": self._offers.names,
        }
        return self._offers.lists | fixed | self._choices

    def is_usual(self, table: Table, column: Column) -> bool:
        """Whether most studies use a column."""
        return column.required or column.key in self._rules["usual"].get(table.name, ())

    def arranged(self, table: Table) -> Table:
        """Return a table with the columns first that most studies use."""
        return replace(table, columns=tuple(sorted(table.columns, key=lambda each: not self.is_usual(table, each))))

    def offer(self, sheet: Worksheet, table: Table, column: Column, span: str) -> None:
        """Give the cells of a span the drop-down of a column, if it has one."""
        rule = self._rule(table, column)
        if rule is None:
            return
        validation = DataValidation(type="list", formula1=f"={rule.formula}", allow_blank=True)
        validation.showErrorMessage = bool(rule.firm)
        validation.errorStyle = rule.firm or "stop"
        validation.errorTitle, validation.error = column.heading[:_TITLE], rule.error[:_MESSAGE]
        if rule.prompt:
            validation.showInputMessage = True
            validation.promptTitle, validation.prompt = column.heading[:_TITLE], rule.prompt[:_MESSAGE]
        validation.add(span)
        sheet.add_data_validation(validation)

    def _rule(self, table: Table, column: Column) -> _Rule | None:
        if "proposition" in (column.kind, column.of):
            return _Rule(
                "list_propositions" if column.kind == "proposition" else "list_references", "", "", column.help
            )
        if column.special == "owner":
            return _Rule("list_configurations", "warning", _NO_LABEL)
        for kind, name in (("theories", "theories"), ("labels", "configurations")):
            if column.key in self._rules[kind].get(table.name, ()):
                return _Rule(f"list_{name}", "")
        if column.concepts:
            return self._concepts(table, column)
        if "choice" in (column.kind, column.of):
            name = f"{table.name}_{column.key}"
            self._choices[name] = tuple(each.label for each in column.choices)
            return _Rule(f"list_{name}", "stop" if column.kind == "choice" else "", _CLOSED)
        return _Rule("list_yes_or_no", "stop", _CLOSED) if column.kind == "yes" else None

    def _concepts(self, table: Table, column: Column) -> _Rule:
        by_role = self._rules["by_role"]
        if (table.name, column.key) == (by_role["table"], by_role["concept"]):
            cell = f"${letter_of(table, by_role['role'])}2"
            found = f"INDEX(list_role_lists,MATCH({cell},list_role_words,0))"
            formula = f'INDIRECT(IF(COUNTIF(list_role_words,{cell})=0,"list_all",{found}))'
            return _Rule(
                formula, "warning", _FREE, "Choose the role first: the list follows it. Or type your own words."
            )
        name = self._rules["columns"].get(table.name, {}).get(column.key, "all")
        return _Rule(f"list_{name}", "warning" if column.kind == "concept" else "", _FREE)

    def colour(self, sheet: Worksheet, table: Table) -> None:
        """Have cells of a table change colour by what is in them: roles, what is wanted, what is unknown."""
        last = get_column_letter(len(table.columns))
        for column in table.columns:
            letter = letter_of(table, column.key)
            span, cell = f"{letter}2:{letter}{LAST}", f"{letter}2"
            if column.required:
                begun = f"AND(COUNTA($A2:${last}2)>0,LEN({cell})=0)"
                sheet.conditional_formatting.add(span, look.rule(begun, look.WANTED))
            if column.kind == "concept":
                unknown = f"AND(LEN({cell})>0,ISNA(MATCH({cell},list_names,0)))"
                sheet.conditional_formatting.add(span, look.rule(unknown, look.UNKNOWN))
            if column.special == "owner":
                unknown = f"AND(LEN({cell})>0,COUNTIF(list_configurations,{cell})=0)"
                sheet.conditional_formatting.add(span, look.rule(unknown, look.UNKNOWN))
            if (table.name, column.key) == (self._rules["by_role"]["table"], self._rules["by_role"]["role"]):
                self._roles(sheet, column, span)
        sheet.conditional_formatting.add(f"A2:{last}{LAST}", look.line_above(f"AND(COUNTA($A2:${last}2)>0,{_OTHER})"))

    def wanted_fields(self, sheet: Worksheet, table: Table) -> None:
        """Have the values of needed fields that are still empty show that they are wanted."""
        for row, field in enumerate(table.fields, start=2):
            if field.required:
                rule = look.rule(f"LEN(B{row})=0", look.WANTED)
                sheet.conditional_formatting.add(f"B{row}", rule)

    def _roles(self, sheet: Worksheet, column: Column, span: str) -> None:
        """Colour roles; twice, for LibreOffice draws either the colour or the line above a new configuration."""
        cell = span.partition(":")[0]
        for line in (True, False):
            for choice, role in zip(column.choices, ROLES, strict=False):
                formula = f'AND({cell}="{choice.label}",{_OTHER})' if line else f'{cell}="{choice.label}"'
                rule = look.rule(formula, look.ROLE_PALE[role], look.ROLE_STRONG[role], line=line)
                sheet.conditional_formatting.add(span, rule)


def letter_of(table: Table, key: str) -> str:
    """Return the letter of a column of a table. Raises KeyError when there is none of this key."""
    for number, column in enumerate(table.columns, start=1):
        if column.key == key:
            return str(get_column_letter(number))
    raise KeyError(key)
