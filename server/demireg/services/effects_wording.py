"""What a study would change, as sentences; the command line prints them, and the pages show the same ones."""

from collections.abc import Iterator

from demireg.services.differences import Change
from demireg.services.effects import Count, Effects, PropositionEffect

_MOST = 8


def sentences(found: Effects) -> Iterator[str]:
    """Yield what accepting a study would change, the weightiest first."""
    if not found.changed:
        yield f"{found.study} is here just so; accepting it would change nothing."
        return
    yield opening(found)
    for each in found.propositions:
        yield proposition(each)
    yield from besides(found)


def besides(found: Effects) -> Iterator[str]:
    """Yield what changes beside the figures of propositions."""
    yield from _about("configuration", found.configurations, held=found.held)
    if found.held:
        yield from _about("stance on a proposition", found.stances, held=True)
    yield from vocabulary(found)
    yield from matches(found)


def opening(found: Effects) -> str:
    """Return what kind of change this is: a new study or another version, and with whom it is counted."""
    kind = f"a new version of {found.study}" if found.held else f"a new study, {found.study}"
    if found.companions:
        others = _listed(found.companions)
        return f"This is {kind} (version {found.version}). It counts as one programme with {others}."
    return f"This is {kind} (version {found.version}), a programme of its own."


def proposition(effect: PropositionEffect) -> str:
    """Return what changes on one proposition."""
    stance = f"{_plain(effect.stance_before)} → {_plain(effect.stance_after)}"
    if effect.stance_before == effect.stance_after:
        stance = f"its stance stays {_plain(effect.stance_after)}"
    figures = _figures(effect.before, effect.after)
    turn = f"; the label turns from {effect.before.label} to {effect.after.label}" if effect.flips else ""
    return f"{effect.proposition}: {stance}; {figures}{turn}."


def vocabulary(found: Effects) -> Iterator[str]:
    """Yield which concepts come into use, and which go out of use."""
    if found.new_concepts:
        yield f"First use of {_concepts([each.label for each in found.new_concepts])}."
    if found.unused_concepts:
        yield f"No study would use {_concepts([each.label for each in found.unused_concepts])} any more."


def matches(found: Effects) -> Iterator[str]:
    """Yield which configurations would be inferred to match propositions, or no longer."""
    for verb, each in (("gained", found.matches_gained), ("lost", found.matches_lost)):
        # one configuration may match one proposition in two ways; it is told once
        told = list(dict.fromkeys(f"{one.configuration.rpartition('/')[2]} with {one.proposition}" for one in each))
        if told:
            noun = "match" if len(told) == 1 else "matches"
            yield f"{len(told)} inferred {noun} {verb}: {_listed(told)}. A match is not a stance."


def _figures(before: Count, after: Count) -> str:
    pairs = (
        ("for", before.supporting, after.supporting),
        ("against", before.contradicting, after.contradicting),
        ("taking a side", before.addressed, after.addressed),
    )
    moved = [f"programmes {name} {old} → {new}" for name, old, new in pairs if old != new]
    return ", ".join(moved) or "the figures stay as they are"


def _about(noun: str, change: Change, *, held: bool) -> Iterator[str]:
    for verb, names in (("added", change.added), ("changed", change.changed), ("gone", change.gone)):
        if names:
            count = f"{len(names)} {noun if len(names) == 1 else _many(noun)}"
            yield f"{count} {verb}: {_listed(names)}." if held or verb != "added" else f"{count}: {_listed(names)}."


def _many(noun: str) -> str:
    head, _, rest = noun.partition(" ")
    return f"{head}s {rest}".strip()


def _concepts(labels: list[str]) -> str:
    return f"{'the concept' if len(labels) == 1 else f'{len(labels)} concepts'} {_listed(labels)}"


def _listed(names: "list[str] | tuple[str, ...]") -> str:
    shown, more = list(names[:_MOST]), len(names) - _MOST
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _plain(stance: str) -> str:
    return stance.replace("_", " ")
