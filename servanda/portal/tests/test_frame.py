"""What the frame shows, and that the pages outside any register stand without one."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from servanda.history.models import Record
from servanda.parties.actions import NewParty, create_party
from servanda.registers.tests.factories import PASSWORD, administrator, make_register, person

ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "413.html", "500.html"]


@pytest.mark.parametrize("page", ERROR_PAGES)
def test_an_error_page_stands_without_a_request(page):
    shown = render_to_string(page)
    assert "<h1>" in shown
    assert reverse("registers") in shown


@pytest.mark.django_db
def test_a_visitor_sees_public_registers_only(client):
    make_register("open", is_public=True)
    make_register("closed")
    shown = client.get("/").content.decode()
    assert "Register open" in shown
    assert "Register closed" not in shown


@pytest.mark.django_db
def test_a_person_sees_the_registers_they_work_in(client):
    client.force_login(person(make_register("closed"), "reader"))
    shown = client.get("/").content.decode()
    assert "Register closed" in shown
    assert "Sign out" in shown


@pytest.mark.django_db
def test_a_register_that_is_invented_says_so_in_the_list(client):
    make_register("open", is_public=True, is_fictional=True)
    assert b"Everything in this register is invented." in client.get("/").content


@pytest.mark.django_db
def test_a_visitor_without_registers_is_led_to_sign_in(client):
    shown = client.get("/").content.decode()
    assert "No register here is open to everyone" in shown
    assert reverse("sign-in") in shown


@pytest.mark.django_db
def test_signing_in_leads_back_to_where_the_person_was(client):
    account = person(None, None)
    words = {"username": account.username, "password": PASSWORD, "next": "/?from=here"}
    answer = client.post(reverse("sign-in"), words)
    assert answer.url == "/?from=here"


@pytest.mark.django_db
def test_a_wrong_password_is_told_above_the_form(client):
    account = person(None, None)
    answer = client.post(reverse("sign-in"), {"username": account.username, "password": "wrong"})
    assert b'class="errors"' in answer.content


@pytest.mark.django_db
def test_signing_in_never_leads_to_another_host(client):
    account = person(None, None)
    words = {
        "username": account.username,
        "password": PASSWORD,
        "next": "https://elsewhere.invalid/",
    }
    assert client.post(reverse("sign-in"), words).url == "/"


@pytest.mark.django_db
def test_signing_out_asks_for_a_form_not_a_link(client):
    client.force_login(person(None, None))
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out")).status_code == 302


@pytest.mark.django_db
def test_the_language_is_switched_by_a_form_and_kept(client):
    answer = client.post(reverse("set_language"), {"language": "ru", "next": "/"})
    assert answer.url == "/"
    assert b'<html lang="ru" dir="ltr"' in client.get("/").content


@pytest.mark.django_db
def test_the_content_security_policy_allows_nothing_from_elsewhere(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_the_first_page_asks_the_database_little(client, django_assert_max_num_queries):
    client.force_login(person(make_register("closed"), "reader"))
    with django_assert_max_num_queries(4):
        client.get("/")


@pytest.mark.django_db
def test_patterns_are_shown_in_development_only(client, settings):
    assert client.get(reverse("patterns")).status_code == 404
    settings.DEBUG = True
    assert client.get(reverse("patterns")).status_code == 200


@pytest.mark.django_db
def test_each_page_of_an_invented_register_says_so(client):
    make_register("open", is_public=True, is_fictional=True)
    shown = client.get(reverse("register", kwargs={"slug": "open"})).content.decode()
    assert '<p class="fiction">' in shown


@pytest.mark.django_db
def test_a_closed_register_and_a_missing_one_look_alike(client):
    make_register("closed")
    closed = client.get(reverse("register", kwargs={"slug": "closed"}))
    missing = client.get(reverse("register", kwargs={"slug": "missing"}))
    assert closed.status_code == missing.status_code == 404
    assert b"There is no such page" in closed.content


@pytest.mark.django_db
def test_the_marking_of_a_register_stands_at_both_ends_of_its_pages(client):
    register = make_register("open", is_public=True)
    register.handling = "Restricted"
    register.save()
    shown = client.get(reverse("register", kwargs={"slug": "open"})).content.decode()
    assert shown.count('<p class="marking">Restricted</p>') == 2


@pytest.mark.django_db
def test_the_navigation_tells_where_the_page_stands(client):
    make_register("open", is_public=True)
    shown = client.get(reverse("register", kwargs={"slug": "open"})).content.decode()
    assert '<a href="/r/open/" aria-current="true">Home</a>' in shown
    assert shown.count("aria-current") == 2  # and the language


@pytest.mark.django_db
def test_who_is_signed_in_is_not_told_to_sign_in_where_there_is_no_page(client):
    assert "sign in first" in client.get("/r/nowhere/").content.decode()
    client.force_login(person(make_register(), "reader"))
    page = client.get("/r/nowhere/").content.decode()
    assert "sign in first" not in page
    assert "whether your role lets you see it" in page


@pytest.mark.django_db
def test_one_record_and_who_sees_an_entry_lie_under_the_history(client):
    mandate = administrator(make_register())
    party = create_party(mandate, new=NewParty("Office", "government_agency"))
    client.force_login(mandate.desk.account)
    record = Record.objects.of_register(mandate.desk.register.uuid).latest("id")
    for there in (
        reverse("history-record", kwargs={"slug": "r", "uuid": record.uuid}),
        reverse("entry-access", kwargs={"slug": "r", "kind": "party", "uuid": party.uuid}),
    ):
        shown = client.get(there).content.decode()
        assert '<a href="/r/r/history/" aria-current="true">History</a>' in shown
