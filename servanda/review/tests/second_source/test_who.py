"""A second source names the same parties and persons, in other words and scripts."""

import pytest

from servanda.parties.models import Party, Person
from servanda.review.actions import Decision, accept_all, accept_proposal
from servanda.review.tests.factories import (
    SIDES,
    TALKS,
    TURKMENISTAN,
    make_run,
    the,
)
from servanda.review.tests.second_source.sources import LATER, matches_of, second, sources_of
from servanda.sources.actions import DocumentFacts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_an_organization_under_a_turkmen_name_is_known_by_its_short_name(clerk, first):
    text = "Halkara migrasiýa guramasy (IOM) bilen duşuşyk."
    name = (
        "party",
        "Halkara migrasiýa guramasy (IOM)",
        {
            "name": "Halkara migrasiýa guramasy",
            "kind": "international_organization",
            "aliases": ["IOM"],
        },
    )
    second(clerk, text, [name], facts=DocumentFacts(title="Habar", language="tk"))
    iom = Party.objects.get(label=SIDES[1])
    assert "Halkara migrasiýa guramasy" in iom.names.values_list("text", flat=True)
    assert iom.names.get(text="Halkara migrasiýa guramasy").language == "tk"
    assert sources_of(iom, "name") == 2


def test_the_turkmen_name_alone_is_known_from_then_on(clerk, first):
    for text, aliases in (
        ("Halkara migrasiýa guramasy (IOM).", ["IOM"]),
        ("Halkara migrasiýa guramasy!", []),
    ):
        name = (
            "party",
            "Halkara migrasiýa guramasy",
            {
                "name": "Halkara migrasiýa guramasy",
                "kind": "international_organization",
                "aliases": aliases,
            },
        )
        second(clerk, text, [name])
    assert Party.objects.count() == 2


def test_a_short_name_of_a_ministry_does_not_tell_which(clerk, first):
    for country in ("Norway", "Kenya"):
        text = f"The Ministry of Foreign Affairs of {country} (MFA) spoke."
        name = f"Ministry of Foreign Affairs of {country}"
        second(
            clerk,
            text,
            [("party", name, {"name": name, "kind": "government_agency", "aliases": ["MFA"]})],
        )
    assert Party.objects.filter(kind="government_agency").count() == 2


def test_a_person_is_known_under_another_spelling(clerk, first):
    text = "Z. Gadzhiev? No: Зейнал Гаджиев spoke."
    second(clerk, text, [("person", "Зейнал Гаджиев", {"name": "Зейнал Гаджиев"})])
    hajiyev = Person.objects.get(label="Zeynal Hajiyev")
    assert Person.objects.count() == 2
    assert set(hajiyev.names.values_list("text", flat=True)) == {"Zeynal Hajiyev", "Зейнал Гаджиев"}


def test_a_person_is_known_with_a_patronymic_beside(clerk, first):
    name = "Rashid Ovezgeldiyevich Meredov"
    second(clerk, f"{name} spoke.", [("person", name, {"name": name})])
    assert Person.objects.count() == 2


def test_a_surname_alone_is_nobody_for_sure(clerk, first):
    second(clerk, "Meredov spoke.", [("person", "Meredov", {"name": "Meredov"})])
    assert Person.objects.count() == 3


def test_an_entry_is_made_anew_when_the_person_says_so(clerk, first):
    run = make_run(clerk, f"Again: {TALKS}", [TURKMENISTAN], facts=LATER)
    proposal = the(run, "party")
    accept_proposal(clerk, proposal=proposal, decision=Decision(as_new=True), revision=1)
    assert Party.objects.filter(label="Turkmenistan").count() == 2


def test_the_entry_a_person_chose_gets_the_name_and_the_citation(clerk, first):
    iom = Party.objects.get(label=SIDES[1])
    text = "МОМ подтвердила это."
    run = make_run(clerk, text, [("party", "МОМ", {"name": "МОМ", "kind": "other"})], facts=LATER)
    entry = accept_proposal(
        clerk, proposal=the(run, "party"), decision=Decision(match=iom.uuid), revision=1
    )
    assert entry == iom
    assert "МОМ" in iom.names.values_list("text", flat=True)
    iom.refresh_from_db()
    assert iom.kind == "international_organization"
    assert sources_of(iom, "kind") == 1


def test_a_state_does_not_become_a_body(clerk, first):
    body = ("body", "Turkmenistan", {"name": "Turkmenistan", "kind": "other"})
    second(clerk, "Turkmenistan!", [body])
    assert Party.objects.get(label="Turkmenistan").kind == "state"


def reasons(matches):
    return [(match.label, str(match.why), match.is_sure) for match in matches]


@pytest.mark.parametrize("name", ["Zeýnal Hajiýew", "Z. Gadzhiev", "Зейнал Гаджиев", "Hajiyev"])
def test_a_person_in_another_spelling_is_offered(clerk, first, name):
    (match,) = matches_of(clerk, "person", {"name": name})
    assert match.label == "Zeynal Hajiyev"


def test_the_same_surname_in_the_same_post_is_offered_with_the_reason_and_not_taken(clerk, first):
    fields = {"name": "А. Гаджиев", "post": "координатор"}
    (match,) = matches_of(clerk, "person", fields)
    assert reasons([match]) == [("Zeynal Hajiyev", "the same surname and post", False)]


def test_another_first_name_without_a_post_is_nobody_known(clerk, first):
    assert matches_of(clerk, "person", {"name": "Vepa Hajiyev"}) == []


def test_a_misprint_is_offered_with_the_reason_and_not_taken(clerk, first):
    (match,) = matches_of(clerk, "person", {"name": "Zeynal Hajivey"})
    assert reasons([match]) == [("Zeynal Hajiyev", "the name may be misprinted", False)]


def test_organizations_and_states_are_known_in_another_language(clerk, first):
    mom = {"name": "Международная организация по миграции", "kind": "international_organization"}
    (match,) = matches_of(clerk, "party", mom)
    assert reasons([match]) == [(SIDES[1], "it bears this name in another language", True)]


def test_a_body_whose_name_means_the_same_is_known_in_another_language(clerk):
    group = {"name": "Interagency Working Group on Migration"}
    run = make_run(
        clerk, "The Interagency Working Group.", [("body", "Interagency Working Group", group)]
    )
    accept_all(clerk, run=run)
    (match,) = matches_of(clerk, "body", {"name": "Межведомственная рабочая группа по миграции"})
    assert match.is_sure
    assert match.why == "its name means the same in another language"
