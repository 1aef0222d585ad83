"""Single values of a sheet that are more than text: how much was read, DOIs, printed roles, labels, dates, numbers."""

import re
from collections.abc import Callable
from typing import Final

from pydantic_core import PydanticCustomError

#: How much was read, by every name that sheets use for it → the individual of the ontology.
EXTENTS: Final = {
    "full_text": "FullText",
    "abstract_and_more": "AbstractAndMore",
    "abstract_only": "AbstractOnly",
    "abstract_full": "AbstractOnly",
    "abstract_nearly_full": "AbstractOnly",
    "abstract_truncated": "AbstractOnly",
    "abstract_full_plus_conference_abstract": "AbstractAndMore",
    "abstract_full_plus_highlights": "AbstractAndMore",
    "abstract_full_plus_intro": "AbstractAndMore",
    "abstract_full_plus_news": "AbstractAndMore",
    "abstract_full_plus_project_page": "AbstractAndMore",
    "abstract_full_plus_service_description": "AbstractAndMore",
    "abstract_full_plus_summary": "AbstractAndMore",
    "abstract_full_plus_table": "AbstractAndMore",
    "abstract_nearly_full_plus_blog": "AbstractAndMore",
    "abstract_nearly_full_plus_highlights": "AbstractAndMore",
    "abstract_nearly_full_plus_intro": "AbstractAndMore",
    "abstract_nearly_full_plus_results_excerpt": "AbstractAndMore",
    "abstract_nearly_full_plus_service_description": "AbstractAndMore",
    "abstract_nearly_full_plus_table": "AbstractAndMore",
    "abstract_nearly_full_plus_thesis_abstract": "AbstractAndMore",
    "abstract_truncated_plus_conference_abstract": "AbstractAndMore",
    "abstract_truncated_plus_intro": "AbstractAndMore",
    "abstract_truncated_plus_summary": "AbstractAndMore",
}
#: The names to offer.
CHOICES: Final = "'full_text', 'abstract_and_more' or 'abstract_only'"

#: What a study keeps below its own address; a configuration of that label would be the same node.
RESERVED: Final = frozenset(
    (
        "acceptance",
        "analysis",
        "check",
        "checklist",
        "data-collection",
        "discrepancy",
        "document",
        "document-flow",
        "double-coding",
        "element",
        "excerpt",
        "explain",
        "history",
        "participants",
        "quality",
        "rameses",
        "recommendation",
        "referrals",
        "report",
        "retraction",
        "search",
        "segment",
        "service",
        "site",
        "stance",
        "statement",
        "theory-evidence",
        "theory-use",
        "version",
    )
)
#: How a value begins that a program wrote to be filled in: a started sheet holds it until somebody has read the report.
PLACEHOLDER: Final = "TO FILL IN"
ENDINGS: Final = (
    ".csv",
    ".html",
    ".json",
    ".jsonld",
    ".nq",
    ".nt",
    ".rdf",
    ".trig",
    ".ttl",
    ".xlsx",
    ".yaml",
    ".yml",
    ".zip",
)

_DOI_ADDRESS: Final = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_DOI: Final = re.compile(r"10\.\d{3,9}/\S{1,200}")
PRINTED: Final = re.compile(
    r"[CIMO](?:(?:/| then )?[CIMO]){0,3}|(?:[Cc]ontext|[Ii]ntervention|[Mm]echanism|[Oo]utcome)s?"
)
ADDRESS: Final = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://\S")
LINK: Final = re.compile(r"(?:[a-z0-9][a-z0-9.-]{0,79}:)?[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
REFERENCE: Final = re.compile(r"[A-Za-z0-9]{1,40}")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def extent(value: str) -> str:
    """Return the name of how much was read. Raises PydanticCustomError for any other."""
    if value not in EXTENTS:
        raise _fault("value-is-a-choice", f"may be {CHOICES}", "Choose one, and say what was read in 'detail'.")
    return value


def doi(value: str) -> str:
    """Return a DOI without the address that it is often written with. Raises PydanticCustomError for anything else."""
    bare = _DOI_ADDRESS.sub("", value.strip(), count=1)
    if not _DOI.fullmatch(bare):
        raise _fault("doi-is-well-formed", "should be a DOI", "A DOI reads '10.1186/s12875-021-01407-x'.")
    return bare


def address(value: str) -> str:
    """Return an address of the web, with which words may stand. Raises PydanticCustomError for anything else."""
    if not ADDRESS.match(value):
        raise _fault("address-is-of-the-web", "should begin with 'https://' or 'http://'", "Write the whole address.")
    return value


def printed_role(value: str) -> str:
    """Return what the authors printed beside a part. Raises PydanticCustomError for what names no role."""
    if not PRINTED.fullmatch(value):
        mend = "Write 'C', 'I', 'M' or 'O', a combination such as 'C/M' or 'O then M', or a word such as 'Context'."
        raise _fault("printed-role-is-known", "names no role", f"{mend} Remove the key where no role is printed.")
    return value


def free_label(value: str) -> str:
    """Return a label that no other node of a study has. Raises PydanticCustomError otherwise."""
    if is_taken(value):
        raise _fault(
            "label-is-free",
            "cannot be a label here, for its address is taken",
            "Add something, as in 'w-site' or 'w1'.",
        )
    return value


def is_taken(label: str) -> bool:
    """Whether a label would be the address of another node or page of its study."""
    return label.lower() in RESERVED or label.lower().endswith(ENDINGS)


def addressable(value: str) -> str:
    """Return an identifier that does not end like a file. Raises PydanticCustomError otherwise."""
    if value.endswith(ENDINGS):
        raise _fault("identifier-is-addressable", "ends like a file and cannot be an address", "Leave the ending out.")
    return value


def link_target(value: str) -> str:
    """Return where a link goes, a label or ``study:label``. Raises PydanticCustomError for anything else."""
    if not LINK.fullmatch(value):
        mend = "Write a label of this study, as in 'w12', or of another as 'study:label', as in 'wood-2021:w12'."
        raise _fault("identifier-is-well-formed", "cannot be where a link goes", mend)
    return value


def proposition(value: str) -> str:
    """Return the identifier of a proposition within its theory. Raises PydanticCustomError for anything else."""
    if not REFERENCE.fullmatch(value):
        mend = "Write it as in 'P1'; which theory is meant is said by 'theory'."
        raise _fault("identifier-is-well-formed", "cannot be a proposition of a theory", mend)
    return value


def day(value: object) -> object:
    """Return a date that is written out; numbers are no dates. Raises PydanticCustomError otherwise."""
    if value is not None and not (isinstance(value, str) and _DAY.fullmatch(value)):
        raise _fault("date-is-well-formed", "should be a date", "Write year, month and day, as in '2026-11-22'.")
    return value


def filled(value: object) -> object:
    """Return a value that is no placeholder, nor a list with one. Raises PydanticCustomError otherwise."""
    found = value if isinstance(value, list | tuple) else (value,)
    waiting = [each for each in found if isinstance(each, str) and each.startswith(PLACEHOLDER)]
    if waiting:
        hint = waiting[0].removeprefix(PLACEHOLDER).lstrip(": ").rstrip(".")
        mend = f"Write {hint}." if hint else "Write what the report says, or remove the key where it may be left out."
        raise _fault("placeholder-is-filled", "is still to be filled in", mend)
    return value


def number(value: object) -> object:
    """Return what may become a whole number; yes and no may not. Raises PydanticCustomError otherwise."""
    if isinstance(value, bool):
        raise _fault("number-is-whole", "should be a whole number", "Write digits only.")
    return value


def if_given(check: Callable[[str], str]) -> Callable[[str | None], str | None]:
    """Return a check that lets nothing pass as nothing."""
    return lambda value: None if value is None else check(value)


def _fault(rule: str, wrong: str, mend: str) -> PydanticCustomError:
    """Return a fault that carries what is wrong and how to mend it, for the finding that it becomes."""
    return PydanticCustomError("demireg", "{wrong}", {"rule": rule, "wrong": wrong, "mend": mend})
