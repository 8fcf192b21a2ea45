"""Reading by a model: off unless named, and asked for by a person."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from servanda.history.models import Record
from servanda.registers.actions import NotAllowed
from servanda.registers.tests.factories import mandate, person
from servanda.review.actions import Permission, ask_for_model_reading
from servanda.review.actions.modelling import asking
from servanda.review.tests.model.asking import PIER, TEXT, let, outcome, run_of, told
from servanda.tasks.actions import work_off
from servanda.tasks.models import Task, TaskState

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]


def test_nothing_is_sent_where_no_model_is_named(clerk, run, settings):
    settings.MODEL_URL = ""
    with pytest.raises(ValidationError, match="No model is named"):
        ask_for_model_reading(clerk, run=run, permission=Permission("x"))
    assert not Task.objects.exists()


def test_a_document_few_see_goes_nowhere_unless_that_is_ticked(clerk, fake):
    run = run_of(clerk, "register")
    with pytest.raises(ValidationError, match="Not everybody may see"):
        let(clerk, run, fake)
    assert let(clerk, run, fake, even_narrow=True).state == TaskState.WAITING
    assert not fake.asked


def test_the_installation_may_let_out_more(clerk, fake, settings):
    settings.MODEL_VISIBILITY = "register"
    assert let(clerk, run_of(clerk, "register"), fake)
    with pytest.raises(ValidationError, match="Not everybody may see"):
        let(clerk, run_of(clerk, "restricted", TEXT + " Closed."), fake)


def test_what_was_ticked_for_one_host_goes_to_no_other(clerk, run, fake, settings):
    with pytest.raises(ValidationError, match="tick that it may"):
        ask_for_model_reading(clerk, run=run, permission=Permission("elsewhere.example"))
    task = let(clerk, run, fake)
    settings.MODEL_NAME = "another-model"
    work_off()
    task.refresh_from_db()
    assert "Another model is named now" in task.message
    assert not fake.asked


def test_who_may_not_edit_lets_nothing_out(clerk, run, fake):
    with pytest.raises(NotAllowed):
        let(mandate(run.register, "focal_point"), run, fake)


def test_the_history_tells_who_let_it_go_before_anything_is_sent(clerk, run, fake):
    let(clerk, run, fake)
    actions = Record.objects.of_register(run.register.uuid).order_by("-sequence")
    assert actions.first().action == "ask_for_model_reading"
    assert not fake.asked


def test_the_page_names_the_host_and_sends_nothing_without_the_tick(client, clerk, fake):
    run = run_of(clerk, "register")
    told(fake, {"commitments": [PIER, {**PIER, "quote": "nowhere"}]})
    client.force_login(clerk.desk.account)
    address = reverse("review-model", kwargs={"slug": "r", "uuid": run.version.uuid})
    review = client.get(reverse("review", kwargs={"slug": "r", "uuid": run.version.uuid}))
    assert address in review.content.decode()
    page = client.get(address).content.decode()
    assert f"would leave this machine for {fake.host}" in page
    assert "small-model" in page
    assert "secret-key" not in page
    asked = {"host": fake.host}
    assert client.post(address, asked).status_code == 422
    assert client.post(address, {**asked, "agree": "on"}).status_code == 422
    assert not Task.objects.exists()
    answer = client.post(address, {**asked, "agree": "on", "even_narrow": "on"})
    assert answer["Location"] == address
    waiting = client.get(address)
    assert waiting["Refresh"]
    work_off()
    page = client.get(address)
    assert "Refresh" not in page
    assert "1 proposal was made of it." in page.content.decode()
    assert "These words do not stand in the text" in page.content.decode()


def test_the_page_says_that_no_model_is_named(client, clerk, run):
    client.force_login(clerk.desk.account)
    address = reverse("review-model", kwargs={"slug": "r", "uuid": run.version.uuid})
    assert "No model is named" in client.get(address).content.decode()
    client.force_login(person(run.register, "reader"))
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODEL_URL", "ftp://host/x"),
        ("MODEL_URL", "nonsense"),
        ("MODEL_KIND", "telepathy"),
        ("MODEL_NAME", ""),
        ("MODEL_VISIBILITY", "everyone"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_told_on_the_page(
    client, clerk, run, fake, settings, name, value
):
    setattr(settings, name, value)
    client.force_login(clerk.desk.account)
    address = reverse("review-model", kwargs={"slug": "r", "uuid": run.version.uuid})
    assert "SERVANDA_MODEL_" in client.get(address).content.decode()


def test_without_the_extra_the_sentence_says_how_to_add_it(clerk, run, fake, monkeypatch):
    monkeypatch.setattr(asking, "httpx", None)
    assert "servanda[model]" in outcome(clerk, run, fake)[1].message
