"""The words of a supplement: what is in it, how to read it, and what not to take it for."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from demireg.services.publishing.about import about
from demireg.services.publishing.supplement.material import Material

CONFIGURATIONS: Final = "Every configuration behind the matrix, one a row: context, intervention, mechanism, outcome."
PARTS: Final = "The parts of these configurations, one a row, with the concept, and who put it into its role."
JUDGEMENTS: Final = "Every stance in force, with what it rests on, where that stands, whose voice it is, who judged."
RAMESES: Final = "Each study held against its reporting standard (RAMESES), item by item; unread is not unmet."
APPENDIX: Final = "The same to be read, proposition by proposition."
_TEMPLATE: Final = """# {title}

Supplement on **{label}**: how {studies} studies bear on its {propositions} propositions, by {configurations}
configurations.

## How to read it

- A stance is a dated judgement of a person; a match is what a reasoner inferred from the codings. They are kept apart.
- {drafts}
- {seen}
- What nobody has coded or judged is unknown. It is never counted as no, and what is undefined stays empty.
- Independent programmes are counted before studies: companions count once, a synthesis not beside its own sources.

## What is in it

{files}

`ro-crate-metadata.json` says the same for programs (RO-Crate 1.2).

## Versions and citing

Made from {made}; asked: {asked}. The same repository gives the same bytes.

{cite}

Cite the studies too (`references.bib`). Licence of this supplement: Creative Commons Attribution 4.0 International.
"""


def text(held: Material, said: Mapping[str, str]) -> str:
    """Return the README in Markdown; ``said`` describes the files by their names."""
    words = about(held.matrix)
    return _TEMPLATE.format(
        title=f"Supplement: {held.theory.summary.label}",
        label=held.theory.summary.label,
        studies=len(held.studies),
        propositions=len(held.theory.propositions),
        configurations=len(held.used),
        drafts=_drafts(held),
        seen=_seen(held),
        files="\n".join(f"- `{name}`: {said[name]}" for name in sorted(said) if name != "README.md"),
        made=words.made,
        asked=words.asked,
        cite=words.cite,
    )


def _drafts(held: Material) -> str:
    reviews = Counter(note.review or "not recorded" for notes in held.notes.values() for note in notes)
    told = ", ".join(f"{count} {review.replace('_', ' ')}" for review, count in sorted(reviews.items()))
    return f"Of {sum(reviews.values())} stances, by review: {told or 'none'}. A draft was checked by nobody else yet."


def _seen(held: Material) -> str:
    mine = set(held.studies)
    seen = Counter(
        str(each["text_seen"] or "not recorded") for each in held.matrix.body["studies"] if each["id"] in mine
    )
    told = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in sorted(seen.items()))
    return f"How much of the studies was read: {told}. What an abstract does not say, the report may."
