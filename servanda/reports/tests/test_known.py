"""The brief as known on a day: what was entered since is not in it, who may see what follows today."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servanda.history.models import Record
from servanda.instruments.models import Timing
from servanda.meetings.models import Meeting
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import as_known, change, merge, undo
from servanda.registers.models import Account, Register
from servanda.registers.rules import Ability, Visibility
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.reports.tests.factories import Founding

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
THEN = date(2021, 3, 1)
ON = "2021-02-17"


@pytest.fixture
def case() -> Founding:
    """Entries that were all made in February 2021, as the history has it."""
    made = Founding(administrator(make_register()))
    recorded(made.mandate.desk.register, datetime(2021, 2, 20, 12, tzinfo=UTC))
    return made


@pytest.fixture
def ours(case: Founding) -> Account:
    return person(case.mandate.desk.register, "editor", side="ministry")


def recorded(register: Register, at: datetime) -> None:
    Record.objects.of_register(register.uuid).update(recorded_at=at)


def brief(account: Account, **asked: str) -> dict[str, list[dict[str, object]]]:
    client = Client()
    client.force_login(account)
    address = reverse("brief", kwargs={"slug": "r"})
    answer = client.get(address, {"on": ON, "format": "json", **asked})
    assert answer.status_code == 200, answer.content.decode()
    made: dict[str, list[dict[str, object]]] = json.loads(answer.content)
    return made


def known(account: Account) -> dict[str, list[dict[str, object]]]:
    return brief(account, known=THEN.isoformat())


def bare(made: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    return {name: value for name, value in made.items() if name not in {"known", "checkpoint"}}


def test_what_was_known_is_what_stands_where_nothing_came_since(case, ours):
    assert bare(known(ours)) == bare(brief(ours))


def test_what_was_entered_since_was_not_known(case, ours):
    before = bare(brief(ours))
    new = NewUpdate(case.iom, "done", date(2021, 2, 1), narrative="Opened.")
    add_update(case.mandate, provision=case.network, new=new)
    create_party(case.mandate, new=NewParty("Task Force", "body"))
    assert bare(brief(ours)) != before
    assert bare(known(ours)) == before


def test_a_field_stands_as_it_did(case, ours):
    before = bare(brief(ours))
    with change(case.mandate, "merge", Ability.EDIT) as changes:
        meeting = Meeting.objects.get(pk=case.held.pk)
        meeting.label, meeting.place = "Renamed", "Geneva"
        changes.update(meeting)
        timing = Timing.objects.filter(due_latest__isnull=False)[0]
        timing.due, timing.due_words = "2030", "in 2030"
        changes.rewrite(timing)
    assert "Renamed" in json.dumps(brief(ours))
    assert bare(known(ours)) == before


def test_what_was_merged_since_stands_apart(case, ours):
    twin = create_party(case.mandate, new=NewParty("Migration Agency", "body"))
    recorded(case.mandate.desk.register, datetime(2021, 2, 20, 12, tzinfo=UTC))
    before = bare(brief(ours))
    body = Party.objects.filter(kind="body").exclude(pk=twin.pk)[0]
    merge(case.mandate, twin=twin, into=body, revisions=(twin.revision, body.revision))
    assert bare(brief(ours)) != before
    assert bare(known(ours)) == before


def test_what_was_taken_back_since_is_shown_to_editors_only(case, ours):
    create_party(case.mandate, new=NewParty("Task Force", "body"))
    register = case.mandate.desk.register
    recorded(register, datetime(2021, 2, 20, 12, tzinfo=UTC))
    undo(case.mandate, record=Record.objects.of_register(register.uuid).order_by("-sequence")[0])
    assert "Task Force" not in json.dumps(brief(ours))
    assert "Task Force" in json.dumps(known(ours))
    assert "Task Force" not in json.dumps(known(person(register, "reader")))


def test_what_is_hidden_today_is_hidden_as_it_was_known(case):
    reader = person(case.mandate.desk.register, "reader")
    label = case.network.label
    assert label in json.dumps(known(reader))
    with change(case.mandate, "merge", Ability.EDIT) as changes:
        case.network.refresh_from_db()
        case.network.visibility = Visibility.RESTRICTED.value
        changes.update(case.network)
    assert label not in json.dumps(known(reader))


def test_nothing_was_known_before_the_history_began(case, ours):
    made = brief(ours, known="2020-01-01")
    assert (made["open_points"], made["bodies"], made["past_meetings"]) == ([], [], [])


def test_the_page_says_as_known_on_which_day(case, ours):
    client = Client()
    client.force_login(ours)
    page = client.get(reverse("brief", kwargs={"slug": "r"}), {"known": "2021-03-01"})
    html = page.content.decode()
    assert "As of 1 March 2021 · As known on 1 March 2021" in html
    assert "known=2021-03-01" in html
    file = client.get(
        reverse("brief", kwargs={"slug": "r"}), {"on": ON, "known": "2021-03-01", "format": "md"}
    )
    assert "brief-r-2021-02-17-known-2021-03-01-" in file["Content-Disposition"]
    assert "As known on 1 March 2021" in file.content.decode()


def test_a_day_that_is_none_is_refused_with_words(case, ours):
    client = Client()
    client.force_login(ours)
    page = client.get(reverse("brief", kwargs={"slug": "r"}), {"known": "2021-02-30"})
    assert page.status_code == 400
    html = page.content.decode()
    assert "As known on: This is no day of the calendar." in html
    assert "As of: This is no day" not in html, "of the day that was not given nothing is wrong"


def test_the_last_day_of_the_calendar_is_a_day(case, ours):
    assert bare(brief(ours, known="9999-12-31")) == bare(brief(ours))


def test_nobody_else_reads_what_is_laid_over_and_nothing_stays(case):
    create_party(case.mandate, new=NewParty("Task Force", "body"))
    with pytest.raises(Party.DoesNotExist), as_known(case.mandate.desk.register, THEN):
        Party.objects.get(label="Task Force")
    assert Party.objects.filter(label="Task Force").exists()


def queries(case: Founding, account: Account, number: int) -> int:
    for count in range(number):
        new = NewUpdate(case.iom, "done", date(2021, 2, 1 + count % 20), narrative=f"{count}.")
        add_update(case.mandate, provision=case.network, new=new)
        create_party(case.mandate, new=NewParty(f"Force {count}", "body"))
    with CaptureQueriesContext(connection) as asked:
        known(account)
    return len(asked)


def test_it_asks_as_often_for_few_changes_as_for_many(case, ours):
    assert queries(case, ours, 2) == queries(case, ours, 60)
