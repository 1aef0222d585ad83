"""Alignments are annotations and nothing else: they come from one table, and no conclusion depends on them."""

from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import DCTERMS

from demireg import assets
from demireg.domain.errors import Unreadable
from demireg.domain.names import ALL_ACCEPTED, REALIST, VOCAB
from demireg.services.alignments import COLUMNS, MODULE, PREDICATES, generate, read, write
from demireg.services.reasoning import Rulebook
from demireg.services.turtle import parse
from demireg.store.base import Triple
from tests.ontology.graphs import ONTOLOGY, core, declared, vocabularies
from tests.reasoning.oracles import by_hermit, by_owlrl, critical, logical, rules_part, with_axioms
from tests.reasoning.studies import small
from tests.shipping import background

TABLE = ONTOLOGY / "alignments.sssom.tsv"
WHERE = "https://w3id.org/realist"
HEADER = {RDF.type, DCTERMS.title, DCTERMS.description, DCTERMS.license}
#: A study that instantiates, counters and ripples, so that an alignment would have something to change.
STUDY = small(
    {
        "k1": [("context", "SocialIsolation"), ("resource", "PeerSupport"), ("outcome", "ReducedIsolation", "", "e")],
        "k2": [("mechanism", "ReducedIsolation", "", "e"), ("outcome", "ReducedPrimaryCareUse")],
        "k3": [("context", "Stressor"), ("mechanism", "Confidence"), ("outcome", "OfferDeclined")],
    }
)


@cache
def module() -> Graph:
    return parse(ONTOLOGY / "generated" / "alignments.ttl")


def terms() -> set[URIRef]:
    concepts = vocabularies().subjects(RDF.type, SKOS.Concept)
    return declared(core()) | {each for each in concepts if isinstance(each, URIRef)}


def rows() -> list[dict[str, str]]:
    lines = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [dict(zip(lines[0], each, strict=True)) for each in lines[1:]]


def test_the_committed_module_is_that_of_the_committed_table(tmp_path: Path) -> None:
    copytree(ONTOLOGY, tmp_path / "ontology")
    assert write(tmp_path).read_text("utf-8") == (ONTOLOGY / "generated" / "alignments.ttl").read_text("utf-8"), (
        "ontology/generated/alignments.ttl is not that of ontology/alignments.sssom.tsv: run `make axioms`"
    )


def test_a_row_in_the_table_is_an_annotation_in_the_module() -> None:
    found = read(TABLE, terms())
    assert len(found) == len(rows()) > 80
    said = {(each.subject, each.predicate, each.other) for each in found}
    assert {triple for triple in module() if triple[0] != MODULE} == said == set(generate(found)) - set(header())


def header() -> Graph:
    return generate([])


def test_the_module_says_nothing_that_a_reasoner_could_use() -> None:
    assert {predicate for subject, predicate, _ in module() if subject == MODULE} == HEADER
    used = {predicate for subject, predicate, _ in module() if subject != MODULE}
    assert used <= set(PREDICATES)
    assert used <= declared(core(), OWL.AnnotationProperty)
    assert set(module().objects(None, RDF.type)) == {OWL.Ontology}
    for forbidden in (OWL.sameAs, OWL.equivalentClass, OWL.equivalentProperty, RDFS.subClassOf, RDFS.subPropertyOf):
        assert (None, forbidden, None) not in module()


def test_every_subject_is_declared_and_every_other_term_is_elsewhere() -> None:
    aligned = {each for each in module().subjects() if each != MODULE}
    assert aligned <= terms()
    assert [other for *_, other in generate(read(TABLE, terms())) if str(other).startswith(f"{WHERE}/vocab")] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['subject_id']} {row['object_id']}")
def test_the_table_names_a_term_of_ours_by_its_label(row: dict[str, str]) -> None:
    prefix, _, name = row["subject_id"].partition(":")
    labels = (
        (core(), REALIST[name], RDFS.label) if prefix == "realist" else (vocabularies(), VOCAB[name], SKOS.prefLabel)
    )
    assert row["subject_label"] == str(labels[0].value(labels[1], labels[2]))


@pytest.mark.parametrize("prefix", ["cito", "BCIO", "SIO", "SCT", "aif", "oa"])
def test_terms_that_mean_something_else_are_related_and_no_more(prefix: str) -> None:
    found = {row["predicate_id"] for row in rows() if row["object_id"].startswith(f"{prefix}:")}
    assert found == {"skos:relatedMatch"}


def test_nothing_is_said_to_be_exactly_the_same() -> None:
    assert (None, SKOS.exactMatch, None) not in module()


def test_of_snomed_only_the_two_codes_that_were_seen_are_used() -> None:
    codes = {row["object_id"] for row in rows() if row["object_id"].startswith("SCT:")}
    assert codes == {"SCT:871731000000106", "SCT:871711000000103"}


def test_every_ontology_to_align_with_is_in_the_table() -> None:
    prefixes = {row["object_id"].partition(":")[0] for row in rows()}
    wanted = "prov skos oa fabio cito SEPIO ECO BCIO orkg SIO aif SCT"
    assert prefixes == set(wanted.split())


def test_the_alignments_are_in_the_graph_of_the_ontology() -> None:
    ontology = background().parsed["ontology"]
    assert set(module()) <= set(ontology)


@pytest.mark.proof
def test_the_alignments_change_nothing_that_follows() -> None:
    theory = parse(assets.folder("data") / "theories" / "salutogenesis.ttl")
    rules = Rulebook(vocabularies() + theory)
    expected = critical(rules.infer(STUDY, ALL_ACCEPTED), STUDY)
    assert {triple[1] for triple in expected} >= {REALIST.instantiates, REALIST.ripplesInto}
    described = logical(core() + vocabularies() + with_axioms(theory))
    for infer, known in ((by_owlrl, rules_part("salutogenesis")), (by_hermit, described)):
        inferred = {each for each in infer(STUDY, known + module()) if not _membership(each)}
        assert inferred == {each for each in expected if not _membership(each)}


def _membership(triple: Triple) -> bool:
    return triple[1] == RDF.type


GOOD = "realist:Study\tstudy\tskos:broadMatch\tprov:Activity\tActivity\tsemapv:ManualMappingCuration\t"


def damaged(tmp_path: Path, old: str, new: str) -> Path:
    """A table of one row, changed in one place; the row stands in line 7."""
    prefixes = {"realist": f"{WHERE}/core#", "prov": "http://www.w3.org/ns/prov#"}
    prefixes |= {"skos": str(SKOS), "semapv": "https://w3id.org/semapv/vocab/"}
    lines = ["#curie_map:", *(f"#  {prefix}: {space}" for prefix, space in prefixes.items())]
    text = "\n".join([*lines, "\t".join(COLUMNS), GOOD, ""])
    assert old in text
    path = tmp_path / "alignments.sssom.tsv"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_an_undamaged_table_is_read(tmp_path: Path) -> None:
    (alignment,) = read(damaged(tmp_path, GOOD, GOOD), terms())
    assert (alignment.subject, alignment.predicate) == (REALIST.Study, SKOS.broadMatch)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("\tmapping_justification", "", "line 6: ", "lacks the column mapping_justification"),
        ("subject_label", "subject_lable", "line 6: ", "lacks the column subject_label"),
        ("\tcomment", "\tcomment\tauthor", "line 6: ", "'author' is no column"),
        ("prov:Activity", "pov:Activity", "line 7, column object_id: ", "prefix 'pov' is not in the curie_map"),
        ("prov:Activity", "Activity", "line 7, column object_id: ", "'Activity' is no identifier"),
        ("realist:Study", "realist:Studdy", "line 7, column subject_id: ", "Did you mean"),
        ("realist:Study", "prov:Organisation", "line 7, column subject_id: ", "Nothing declares 'prov:Organisation'"),
        ("skos:broadMatch", "skos:broader", "line 7, column predicate_id: ", "more than an alignment may say"),
        ("\tActivity", "\t", "line 7, column object_label: ", "This cell is empty"),
        ("\tActivity", "", "line 7: ", "6 cells and the table 7 columns"),
        (GOOD, f"{GOOD}\n{GOOD}", "line 8, column object_id: ", "Line 7 already aligns these two terms"),
        ("#curie_map:", "#prefixes:", "line 1: ", "lack a curie_map"),
        ("#  prov: ", "#  prov: [", "line 4: ", "not YAML"),
    ],
)
def test_a_damaged_table_is_refused_with_line_and_column(
    old: str, new: str, place: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(Unreadable, match=message) as refused:
        read(damaged(tmp_path, old, new), terms())
    assert f"alignments.sssom.tsv {place}" in str(refused.value)


def test_an_empty_file_lacks_its_metadata(tmp_path: Path) -> None:
    (tmp_path / "alignments.sssom.tsv").write_text("", encoding="utf-8")
    with pytest.raises(Unreadable, match="curie_map"):
        read(tmp_path / "alignments.sssom.tsv", terms())


def test_the_shipped_table_is_where_the_command_looks() -> None:
    assert TABLE.is_file()
    assert assets.folder("ontology") == ONTOLOGY


def test_a_table_that_cannot_be_read_is_told_in_our_own_words(tmp_path: Path) -> None:
    table = tmp_path / "alignments.sssom.tsv"
    with pytest.raises(Unreadable, match=r"is not there\. Put it back"):
        read(table, set())
    table.write_bytes(b"# one\n# two \xff\n")
    with pytest.raises(Unreadable, match=r"line 2: .* is not UTF-8 text. Save it as UTF-8."):
        read(table, set())
    table.unlink()
    table.mkdir()
    with pytest.raises(Unreadable, match=r"cannot be read: is a directory\.$"):
        read(table, set())
