"""Scales as data: what comes with Servanda, what an instrument has, what is never mixed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from servanda.progress.actions import choose_scales, scales_of
from servanda.progress.models import Core, Scale, ScaleKind, Standing, Update
from servanda.progress.models.scale_words import SCALE_WORDS
from servanda.progress.rules.scales import shipped_scale, shipped_scales
from servanda.progress.tests.factories import Plan
from servanda.registers.actions import NotAllowed
from servanda.registers.tests.factories import administrator, make_register, mandate, person

DAY = date(2020, 6, 1)


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register()))


def choose(plan: Plan, **chosen: str) -> None:
    choose_scales(plan.mandate, instrument=plan.plan, chosen=chosen)


def standings(plan: Plan) -> list[str]:
    return list(Standing.objects.filter(provision=plan.line).values_list("core", flat=True))


def test_every_shipped_scale_is_of_one_kind_and_has_each_code_once():
    for scale in shipped_scales():
        assert scale.kind in ScaleKind.values
        codes = [value.code for value in scale.values]
        assert len(codes) == len(set(codes)), scale.code
    assert len({scale.code for scale in shipped_scales()}) == len(shipped_scales()) == 11


def test_every_value_that_tells_a_status_means_something_in_the_core():
    told = {v.core for s in shipped_scales() if s.kind == "status" for v in s.values}
    assert told <= set(Core.values)


def test_what_a_shipped_value_means_has_a_source_or_is_said_to_be_unverified():
    for scale in shipped_scales():
        for value in scale.values:
            assert value.certainty in {"seen", "unverified"}
            assert value.source or value.certainty == "unverified", value.label
    assert not shipped_scale("greco").is_certain
    assert shipped_scale("ogp-completion").is_certain


def test_every_word_of_a_shipped_scale_is_translatable():
    words = {s.title for s in shipped_scales()} | {
        v.label for s in shipped_scales() for v in s.values
    }
    assert words <= set(SCALE_WORDS)
    with override("ru"):
        assert not [word for word in words if str(SCALE_WORDS[word]) == word]


@pytest.mark.django_db
class TestOnAnInstrument:
    def test_an_instrument_without_a_choice_has_the_scale_of_the_register(self, plan):
        assert scales_of(plan.plan) == []
        assert plan.say(plan.line, plan.office, "partly_done", DAY).value.scale.code == "progress"

    def test_an_update_is_given_on_the_scale_of_the_instrument(self, plan):
        choose(plan, status="ogp-completion")
        update = plan.say(plan.line, plan.office, "substantial", DAY)
        assert (update.value.told, update.value.core) == ("Substantial", "partly_done")
        assert standings(plan) == ["partly_done"]

    def test_a_value_of_another_scale_is_refused_with_those_there_are(self, plan):
        choose(plan, status="ogp-completion")
        with pytest.raises(ValidationError, match=r"mostly is no value.*not_started, limited"):
            plan.say(plan.line, plan.office, "mostly", DAY)

    def test_what_a_text_tells_in_words_of_the_core_counts_on_every_instrument(self, plan):
        choose(plan, status="ogp-completion")
        assert plan.say(plan.line, plan.office, "done", DAY).value.scale.code == "progress"

    def test_a_rating_makes_no_standing_and_moves_none(self, plan):
        choose(plan, rating="ccpr-followup")
        plan.say(plan.line, plan.office, "in_progress", DAY)
        plan.say(plan.line, plan.office, "ccpr-followup:A", date(2020, 7, 1))
        plan.say(plan.line, plan.arvenia, "ccpr-followup:C", date(2020, 7, 1))
        assert standings(plan) == ["in_progress"]
        words = Update.objects.filter(provision=plan.line).last_words()
        assert [word.value.code for word in words] == ["in_progress"]

    def test_how_a_text_was_received_is_no_status(self, plan):
        choose(plan, acceptance="upr-response")
        plan.say(plan.line, plan.arvenia, "upr-response:supported", DAY)
        assert standings(plan) == []

    def test_a_rating_does_not_correct_a_status(self, plan):
        choose(plan, rating="tb-generic")
        said = plan.say(plan.line, plan.office, "done", DAY)
        with pytest.raises(ValidationError, match="of the same kind"):
            plan.say(plan.line, plan.office, "tb-generic:not", DAY, corrects=said)

    def test_another_choice_takes_the_place_of_the_first_and_leaves_what_was_said(self, plan):
        choose(plan, status="ogp-completion", rating="fatf")
        said = plan.say(plan.line, plan.office, "completed", DAY)
        choose(plan, status="georgia-par")
        assert [scale.code for scale in scales_of(plan.plan)] == ["georgia-par"]
        said.refresh_from_db()
        assert said.value.code == "completed"
        assert standings(plan) == ["done"]

    def test_a_scale_is_made_once_in_a_register(self, plan):
        other = plan.instrument("Second plan", "action_plan", "2022")
        choose(plan, status="ogp-completion")
        choose_scales(plan.mandate, instrument=other, chosen={"status": "ogp-completion"})
        assert Scale.objects.filter(code="ogp-completion").count() == 1

    @pytest.mark.parametrize(("kind", "code"), [("status", "fatf"), ("rating", "no-such")])
    def test_a_scale_of_another_kind_is_refused(self, plan, kind, code):
        with pytest.raises(ValidationError, match=f"no such scale of this kind: {code}"):
            choose(plan, **{kind: code})
        assert scales_of(plan.plan) == []

    def test_a_focal_point_chooses_no_scale(self, plan):
        focal = mandate(plan.mandate.desk.register, "focal_point")
        with pytest.raises(NotAllowed):
            choose_scales(focal, instrument=plan.plan, chosen={"status": "ogp-completion"})


@pytest.mark.django_db
@pytest.mark.slow
class TestOnPages:
    def test_an_editor_chooses_the_scales_and_the_form_of_an_update_has_them(self, client, plan):
        client.force_login(person(plan.mandate.desk.register, "editor"))
        here = {"slug": "r", "uuid": plan.plan.uuid}
        sent = {"status": "ogp-completion", "acceptance": "", "rating": "tb-generic"}
        answer = client.post(reverse("instrument-scales", kwargs=here), sent)
        assert answer.status_code == 302
        there = {"slug": "r", "uuid": plan.line.uuid}
        page = client.get(reverse("update-new", kwargs=there)).content.decode()
        assert 'value="substantial"' in page
        assert 'value="tb-generic:partial"' in page
        assert 'value="abandoned"' not in page

    def test_a_scale_that_is_none_is_told(self, client, plan):
        client.force_login(person(plan.mandate.desk.register, "editor"))
        here = {"slug": "r", "uuid": plan.plan.uuid}
        answer = client.post(reverse("instrument-scales", kwargs=here), {"status": "fatf"})
        assert answer.status_code == 422
        assert 'class="errors"' in answer.content.decode()

    def test_a_rating_stands_on_the_page_and_not_in_the_headline(self, client, plan):
        choose(plan, rating="ccpr-followup")
        plan.say(plan.line, plan.arvenia, "ccpr-followup:B", DAY)
        client.force_login(plan.mandate.desk.account)
        here = {"slug": "r", "uuid": plan.line.uuid}
        page = client.get(reverse("provision", kwargs=here)).content.decode()
        assert "B: reply or action partially satisfactory" in page
        assert "How it is rated:" in page
        assert "no-information" in page[: page.index('id="text"')]
