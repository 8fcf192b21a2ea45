"""The short form of a provision, which a row of the tree opens in its place: words, number, kind."""

import pytest
from django.urls import reverse

from servanda.instruments.actions import withdraw_provisions
from servanda.instruments.models import Provision
from servanda.instruments.rules import DueTold
from servanda.progress.tests.test_amend_page import fields_of
from servanda.registers.tests.factories import person

pytestmark = pytest.mark.django_db


def reword_path(provision: Provision) -> str:
    return reverse("reword", kwargs={"slug": "r", "uuid": provision.uuid})


def test_a_row_of_the_tree_leads_to_its_short_form(written, editor):
    [shelter] = written.add("Open shelters")
    names = {"slug": "r", "uuid": written.plan.uuid, "number": 1}
    page = editor.get(reverse("edition", kwargs=names)).content.decode()
    assert f'href="{reword_path(shelter)}" data-row-form' in page


def test_words_and_number_are_changed_and_all_else_stays(written, editor):
    [shelter] = written.add("Open shelters", code="1")
    written.amend(shelter, due=DueTold("2022-06"))
    told = fields_of(editor.get(reword_path(shelter)).content.decode())
    answer = editor.post(reword_path(shelter), {**told, "text-en": "Open nine", "code": "1 bis"})
    line = written.lines(1)[0]
    assert (line.text, line.code, line.due.due) == ("Open nine", "1 bis", "2022-06")
    assert answer.url.endswith(f"#p-{shelter.uuid}")


def test_a_short_form_sent_as_it_came_changes_nothing(written, editor):
    [shelter] = written.add("Open shelters", code="1")
    revision = written.wording(shelter).revision
    told = fields_of(editor.get(reword_path(shelter)).content.decode())
    assert "done=" not in editor.post(reword_path(shelter), told).url
    assert written.wording(shelter).revision == revision


def test_a_text_without_words_is_refused(written, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(reword_path(shelter)).content.decode())
    answer = editor.post(reword_path(shelter), {**told, "text-en": " "})
    assert answer.status_code == 422
    assert written.told(1) == ["Open shelters"]


def test_the_second_of_two_who_reword_a_row_sees_both_versions(written, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(reword_path(shelter)).content.decode())
    written.amend(shelter, texts={"en": "Open two shelters"})
    answer = editor.post(reword_path(shelter), {**told, "text-en": "Open three shelters"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Open two shelters" in page, "Open three shelters" in page) == (True, True)
    assert written.told(1) == ["Open two shelters"]
    again = editor.post(reword_path(shelter), fields_of(page))
    assert (again.status_code, written.told(1)) == (302, ["Open three shelters"])


def test_what_was_withdrawn_is_not_reworded(written, editor):
    [shelter] = written.add("Open shelters")
    written.next_edition()
    withdraw_provisions(written.clerk, instrument=written.plan, seen=written.seen(shelter))
    page = editor.get(reword_path(shelter)).content.decode()
    assert "This provision was withdrawn" in page


def test_who_sees_no_draft_rewords_none_of_it(written, client):
    written.open()
    [shelter] = written.add("Open shelters")
    assert client.get(reword_path(shelter)).status_code == 404
    client.force_login(person(written.clerk.desk.register, "reader"))
    assert client.get(reword_path(shelter)).status_code == 403
