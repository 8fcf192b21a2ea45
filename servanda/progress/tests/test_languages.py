"""An instrument in two languages: aligned, edited in place, stale texts named and listed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from servanda.instruments.actions import Amendment, amend_provision, translate_provision
from servanda.instruments.models import Instrument, Provision, Wording, WordingText
from servanda.progress.tests.factories import Plan
from servanda.progress.views.languages import AT_ONCE
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = pytest.mark.django_db
RUSSIAN = "Открыть телефонную линию на трёх языках"


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


@pytest.fixture
def clerk(plan) -> Client:
    client = Client()
    client.force_login(plan.mandate.desk.account)
    return client


def path(name: str, entry=None) -> str:
    return reverse(name, kwargs={"slug": "r", **({"uuid": entry.uuid} if entry else {})})


def page(client: Client, where: str, **query) -> str:
    answer = client.get(where, query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def translated(plan: Plan) -> WordingText:
    return translate_provision(
        plan.mandate, provision=plan.line, language="ru", text=RUSSIAN, seen=""
    )


def row(shown: str, entry) -> str:
    return shown.partition(f'id="row-{entry.uuid}"')[2].partition("</tr>")[0]


def test_two_languages_stand_side_by_side_in_the_order_of_the_text(client, plan):
    translated(plan)
    shown = page(client, path("instrument-languages", plan.plan), left="en", right="ru")
    line = row(shown, plan.line)
    assert line.index("Open a telephone line") < line.index(RUSSIAN)
    assert "There is no text in this language." in row(shown, plan.training)
    places = [shown.index(f'id="row-{one.uuid}"') for one in (plan.goal, plan.line, plan.report)]
    assert places == sorted(places)


def test_a_text_that_runs_from_right_to_left_says_so(client, plan):
    translate_provision(plan.mandate, provision=plan.line, language="ar", text="خط هاتفي", seen="")
    shown = page(client, path("instrument-languages", plan.plan), right="ar")
    assert '<p class="wording" lang="ar" dir="auto">خط هاتفي</p>' in row(shown, plan.line)


def test_a_translation_is_written_in_its_place_without_scripts(clerk, plan):
    where = path("instrument-languages", plan.plan)
    shown = row(page(clerk, where, right="ru", edit=str(plan.line.uuid)), plan.line)
    assert '<textarea name="text"' in shown
    sent = {"language": "ru", "beside": "en", "seen": "", "text": RUSSIAN}
    answer = clerk.post(path("translation-edit", plan.line), sent)
    assert answer.url.endswith(f"#row-{plan.line.uuid}")
    line = row(page(clerk, answer.url), plan.line)
    assert RUSSIAN in line
    assert "not checked" in line


def test_who_comes_second_sees_the_translation_of_the_first(clerk, plan):
    translated(plan)
    sent = {"language": "ru", "seen": "", "text": "Другие слова"}
    answer = clerk.post(path("translation-edit", plan.line), sent)
    assert answer.status_code == 409
    assert RUSSIAN in answer.content.decode()


def test_a_stale_translation_is_flagged_and_listed_until_somebody_checks_it(clerk, plan):
    text = translated(plan)
    amend_provision(
        plan.mandate, provision=plan.line, amendment=Amendment({"en": "Open two telephone lines"})
    )
    where = path("instrument-languages", plan.plan)
    assert "of an earlier wording" in row(page(clerk, where, right="ru"), plan.line)
    assert RUSSIAN in page(clerk, path("translations"), language="ru")
    clerk.post(path("translation-check", text), {"seen": RUSSIAN, "beside": "en"})
    assert "of an earlier wording" not in row(page(clerk, where, right="ru"), plan.line)
    assert RUSSIAN not in page(clerk, path("translations"), language="ru")


def test_a_translation_is_checked_and_written_beside_the_original_alone(clerk, plan):
    translated(plan)
    translate_provision(plan.mandate, provision=plan.line, language="fr", text="Ligne", seen="")
    where = path("instrument-languages", plan.plan)
    beside_another = row(page(clerk, where, left="fr", right="ru"), plan.line)
    assert "I read it, and it is right" not in beside_another
    assert "left=en&amp;right=ru" in beside_another
    assert "I read it, and it is right" in row(page(clerk, where, left="en", right="ru"), plan.line)
    edited = page(clerk, where, left="fr", right="ru", edit=str(plan.line.uuid))
    assert "<textarea" not in row(edited, plan.line)


def test_a_translation_of_words_that_changed_since_the_page_was_opened_is_told_so(clerk, plan):
    where = path("instrument-languages", plan.plan)
    shown = row(page(clerk, where, right="ru", edit=str(plan.line.uuid)), plan.line)
    read = re.findall(r'name="read" value="([^"]+)"', shown)[0]
    amend_provision(
        plan.mandate, provision=plan.line, amendment=Amendment({"en": "Open two lines"})
    )
    sent = {"language": "ru", "beside": "en", "seen": "", "text": RUSSIAN, "read": read}
    answer = clerk.post(path("translation-edit", plan.line), sent)
    assert "Open two lines" in answer.content.decode()
    assert not WordingText.objects.filter(language="ru").exists()


def test_a_page_of_texts_bears_the_markings_of_all_it_shows(clerk, plan):
    text = translated(plan)
    Provision.objects.filter(pk=plan.line.pk).update(handling="PROVISION-XX")
    Instrument.objects.filter(pk=plan.plan.pk).update(handling="PLAN-XX")
    Wording.objects.filter(pk=text.of_id).update(handling="WORDING-XX")
    for shown in (
        page(clerk, path("instrument-languages", plan.plan)),
        page(clerk, path("translations"), state="unchecked"),
        page(clerk, path("provision", plan.line)),
    ):
        for marking in ("PROVISION-XX", "PLAN-XX", "WORDING-XX"):
            assert marking in shown


def test_what_has_no_text_in_a_language_is_listed_as_missing(clerk, plan):
    translated(plan)
    shown = page(clerk, path("translations"), state="missing", language="ru")
    assert "Train consular staff" in shown
    assert "Open a telephone line" not in shown


def test_what_is_hidden_is_neither_aligned_nor_listed(client, plan):
    plan.visibility = "restricted"
    plan.provision("Move the staff abroad", code="9")
    assert "Move the staff" not in page(client, path("instrument-languages", plan.plan))
    shown = page(client, path("translations"), state="missing", language="ru")
    assert "Train consular staff" in shown
    assert "Move the staff" not in shown


def test_several_languages_are_authoritative(clerk, plan):
    translated(plan)
    clerk.post(path("authoritative", plan.plan), {"languages": ["en", "ru"]})
    assert WordingText.objects.get(language="ru").is_authoritative
    answer = clerk.post(path("authoritative", plan.plan), {}, follow=True)
    assert "At least one text is authoritative." in answer.content.decode()


def test_an_empty_choice_leaves_the_authoritative_texts_as_they_are(clerk, plan):
    translated(plan)
    answer = clerk.post(path("authoritative", plan.plan), {"languages": [""]}, follow=True)
    assert "At least one text is authoritative." in answer.content.decode()
    clerk.post(path("authoritative", plan.plan), {"languages": ["ru"]})
    told = WordingText.objects.filter(is_authoritative=True)
    assert told.get(of__provision=plan.line).language == "ru"
    assert told.get(of__provision=plan.training).language == "en"


def test_of_two_who_say_what_is_authoritative_the_second_looks_again(clerk, plan):
    translated(plan)
    seen = re.findall(
        r'name="seen" value="(..)"', page(clerk, path("instrument-languages", plan.plan))
    )
    clerk.post(path("authoritative", plan.plan), {"languages": ["en", "ru"], "seen": ["en"]})
    second = {"languages": ["en"], "seen": ["en"]}
    answer = clerk.post(path("authoritative", plan.plan), second, follow=True)
    assert seen == ["en"]
    assert "Somebody changed this meanwhile" in answer.content.decode()
    assert WordingText.objects.get(language="ru").is_authoritative


@pytest.mark.parametrize("page_name", ["translation-edit", "plain-text-edit"])
def test_words_that_somebody_does_not_see_are_not_told_to_whoever_writes_beside_them(
    client, plan, page_name
):
    translated(plan)
    Wording.objects.filter(provision=plan.line).update(effective_visibility="restricted")
    WordingText.objects.filter(of__provision=plan.line, is_original=True).update(text="Hidden")
    client.force_login(mandate(plan.plan.register, "editor").desk.account)
    sent = {"language": "ru", "text": "Иные слова", "beside": "en"}
    for said in ({"seen": "", "read": ""}, {"seen": "", "read": "0123456789abcdef"}):
        answer = client.post(path(page_name, plan.line), {**sent, **said})
        told = answer.content.decode()
        assert ("Hidden" in told, RUSSIAN in told) == (False, False)
    assert WordingText.objects.get(of__provision=plan.line, language="ru").text == RUSSIAN


def test_who_only_reads_translates_nothing(client, plan):
    reader = mandate(plan.mandate.desk.register, "reader")
    client.force_login(reader.desk.account)
    shown = page(client, path("instrument-languages", plan.plan), edit=str(plan.line.uuid))
    assert "<textarea" not in shown
    assert client.post(path("translation-edit", plan.line), {"text": "x"}).status_code == 403


def test_a_long_text_is_read_page_by_page_and_a_provision_is_found_on_its_own(client, plan):
    made = [plan.provision(f"Measure {count}") for count in range(AT_ONCE)]
    where = path("instrument-languages", plan.plan)
    assert f"row-{made[-1].uuid}" not in page(client, where)
    assert f"row-{made[-1].uuid}" in page(client, where, page="2")
    assert f"row-{made[-1].uuid}" in page(client, where, at=str(made[-1].uuid))
