"""Saying what became of a provision."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from servanda.history.models import Record
from servanda.parties.actions import NewParty, create_party, represent
from servanda.progress.actions import (
    NewEvidence,
    NewUpdate,
    add_update,
    add_update_with_evidence,
    ensure_scale,
)
from servanda.progress.models import Core, Evidence, Standing, Update
from servanda.progress.tests.factories import Plan
from servanda.registers.actions import NotAllowed, mandate_for
from servanda.registers.tests.factories import administrator, make_register, mandate, person
from servanda.sources.actions import Upload
from servanda.sources.models import Document

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)
TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register()))


def standing(plan: Plan) -> Standing:
    return Standing.objects.get(provision=plan.line, assessor=plan.office)


def test_the_scale_of_progress_has_the_values_of_the_core(plan):
    scale = ensure_scale(plan.mandate)
    assert [value.code for value in scale.values.all()] == list(Core.values)
    assert ensure_scale(plan.mandate) == scale


def test_an_update_becomes_the_standing_of_its_assessor(plan):
    update = plan.say(plan.line, plan.office, "in_progress", DAY)
    assert (standing(plan).core, standing(plan).update) == ("in_progress", update)


def test_an_older_statement_entered_later_does_not_become_the_standing(plan):
    latest = plan.say(plan.line, plan.office, "done", DAY)
    plan.say(plan.line, plan.office, "not_started", DAY - timedelta(days=30))
    assert standing(plan).update == latest


def test_of_two_statements_of_a_day_the_later_entered_counts(plan):
    plan.say(plan.line, plan.office, "done", DAY)
    later = plan.say(plan.line, plan.office, "in_progress", DAY)
    assert standing(plan).update == later


def test_a_correction_takes_the_place_of_what_it_corrects(plan):
    wrong = plan.say(plan.line, plan.office, "done", DAY)
    right = plan.say(plan.line, plan.office, "in_progress", DAY - timedelta(days=3), corrects=wrong)
    assert standing(plan).update == right
    assert Update.objects.filter(pk=wrong.pk).exists()


def test_correcting_an_old_update_leaves_the_latest_word(plan):
    old = plan.say(plan.line, plan.office, "done", DAY - timedelta(days=90))
    latest = plan.say(plan.line, plan.office, "in_progress", DAY)
    plan.say(plan.line, plan.office, "not_started", DAY - timedelta(days=90), corrects=old)
    assert standing(plan).update == latest


def test_each_assessor_has_a_standing_of_its_own(plan):
    plan.say(plan.line, plan.office, "done", DAY)
    plan.say(plan.line, plan.arvenia, "in_progress", DAY)
    found = Standing.objects.filter(provision=plan.line).order_by("id")
    assert [row.core for row in found] == ["done", "in_progress"]


def test_nobody_says_something_on_a_day_that_has_not_come(plan):
    with pytest.raises(ValidationError, match="has not come yet"):
        plan.say(plan.line, plan.office, "done", plan.mandate.desk.today + timedelta(days=1))


def test_a_value_that_the_scale_lacks_is_named_with_those_it_has(plan):
    with pytest.raises(ValidationError, match=r"finished is no value.*not_started, in_progress"):
        plan.say(plan.line, plan.office, "finished", DAY)


def test_a_party_does_not_correct_what_another_said(plan):
    said = plan.say(plan.line, plan.office, "done", DAY)
    with pytest.raises(ValidationError, match="by the party that gave it"):
        plan.say(plan.line, plan.arvenia, "in_progress", DAY, corrects=said)


def test_a_correction_is_about_the_same_provision(plan):
    said = plan.say(plan.line, plan.office, "done", DAY)
    with pytest.raises(ValidationError, match="about something else"):
        plan.say(plan.training, plan.office, "done", DAY, corrects=said)


def test_an_update_stands_on_a_passage_once(plan):
    words = "the line was opened in May 2020"
    update = plan.say(plan.line, plan.office, "done", DAY, words=words)
    evidence = Evidence.objects.get(update=update)
    assert evidence.passage.quote == words
    assert evidence.document == plan.release.document


def test_the_same_document_given_twice_is_evidence_once(plan):
    document = plan.release.document
    new = NewUpdate(assessor=plan.office, value="done", stated_on=DAY)
    update = add_update(plan.mandate, provision=plan.line, new=new, documents=[document, document])
    assert Evidence.objects.filter(update=update).count() == 1


def test_an_update_with_a_file_is_one_record_in_the_history(plan):
    new = NewUpdate(assessor=plan.office, value="done", stated_on=DAY)
    evidence = NewEvidence(plan.release, 0, 5, (Upload(b"The line is open.", "photo.txt"),))
    before = Record.objects.count()
    update, [ingested] = add_update_with_evidence(
        plan.mandate, provision=plan.line, new=new, evidence=evidence
    )
    assert Record.objects.count() == before + 1
    assert ingested.is_new
    assert Evidence.objects.filter(update=update).count() == 2


def test_an_update_that_is_refused_leaves_no_file_in_the_register(plan):
    new = NewUpdate(assessor=plan.office, value="finished", stated_on=DAY)
    evidence = NewEvidence(uploads=(Upload(b"The line is open.", "photo.txt"),))
    before = Document.objects.count()
    with pytest.raises(ValidationError):
        add_update_with_evidence(plan.mandate, provision=plan.line, new=new, evidence=evidence)
    assert Document.objects.count() == before


def test_an_update_is_no_more_open_than_its_provision(plan):
    secret = plan.provision("Move the staff", visibility="restricted")
    update = plan.say(secret, plan.office, "done", DAY, visibility="public")
    assert update.effective_visibility == "restricted"


def test_an_update_of_ones_own_side_is_seen_by_that_side(plan):
    officer = person(plan.mandate.desk.register, "focal_point", side="ours")
    ours = mandate_for(plan.mandate.desk.register, officer)
    theirs = mandate(plan.mandate.desk.register, "focal_point", side="theirs")
    represent(plan.mandate, account=officer, party=plan.office, since=DAY)
    new = NewUpdate(assessor=plan.office, value="done", stated_on=DAY, visibility="own_side")
    update = add_update(ours, provision=plan.line, new=new)
    assert Update.objects.visible_to(ours.desk).filter(pk=update.pk).exists()
    assert not Update.objects.visible_to(theirs.desk).filter(pk=update.pk).exists()


def test_without_a_side_nobody_keeps_an_update_to_it(plan):
    new = NewUpdate(assessor=plan.office, value="done", stated_on=DAY, visibility="own_side")
    with pytest.raises(ValidationError, match="no side"):
        add_update(plan.mandate, provision=plan.line, new=new)


def test_a_reader_says_nothing(plan):
    reader = mandate(plan.mandate.desk.register, "reader")
    new = NewUpdate(assessor=plan.office, value="done", stated_on=DAY)
    with pytest.raises(NotAllowed):
        add_update(reader, provision=plan.line, new=new)
    assert not Update.objects.exists()


@pytest.mark.parametrize(
    ("since", "until", "speaks"),
    [
        (YESTERDAY, None, True),
        (TODAY, TODAY, True),
        (YESTERDAY, YESTERDAY, False),
        (TOMORROW, None, False),
    ],
)
def test_a_focal_point_speaks_for_a_party_on_the_days_they_represent_it(plan, since, until, speaks):
    officer = person(plan.mandate.desk.register, "focal_point")
    focal = mandate_for(plan.mandate.desk.register, officer)
    represent(plan.mandate, account=officer, party=plan.office, since=since, until=until)
    new = NewUpdate(assessor=plan.office, value="done", stated_on=DAY)
    if speaks:
        assert add_update(focal, provision=plan.line, new=new).assessor == plan.office
    else:
        with pytest.raises(ValidationError, match="You do not speak for this party today"):
            add_update(focal, provision=plan.line, new=new)


def test_a_focal_point_does_not_speak_for_another_party(plan):
    officer = person(plan.mandate.desk.register, "focal_point")
    focal = mandate_for(plan.mandate.desk.register, officer)
    other = create_party(plan.mandate, new=NewParty("Another office", "other"))
    represent(plan.mandate, account=officer, party=other, since=YESTERDAY)
    new = NewUpdate(assessor=plan.office, value="done", stated_on=DAY)
    with pytest.raises(ValidationError, match="You do not speak for this party today"):
        add_update(focal, provision=plan.line, new=new)
