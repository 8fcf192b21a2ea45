"""The round of reporting: who is asked, to whom it is handed, what is closed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from servanda.progress.actions import (
    About,
    NewRound,
    NewUpdate,
    accept_answer,
    add_update,
    answer_to,
    close_round,
    delegate_question,
    open_round,
    reopen_round,
    submit_answer,
)
from servanda.progress.models import Answer, Round, Update
from servanda.progress.tests.asking import (
    PERIOD,
    ask,
    focal_point,
    question_of,
    soon,
    told,
    wait_for_acceptance,
)
from servanda.progress.tests.factories import Plan
from servanda.registers.actions import NotAllowed
from servanda.registers.tests.factories import administrator, make_register, mandate, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register()))


class TestOpening:
    def test_each_party_that_answers_for_a_commitment_is_asked_once(self, plan):
        asked = ask(plan)
        found = asked.questions.values_list("provision__label", "party__label")
        assert set(found) == {
            ("Open a telephone line in three languages", "Republic of Arvenia"),
            ("Open a telephone line in three languages", "Office for Mobility"),
            ("Train consular staff", "Republic of Arvenia"),
        }

    def test_chosen_parties_alone_are_asked(self, plan):
        asked = ask(plan, parties=[plan.office])
        assert [one.party for one in asked.questions.all()] == [plan.office]

    def test_what_stands_under_a_heading_alone_is_asked(self, plan):
        other = plan.provision("Second goal", kind="goal", code="5", binds=False)
        plan.provision("Print a leaflet", code="5.1", parent=other, by=(plan.office,))
        asked = ask(plan, under=other)
        assert [one.provision.label for one in asked.questions.all()] == ["Print a leaflet"]

    def test_where_nobody_answers_nobody_is_asked_and_that_is_said(self, plan):
        with pytest.raises(ValidationError, match="Nobody is asked"):
            ask(plan, parties=[plan.group])
        assert not Round.objects.exists()

    def test_a_period_is_asked_for_once_at_a_time(self, plan):
        ask(plan)
        with pytest.raises(ValidationError, match="open already"):
            ask(plan)

    @pytest.mark.parametrize(
        ("period", "sentence"), [("2999", "has not begun yet"), ("spring", "Not a date")]
    )
    def test_a_period_that_cannot_be_is_refused(self, plan, period, sentence):
        with pytest.raises(ValidationError, match=sentence):
            ask(plan, period=period)

    def test_nobody_is_asked_for_yesterday(self, plan):
        yesterday = plan.mandate.desk.today - timedelta(days=1)
        with pytest.raises(ValidationError, match="This day is past"):
            open_round(plan.mandate, instrument=plan.plan, new=NewRound("Late", PERIOD, yesterday))

    def test_a_focal_point_opens_no_round(self, plan):
        with pytest.raises(NotAllowed):
            open_round(
                focal_point(plan, plan.office),
                instrument=plan.plan,
                new=NewRound("Mine", PERIOD, soon(plan)),
            )

    def test_what_the_secretariat_may_not_see_is_not_asked(self, plan):
        plan.provision("Move the staff", by=(plan.office,), visibility="restricted")
        editor = mandate(plan.mandate.desk.register, "editor")
        new = NewRound("First half", PERIOD, soon(plan))
        asked = open_round(editor, instrument=plan.plan, new=new)
        assert "Move the staff" not in asked.questions.values_list("provision__label", flat=True)


class TestHandingOn:
    def test_a_colleague_who_was_handed_a_question_answers_it(self, plan):
        ask(plan)
        focal = focal_point(plan, plan.office)
        colleague = mandate(plan.mandate.desk.register, "focal_point")
        question = question_of(plan, plan.office)
        delegate_question(focal, question=question, to=colleague.desk.account)
        submit_answer(colleague, about=About.of(question), new=told("done"))
        assert Update.objects.get().assessor == plan.office

    def test_taken_back_it_is_the_partys_again(self, plan):
        ask(plan)
        focal = focal_point(plan, plan.office)
        colleague = mandate(plan.mandate.desk.register, "focal_point")
        question = question_of(plan, plan.office)
        delegate_question(focal, question=question, to=colleague.desk.account)
        delegate_question(focal, question=question, to=None)
        with pytest.raises(NotAllowed):
            submit_answer(colleague, about=About.of(question), new=told())

    @pytest.mark.parametrize("role", ["reader", None])
    def test_nobody_is_handed_what_they_may_not_say(self, plan, role):
        ask(plan)
        stranger = person(plan.mandate.desk.register, role)
        with pytest.raises(ValidationError, match="does not add updates"):
            delegate_question(
                focal_point(plan, plan.office),
                question=question_of(plan, plan.office),
                to=stranger,
            )

    def test_another_party_hands_nothing_on(self, plan):
        ask(plan)
        other = focal_point(plan, plan.arvenia)
        with pytest.raises(NotAllowed):
            delegate_question(other, question=question_of(plan, plan.office), to=other.desk.account)


class TestClosing:
    def test_a_closed_round_takes_no_answer(self, plan):
        close_round(plan.mandate, closing=ask(plan))
        focal = focal_point(plan, plan.office)
        with pytest.raises(ValidationError, match="This round was closed on"):
            submit_answer(focal, about=About.of(question_of(plan, plan.office)), new=told())
        assert not Answer.objects.exists()

    def test_an_update_for_a_closed_period_is_refused_with_a_sentence(self, plan):
        close_round(plan.mandate, closing=ask(plan))
        focal = focal_point(plan, plan.office)
        new = NewUpdate(plan.office, "done", focal.desk.today, period=PERIOD)
        with pytest.raises(ValidationError, match=r"This period is closed since .* \(First half\)"):
            add_update(focal, provision=plan.line, new=new)
        later = NewUpdate(plan.office, "done", focal.desk.today, period="2026-07/2026-11")
        assert add_update(focal, provision=plan.line, new=later).period == "2026-07/2026-11"

    def test_the_secretariat_says_more_of_a_closed_period(self, plan):
        close_round(plan.mandate, closing=ask(plan))
        update = plan.say(plan.line, plan.office, "done", date(2026, 7, 1), period=PERIOD)
        assert update.period == PERIOD

    def test_what_was_submitted_in_time_is_accepted_after_closing(self, plan):
        asked = ask(plan)
        focal = focal_point(plan, plan.office)
        wait_for_acceptance(focal, plan.mandate)
        about = About.of(question_of(plan, plan.office))
        answer = submit_answer(focal, about=about, new=told(period=PERIOD))
        close_round(plan.mandate, closing=asked)
        accept_answer(plan.mandate, answer=answer, revision=answer.saves)
        assert Update.objects.count() == 1

    def test_opened_again_it_takes_answers(self, plan):
        asked = ask(plan)
        close_round(plan.mandate, closing=asked)
        reopen_round(plan.mandate, closed=asked)
        focal = focal_point(plan, plan.office)
        submit_answer(focal, about=About.of(question_of(plan, plan.office)), new=told())
        assert answer_to(question_of(plan, plan.office)).state == "accepted"

    def test_two_rounds_of_a_period_are_not_open_at_once(self, plan):
        first = ask(plan)
        close_round(plan.mandate, closing=first)
        ask(plan, parties=[plan.arvenia])
        with pytest.raises(ValidationError, match="open already"):
            reopen_round(plan.mandate, closed=first)
