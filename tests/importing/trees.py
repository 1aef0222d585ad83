"""Trees of sheets that nobody would write, for properties of whatever reads and writes them."""

from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from demireg.services.importing.characters import plain
from demireg.services.importing.places import Plain

#: Texts that some reader takes for another type, for a formula, or for several texts.
AWKWARD = (
    *("2021", "007", "-5", "1e3", "yes", "No", "TRUE", "true", "null", "~", "[]", "{}", '""', '"a"', "'a", "not seen"),
    *(
        "a; b",
        ";",
        "a\nb",
        " a",
        "a ",
        "\u00a0a",
        "=1+1",
        "'=1",
        "+1",
        "@x",
        "\tx",
        "#N/A",
        "a: b",
        "- a",
        "2026-11-22",
    ),
    *("_x000D_", "<b>&amp;", "missing", "none", "m1", "w1", "0", "[a]", "a.b", "é", "𝄞", "\u2028", "x" * 300),
)

texts: SearchStrategy[str] = st.sampled_from(AWKWARD) | st.text(max_size=12).filter(lambda text: plain(text) == text)
scalars: SearchStrategy[Plain] = (
    texts | st.integers(-(10**15), 10**15) | st.booleans() | st.none() | st.just([]) | st.just({})
)
keys = (
    st.sampled_from(
        (
            *(
                "label",
                "title",
                "name",
                "group",
                "text",
                "concept",
                "kind",
                "from",
                "to",
                "as",
                "status",
                "evidence",
                "note",
            ),
            *(
                "section",
                "proposition",
                "configurations",
                "n",
                "level",
                "citation",
                "authors",
                "year",
                "volume",
                "licence",
            ),
        )
    )
    | texts
)
anything: SearchStrategy[Plain] = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)


def _some(fixed: Mapping[str, SearchStrategy[Plain]]) -> SearchStrategy[Plain]:
    """Return blocks with some of these keys, and now and then another."""
    block = st.fixed_dictionaries({}, optional=dict(fixed))
    return st.builds(lambda one, other: {**other, **one}, block, st.dictionaries(keys, anything, max_size=1))


_parts = st.lists(
    _some(dict.fromkeys(("text", "concept", "kind", "valence", "direction", "inferred"), scalars | anything)),
    max_size=3,
)
_links = st.lists(_some(dict.fromkeys(("from", "to", "as", "kind", "via", "inferred"), scalars)), max_size=2)
_configurations = st.lists(
    _some(
        {
            "label": st.sampled_from(("w1", "w2", "w3", "w 4", "5", "w;6")) | scalars,
            "title": scalars,
            "status": st.sampled_from(("refuted", "untested")) | scalars,
            "evidence": _some({"section": texts, "elicited_by": st.lists(texts, max_size=3)}) | anything,
            "perspective": st.lists(texts, max_size=3),
            **dict.fromkeys(("contexts", "interventions", "mechanisms", "outcomes"), _parts | anything),
            **dict.fromkeys(("links", "causal_links"), _links | anything),
        }
    ),
    max_size=4,
)

trees: SearchStrategy[Plain] = _some(
    {
        "id": scalars,
        "citation": _some(dict.fromkeys(("title", "year", "volume", "authors", "dates"), anything)),
        "theories": st.lists(_some({"name": texts, "constructs": anything}), max_size=3) | anything,
        "stances": st.lists(_some({"proposition": texts, "configurations": anything}), max_size=2) | anything,
        "participants": st.lists(_some({"group": texts, "n": scalars}), max_size=2) | anything,
        "cmo_configurations": _configurations | anything,
        "hypothesised_configurations": _configurations | anything,
        "discrepancies": anything,
    }
)
