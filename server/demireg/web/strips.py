"""A configuration as it is drawn: C, I, M, O in columns, arrows on the parts that go on elsewhere."""

from dataclasses import dataclass

from demireg.services.catalogue.configurations import Link, Strip
from demireg.services.catalogue.parts import Part
from demireg.web import words


@dataclass(frozen=True, slots=True)
class PartView:
    """A part as drawn. part: itself; remarks: what is to be said of it in words; goes_on: links that leave from it."""

    part: Part
    remarks: tuple[str, ...]
    goes_on: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RoleColumn:
    """One role of a strip. role: its letter; name: in words; parts: those that play it."""

    role: str
    name: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class StripView:
    """A configuration as drawn. strip: itself; columns: its roles; other_links: those that leave from no one part."""

    strip: Strip
    columns: tuple[RoleColumn, ...]
    other_links: tuple[Link, ...]


def draw(strip: Strip) -> StripView:
    """Lay a configuration out in reading order. Roles without a part are left out."""
    placed: set[Link] = set()
    columns = []
    for role, name in words.ROLES.items():
        parts = []
        for part in strip.in_role(role):
            leaving = tuple(link for link in strip.links if _leaves_from(link, part))
            placed |= set(leaving)
            parts.append(PartView(part, remarks(part), leaving))
        if parts:
            columns.append(RoleColumn(role, name, tuple(parts)))
    return StripView(strip, tuple(columns), tuple(link for link in strip.links if link not in placed))


def briefly(strip: Strip) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return a configuration in one line: for each role its concepts, each once, with what must be said of them."""
    return tuple(
        (role, tuple(dict.fromkeys((_name(part), words.standing(part.role, part.status)) for part in parts)))
        for role in words.ROLES
        if (parts := strip.in_role(role))
    )


def remarks(part: Part) -> tuple[str, ...]:
    """Return what must be said in words of a part, beyond its text and concept."""
    said = [
        words.standing(part.role, part.status),
        words.KINDS.get(part.kind, part.kind),
        words.spoken(part.activation) if part.status == "fired" else "",
        "intermediate" if part.intermediate else "",
        "unintended" if part.intention == "unintended" else "",
        part.valence if part.valence in {"harmful", "mixed"} else "",
        basis(part) if part.basis in {"curator_inferred", "machine_suggested"} else "",
    ]
    return tuple(remark for remark in said if remark)


def basis(part: Part) -> str:
    """Return who put a part in its role, and who decided on it where a machine suggested it."""
    decided = f"accepted by {part.accepted_by}" if part.accepted_by else ""
    if part.rejected_by:
        decided = f"rejected by {part.rejected_by}"
    elif part.status == "proposed":
        decided = "accepted by nobody yet"
    return ", ".join(filter(None, (words.BASIS.get(part.basis, part.basis), decided)))


def facets(part: Part) -> tuple[str, ...]:
    """Return what else is coded of a part, in words: how far it was active, its level, for whom, how soon."""
    said = [
        words.spoken(part.activation),
        f"{part.level} level" if part.level else "",
        words.NARRATIVES.get(part.narrative, words.spoken(part.narrative)),
        part.horizon,
        part.intention,
        f"{part.valence} for {part.valence_for}" if part.valence_for else part.valence,
    ]
    return tuple(facet for facet in said if facet)


def _name(part: Part) -> str:
    return part.concept.label if part.concept else part.text


def _leaves_from(link: Link, part: Part) -> bool:
    named = link.via is not None and part.concept is not None and link.via.iri == part.concept.iri
    return named and part.role == "O" and link.role in {"context", "mechanism"}
