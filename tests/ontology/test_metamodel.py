"""The metamodel carries every notion that a realist method needs, each explained with cases for and against."""

from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from demireg.domain.names import REALIST
from tests.ontology.graphs import core, declared, ours, union

#: A notion of realist method → the terms that carry it.
NOTIONS = {
    # causation and the parts of a configuration
    "a study claims that parts belong together": "Configuration hasConfiguration",
    "context as features or as process": "contextNarrative ObservableFeature RelationalProcess",
    "four levels": "level IndividualLevel InterpersonalLevel InstitutionalLevel InfrastructuralLevel",
    "intervention apart from context": "interventionAssignment hasIntervention",
    "actor whose reasoning it is": "actorRole",
    "declared form of configurations": "heuristic",
    "mechanism as resource, response or unsaid": "resourceAssignment responseAssignment mechanismAssignment",
    "activation as a continuum": "activation NotActivated WeaklyActivated PartlyActivated FullyActivated",
    "valence, and for whom": "valence valenceFor Beneficial Harmful Neutral Mixed",
    "intention": "intention Intended Unintended",
    "horizon": "horizon Proximal Intermediate Distal",
    "element as told in one study": "Element element",
    "role belongs to an assignment": "RoleAssignment",
    "causal links": "CausalLink hasCausalLink from to linkKind Enables"
    " Constrains Triggers Produces Reinforces FeedsBack Blocks",
    "dyads": "PartialConfiguration",
    "unfired mechanism, unachieved outcome": "unfiredMechanismAssignment hasUnfired"
    " unachievedOutcomeAssignment hasUnachieved",
    "what is imagined or only proposed": "hypotheticalAssignment proposedAssignment HypothesisedConfiguration",
    # links between configurations
    "ripples": "ripplesAsContext ripplesAsMechanism ripplesInto ConfigurationLink",
    "nested configurations": "elaborates",
    "competing mechanisms": "competesWith",
    "stage of a pathway": "pathwayStage",
    # theory
    "kinds and stages of theory": "Theory FormalTheory ProgrammeTheory stage Initial Candidate Modified MidRange",
    "propositions and patterns": "Proposition proposition Pattern pattern requiresContext requiresIntervention"
    " requiresMechanism requiresOutcome",
    "lineage": "abstracts drawsOn rivalOf carriedOverFrom TheoryVersion",
    "theory to theory": "refinesTheory extendsTheory narrowsTheory mergesTheory rejectsTheory",
    "stances": "StanceAssessment stance strength Corroborates Refines"
    " Extends Qualifies Contradicts Inconclusive Silent",
    "reasoning from data to theory": "AnalyticMove Abduction Retroduction"
    " Juxtaposing Adjudicating Reconciling Situating",
    "machine inference of fit": "instantiates counterInstantiates partlyInstantiates",
    # studies
    "study, report, programme, site": "Study Report Programme Site Service ParticipantGroup partOfProgramme",
    "synthesis and its documents": "Synthesis synthesises Document SearchRun FlowCount reportsStudy",
    "conduct of a study": "DataCollection AnalysisActivity CodingAgreement",
    # judgements
    "quality": "QualityAssessment RelevanceJudgement RichnessJudgement RigourJudgement rating about",
    "confidence in a proposition": "CERQualAssessment methodologicalLimitations coherence"
    " adequacy relevance overallConfidence",
    "interviews that teach and learn": "elicitedBy interviewPhase Gleaning"
    " Refining Consolidating viewStatus speakerRole",
    "words under a licence": "quotation quotationLicence",
    "evidence kinds": "evidenceKind",
    "what coders settled": "Settlement hasSettlement conceptGiven",
    "double coding": "CodedSegment SegmentCoding roleGiven ContextRole InterventionRole MechanismRole OutcomeRole",
    "bases of coding": "CodingBasis AuthorTagged AuthorStated CuratorInferred MachineSuggested acceptedBy rejectedBy",
    "review of encodings": "reviewStatus Draft CuratorChecked AuthorChecked textSeen",
    "reporting standards": "ChecklistItem ChecklistResponse answersItem answer"
    " ItemMet ItemPartlyMet ItemNotMet ItemNotSeen",
    "what reports say of the work": "question focusesOn evaluationRationale"
    " designRationale methodRationale adaptation"
    " deviation recruitment ethicsReference ethicsExemption"
    " limitation studyStrength fundingStatement interestsStatement",
    "reproducible comparisons": "Comparison measure parameter ofVersion backgroundVersion",
}

#: Properties that are easily misused, beside those from which something is inferred.
MISUSED = frozenset(
    (
        *(
            "hasConfiguration",
            "hypothesises",
            "mechanismKind",
            "dualRole",
            "codedConcept",
            "siteContext",
            "synthesises",
            "partOfProgramme",
            "locator",
        ),
        *(
            "codingBasis",
            "confidence",
            "participant",
            "stance",
            "onBasisOf",
            "textSeen",
            "count",
            "isTotal",
            "supersededBy",
        ),
        *("namesConcept", "about", "rating", "linkAs", "linkKind", "from", "to", "elaborates", "competesWith"),
        *("strength", "quotation", "level", "horizon", "intention", "activation", "valenceFor"),
    )
)


@pytest.mark.parametrize("notion", NOTIONS)
def test_the_method_has_its_terms(notion: str) -> None:
    known = {term.rpartition("#")[2] for term in ours()}
    assert set(NOTIONS[notion].split()) <= known


def lists(graph: Graph) -> Iterator[tuple[Node, set[Node]]]:
    """Each closed list with its values."""
    for kind, expression in graph.subject_objects(OWL.equivalentClass):
        members = graph.value(expression, OWL.oneOf)
        if members is not None:
            yield kind, set(Collection(graph, members))


def test_a_list_of_values_is_closed_over_the_individuals_that_are_declared() -> None:
    graph = core()
    closed = dict(lists(graph))
    kinds = {kind for each in declared(graph, OWL.NamedIndividual) for kind in graph.objects(each, RDF.type)}
    assert kinds - {OWL.NamedIndividual} == closed.keys()
    for kind, values in closed.items():
        assert values == set(graph.subjects(RDF.type, kind))


def test_all_values_differ_from_each_other() -> None:
    graph = core()
    (group,) = graph.subjects(RDF.type, OWL.AllDifferent)
    members = graph.value(group, OWL.distinctMembers)
    assert members is not None
    assert set(Collection(graph, members)) == declared(graph, OWL.NamedIndividual)


def excluded(graph: Graph, kind: URIRef) -> list[set[Node]]:
    groups = (graph.value(group, OWL.members) for group in graph.subjects(RDF.type, kind))
    return [set(Collection(graph, members)) for members in groups if members is not None]


def test_each_class_of_things_excludes_the_others_or_stands_below_one_that_does() -> None:
    graph = core()
    groups = excluded(graph, OWL.AllDisjointClasses)
    classes = declared(graph, OWL.Class) & set(ours())
    apart = set().union(*groups)
    left = {each for each in classes - apart if (each, RDFS.subClassOf, None) not in graph}
    assert left == set()


def test_a_part_stands_under_one_role_and_in_one_way() -> None:
    graph = core()
    largest = max(excluded(graph, OWL.AllDisjointProperties), key=len)
    tops = {
        each for each in ours() if str(each).endswith("Assignment") and (each, RDF.type, OWL.ObjectProperty) in graph
    }
    below = {each for each in tops if (each, RDFS.subPropertyOf, None) in graph}
    assert largest == tops - below


def test_a_suggestion_is_in_no_axiom_but_the_one_that_keeps_it_apart() -> None:
    graph = core()
    about = set(graph.predicates(REALIST.proposedAssignment))
    assert {RDFS.subPropertyOf, OWL.propertyChainAxiom, OWL.inverseOf} & about == set()
    assert REALIST.proposedAssignment not in set(union("ontology/modules/core-infer.ttl").all_nodes())
    assert REALIST.proposedAssignment not in set(union("ontology/modules/core-rl.ttl").all_nodes())


@pytest.mark.parametrize("term", sorted(declared(core(), OWL.Class) & set(ours())))
def test_a_class_has_a_case_for_and_a_case_against(term: URIRef) -> None:
    graph = core()
    assert (term, SKOS.example, None) in graph
    assert (term, REALIST.negativeExample, None) in graph


def inferring() -> set[Node]:
    """The properties in the modules of inference and in the rules."""
    graph = union("ontology/modules/core-infer.ttl", "ontology/modules/core-rl.ttl")
    return {node for node in graph.all_nodes() if node in set(ours())}


def test_a_property_that_infers_or_is_easily_misused_has_a_case_for_and_a_case_against() -> None:
    graph = core()
    wanted = inferring() | {REALIST[name] for name in MISUSED}
    assert len(wanted) > 50
    for note in (SKOS.example, REALIST.negativeExample):
        assert {each for each in wanted if (each, note, None) not in graph} == set()


def test_an_example_is_a_case_and_not_the_definition_again() -> None:
    graph = core()
    for note in (SKOS.example, REALIST.negativeExample):
        for term, case in graph.subject_objects(note):
            assert (term, SKOS.definition, case) not in graph
            assert not str(case).startswith("Negative example")
