"""Concepts are role-free, defined, and arranged by genus and species without contradiction."""

import re
from collections import Counter

import pytest
from rdflib import RDF, SKOS, Literal
from rdflib.namespace import DCTERMS

from demireg.domain.names import REALIST, VOCAB
from tests.ontology.graphs import files, home, vocabularies

CONCEPTS = sorted(str(each).removeprefix(str(VOCAB)) for each in vocabularies().subjects(RDF.type, SKOS.Concept))


def above(concept: str) -> set[str]:
    """A concept and all that it is a kind of."""
    found = vocabularies().transitive_objects(VOCAB[concept], REALIST.kindOf)
    return {str(each).removeprefix(str(VOCAB)) for each in found}


def opposed(concept: str) -> set[str]:
    found = vocabularies().objects(VOCAB[concept], REALIST.opposes)
    return {str(each).removeprefix(str(VOCAB)) for each in found}


@pytest.mark.parametrize("concept", CONCEPTS)
def test_a_concept_is_labelled_defined_sourced_and_in_one_scheme(concept: str) -> None:
    graph, node = vocabularies(), VOCAB[concept]
    for predicate, name in ((SKOS.prefLabel, "skos:prefLabel"), (SKOS.definition, "skos:definition")):
        values = [each for each in graph.objects(node, predicate) if isinstance(each, Literal)]
        assert [each.language for each in values] == ["en"], f"{home(node)}: needs exactly one {name}, marked @en"
    assert str(graph.value(node, SKOS.definition)).endswith("."), f"{home(node)}: its definition lacks the full stop"
    assert (node, DCTERMS.source, None) in graph, f"{home(node)}: needs a dcterms:source, a text: where it comes from"
    schemes = [(each, RDF.type, SKOS.ConceptScheme) in graph for each in graph.objects(node, SKOS.inScheme)]
    assert schemes == [True], (
        f"{home(node)}: needs exactly one skos:inScheme: vocab: and the name of the file in ontology/vocabularies"
    )
    assert re.fullmatch(r"[A-Z][A-Za-z]+", concept), f"{home(node)}: a name is in CamelCase, of letters only"


def test_labels_and_codes_name_one_concept_each() -> None:
    for predicate in (SKOS.prefLabel, SKOS.notation):
        counts = Counter(str(each).lower() for each in vocabularies().objects(None, predicate))
        several = [each for each, count in counts.items() if count > 1]
        assert not several, f"two concepts in ontology/vocabularies have the label or code {several}: each leads to one"


def test_every_code_and_concept_in_the_shipped_sheets_resolves() -> None:
    known = {str(each) for each in vocabularies().objects(None, SKOS.notation)} | set(CONCEPTS)
    sheets = files("data/studies/*.yaml")
    used = {code for path in sheets for code in re.findall(r"\b(?:concept|via): ([\w.-]+)", path.read_text("utf-8"))}
    assert len(sheets) >= 6
    missing = sorted(used - known - {"null"})
    assert not missing, (
        f"sheets in data/studies name {missing}, which no concept has as its name or skos:notation: add the concept, "
        "give a code back, or correct the sheet"
    )


def test_kind_of_and_opposes_relate_concepts_that_there_are() -> None:
    for predicate in (REALIST.kindOf, REALIST.opposes, SKOS.related):
        known = {VOCAB[each] for each in CONCEPTS}
        for concept, other in vocabularies().subject_objects(predicate):
            assert other in known, f"{home(concept)}: names <{other}>, which no vocabulary has as a concept"


def test_kind_of_has_no_cycle() -> None:
    for concept in CONCEPTS:
        parents = set(vocabularies().objects(VOCAB[concept], REALIST.kindOf))
        for parent in parents:
            assert concept not in above(str(parent).removeprefix(str(VOCAB))), (
                f"{home(VOCAB[concept])}: is, by way of <{parent}>, a kind of itself: take one realist:kindOf out"
            )


def test_opposes_is_written_both_ways() -> None:
    for one in CONCEPTS:
        for two in opposed(one):
            assert one in opposed(two), f"{home(VOCAB[two])}: write `realist:opposes vocab:{one}` here as well"


@pytest.mark.parametrize("concept", CONCEPTS)
def test_nothing_that_a_concept_is_opposes_anything_else_that_it_is(concept: str) -> None:
    kinds = above(concept)
    found = [f"{one} and {two}" for one in kinds for two in opposed(one) if two in kinds]
    assert not found, (
        f"{home(VOCAB[concept])}: is, by its kinds, both {' and '.join(found)}, which are opposites: change a kindOf"
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("ResistanceResource", "ResistanceDeficit"),
        ("ResistanceResource", "Stressor"),
        ("MovementTowardsEase", "MovementTowardsDisEase"),
        ("SOCStrengthened", "SOCWeakened"),
        ("ResistanceResource", "MovementTowardsEase"),
    ],
)
def test_families_that_theories_keep_apart_share_no_concept(one: str, two: str) -> None:
    for each in CONCEPTS:
        assert not {one, two} <= above(each), (
            f"{home(VOCAB[each])}: is a kind of {one} and of {two}, which theories keep apart: change a kindOf"
        )


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("SocialIsolation", "Stressor"),
        ("SocialConnection", "ResistanceResource"),
        ("BeingListenedTo", "ResistanceResource"),
        ("ReducedIsolation", "MovementTowardsEase"),
        ("Comprehension", "Comprehensibility"),
        ("SituationManageable", "Manageability"),
        ("PoorInformationExchange", "ResistanceDeficit"),
    ],
)
def test_the_founding_study_is_read_with_these_kinds(narrow: str, wide: str) -> None:
    assert wide in above(narrow)


def test_purpose_is_related_to_meaningfulness_and_no_kind_of_it() -> None:
    assert "Meaningfulness" not in above("MeaningAndPurpose")
    assert (VOCAB.MeaningAndPurpose, SKOS.related, VOCAB.Meaningfulness) in vocabularies()
    meaningful = [each for each in CONCEPTS if "Meaningfulness" in above(each)]
    assert [each for each in meaningful if (VOCAB[each], SKOS.notation, None) in vocabularies()] == []


#: The cut of salutogenesis that the project's method sets out: a genus and what has to be a kind of it.
FIRST_CUT = {
    "ResistanceResource": "GRR SRR InternalResource ExternalResource",
    "GRR": "SocialSupport MaterialResource KnowledgeSkill EgoIdentity CulturalStability PreventiveOrientation",
    "SocialSupport": "PeerSupport PractitionerSupport FamilySupport",
    "MaterialResource": "Housing Income Employment",
    "EgoIdentity": "Confidence SelfEsteem",
    "SRR": "AccessibleVenue FlexibleRole TimeToListen PersonalPlan OpenEndedService PracticalHelp WarmHandover "
    "NonStigmatisingSpace",
    "Stressor": "SocialIsolation Bereavement MaterialHardship IllHealth Stigma AccessBarrier",
    "ResistanceDeficit": "WeakNetwork LowConfidence PoorInteragencySystems GeneralisedDeficit SpecificDeficit",
    "SOCComponent": "Comprehensibility Manageability Meaningfulness",
    "SOCChange": "SOCStrengthened SOCWeakened",
    "SOCStrengthened": "ComprehensibilityStrengthened ManageabilityStrengthened MeaningfulnessStrengthened",
    "SOCWeakened": "ComprehensibilityWeakened ManageabilityWeakened MeaningfulnessWeakened",
    "ResourceUse": "ResourceRecognised ResourceAccessed",
    "MovementTowardsEase": "Engagement ReducedIsolation BetterMentalHealth BetterPhysicalHealth AptServiceUse "
    "BetterMaterialSituation",
    "MovementTowardsDisEase": "Disengagement MoreIsolation WorseHealth Dependency",
}


@pytest.mark.parametrize(
    ("wide", "narrow"), [(wide, each) for wide, kinds in FIRST_CUT.items() for each in kinds.split()]
)
def test_the_first_cut_of_salutogenesis_is_covered(wide: str, narrow: str) -> None:
    assert wide in above(narrow)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("ResistanceResource", "ResistanceDeficit"),
        ("GRR", "GeneralisedDeficit"),
        ("SRR", "SpecificDeficit"),
        ("SocialConnection", "WeakNetwork"),
        ("Confidence", "LowConfidence"),
        ("InteragencyRelationship", "PoorInteragencySystems"),
        ("ComprehensibilityStrengthened", "ComprehensibilityWeakened"),
        ("ManageabilityStrengthened", "ManageabilityWeakened"),
        ("MeaningfulnessStrengthened", "MeaningfulnessWeakened"),
        ("SenseOfCoherence", "WeakSenseOfCoherence"),
        ("TensionManaged", "TensionBecomesStress"),
        ("MovementTowardsEase", "MovementTowardsDisEase"),
        ("Trust", "Distrust"),
    ],
)
def test_contraries_of_the_theory_oppose_each_other(one: str, two: str) -> None:
    assert two in opposed(one)


def test_the_components_are_parts_of_the_sense_of_coherence_and_no_kinds_of_it() -> None:
    for concept in ("Comprehensibility", "Manageability", "Meaningfulness", "WeakSenseOfCoherence"):
        assert "SenseOfCoherence" not in above(concept)


def test_less_than_before_is_no_kind_of_what_is_less() -> None:
    """A lack is a contrary, or something that did not fire; were it a kind, a reasoner would take it for the thing."""
    for lack in (
        "Distrust",
        "WeakNetwork",
        "LowConfidence",
        "Hopelessness",
        "Scepticism",
        "NoChange",
        "IsolationPersists",
    ):
        kinds = above(lack)
        assert not {"ResistanceResource", "MovementTowardsEase", "Trust", "Hope", "BuyIn"} & kinds


#: What social prescribing is described by: a genus and all of its kinds.
PRESCRIBING = {
    "DeliveryModel": "SignpostingModel LightModel MediumModel HolisticModel CommunityServiceModel "
    "CommunityEnhancedModel",
    "ServiceRole": "LinkWorker HealthTrainer AdvocacyAdviser ActivityWorker Volunteer TriageWorker Referrer "
    "ServiceManager Commissioner Client ClientVolunteer Peer Carer StaffMember",
    "ReferralSource": "GeneralPractitionerReferral NurseReferral OtherHealthServiceReferral HousingReferral "
    "CommunityMentalHealthReferral SocialWorkReferral VoluntarySectorReferral SelfReferral WordOfMouth",
    "FamilyOfChange": "MentalHealthFamily WellbeingFamily LonelinessFamily SocialFunctioningFamily ConfidenceFamily "
    "SenseOfCoherenceFamily HealthBehaviourFamily PhysicalHealthFamily MaterialFamily ServiceUseFamily "
    "ExperienceFamily CostsFamily SystemFamily HarmsFamily",
}


@pytest.mark.parametrize("genus", PRESCRIBING)
def test_social_prescribing_has_these_kinds_and_no_others(genus: str) -> None:
    found = {each for each in CONCEPTS if genus in above(each) and each != genus}
    assert found == set(PRESCRIBING[genus].split()), (
        f"the kinds of vocab:{genus} are a closed list: add or take out "
        f"{sorted(found ^ set(PRESCRIBING[genus].split()))} in PRESCRIBING in tests/ontology/test_vocabularies.py as "
        "well, if it belongs there"
    )


def test_the_stages_of_the_pathway_are_in_order() -> None:
    graph = vocabularies()
    stages = [VOCAB[each] for each in CONCEPTS if "PathwayStage" in above(each) and each != "PathwayStage"]
    ordered = sorted(stages, key=lambda each: str(graph.value(each, REALIST.order)).rjust(3))
    assert [str(graph.value(each, REALIST.order)) for each in ordered] == [str(n) for n in range(1, len(stages) + 1)]
    names = [str(each).removeprefix(str(VOCAB)).removesuffix("Stage") for each in ordered]
    assert " ".join(names) == (
        "Outreach Referral Triage FirstContact WhatMatters Plan Connecting Activity Review Feedback Closure"
    )


def test_instruments_are_there_by_name_only() -> None:
    instruments = [each for each in CONCEPTS if "Instrument" in above(each)]
    assert len(instruments) > 10
    for each in instruments:
        texts = [str(text) for text in vocabularies().objects(VOCAB[each]) if isinstance(text, Literal)]
        assert [text for text in texts if "?" in text or len(text) > 160] == []


def test_no_concept_is_both_internal_and_external() -> None:
    for each in CONCEPTS:
        assert not {"InternalResource", "ExternalResource"} <= above(each), (
            f"{home(VOCAB[each])}: is a kind of InternalResource and of ExternalResource: change a kindOf"
        )


def test_a_family_of_changes_relates_and_does_not_subsume() -> None:
    families = [each for each in CONCEPTS if "FamilyOfChange" in above(each) and each != "FamilyOfChange"]
    kinds = set(vocabularies().objects(None, REALIST.kindOf))
    assert [each for each in families if VOCAB[each] in kinds] == []


@pytest.mark.parametrize("concept", CONCEPTS)
def test_words_about_a_concept_are_sentences_of_its_own(concept: str) -> None:
    definition = str(vocabularies().value(VOCAB[concept], SKOS.definition))
    where = home(VOCAB[concept])
    assert not re.match(r"(This|The) concept\b", definition), (
        f"{where}: the definition says what it is, not that it is one"
    )
    assert definition[0].isupper(), f"{where}: the definition begins with a capital letter"
    for predicate in (SKOS.scopeNote, SKOS.example, REALIST.negativeExample):
        for text in vocabularies().objects(VOCAB[concept], predicate):
            assert isinstance(text, Literal), f"{where}: a note or example is a text, not {text}"
            assert text.language == "en", f"{where}: mark “{text}” with @en"
            assert str(text).endswith("."), f"{where}: “{text}” lacks the full stop"


def test_a_synonym_leads_to_one_concept() -> None:
    counts: Counter[str] = Counter()
    for concept in CONCEPTS:
        names = {
            str(n).lower() for p in (SKOS.prefLabel, SKOS.altLabel) for n in vocabularies().objects(VOCAB[concept], p)
        }
        counts.update(names)
    several = [each for each, count in counts.items() if count > 1]
    assert not several, f"two concepts are called {several}, as skos:prefLabel or skos:altLabel: each name leads to one"


def test_related_is_written_both_ways_and_never_between_kinds() -> None:
    graph = vocabularies()
    for one, two in graph.subject_objects(SKOS.related):
        assert (two, SKOS.related, one) in graph, f"{home(two)}: write skos:related to <{one}> here as well"
        assert str(two).removeprefix(str(VOCAB)) not in above(str(one).removeprefix(str(VOCAB))), (
            f"{home(one)}: is related to <{two}> and a kind of it: keep realist:kindOf alone"
        )
