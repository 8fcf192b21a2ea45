"""The whole way of a desk officer: sign in, bring a document in, accept what was found, the brief."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from servanda.history.models import Record
from servanda.registers.models import Account, Register
from servanda.registers.tests.factories import make_register, person
from tests.journeys.conftest import Transfer

SignIn = Callable[[Account], Page]
ARTICLE = """BAKU, Azerbaijan, February 17

Arvenia and the International Organization for Migration (IOM) plan to hold online meeting at the \
end of February.

Last meeting between Ana Torvel, Minister of Foreign Affairs of Arvenia and Ivo Lent, IOM Regional \
Coordinator was held in February 2020. The parties agreed to launch in Arvenia the United Nations \
Network on Migration.
"""


def test_an_officer_signs_in_and_finds_the_register(
    live_server, sign_in: SignIn, register: Register, officer: Account
):
    page = sign_in(officer)
    page.get_by_role("link", name=register.title).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Where things stand on")
    expect(page.get_by_text("No meeting is planned.")).to_be_visible()
    navigation = page.get_by_role("navigation", name="Register")
    for name in navigation.get_by_role("link").all_inner_texts():
        navigation.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_who_is_led_to_sign_in_comes_back_to_the_page(
    live_server, page: Page, register: Register, officer: Account
):
    address = live_server.url + reverse("timeline", kwargs={"slug": register.slug})
    page.goto(address)
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_label("User name").fill(officer.username)
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(address)


def test_a_wrong_password_is_said_at_the_form(live_server, page: Page, officer: Account):
    page.goto(live_server.url + reverse("sign-in"))
    page.get_by_label("User name").fill(officer.username)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_focused()


def test_a_document_becomes_a_brief(
    live_server, sign_in: SignIn, register: Register, officer: Account, tmp_path
):
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    page = sign_in(officer)
    page.goto(live_server.url + reverse("register", kwargs={"slug": register.slug}))
    page.get_by_role("link", name="Add a document").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("Title").fill("Arvenia and IOM plan to meet")
    page.get_by_label("Published on").fill("2021-02-17")
    page.get_by_role("button", name="Take in the document").click()
    page.get_by_role("button", name="Read this document").click()

    page.get_by_text("Accept many at once").click()
    page.get_by_role("button", name="Accept everything open").click()
    expect(page.locator(".message.success")).to_be_visible()

    navigation = page.get_by_role("navigation", name="Register")
    navigation.get_by_role("link", name="Brief").click()
    expect(page.locator("main")).to_contain_text("Ana Torvel")
    expect(page.locator("main")).to_contain_text("Network on Migration")
    note = page.locator(".notes li a").first
    note.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Arvenia and IOM plan to meet")
    expect(page.locator(".source-text mark").first).to_be_visible()

    navigation.get_by_role("link", name="History").click()
    expect(page.locator("ol.lines").get_by_text("Took in a document").first).to_be_visible()
    assert Record.objects.of_register(register.uuid).count() >= 3


def test_a_first_visit_is_light(live_server, page: Page):
    make_register("open", is_public=True)
    transfer = Transfer(page)
    page.goto(live_server.url + "/r/open/")
    page.wait_for_load_state("networkidle")
    assert transfer.kilobytes() < 60


def test_a_reader_is_offered_nothing_to_change(live_server, sign_in: SignIn, register: Register):
    page = sign_in(person(register, "reader"))
    for name in ("register", "documents", "meetings", "instruments", "parties"):
        page.goto(live_server.url + reverse(name, kwargs={"slug": register.slug}))
        expect(page.get_by_role("link", name="Add a document")).to_have_count(0)
