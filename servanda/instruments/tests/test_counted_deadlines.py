"""A deadline that is counted from another day follows it, and says nothing while it is not known."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Change
from servanda.instruments.actions import Amendment, Answering
from servanda.instruments.actions.deadlines import follow_day
from servanda.instruments.models import Provision, Timing, lines_of_two
from servanda.instruments.models.wordings import Wording
from servanda.instruments.rules import DueTold, Way, difference
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party
from servanda.registers.actions import change
from servanda.registers.rules import Ability

pytestmark = pytest.mark.django_db
SESSION = UUID("01890000-0000-7000-8000-00000000aaaa")


def after_the_session(**told) -> DueTold:
    """Return: within three months after the next session."""
    asked = {"number": 3, "unit": "month", "relative_to": "the next session", **told}
    return DueTold(relative_kind="meeting", relative_entry=SESSION, **asked)


def timing_of(provision: Provision) -> Timing:
    return Timing.objects.get(wording__provision=provision, wording__to_edition=None)


def session_is_on(written, day: str) -> None:
    """Let what hangs on the session follow its day; here any entry stands for it."""
    register = written.clerk.desk.register
    session = Party(uuid=SESSION, register=register, effective_visibility="public")
    with change(written.clerk, "change_meeting", Ability.EDIT) as changes:
        follow_day(changes, anchor=session, day=day)


def test_nothing_is_due_while_the_day_that_it_is_counted_from_is_not_known(written):
    [shelter] = written.add("Open shelters")
    written.amend(shelter, due=after_the_session())
    timing = timing_of(shelter)
    assert (timing.due, timing.due_earliest, timing.due_latest) == ("", None, None)


def test_the_deadline_follows_the_day_it_is_counted_from(written):
    [shelter] = written.add("Open shelters")
    written.amend(shelter, due=after_the_session())
    session_is_on(written, "2026-05-14")
    assert timing_of(shelter).due_latest == date(2026, 8, 14)
    session_is_on(written, "2026-06")
    assert timing_of(shelter).due == "2026-09"
    session_is_on(written, "")
    assert timing_of(shelter).due_latest is None


def test_that_a_deadline_followed_is_told_in_the_history_and_changes_the_wording(written):
    [shelter] = written.add("Open shelters")
    written.amend(shelter, due=after_the_session())
    before = written.wording(shelter).revision
    session_is_on(written, "2026-05-14")
    told = Change.objects.get(entry=timing_of(shelter).uuid, field="due")
    assert (told.before, told.after) == ("", "2026-08-14")
    assert written.wording(shelter).revision == before + 1


def test_what_a_past_edition_said_stays_when_the_session_is_put_off(written):
    [shelter] = written.add("Open shelters")
    written.amend(shelter, due=after_the_session(relative_day="2026-05-14"))
    written.next_edition()
    written.amend(shelter, code="7")
    session_is_on(written, "2026-07-01")
    assert [line.due.due for n in (1, 2) for line in written.lines(n)] == [
        "2026-08-14",
        "2026-10-01",
    ]


def test_a_day_that_others_hang_on_is_followed_by_as_many_queries_for_many(
    written, django_assert_max_num_queries
):
    for shelter in written.add(*(f"Shelter {number}" for number in range(20))):
        written.amend(shelter, due=after_the_session())
    with django_assert_max_num_queries(25):
        session_is_on(written, "2026-05-14")
    assert Timing.objects.filter(due="2026-08-14").count() == 20


def test_a_measure_is_due_before_an_event(written):
    [shelter] = written.add("Open shelters")
    told = DueTold(number=-2, unit="week", relative_to="the elections", relative_day="2026-10-04")
    written.amend(shelter, due=told)
    assert timing_of(shelter).due == "2026-09-20"


def test_what_is_due_each_year_has_no_last_day(written):
    [report] = written.add("Report")
    written.amend(report, due=DueTold(words="by 1 March each year", yearly_by="03-01"))
    timing = timing_of(report)
    assert (timing.yearly_by, timing.due_latest) == ("03-01", None)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (after_the_session(due="2026-05"), "due"),
        (after_the_session(unit=""), "unit"),
        (after_the_session(relative_to=""), "relative_to"),
        (after_the_session(relative_day="soon"), "relative_day"),
        (DueTold(yearly_by="31-12"), "yearly_by"),
    ],
)
def test_what_says_no_time_or_two_is_refused_beside_its_field(written, told, field):
    [shelter] = written.add("Open shelters")
    with pytest.raises(ValidationError) as refused:
        written.amend(shelter, due=told)
    assert list(refused.value.message_dict) == [field]
    assert not Timing.objects.exists()


def test_what_is_asked_for_once_more_changes_nothing(written):
    [shelter] = written.add("Open shelters")
    asked = after_the_session(relative_day="2026-05-14")
    assert written.amend(shelter, due=asked)
    assert not written.amend(shelter, due=asked)


def test_two_parties_may_stand_for_one_another_on_a_condition(written):
    ports, roads = (
        create_party(written.clerk, new=NewParty(f"Ministry of {name}", "government_agency"))
        for name in ("Ports", "Roads")
    )
    [harbour] = written.add("Dredge the harbour")
    answering = [
        Answering(ports, "lead", alternative=1, condition="within available resources"),
        Answering(roads, "lead", alternative=1),
    ]
    written.amend(harbour, answering=answering)
    stands = Amendment.of(written.wording(harbour)).answering
    assert list(stands or ()) == answering


def test_another_alternative_and_another_anchor_are_differences_of_editions(written):
    ports = create_party(written.clerk, new=NewParty("Ministry of Ports", "government_agency"))
    [harbour] = written.add("Dredge the harbour", by=(ports,))
    first, second = written.plan.editions.get(), written.next_edition()
    answering = [Answering(ports, "lead", condition="within available resources")]
    written.amend(harbour, answering=answering, due=after_the_session())
    [one] = difference(*lines_of_two(Wording.objects.all(), first, second))
    assert one.ways == (Way.DEADLINE, Way.RESPONSIBILITIES)
