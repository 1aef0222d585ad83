"""Data cubes keep the integrity constraints of the W3C Recommendation, and say the same as the answer."""

from itertools import combinations
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef, Variable
from rdflib.namespace import QB, RDF

from demireg.services.publishing import publish
from demireg.services.repository import Repository
from tests.publishing.answers import answered

TEXT = URIRef("http://www.w3.org/2001/XMLSchema#string")
CONSTRAINTS = sorted((Path(__file__).parent / "integrity").glob("*.rq"))
NAMES = ("matrix", "support", "contrast", "truth-table", "demi-regularities", "saturation", "overlap")


def cube(repository: Repository, name: str) -> Graph:
    return Graph().parse(data=publish(answered(repository, name), "ttl").decode(), format="turtle")


def test_there_are_constraints_to_check() -> None:
    assert len(CONSTRAINTS) >= 9


@pytest.mark.parametrize("name", NAMES)
def test_a_cube_keeps_every_integrity_constraint(toy: Repository, name: str) -> None:
    graph = cube(toy, name)
    assert set(graph.subjects(RDF.type, QB.Observation))
    broken = [path.stem for path in CONSTRAINTS if graph.query(path.read_text(encoding="utf-8")).askAnswer]
    assert broken == []


def test_a_cube_that_lacks_a_value_breaks_a_constraint(toy: Repository) -> None:
    graph = cube(toy, "support")
    observation = min(graph.subjects(RDF.type, QB.Observation), key=str)
    for predicate in [each for each in graph.predicates(observation) if "/property/" in str(each)]:
        graph.remove((observation, predicate, None))
    broken = [path.stem for path in CONSTRAINTS if graph.query(path.read_text(encoding="utf-8")).askAnswer]
    assert broken == ["ic-11-dimensions-required", "ic-14-measures-present"]


def test_the_cells_of_the_matrix_are_observations_of_studies_and_propositions(toy: Repository) -> None:
    graph = cube(toy, "matrix")
    found = graph.query((Path(__file__).parent / "cells.rq").read_text(encoding="utf-8")).bindings
    said = {(str(row[Variable("proposition")]), str(row[Variable("study")])): row[Variable("stance")] for row in found}
    assert len(said) == 18
    third = ("https://w3id.org/realist/theory/toy/P1", "https://w3id.org/realist/id/study/toy-s3")
    assert said[third] == Literal("refines", datatype=TEXT)


def test_what_is_undefined_is_no_observation(toy: Repository) -> None:
    graph = cube(toy, "contrast")
    sets = {str(each).rpartition("/")[2]: each for each in graph.subjects(RDF.type, QB.DataSet)}
    count = {name: len(set(graph.subjects(QB.dataSet, each))) for name, each in sets.items()}
    assert count["yes"] - count["delta"] == 1  # debt is known on one side only


def test_data_sets_of_one_answer_share_their_dimensions(toy: Repository) -> None:
    graph = cube(toy, "support")
    dimensions = [
        {part for component in graph.objects(each, QB.component) for part in graph.objects(component, QB.dimension)}
        for each in graph.subjects(RDF.type, QB.DataStructureDefinition)
    ]
    assert all(one == other for one, other in combinations(dimensions, 2))
