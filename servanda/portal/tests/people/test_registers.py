"""A register is started, and its settings are changed."""

import re

import pytest
from django.urls import reverse

from servanda.portal.tests.people.asking import path, seen, shown
from servanda.registers.models import Register, Side

pytestmark = pytest.mark.django_db


def test_a_register_is_started_by_the_operator_with_its_sides(client, register):
    said = {"title": "Cooperation", "slug": "cooperation", "language": "en", "is_public": "on"}
    answer = client.post(reverse("register-new"), said)
    made = Register.objects.get(slug="cooperation")
    assert made.is_public
    side = reverse("side-new", kwargs={"slug": "cooperation"})
    for title in ("Ministry", "Министерство", "Ministry"):
        client.post(side, {"title": title})
    keys = list(Side.objects.filter(register=made).values_list("key", flat=True).order_by("pk"))
    assert keys == ["ministry", "side", "ministry-2"]
    assert "Министерство" in shown(client.get(answer.url))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_register_is_kept_in_the_language_of_the_page_unless_another_is_chosen(
    client, register, language
):
    page = shown(client.get(reverse("register-new"), headers={"accept-language": language}))
    assert re.findall(r'<option value="(\w+)" selected', page) == [language]


def test_a_short_name_that_is_taken_is_told(client, register):
    said = {"title": "Another", "slug": "r", "language": "en"}
    answer = client.post(reverse("register-new"), said)
    assert "already a register of this short name" in shown(answer)


@pytest.mark.parametrize("slug", ["Cooperation", "a_b", "a b", "é"])
def test_a_short_name_of_other_signs_is_told(client, register, slug):
    answer = client.post(reverse("register-new"), {"title": "A", "slug": slug, "language": "en"})
    assert "Only small letters (a to z), digits and dashes" in shown(answer)
    assert not Register.objects.filter(slug=slug).exists()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_new_register_is_kept_in_the_language_of_the_page_unless_told_otherwise(
    client, register, language
):
    page = client.get(reverse("register-new"), headers={"accept-language": language})
    assert page.context["form"]["language"].value() == language


def test_the_label_of_a_new_side_leads_to_its_own_field(client, register):
    page = shown(client.get(path("register-settings")))
    assert page.count('id="id_title"') == page.count('for="id_title"') == 1
    assert page.count('id="side-title"') == page.count('for="side-title"') == 1


@pytest.mark.parametrize("name", ["register-new", "register-settings", "invitation-new"])
def test_a_title_or_name_of_nothing_that_is_written_is_told(client, register, name):
    there = reverse("register-new") if name == "register-new" else path(name)
    said = {"title": "\x1b", "name": "\x1b", "slug": "new", "language": "en", "role": "reader"}
    if name == "register-settings":
        said["seen"] = seen(client, there)
    answer = client.post(there, said)
    assert answer.status_code == 422
    assert "cannot be blank" in shown(answer)


def test_the_settings_of_a_register_are_changed(client, register):
    said = {"title": "New title", "language": "ru", "is_public": "on", "handling": "Internal"}
    there = path("register-settings")
    client.post(there, said | {"seen": seen(client, there)})
    register.refresh_from_db()
    assert (register.title, register.language, register.is_public) == ("New title", "ru", True)
    client.logout()
    assert "New title" in shown(client.get("/"))


def test_the_second_of_two_administrators_sees_both_titles_and_decides(client, register):
    there = path("register-settings")
    begun = {"language": "en", "seen": seen(client, there)}
    client.post(there, begun | {"title": "Their title"})
    answer = client.post(there, begun | {"title": "My title", "is_public": "on"})
    assert answer.status_code == 409
    page = shown(answer)
    rows = page[page.index("<tbody>") : page.index("</tbody>")]
    assert all(word in rows for word in ("Their title", "My title", "yes", "no"))
    register.refresh_from_db()
    assert (register.title, register.is_public) == ("Their title", False)


@pytest.mark.parametrize("sent", ["", "forged", "e30:1abc:xyz"])
def test_a_form_that_does_not_tell_what_was_seen_saves_nothing(client, register, sent):
    said = {"title": "New title", "language": "en", "seen": sent}
    answer = client.post(path("register-settings"), said)
    assert answer.status_code == 422
    assert "open it again" in shown(answer)
