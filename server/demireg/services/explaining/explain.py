"""Explain one verdict: a configuration, a proposition, a coding profile."""

import re
from collections.abc import Sequence
from typing import Final

from demireg.domain.errors import BadParameter, NotFound
from demireg.domain.names import ALL_ACCEPTED, PROFILES, THEORY
from demireg.services.catalogue.concepts import hierarchy
from demireg.services.catalogue.stances import PropositionRef, proposition_index, unknown
from demireg.services.explaining import wording
from demireg.services.explaining.proofs import Claim, Explanation, PatternProof
from demireg.services.explaining.proving import nearest, prove, related
from demireg.services.explaining.reading import read_claim, read_patterns, read_stored
from demireg.services.importing.characters import shortened
from demireg.services.repository import Repository

#: A name without what it belongs to.
_HALF: Final = re.compile(r"[\w.~-]+")


def explain(repository: Repository, configuration: str, proposition: str, profile: str = ALL_ACCEPTED) -> Explanation:
    """Return why a configuration (``wood-2021/w12``) does or does not match a proposition (``salutogenesis/P1``).

    Both may be given as their IRIs.

    Raises NotFound, with the nearest names, for what the repository does not hold, and BadParameter for an unknown
    profile.
    """
    if profile not in PROFILES:
        raise BadParameter(f"The profile is one of {', '.join(PROFILES)}, not '{profile}'.")
    configuration = _named("configuration", configuration, repository.names.study(""), "study, as in wood-2021/w12")
    proposition = _named("proposition", proposition, str(THEORY), "theory, as in salutogenesis/P1")
    claim, patterns = read_claim(repository, configuration), read_patterns(repository, proposition)
    held = hierarchy(repository)
    iri = repository.names.proposition(proposition)
    named = proposition_index(repository).get(iri) or unknown(iri)
    stored = read_stored(repository, configuration, proposition, profile)
    return concluded(claim, named, prove(claim, patterns, held, profile), (profile, stored))


def _named(kind: str, name: str, space: str, form: str) -> str:
    """Return a name in its short form, also when it is given as an IRI of ours. Raises NotFound for half a name."""
    short = name.removeprefix(space)
    if _HALF.fullmatch(short):
        raise NotFound(f"The repository holds no {kind} '{shortened(short)}'. Write it with its {form}.")
    return short


def concluded(
    claim: Claim,
    proposition: PropositionRef,
    proofs: Sequence[PatternProof],
    found: tuple[str, tuple[str, ...]],
) -> Explanation:
    """Put a verdict together from the proofs; ``found`` are the profile and the relations stored under it."""
    profile, stored = found
    relations = related(proofs)
    near = "" if "instantiates" in relations else nearest(proofs)
    closest = next((proof for proof in proofs if proof.name == near), None)
    name = f"{proposition.id} of {proposition.theory_label or proposition.theory}"
    return Explanation(
        claim=claim,
        proposition=proposition,
        profile=profile,
        relations=relations,
        verdict=relations[0] if relations else "none",
        said=wording.headline(claim, name, profile, relations, closest),
        patterns=tuple(proofs),
        nearest=near,
        stored=stored,
        agrees=relations == stored,
    )
