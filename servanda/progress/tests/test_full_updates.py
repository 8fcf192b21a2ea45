"""Updates in full: how far, why late, what comes next, what it cost, on what it stands."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from servanda.progress.actions import Address
from servanda.progress.models import Evidence, EvidenceAddress, Update
from servanda.progress.tests.factories import Plan
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)
FULL = {
    "narrative": "The line is open.",
    "percent": 80,
    "period": "2020-01/2020-06",
    "challenges": "Two rooms are missing.",
    "delay": "money",
    "reason_for_delay": "The grant came late.",
    "way_forward": "Ask for the rooms.",
    "next_step": "Sign the lease",
    "next_step_by": "2020-09",
    "spent": Decimal("1200.50"),
    "currency": "USD",
}


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register()))


def test_an_update_keeps_all_that_was_said(plan):
    update = plan.say(plan.line, plan.office, "in_progress", DAY, **FULL)
    update.refresh_from_db()
    assert {name: getattr(update, name) for name in FULL} == FULL
    assert update.next_step_by_latest == date(2020, 9, 30)
    assert update.period_earliest == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"percent": 101}, "from 0 to 100"),
        ({"percent": -1}, "from 0 to 100"),
        ({"spent": Decimal(5)}, "Name the currency"),
        ({"spent": Decimal(-5), "currency": "USD"}, "not negative"),
        ({"delay": "weather"}, "weather is no kind of reason; there are: money, people"),
        ({"as_of": "2999"}, "has not come yet"),
        ({"period": "2999-01/2999-06"}, "has not begun yet"),
        ({"period": "2020-13"}, "Not a date"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(plan, told, sentence):
    with pytest.raises(ValidationError, match=sentence):
        plan.say(plan.line, plan.office, "done", DAY, **told)
    assert not Update.objects.exists()


def test_a_next_step_may_lie_ahead(plan):
    ahead = (plan.mandate.desk.today + timedelta(days=90)).isoformat()
    update = plan.say(plan.line, plan.office, "in_progress", DAY, next_step="x", next_step_by=ahead)
    assert update.next_step_by == ahead


def test_an_update_stands_on_an_address_with_the_day_it_was_seen_once(plan):
    seen = Address("https://example.org/line", DAY)
    plan.say(plan.line, plan.office, "done", DAY, addresses=(seen, seen))
    assert [(a.url, a.seen_on) for a in EvidenceAddress.objects.all()] == [(seen.url, DAY)]


def send(client, plan: Plan, **fields):
    client.force_login(plan.mandate.desk.account)
    said = {
        "assessor": plan.office.uuid,
        "value": "done",
        "stated_on": "2020-06-10",
        "visibility": "register",
    }
    path = reverse("update-new", kwargs={"slug": "r", "uuid": plan.line.uuid})
    return client.post(path, said | fields)


@pytest.mark.slow
class TestOnThePage:
    def test_all_that_is_typed_arrives_and_is_shown(self, client, plan):
        typed = {**FULL, "next_step_by": "September 2020", "spent": "1200.50", "currency": "usd"}
        answer = send(client, plan, address="https://example.org/line", **typed)
        update = Update.objects.get()
        assert (update.next_step_by, update.next_step_by_words) == ("2020-09", "September 2020")
        assert (update.spent, update.currency) == (Decimal("1200.50"), "USD")
        assert update.addresses.get().seen_on == plan.mandate.desk.today
        page = client.get(answer.url).content.decode()
        for words in ("Two rooms are missing.", "no money", "Sign the lease", "1200.50 USD"):
            assert words in page
        assert 'href="https://example.org/line"' in page

    def test_several_files_become_evidence(self, client, plan):
        files = [SimpleUploadedFile(f"{n}.txt", f"File {n} tells.".encode()) for n in (1, 2)]
        send(client, plan, file=files)
        assert Evidence.objects.count() == 2

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("address", "javascript:alert(1)"),
            ("address", "file:///etc/passwd"),
            ("percent", "120"),
            ("spent", "ten"),
            ("delay", "weather"),
            ("period", "2020-13"),
        ],
    )
    def test_a_wrong_field_is_told_and_nothing_is_kept(self, client, plan, field, value):
        shown = send(client, plan, **{field: value}).content.decode()
        assert 'class="errors"' in shown or 'class="errorlist"' in shown
        assert not Update.objects.exists()

    def test_a_correction_begins_with_all_that_was_said(self, client, plan):
        said = plan.say(plan.line, plan.office, "in_progress", DAY, **FULL)
        client.force_login(plan.mandate.desk.account)
        path = reverse("update-new", kwargs={"slug": "r", "uuid": plan.line.uuid})
        shown = client.get(path, {"corrects": str(said.uuid)}).content.decode()
        for words in ("Two rooms are missing.", "Sign the lease", "1200.50", "2020-01/2020-06"):
            assert words in shown
        assert '<details class="more" open>' in shown

    def test_the_same_form_sent_twice_with_an_address_adds_one_update(self, client, plan):
        for _again in range(2):
            send(client, plan, address="https://example.org/line")
        assert Update.objects.count() == 1
