"""The page on which an update is added."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from servanda.parties.actions import represent
from servanda.progress.forms import places_of
from servanda.progress.models import Evidence, Update
from servanda.progress.tests.factories import TEXT, Plan
from servanda.registers.models import Register
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.sources.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OPENED = "the line was opened in May 2020"


@pytest.fixture
def plan(client) -> Plan:
    plan = Plan(administrator(make_register()))
    client.force_login(plan.mandate.desk.account)
    return plan


def path(plan: Plan) -> str:
    return reverse("update-new", kwargs={"slug": "r", "uuid": plan.line.uuid})


def send(client, plan: Plan, **fields):
    said = {
        "assessor": plan.office.uuid,
        "value": "done",
        "narrative": "It is open.",
        "stated_on": "2020-06-10",
        "visibility": "register",
    }
    return client.post(path(plan), said | fields)


def complaint(answer) -> str:
    assert answer.status_code == 200
    assert not Update.objects.exists()
    shown = " ".join(answer.content.decode().split())
    return shown[shown.index('class="errors"') :]


def test_nobody_publishes_an_update_by_leaving_the_choice_as_it_stands(client, plan):
    Register.objects.update(is_public=True)
    checked = re.findall(
        r'<input[^>]*name="visibility"[^>]*checked', client.get(path(plan)).content.decode()
    )
    assert ['value="register"' in one for one in checked] == [True]


def test_a_form_that_is_sent_twice_adds_one_update(client, plan):
    words = {"document": plan.release.document.uuid, "quotation": OPENED}
    for fields in ({}, {"as_of": "2020-05"}, {"as_of": "last spring"}, words):
        before = Update.objects.count()
        send(client, plan, **fields)
        answer = send(client, plan, **fields)
        assert "this very update already" in answer.content.decode()
        assert Update.objects.count() == before + 1


def test_an_update_is_saved_and_the_page_of_the_provision_says_so(client, plan):
    answer = send(client, plan, as_of="2020-05", reason_for_delay="None.")
    update = Update.objects.get()
    assert answer.status_code == 302
    assert answer.url.endswith(f"#update-{update.uuid}")
    assert (update.value.code, update.as_of, update.stated_on) == (
        "done",
        "2020-05",
        date(2020, 6, 10),
    )
    shown = client.get(answer.url).content.decode()
    assert "was saved" in shown
    assert "It is open." in shown


def test_words_that_are_no_date_are_kept_as_words(client, plan):
    send(client, plan, as_of="since the spring")
    update = Update.objects.get()
    assert (update.as_of, update.as_of_words) == ("", "since the spring")


def test_a_day_that_does_not_exist_is_told(client, plan):
    assert "2021-02-30" in complaint(send(client, plan, as_of="2021-02-30"))


def test_a_day_to_come_is_refused(client, plan):
    day = plan.mandate.desk.today + timedelta(days=1)
    assert "has not come yet" in complaint(send(client, plan, stated_on=day.isoformat()))


def test_words_of_a_document_become_evidence(client, plan):
    send(client, plan, document=plan.release.document.uuid, quotation=OPENED)
    assert Evidence.objects.get().passage.quote == OPENED


def test_words_broken_into_lines_are_found(client, plan):
    broken = OPENED.replace(" ", "\r\n", 1)
    send(client, plan, document=plan.release.document.uuid, quotation=broken)
    assert Evidence.objects.get().passage.quote == OPENED


def test_words_that_the_document_lacks_are_refused(client, plan):
    told = complaint(
        send(client, plan, document=plan.release.document.uuid, quotation="opened in June 2020")
    )
    assert "do not stand in" in told
    assert plan.release.document.title in told


def test_words_that_stand_in_two_places_are_refused(client, plan):
    told = complaint(send(client, plan, document=plan.release.document.uuid, quotation="Arvenia"))
    assert "in 2 places" in told


def test_words_without_their_document_are_refused(client, plan):
    assert "Choose the document" in complaint(send(client, plan, quotation=OPENED))


def test_a_document_without_words_is_refused(client, plan):
    told = complaint(send(client, plan, document=plan.release.document.uuid))
    assert "Copy here the words" in told


def test_a_file_becomes_a_document_and_evidence(client, plan):
    send(client, plan, file=SimpleUploadedFile("photo.txt", b"The line is open."))
    assert Evidence.objects.get().document.title == "The line is open"


def test_a_focal_point_brings_the_file_that_shows_it(client, plan):
    focal_point = person(plan.mandate.desk.register, "focal_point")
    represent(plan.mandate, account=focal_point, party=plan.office, since=date(2020, 1, 1))
    client.force_login(focal_point)
    send(client, plan, file=SimpleUploadedFile("photo.txt", b"The line is open."))
    assert Evidence.objects.get().document.title == "The line is open"


def test_a_focal_point_chooses_among_the_parties_they_represent(client, plan):
    focal_point = person(plan.mandate.desk.register, "focal_point")
    client.force_login(focal_point)
    refused = client.get(path(plan))
    assert refused.status_code == 403
    assert "You represent no party of this register today" in refused.content.decode()
    represent(plan.mandate, account=focal_point, party=plan.office, since=date(2020, 1, 1))
    page = client.get(path(plan)).content.decode()
    assert f'value="{plan.office.uuid}"' in page
    assert page[page.index('name="assessor"') : page.index("</select>")].count("<option") == 2


def test_a_file_that_the_register_has_is_used_and_said_so(client, plan):
    before = Document.objects.count()
    answer = send(client, plan, file=SimpleUploadedFile("same.txt", TEXT.encode()))
    assert Document.objects.count() == before
    assert "has this file already" in client.get(answer.url).content.decode()


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_stored(client, plan):
    before = Document.objects.count()
    told = complaint(send(client, plan, file=SimpleUploadedFile("a.pdf", b"\0\1\2 no pdf")))
    assert "a.pdf" in told
    assert Document.objects.count() == before


def test_a_file_over_the_limit_is_refused_while_it_streams(client, plan, settings):
    settings.UPLOAD_LIMIT_BYTES = 100
    before = Document.objects.count()
    told = complaint(send(client, plan, file=SimpleUploadedFile("film.txt", b"x" * 200)))
    assert "film.txt is larger than" in told
    assert (Document.objects.count(), Update.objects.count()) == (before, 0)


def test_a_form_from_elsewhere_is_refused(client, plan):
    client.handler.enforce_csrf_checks = True
    assert send(client, plan).status_code == 403
    assert not Update.objects.exists()


def test_a_correction_begins_with_what_it_corrects(client, plan):
    wrong = plan.say(plan.line, plan.office, "in_progress", date(2020, 6, 1), narrative="Slow.")
    shown = client.get(path(plan), {"corrects": str(wrong.uuid)}).content.decode()
    assert "Slow." in shown
    send(client, plan, corrects=wrong.uuid)
    assert Update.objects.get(corrects=wrong).value.code == "done"


def test_a_correction_by_another_party_is_told_at_its_field(client, plan):
    said = plan.say(plan.line, plan.arvenia, "done", date(2020, 6, 1))
    answer = send(client, plan, corrects=said.uuid)
    assert "by the party that gave it" in answer.content.decode()
    assert Update.objects.count() == 1


def test_a_party_of_another_register_is_no_choice(client, plan):
    other = Plan(administrator(make_register("other")))
    assert "Who says so" in complaint(send(client, plan, assessor=other.office.uuid))


@pytest.mark.parametrize("name", ["assessor", "document", "corrects"])
def test_what_is_no_public_name_is_told_at_its_field(client, plan, name):
    for told in ("1", "\x00", "' or 1=1"):
        assert 'class="errors"' in complaint(send(client, plan, **{name: told}))
    assert not Update.objects.exists()


def test_what_binds_nobody_takes_no_update(client, plan):
    names = {"slug": "r", "uuid": plan.goal.uuid}
    assert client.get(reverse("update-new", kwargs=names)).status_code == 404


def test_a_reader_sends_nothing(client, plan):
    client.force_login(person(plan.mandate.desk.register, "reader"))
    assert send(client, plan).status_code == 403
    assert not Update.objects.exists()


def test_places_are_found_letter_by_letter():
    assert places_of("a b", "a b, a\nb, A b, a.b") == [(0, 3), (5, 8)]
    assert places_of("  ", "a") == []


@pytest.mark.parametrize("name", ["narrative", "reason_for_delay", "quotation"])
def test_a_text_without_end_is_refused(client, plan, name):
    complaint(send(client, plan, **{name: "x" * 20_001}))
    assert not Update.objects.exists()
