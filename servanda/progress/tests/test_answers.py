"""Answers: a draft, submitted, sent back, accepted; what counts and who sees it before."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from servanda.parties.actions import represent
from servanda.progress.actions import (
    About,
    NewAnswer,
    NewUpdate,
    Told,
    accept_answer,
    add_update,
    answer_unchanged,
    save_draft,
    send_back,
    submit_answer,
)
from servanda.progress.models import Answer, Standing, Update
from servanda.progress.tests.asking import (
    PERIOD,
    ask,
    focal_point,
    question_of,
    told,
    wait_for_acceptance,
)
from servanda.progress.tests.factories import Plan
from servanda.registers.actions import NotAllowed, mandate_for
from servanda.registers.tests.factories import administrator, make_register, mandate, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register()))


class TestAnswering:
    def test_an_answer_counts_at_once_where_the_register_waits_for_nothing(self, plan):
        ask(plan)
        focal = focal_point(plan, plan.office)
        about = About.of(question_of(plan, plan.office))
        answer = submit_answer(focal, about=about, new=told("done", percent=100))
        assert answer.state == "accepted"
        update = Update.objects.get()
        assert (update.value.code, update.percent, update.narrative) == (
            "done",
            100,
            "The line rings.",
        )
        assert update.stated_on == focal.desk.today
        assert answer.update == update

    def test_an_answer_that_waits_changes_no_standing(self, plan):
        ask(plan)
        focal = focal_point(plan, plan.office)
        wait_for_acceptance(focal, plan.mandate)
        answer = submit_answer(focal, about=About.of(question_of(plan, plan.office)), new=told())
        assert answer.state == "submitted"
        assert not Update.objects.exists()
        assert not Standing.objects.exists()
        accept_answer(plan.mandate, answer=answer, revision=answer.saves)
        assert Standing.objects.get().core == "in_progress"

    def test_a_draft_is_kept_and_changed_until_it_is_submitted(self, plan):
        ask(plan)
        focal = focal_point(plan, plan.office)
        about = About.of(question_of(plan, plan.office))
        draft = save_draft(focal, about=about, new=told("", narrative="Half a sen"))
        assert (draft.state, draft.value) == ("draft", None)
        save_draft(focal, about=about, new=told("", narrative="Half a sentence", revision=1))
        submit_answer(focal, about=about, new=told(revision=2))
        assert Answer.objects.count() == 1
        assert Update.objects.get().narrative == "The line rings."

    def test_nothing_is_submitted_without_saying_how_it_stands(self, plan):
        ask(plan)
        focal = focal_point(plan, plan.office)
        with pytest.raises(ValidationError, match="Say how it stands"):
            submit_answer(focal, about=About.of(question_of(plan, plan.office)), new=told(""))
        assert not Answer.objects.exists()

    def test_a_colleagues_answer_is_not_overwritten_unseen(self, plan):
        ask(plan)
        first, second = focal_point(plan, plan.office), focal_point(plan, plan.office)
        about = About.of(question_of(plan, plan.office))
        save_draft(first, about=about, new=told(narrative="Mine"))
        with pytest.raises(ValidationError, match="A colleague changed this answer meanwhile"):
            save_draft(second, about=about, new=told(narrative="Yours"))
        assert Answer.objects.get().narrative == "Mine"

    def test_what_is_asked_of_another_party_is_not_answered(self, plan):
        ask(plan)
        focal = focal_point(plan, plan.arvenia)
        with pytest.raises(NotAllowed, match="asked of somebody else"):
            submit_answer(focal, about=About.of(question_of(plan, plan.office)), new=told())

    def test_who_spoke_for_the_party_until_yesterday_answers_no_more(self, plan):
        ask(plan)
        account = person(plan.mandate.desk.register, "focal_point")
        yesterday = plan.mandate.desk.today - timedelta(days=1)
        represent(
            plan.mandate,
            account=account,
            party=plan.office,
            since=date(2020, 1, 1),
            until=yesterday,
        )
        former = mandate_for(plan.mandate.desk.register, account)
        with pytest.raises(NotAllowed):
            submit_answer(former, about=About.of(question_of(plan, plan.office)), new=told())

    def test_an_accepted_answer_is_corrected_by_an_update_alone(self, plan):
        ask(plan)
        focal = focal_point(plan, plan.office)
        about = About.of(question_of(plan, plan.office))
        submit_answer(focal, about=about, new=told())
        with pytest.raises(ValidationError, match="accepted already"):
            submit_answer(focal, about=about, new=told("done", revision=1))

    def test_an_answer_of_ones_own_side_is_refused_as_the_secretariat_reads_it(self, plan):
        ask(plan)
        focal = focal_point(plan, plan.office)
        new = NewAnswer(Told(), value="done", visibility="own_side")
        with pytest.raises(ValidationError, match="read by the secretariat"):
            submit_answer(focal, about=About.of(question_of(plan, plan.office)), new=new)

    def test_an_update_goes_the_same_way_where_the_register_waits(self, plan):
        focal = focal_point(plan, plan.office)
        wait_for_acceptance(focal, plan.mandate)
        new = NewUpdate(plan.office, "done", focal.desk.today)
        with pytest.raises(ValidationError, match="waits to be accepted in this register"):
            add_update(focal, provision=plan.line, new=new)
        about = About(plan.line, plan.office)
        submit_answer(focal, about=about, new=told("done"))
        assert not Update.objects.exists()
        assert add_update(plan.mandate, provision=plan.line, new=new).value.code == "done"


class TestNothingChanged:
    def test_the_last_value_is_said_again_on_a_new_day(self, plan):
        last = plan.say(plan.line, plan.office, "partly_done", date(2026, 1, 5), percent=40)
        ask(plan)
        focal = focal_point(plan, plan.office)
        answer = answer_unchanged(focal, question=question_of(plan, plan.office))
        update = answer.update
        assert (update.value, update.percent) == (last.value, 40)
        assert update.narrative == "Nothing has changed since 2026-01-05."
        assert (update.period, update.stated_on) == (PERIOD, focal.desk.today)

    def test_without_an_earlier_word_there_is_nothing_to_repeat(self, plan):
        ask(plan)
        plan.say(plan.line, plan.arvenia, "done", date(2026, 1, 5))
        with pytest.raises(ValidationError, match="no earlier answer"):
            answer_unchanged(
                focal_point(plan, plan.office), question=question_of(plan, plan.office)
            )

    def test_a_word_that_one_may_not_see_is_not_repeated(self, plan):
        ask(plan)
        plan.say(plan.line, plan.office, "done", date(2026, 1, 5), visibility="restricted")
        with pytest.raises(ValidationError, match="no earlier answer"):
            answer_unchanged(
                focal_point(plan, plan.office), question=question_of(plan, plan.office)
            )


class TestJudging:
    @pytest.fixture
    def waiting(self, plan) -> Answer:
        ask(plan)
        focal = focal_point(plan, plan.office)
        wait_for_acceptance(focal, plan.mandate)
        about = About.of(question_of(plan, plan.office))
        return submit_answer(focal, about=about, new=told())

    def test_what_is_sent_back_has_a_reason_and_is_submitted_again(self, plan, waiting):
        send_back(plan.mandate, answer=waiting, reason="Since when?", revision=1)
        waiting.refresh_from_db()
        assert (waiting.state, waiting.sent_back_for) == ("sent_back", "Since when?")
        focal = mandate_for(plan.mandate.desk.register, waiting.author)
        about = About.of(waiting.question)
        again = submit_answer(focal, about=about, new=told(as_of="2026-05", revision=2))
        assert (again.pk, again.state, again.sent_back_for) == (waiting.pk, "submitted", "")

    def test_nothing_is_sent_back_without_a_reason(self, plan, waiting):
        with pytest.raises(ValidationError, match="Say why it is sent back"):
            send_back(plan.mandate, answer=waiting, reason=" ", revision=1)

    def test_an_answer_that_was_changed_meanwhile_is_not_judged_unread(self, plan, waiting):
        focal = mandate_for(plan.mandate.desk.register, waiting.author)
        about = About.of(waiting.question)
        submit_answer(focal, about=about, new=told(narrative="Other", revision=1))
        with pytest.raises(ValidationError, match="changed since you opened it"):
            accept_answer(plan.mandate, answer=waiting, revision=1)
        assert not Update.objects.exists()

    def test_an_answer_is_accepted_once(self, plan, waiting):
        accept_answer(plan.mandate, answer=waiting, revision=1)
        with pytest.raises(ValidationError, match="does not wait"):
            accept_answer(plan.mandate, answer=waiting, revision=1)
        assert Update.objects.count() == 1

    def test_a_focal_point_accepts_nothing(self, plan, waiting):
        focal = mandate_for(plan.mandate.desk.register, waiting.author)
        with pytest.raises(NotAllowed):
            accept_answer(focal, answer=waiting, revision=1)

    def test_who_sees_an_answer_before_it_counts(self, plan, waiting):
        register = plan.mandate.desk.register
        seeing = {
            "author": mandate_for(register, waiting.author),
            "colleague": focal_point(plan, plan.office),
            "other party": focal_point(plan, plan.arvenia),
            "reader": mandate(register, "reader"),
            "editor": mandate(register, "editor"),
        }
        seen = {who: Answer.objects.visible_to(one.desk).exists() for who, one in seeing.items()}
        assert seen == {
            "author": True,
            "colleague": True,
            "other party": False,
            "reader": False,
            "editor": True,
        }

    def test_a_draft_is_seen_by_the_own_party_alone(self, plan):
        ask(plan)
        focal = focal_point(plan, plan.office)
        save_draft(focal, about=About.of(question_of(plan, plan.office)), new=told())
        editor = mandate(plan.mandate.desk.register, "editor")
        assert Answer.objects.visible_to(focal.desk).exists()
        assert not Answer.objects.visible_to(editor.desk).exists()
