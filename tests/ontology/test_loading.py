"""The ontology opens offline: in rdflib, in Owlready2, and in an editor by its catalogue."""

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urldefrag

import owlready2
import pytest
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.names import REALIST
from demireg.services.turtle import parse
from tests.ontology.graphs import ONTOLOGY, core, declared, files, union
from tests.reasoning.oracles import classified, logical

CORE = URIRef("https://w3id.org/realist/core")
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
MODULES = files("ontology/realist.ttl", "ontology/modules/*.ttl", "ontology/imports/*.ttl", "ontology/generated/*.ttl")


def catalogue() -> dict[str, Path]:
    text = (ONTOLOGY / "catalog-v001.xml").read_text(encoding="utf-8")
    return {name: ONTOLOGY / uri for name, uri in re.findall(r'<uri name="([^"]+)" uri="([^"]+)"/>', text)}


def test_every_import_is_in_the_catalogue_and_leads_to_that_module() -> None:
    imports = {str(each) for each in parse(ONTOLOGY / "realist.ttl").objects(CORE, OWL.imports)}
    assert imports
    assert imports <= catalogue().keys()
    for name, path in catalogue().items():
        assert (URIRef(name), RDF.type, OWL.Ontology) in parse(path)


def test_every_module_is_in_the_catalogue() -> None:
    assert set(catalogue().values()) == set(MODULES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_is_an_ontology_with_title_description_and_licence(path: Path) -> None:
    graph = parse(path)
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    assert (ontology, DCTERMS.license, LICENCE) in graph
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert len(list(graph.objects(ontology, predicate))) == 1


def test_the_header_gives_version_creator_and_prefix() -> None:
    graph = parse(ONTOLOGY / "realist.ttl")
    assert graph.value(CORE, OWL.versionIRI) is not None
    assert graph.value(CORE, DCTERMS.creator) is not None
    vann = "http://purl.org/vocab/vann/preferredNamespace"
    assert str(graph.value(CORE, URIRef(f"{vann}Prefix"))) == "realist"
    assert str(graph.value(CORE, URIRef(f"{vann}Uri"))) == str(REALIST)


def test_nothing_is_imported_that_does_not_ship() -> None:
    imports = set(union("ontology/**/*.ttl").objects(None, OWL.imports))
    assert {urldefrag(str(each)).url for each in imports} <= catalogue().keys()


def test_owlready2_opens_the_whole_ontology_and_every_class_can_have_members() -> None:
    world = classified(logical(core()))
    assert {str(each.iri) for each in world.classes()} >= {str(each) for each in declared(core(), OWL.Class)}
    assert list(world.inconsistent_classes()) == []


def opened(name: str, seen: dict[str, Graph]) -> dict[str, Graph]:
    """Open a module by its name and then what it imports, by the catalogue alone, as an editor does."""
    if name not in seen:
        seen[name] = parse(catalogue()[name])
        for imported in seen[name].objects(URIRef(name), OWL.imports):
            opened(str(imported), seen)
    return seen


def test_the_entry_opens_everything_in_rdflib_by_its_imports_and_the_catalogue() -> None:
    found = Graph()
    for graph in opened(str(CORE), {}).values():
        found += graph
    assert declared(found) == declared(core())


def test_the_entry_opens_in_owlready2_with_its_imports_from_this_folder_alone() -> None:
    modules, world = opened(str(CORE), {}), owlready2.World()
    for name, graph in reversed(modules.items()):  # what is imported first, so that nothing is looked for elsewhere
        text = graph.serialize(format="nt").encode()
        world.get_ontology(name).load(fileobj=BytesIO(text))
    entry = world.get_ontology(str(CORE))
    assert {each.base_iri.rstrip("#/") for each in entry.imported_ontologies} == modules.keys() - {str(CORE)}
    assert {str(each.iri) for each in world.classes()} >= {str(each) for each in declared(core(), OWL.Class)}
    assert world["https://w3id.org/realist/core#Configuration"] is not None
