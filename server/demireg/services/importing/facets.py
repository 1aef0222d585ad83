"""What a part says of itself beyond its role: words of a sheet and the individuals that they mean."""

from typing import Final

from demireg.services.importing.sheet_claims import Part
from demireg.services.importing.writer import camel

#: Key of a part → the property that holds its facet.
PROPERTIES: Final = {
    "valence": "valence",
    "level": "level",
    "intention": "intention",
    "horizon": "horizon",
    "activation": "activation",
    "context_narrative": "contextNarrative",
}
#: Words that differ from the name of what they mean; the others are its name, in small letters.
INDIVIDUALS: Final = {
    "valence": {"positive": "Beneficial", "negative": "Harmful"},
    "activation": {
        "none": "NotActivated",
        "weak": "WeaklyActivated",
        "partial": "PartlyActivated",
        "full": "FullyActivated",
    },
    "context_narrative": {"observable": "ObservableFeature", "relational": "RelationalProcess"},
}


def facets(part: Part) -> tuple[tuple[str, str], ...]:
    """Return the facets of a part as pairs of a property and a value; unsaid ones are left out."""
    found = []
    for key, name in PROPERTIES.items():
        word = getattr(part, key, None)
        if word:
            found.append((name, _individual(key, word)))
    if part.intermediate:
        found.append(("horizon", "Intermediate"))
    return tuple(dict.fromkeys(found))


def _individual(key: str, word: str) -> str:
    if key == "level":
        return f"{camel(word)}Level"
    return INDIVIDUALS.get(key, {}).get(word) or camel(word)
