"""The pages' words for the repository's tokens, each defined once: stances, bases, roles, labels."""

import re
from collections.abc import Mapping
from typing import Final

from demireg.services.comparing.stances import contradicts, supports

#: Stance → what the legend says of it. The order is the legend's.
STANCES: Final = {
    "corroborates": "found as the proposition says",
    "refines": "found, with a change to context, mechanism or outcome",
    "extends": "the mechanism found in a new context or with a new outcome",
    "qualifies": "sets a boundary to it",
    "contradicts": "the opposite found, or the mechanism shown not to work",
    "mixed": "supported and contradicted within one study",
    "inconclusive": "looked, and could not tell",
    "silent": "looked, and has nothing to say",
    "not_assessed": "nobody has looked yet",
}
#: Stances that count for a proposition, and those that count against it; a mixed one counts on both sides.
FOR: Final = [stance for stance in STANCES if supports(stance) and not contradicts(stance)]
AGAINST: Final = [stance for stance in STANCES if contradicts(stance) and not supports(stance)]

ROLES: Final = {"C": "Context", "I": "Intervention", "M": "Mechanism", "O": "Outcome"}

BASIS: Final = {
    "author_tagged": "tagged by the authors",
    "author_stated": "stated by the authors",
    "curator_inferred": "curator’s reading",
    "machine_suggested": "suggested by a machine",
}
ABSENT: Final = {"C": "absent", "I": "absent", "M": "did not fire", "O": "not reached"}
REVIEW: Final = {
    "draft": "draft",
    "curator_checked": "checked by a curator",
    "author_checked": "checked by the authors",
}

TEXT_SEEN: Final = {
    "full_text": "read whole",
    "abstract_and_more": "abstract and more",
    "abstract_only": "abstract only",
}
LABELS: Final = {
    "supported": "supported",
    "contested": "contested",
    "single": "single programme",
    "disconfirmed": "disconfirmed",
    "unaddressed": "not addressed",
}
MATCHES: Final = {
    "instantiates": "matches",
    "counter": "meets with an opposed outcome",
    "partly": "matches in part (mechanism and outcome)",
}
PROFILES: Final = {"all-accepted": "All accepted codings", "authors-only": "Authors’ codes only"}
STAGES: Final = {
    "initial": "initial programme theory",
    "candidate": "candidate programme theory",
    "modified": "modified programme theory",
    "mid_range": "mid-range theory",
}
LEVELS: Final = {"programme_theory": "programme theory", "mid_range": "mid-range theory", "formal": "formal theory"}
RELATIONS: Final = {
    "revises": "is a revision of",
    "abstracts": "abstracts",
    "draws-on": "draws on",
    "rival-of": "is a rival of",
}
#: The same from the other end.
RELATIONS_IN: Final = {
    "revises": "was revised into",
    "abstracts": "was abstracted to",
    "draws-on": "is drawn on by",
    "rival-of": "is a rival of",
}
LINKS: Final = {
    "context": "becomes a context in",
    "mechanism": "becomes a mechanism in",
    "supports": "supports",
    "elaborates": "tells in more detail part of",
    "competes": "competes with",
}
LINKS_IN: Final = {
    "context": "arrives here as a context",
    "mechanism": "arrives here as a mechanism",
    "supports": "supports this",
    "elaborates": "tells part of this in more detail",
    "competes": "competes with this",
}
TAG_ORIGIN: Final = {
    "researcher_tagged": "letters printed by the researchers",
    "quote_tagged": "letters printed inside a quotation",
    "untagged_narrative": "prose without printed letters",
}
EVIDENCE: Final = {"author_synthesis": "authors’ synthesis", "interview_excerpt": "interview excerpt"}
KINDS: Final = {"resource": "resource", "reasoning": "reasoning", "unspecified": ""}
#: Kind of causal link → how one part is said to lead to another.
LEADS: Final = {
    "enables": "enables",
    "constrains": "constrains",
    "triggers": "triggers",
    "produces": "produces",
    "reinforces": "reinforces",
    "feeds_back": "feeds back into",
    "blocks": "blocks",
}
NARRATIVES: Final = {"observable_feature": "an observable feature", "relational_process": "a relational process"}
VIEWS: Final = {
    "observed": "what was observed",
    "anticipated": "what was anticipated",
    "implied": "what the words imply",
}
#: What a report says of its own work: heading → kind of statement → its name, in the order in which pages show them.
STATEMENTS: Final = {
    "Why and what for": {
        "question": "Question",
        "evaluation_rationale": "Why evaluate",
        "design_rationale": "Why this design",
        "method_rationale": "Why a realist method",
        "scoping": "Scoping",
        "environment": "Surroundings",
    },
    "How": {
        "recruitment": "Recruitment",
        "selection": "Selection",
        "extraction": "Extraction",
        "adaptation": "Adapted",
        "deviation": "Deviated",
        "ethics_exemption": "No ethics review",
    },
    "What came of it": {
        "summary_of_findings": "In short",
        "study_strength": "Strengths",
        "literature_comparison": "Beside other work",
        "conclusion": "Conclusion",
        "future_research": "Still to study",
    },
    "Money and interests": {"funding_statement": "Funding", "interests_statement": "Interests"},
}
STARRED: Final = {
    "modified_only": "the modified theory only",
    "both_theories": "both theories",
}


def standing(role: str, status: str) -> str:
    """Return what must be said of a part that is not simply there, empty for one that is."""
    return {"absent": ABSENT[role], "hypothetical": "supposed"}.get(status, "")


def kind_of_theory(stage: str, *, formal: bool) -> str:
    """Return what kind of theory one is, by its stage where it has one."""
    return STAGES.get(stage, "formal theory" if formal else "programme theory")


def drafts(reviews: Mapping[str, int]) -> str:
    """Return how many stances wait for a check, from how many there are by review status; empty for none at all."""
    total, waiting = sum(reviews.values()), reviews.get("draft", 0)
    if not total:
        return ""
    if not waiting:
        return f"None of the {count(total, 'stance')} is a draft."
    if waiting == total:
        return "The one stance is a draft." if total == 1 else f"All {total} stances are drafts."
    return f"{waiting} of {total} stances are drafts; the others have been checked."


def spoken(token: str) -> str:
    """Return a token of the repository as plain words: ``not_assessed`` becomes ``not assessed``."""
    return token.replace("_", " ").replace("-", " ")


def spaced(name: str) -> str:
    """Return a name of the ontology as plain words: ``RealistEvaluation`` becomes ``realist evaluation``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, ``1 study`` or ``6 studies``; many defaults to the noun and an s."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def listing(items: list[str]) -> str:
    """Return items as a sentence lists them: ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""
