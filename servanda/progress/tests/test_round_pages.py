"""The pages of a round: tasks, the answer, accepting and sending back, the board."""

import gzip
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servanda.progress.actions import About, close_round, save_draft, submit_answer
from servanda.progress.models import Answer, Question, Round, Update
from servanda.progress.tests.asking import (
    ask,
    focal_point,
    question_of,
    soon,
    told,
    wait_for_acceptance,
)
from servanda.progress.tests.factories import Plan
from servanda.registers.tests.factories import administrator, make_register, mandate, person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register()))


def path(name: str, row=None) -> str:
    return reverse(name, kwargs={"slug": "r"} | ({"uuid": row.uuid} if row else {}))


def page(client, name: str, row=None) -> str:
    answer = client.get(path(name, row))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def signed_in(client, acting):
    client.force_login(acting.desk.account)
    return client


def test_a_focal_point_sees_their_tasks_with_what_was_said_last(client, plan):
    plan.say(plan.line, plan.office, "partly_done", date(2026, 1, 5), narrative="Two languages.")
    ask(plan)
    shown = page(signed_in(client, focal_point(plan, plan.office)), "tasks")
    assert "Open a telephone line" in shown
    assert "Partly done" in shown
    assert "Two languages." in shown
    assert "Train consular staff" not in shown


def test_the_page_of_tasks_names_no_other_partys_word(client, plan):
    plan.say(plan.line, plan.arvenia, "abandoned", date(2026, 1, 5), narrative="Elsewhere.")
    ask(plan)
    shown = page(signed_in(client, focal_point(plan, plan.office)), "tasks")
    assert "Elsewhere." not in shown
    assert "Nothing was said of it yet." in shown


def test_a_question_on_a_provision_that_was_hidden_since_is_no_task(client, plan):
    ask(plan)
    secret = plan.provision("Move the staff", by=(plan.office,), visibility="restricted")
    Question.objects.filter(party=plan.office).update(provision=secret)
    question = Question.objects.get(party=plan.office)
    browser = signed_in(client, focal_point(plan, plan.office))
    assert "Move the staff" not in page(browser, "tasks")
    assert "Nothing is asked of you now." in page(browser, "tasks")
    assert browser.get(path("question-answer", question)).status_code == 404


def test_an_answer_with_a_file_becomes_an_update_with_its_evidence(client, plan):
    ask(plan)
    browser = signed_in(client, focal_point(plan, plan.office))
    sent = {
        "deed": "submit",
        "value": "done",
        "narrative": "It rings.",
        "visibility": "register",
        "file": SimpleUploadedFile("photo.txt", b"The line is open."),
    }
    answer = browser.post(path("question-answer", question_of(plan, plan.office)), sent)
    assert answer.status_code == 302
    update = Update.objects.get()
    assert [one.document.title for one in update.evidence.all()] == ["The line is open"]
    assert "is an update now" in browser.get(answer.url).content.decode()


def test_a_draft_is_there_when_one_comes_back(client, plan):
    ask(plan)
    question = question_of(plan, plan.office)
    browser = signed_in(client, focal_point(plan, plan.office))
    sent = {"deed": "draft", "narrative": "Half a sentence", "visibility": "register"}
    browser.post(path("question-answer", question), sent)
    assert Answer.objects.get().state == "draft"
    shown = page(browser, "question-answer", question)
    assert "Half a sentence" in shown
    assert 'name="revision" value="1"' in shown


def test_who_saves_over_a_colleagues_answer_is_told_and_may_do_so_then(client, plan):
    ask(plan)
    question = question_of(plan, plan.office)
    save_draft(focal_point(plan, plan.office), about=About.of(question), new=told(narrative="Mine"))
    browser = signed_in(client, focal_point(plan, plan.office))
    sent = {"deed": "draft", "narrative": "Yours", "visibility": "register"}
    answer = browser.post(path("question-answer", question), sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "A colleague changed this answer meanwhile" in shown
    assert "Yours" in shown
    browser.post(path("question-answer", question), sent | {"revision": "1"})
    assert Answer.objects.get().narrative == "Yours"


def test_nothing_has_changed_is_one_click(client, plan):
    plan.say(plan.line, plan.office, "partly_done", date(2026, 1, 5))
    ask(plan)
    browser = signed_in(client, focal_point(plan, plan.office))
    browser.post(path("question-unchanged", question_of(plan, plan.office)))
    assert Update.objects.order_by("pk").last().value.code == "partly_done"


def test_in_a_closed_round_the_click_is_answered_with_a_sentence(client, plan):
    plan.say(plan.line, plan.office, "partly_done", date(2026, 1, 5))
    close_round(plan.mandate, closing=ask(plan))
    browser = signed_in(client, focal_point(plan, plan.office))
    answer = browser.post(path("question-unchanged", question_of(plan, plan.office)), follow=True)
    assert "This round was closed on" in answer.content.decode()
    assert Update.objects.count() == 1


def test_a_question_is_handed_to_a_colleague(client, plan):
    ask(plan)
    colleague = person(plan.mandate.desk.register, "focal_point")
    question = question_of(plan, plan.office)
    browser = signed_in(client, focal_point(plan, plan.office))
    browser.post(path("question-delegate", question), {"to": colleague.uuid})
    client.force_login(colleague)
    assert "Open a telephone line" in page(client, "tasks")


def test_the_page_of_tasks_is_small_and_asks_as_often_for_few_tasks_as_for_many(client, plan):
    browser = signed_in(client, focal_point(plan, plan.office))
    sizes, asked = [], []
    for number in (1, 40):
        for count in range(number):
            one = plan.provision(f"Measure {number} {count}", by=(plan.office,))
            plan.say(one, plan.office, "in_progress", date(2026, 1, 5), narrative="So far. " * 20)
        ask(plan, period=f"202{number // 10}-01")
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(path("tasks"))
        sizes.append(len(gzip.compress(answer.content)))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 12
    assert max(sizes) <= 20_000


class TestTheSecretariat:
    @pytest.fixture
    def waiting(self, plan) -> Answer:
        ask(plan)
        focal = focal_point(plan, plan.office)
        wait_for_acceptance(focal, plan.mandate)
        new = told("done", narrative="Words that wait.")
        return submit_answer(focal, about=About.of(question_of(plan, plan.office)), new=new)

    def test_opens_a_round_from_the_instrument(self, client, plan):
        browser = signed_in(client, mandate(plan.mandate.desk.register, "editor"))
        sent = {"title": "First half", "period": "2026-01/2026-06", "due": soon(plan).isoformat()}
        answer = browser.post(path("round-new", plan.plan), sent)
        assert answer.status_code == 302
        assert Round.objects.get().questions.count() == 3

    def test_sees_who_answered_and_what_waits(self, client, plan, waiting):
        browser = signed_in(client, mandate(plan.mandate.desk.register, "editor"))
        shown = page(browser, "round", waiting.question.round)
        assert shown.count("Office for Mobility") >= 1
        assert path("answer", waiting) in shown
        assert "Train consular staff" in shown[shown.index('id="silent"') :]
        assert "1 commitment of the instrument is asked of nobody" in shown

    def test_accepts_and_sends_back(self, client, plan, waiting):
        browser = signed_in(client, mandate(plan.mandate.desk.register, "editor"))
        assert "Words that wait." in page(browser, "answer", waiting)
        sent = {"deed": "send_back", "reason": "Since when?", "revision": "1"}
        browser.post(path("answer", waiting), sent)
        waiting.refresh_from_db()
        assert waiting.state == "sent_back"
        client.force_login(waiting.author)
        assert "Since when?" in page(client, "tasks")

    def test_counts_no_party_and_no_provision_that_one_of_it_may_not_see(self, client, plan):
        hidden = plan.provision("Move the staff", by=(plan.office,), visibility="restricted")
        asked = ask(plan)
        assert asked.questions.filter(provision=hidden).exists()
        browser = signed_in(client, mandate(plan.mandate.desk.register, "editor"))
        shown = page(browser, "round", asked)
        assert "Move the staff" not in shown
        last = shown[shown.index("All together") :]
        assert ">3<" in last[: last.index("</tr>")]

    def test_words_that_wait_are_on_no_page_but_the_answers(self, client, plan, waiting):
        browser = signed_in(client, mandate(plan.mandate.desk.register, "editor"))
        update_list = reverse("list", kwargs={"slug": "r", "kind": "update"})
        search = reverse("search", kwargs={"slug": "r"}) + "?q=wait"
        places = [path("provision", plan.line), path("history"), path("register"), update_list]
        for place in (*places, search):
            assert "Words that wait." not in browser.get(place).content.decode(), place

    @pytest.mark.parametrize("role", ["reader", "focal_point"])
    def test_nobody_else_sees_the_board_or_the_answer(self, client, plan, waiting, role):
        browser = signed_in(client, mandate(plan.mandate.desk.register, role))
        assert browser.get(path("answer", waiting)).status_code == 404
        assert browser.get(path("round", waiting.question.round)).status_code == 403


def test_an_update_of_a_focal_point_waits_where_the_register_says_so(client, plan):
    focal = focal_point(plan, plan.office)
    wait_for_acceptance(focal)
    sent = {
        "assessor": plan.office.uuid,
        "value": "done",
        "narrative": "It rings.",
        "stated_on": "2026-06-10",
        "visibility": "register",
    }
    answer = signed_in(client, focal).post(path("update-new", plan.line), sent)
    assert answer.status_code == 302
    assert not Update.objects.exists()
    assert Answer.objects.get().state == "submitted"
    assert "Open a telephone line" in page(client, "tasks")
