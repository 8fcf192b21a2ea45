"""What hangs on an entry under embargo is kept back with it, in every room and every register."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from servanda.commands.verification.chains import verify_chain
from servanda.commands.verification.reporting import verify
from servanda.history.models import Change, Record
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
from servanda.instruments.models import Instrument, Provision, Wording
from servanda.meetings.actions import (
    NewMeeting,
    NewSeries,
    create_meeting,
    create_series,
    ensure_record,
)
from servanda.meetings.models import Meeting
from servanda.parties.actions import NewParty, create_membership, create_party
from servanda.parties.models import Membership
from servanda.registers.actions import Protection, merge, protect_entry, undo
from servanda.registers.tests.factories import administrator, make_library, make_register, mandate
from servanda.search.models import Piece

pytestmark = pytest.mark.django_db

SOON = timezone.localdate() + timedelta(days=3)
LATER = SOON + timedelta(days=4)


@pytest.fixture
def clerk():
    return administrator(make_register())


def keep_back(clerk, entry, until):
    entry.refresh_from_db()
    wanted = Protection(entry.visibility, embargo_until=until)
    protect_entry(clerk, entry=entry, as_told=wanted, revision=entry.revision)


def a_meeting_with_a_point(clerk, *, series=None):
    new = NewMeeting("Talks", "held", "2020-03-03", series=series, visibility="public")
    record = ensure_record(clerk, meeting=create_meeting(clerk, new=new))
    new_point = NewProvision("Open a school", "point", visibility="public")
    return record, add_provision(clerk, instrument=record, new=new_point)


def seen(clerk, entry):
    desk = mandate(clerk.desk.register, "reader").desk
    return type(entry).objects.visible_to(desk).filter(pk=entry.pk).exists()


def test_the_record_of_a_meeting_and_its_points_are_kept_back_with_the_series(clerk):
    series = create_series(clerk, new=NewSeries("Yearly talks", visibility="public"))
    record, point = a_meeting_with_a_point(clerk, series=series)
    for until, is_seen in ((SOON, False), (None, True)):
        keep_back(clerk, series, until)
        assert {seen(clerk, entry) for entry in (record.meeting, record, point)} == {is_seen}
        assert seen(clerk, Wording.objects.get()) is is_seen
        kept_back = Piece.objects.filter(entry__in=[record.uuid, point.uuid])
        assert set(kept_back.values_list("embargo_until", flat=True)) == {until}
        assert verify(slug="r", notes=[])


def test_of_several_embargoes_the_latest_counts(clerk):
    series = create_series(clerk, new=NewSeries("Yearly talks", visibility="public"))
    record, point = a_meeting_with_a_point(clerk, series=series)
    keep_back(clerk, point, SOON)
    keep_back(clerk, series, LATER)
    point.refresh_from_db()
    assert point.effective_embargo == LATER
    keep_back(clerk, series, None)
    point.refresh_from_db()
    record.refresh_from_db()
    assert (point.effective_embargo, record.effective_embargo) == (SOON, None)


def test_what_is_made_under_an_entry_under_embargo_is_kept_back_at_once(clerk):
    series = create_series(clerk, new=NewSeries("Yearly talks", visibility="public"))
    keep_back(clerk, series, SOON)
    record, point = a_meeting_with_a_point(clerk, series=series)
    assert not any(seen(clerk, entry) for entry in (record.meeting, record, point))
    assert verify(slug="r", notes=[])


def test_who_saw_an_entry_before_it_was_kept_back_does_not_open_it_again(clerk):
    record, point = a_meeting_with_a_point(clerk)
    old = Provision.objects.get(pk=point.pk)
    keep_back(clerk, record.meeting, SOON)
    point.refresh_from_db()
    assert point.revision == old.revision + 1


def test_a_plan_that_becomes_the_record_of_a_hidden_meeting_is_hidden_with_it(clerk):
    record, _point = a_meeting_with_a_point(clerk)
    plan = create_instrument(clerk, new=NewInstrument("Plan", "record", visibility="public"))
    hidden = Protection("restricted", embargo_until=SOON)
    protect_entry(clerk, entry=record.meeting, as_told=hidden, revision=record.meeting.revision)
    record.refresh_from_db()
    merge(clerk, twin=record, into=plan, revisions=(record.revision, plan.revision))
    plan.refresh_from_db()
    assert (plan.effective_visibility, plan.effective_embargo) == ("restricted", SOON)
    undo(clerk, record=Record.objects.get(action="merge"))
    plan.refresh_from_db()
    assert (plan.effective_visibility, plan.effective_embargo) == ("public", None)
    assert verify(slug="r", notes=[])


@pytest.fixture
def library():
    return administrator(make_library())


def test_what_hangs_on_an_entry_of_the_library_in_a_register_follows_it(clerk, library):
    state = create_party(library, new=NewParty("Arvenia", "state", visibility="public"))
    body = create_party(clerk, new=NewParty("Network", "body", visibility="public"))
    create_membership(clerk, party=state, body=body)
    for visibility, until in (("restricted", SOON), ("public", None)):
        state.refresh_from_db()
        wanted = Protection(visibility, embargo_until=until)
        protect_entry(library, entry=state, as_told=wanted, revision=state.revision)
        membership = Membership.objects.get()
        assert (membership.effective_visibility, membership.effective_embargo) == (
            visibility,
            until,
        )
        told = Change.objects.filter(
            entry=membership.uuid, record__register=clerk.desk.register.uuid
        )
        last = told.order_by("record__sequence", "id").last()
        assert (last.record.action, last.after) == ("protect_entry", visibility)
        assert verify(slug=None, notes=[])


def test_a_search_of_a_register_follows_an_embargo_on_what_the_library_holds(
    client, clerk, library
):
    plan = create_instrument(
        library, new=NewInstrument("Compact", "framework", visibility="public")
    )
    own = create_instrument(clerk, new=NewInstrument("Plan", "action_plan", visibility="public"))
    measure = add_provision(
        clerk, instrument=own, new=NewProvision("Train officers", "measure", visibility="public")
    )
    Provision.objects.filter(pk=measure.pk).update(instrument=plan)
    before = Record.objects.of_register(clerk.desk.register.uuid).count()
    keep_back(library, plan, SOON)
    assert Piece.objects.get(entry=measure.uuid).embargo_until == SOON
    records = Record.objects.of_register(clerk.desk.register.uuid)
    assert records.count() == before + 1  # so that what is counted there is counted anew
    client.force_login(clerk.desk.account)
    page = client.get(reverse("history", kwargs={"slug": "r"}))
    assert page.status_code == 200
    assert verify_chain(clerk.desk.register.uuid).fault is None


def test_an_embargo_altered_past_the_actions_is_named(clerk, capsys):
    record, point = a_meeting_with_a_point(clerk)
    keep_back(clerk, record.meeting, SOON)
    for model, opened in ((Provision, None), (Instrument, None), (Meeting, LATER)):
        former = model.objects.get().effective_embargo
        model.objects.update(effective_embargo=opened)
        assert not verify(slug="r", notes=[])
        told = f"effective_embargo: what it hangs on has {SOON}, the table {opened or 'none'}"
        assert told in capsys.readouterr().out
        model.objects.update(effective_embargo=former)
    Wording.objects.filter(provision=point).update(effective_embargo=date.max)
    assert not verify(slug="r", notes=[])


def test_undoing_what_followed_the_library_opens_nothing_that_the_library_hides(clerk, library):
    state = create_party(library, new=NewParty("Arvenia", "state", visibility="public"))
    body = create_party(clerk, new=NewParty("Network", "body", visibility="public"))
    create_membership(clerk, party=state, body=body)
    library.reason = "Known to the library alone"
    hidden = Protection("restricted", embargo_until=SOON)
    protect_entry(library, entry=state, as_told=hidden, revision=state.revision)
    record = Record.objects.of_register(clerk.desk.register.uuid).latest("sequence")
    assert (record.action, record.reason) == ("protect_entry", "")
    undo(clerk, record=record)
    membership = Membership.objects.get()
    assert (membership.effective_visibility, membership.effective_embargo) == ("restricted", SOON)
    assert verify(slug=None, notes=[])
