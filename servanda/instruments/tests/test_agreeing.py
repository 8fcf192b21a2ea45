"""Who adopted an instrument and how, how instruments stand to one another, where their text is."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Record
from servanda.instruments.actions import (
    AdoptionFacts,
    InstrumentFacts,
    NewInstrument,
    NewRelation,
    add_adoption,
    change_adoption,
    change_instrument,
    create_instrument,
    hold_text,
    relate_instruments,
    release_text,
    remove_relation,
)
from servanda.instruments.models import Adoption, HeldText, Instrument, Relation
from servanda.parties.actions import NewParty, create_party, create_person, ensure_post
from servanda.parties.models import Party, Tenure
from servanda.registers.actions import EditConflict, Mandate, NotAllowed, undo
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import DocumentFacts, Place, Upload, cite, ingest
from servanda.sources.models import Citation, Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Mandate:
    return administrator(make_register())


def made(office: Mandate, title: str, period: str | None = None) -> Instrument:
    return create_instrument(office, new=NewInstrument(title, "action_plan", period=period))


def state(office: Mandate, name: str = "Republic of Arvenia") -> Party:
    return create_party(office, new=NewParty(name, "state"))


def paper(office: Mandate, visibility: str = "register") -> Version:
    facts = DocumentFacts(title="Decree", published="2020-01-09", visibility=visibility)
    return ingest(
        office, upload=Upload(b"The second plan follows the first.", "a.txt"), facts=facts
    ).version


def test_a_signatory_is_known_in_the_post_on_the_day_of_the_signature(office):
    arvenia, person = state(office), create_person(office, name="Ada Lind")
    minister = ensure_post(office, title="Minister", organization=arvenia)
    facts = AdoptionFacts(date="2020-02-18", signatory=person, post=minister)
    add_adoption(office, instrument=made(office, "Plan"), party=arvenia, facts=facts)
    tenure = Tenure.objects.get()
    assert (tenure.known_from, tenure.known_until) == (date(2020, 2, 18), date(2020, 2, 18))


def test_a_party_adopts_an_instrument_once(office):
    plan, arvenia = made(office, "Plan"), state(office)
    add_adoption(office, instrument=plan, party=arvenia, facts=AdoptionFacts("2020"))
    with pytest.raises(ValidationError, match="known already"):
        add_adoption(office, instrument=plan, party=arvenia, facts=AdoptionFacts("2021"))


def test_a_party_that_did_not_sign_is_not_among_those_that_adopted(office):
    plan = made(office, "Decision")
    for name, qualified in (("Arvenia", "reservation"), ("Borland", "unsigned")):
        facts = AdoptionFacts(qualified=qualified)
        add_adoption(office, instrument=plan, party=state(office, name), facts=facts)
    assert [one.party.label for one in Adoption.objects.given()] == ["Arvenia"]


def test_a_reserve_is_changed_only_by_who_saw_it_as_it_stands(office):
    facts = AdoptionFacts("2020-02", qualified="ad_referendum")
    plan = made(office, "Agreement")
    adoption = add_adoption(office, instrument=plan, party=state(office), facts=facts)
    change_adoption(
        office, adoption=adoption, facts=AdoptionFacts("2020-02", force="2020-05"), revision=1
    )
    adoption.refresh_from_db()
    assert (adoption.qualified, adoption.force_earliest) == ("", date(2020, 5, 1))
    with pytest.raises(EditConflict):
        change_adoption(office, adoption=adoption, facts=facts, revision=1)


def test_an_instrument_is_found_under_its_old_title_as_well(office):
    plan = made(office, "Plan against trafficking")
    facts = InstrumentFacts("National plan", "action_plan", period="2020/2022", is_draft=True)
    change_instrument(office, instrument=plan, facts=facts, revision=1)
    for title in ("Plan against trafficking", "National plan"):
        assert Instrument.objects.named(title).get() == plan
    assert plan.period_latest == date(2022, 12, 31)
    assert InstrumentFacts.of(plan) == facts


def test_who_only_reads_changes_no_instrument(office):
    plan = made(office, "Plan")
    reader = mandate(office.desk.register, "reader")
    with pytest.raises(NotAllowed):
        change_instrument(reader, instrument=plan, facts=InstrumentFacts.of(plan), revision=1)


def test_one_of_two_plans_follows_and_the_other_goes_before(office):
    first, second = made(office, "First", "2016/2018"), made(office, "Second", "2020/2022")
    follows = NewRelation("follows")
    said = relate_instruments(office, instrument=second, other=first, new=follows)
    assert relate_instruments(office, instrument=second, other=first, new=follows) == said
    with pytest.raises(ValidationError, match="stands in this relation"):
        relate_instruments(office, instrument=first, other=second, new=follows)
    with pytest.raises(ValidationError, match="no relation to itself"):
        relate_instruments(office, instrument=first, other=first, new=follows)


def test_a_tie_that_is_taken_away_comes_back_with_its_source(office):
    first, second = made(office, "First"), made(office, "Second")
    tie = relate_instruments(office, instrument=second, other=first, new=NewRelation("follows"))
    cite(office, entry=tie, version=paper(office), places=[Place("kind", 4, 23)])
    remove_relation(office, relation=tie)
    assert not Relation.objects.exists()
    assert not Citation.objects.filter(entry=tie.uuid).exists()
    record = Record.objects.filter(action="remove_relation").get()
    undo(office, record=record)
    assert Relation.objects.get().uuid == tie.uuid
    assert Citation.objects.get(entry=tie.uuid).passage.quote == "second plan follows"


def test_a_tie_is_no_more_open_than_the_more_hidden_of_both(office):
    first = made(office, "First")
    hidden = create_instrument(
        office, new=NewInstrument("Second", "action_plan", visibility="restricted")
    )
    tie = relate_instruments(office, instrument=hidden, other=first, new=NewRelation("follows"))
    assert tie.effective_visibility == "restricted"


def test_a_document_that_holds_a_text_is_named_once_and_hides_as_the_document_does(office):
    plan, version = made(office, "Plan"), paper(office, "restricted")
    held = hold_text(office, instrument=plan, document=version.document, part="annex")
    assert hold_text(office, instrument=plan, document=version.document, part="annex") == held
    assert held.effective_visibility == "restricted"
    release_text(office, held=held)
    assert not HeldText.objects.exists()
