"""The documents of a supplement: the table of configurations, and the evidence proposition by proposition."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from demireg.services.publishing import document
from demireg.services.publishing.about import about
from demireg.services.publishing.printed import Printed
from demireg.services.publishing.supplement import rows
from demireg.services.publishing.supplement.material import Material, Used

if TYPE_CHECKING:
    from docx.document import Document

_HEADS: Final = ("Study, configuration", "Context", "Intervention", "Mechanism", "Outcome", "Where, whose voice, basis")
_KEY: Final = (
    "Words are the study’s or its coder’s own. “Absent”, “did not fire” and “not reached” stand before what was "
    "expected and missing. The last column says where the passage stands, who speaks, and who put the parts into "
    "their roles: author_tagged and author_stated are the authors, curator_inferred is the coder’s reading."
)


def table_of_configurations(held: Material) -> bytes:
    """Return the CMO table as DOCX: every configuration behind the matrix, by study."""
    page = document.new(f"Configurations behind the matrix of {held.theory.summary.label}", on_side=True)
    page.add_paragraph(_KEY)
    cells = tuple(_row(held, used) for used in held.used)
    document.lay(page, Printed(_HEADS, cells, (False,) * len(_HEADS)))
    if len(cells) > document.MOST_ROWS:
        page.add_paragraph(f"The first {document.MOST_ROWS} of {len(cells)} are shown; configurations.csv holds all.")
    document.references(page, held.matrix, list(held.studies), held.called)
    return _ended(page, held)


def evidence(held: Material) -> bytes:
    """Return the evidence appendix as DOCX: each proposition with the judgements on it and what they rest on."""
    page = document.new(f"Evidence on {held.theory.summary.label}", on_side=False)
    for line in (held.theory.summary.definition, *held.theory.notes):
        page.add_paragraph(document.clean(line))
    support = {each["proposition"]: each for each in held.support.body["support"]}
    told = rows.judgements(held)
    for proposition in held.theory.propositions:
        page.add_heading(document.clean(f"{proposition.id}  {proposition.statement}"), 2)
        if proposition.id in support:
            page.add_paragraph(_supported(support[proposition.id]))
        mine = [row for row in told if row[0] == proposition.id]
        if not mine:
            page.add_paragraph("Nobody has judged any study on this proposition. That is unknown, not a no.")
        for row in mine:
            _judged(page, dict(zip(rows.JUDGEMENTS, map(str, (cell or "" for cell in row)), strict=True)))
    document.references(page, held.matrix, list(held.studies), held.called)
    return _ended(page, held)


def _row(held: Material, used: Used) -> tuple[str, ...]:
    strip = used.strip
    where = [
        strip.locator,
        ", ".join(strip.voices),
        ", ".join(sorted({part.basis for part in strip.parts if part.basis})),
    ]
    return (
        f"{held.called.labels[used.study]}, {strip.label} – {strip.title} [{', '.join(used.bearing)}]",
        *(rows.role(used, letter) or "–" for letter in "CIMO"),
        "; ".join(filter(None, where)) or "–",
    )


def _supported(figures: dict[str, object]) -> str:
    return (
        f"{figures['label']}: {figures['supporting']} of {figures['addressed']} independent programmes that take a "
        f"side support it, {figures['contradicting']} contradict it; {figures['silent']} silent, "
        f"{figures['inconclusive']} inconclusive, {figures['unknown']} not assessed."
    )


def _judged(page: "Document", row: dict[str, str]) -> None:
    paragraph = page.add_paragraph(style="List Bullet")
    paragraph.add_run(document.clean(f"{row['label']} {row['stance']}")).bold = True
    said = [
        row["rationale"].rstrip(".") + "." if row["rationale"] else "",
        f"Rests on {row['configurations']}." if row["configurations"] else "",
        f"Where: {row['locators']}." if row["locators"] else "",
        f"Voices: {row['voices']}." if row["voices"] else "",
        f"{row['agent']}, {row['date']}, {row['review'].replace('_', ' ')}, {row['basis'].replace('_', ' ')}; "
        f"text read: {row['text_seen'].replace('_', ' ') or 'not recorded'}.",
    ]
    paragraph.add_run(document.clean(": " + " ".join(filter(None, said))))


def _ended(page: "Document", held: Material) -> bytes:
    said = about(held.matrix)
    page.add_heading("Versions", 2)
    for line in _lines(said.made, said.asked, said.cite):
        page.add_paragraph(document.clean(line))
    return document.saved(page)


def _lines(made: str, asked: str, cite: str) -> Iterable[str]:
    return (f"Made from {made}.", f"Asked: {asked}.", f"Cite as: {cite}")
