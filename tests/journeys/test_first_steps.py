"""A fresh installation, as the how-to pages tell it: start a register, invite, hand over."""

import pytest
from playwright.sync_api import Browser, Page

from servanda.history.models import Record
from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions import operator, set_password
from servanda.registers.models import Register
from servanda.registers.tests.factories import PASSWORD, administrator

pytestmark = pytest.mark.slow


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()


def follow(page: Page, words: str) -> None:
    page.get_by_role("link", name=words, exact=True).first.click()
    page.wait_for_load_state()


def open_person(page: Page, url: str, name: str) -> None:
    page.goto(url + "/r/cooperation/people/")
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()


def invite(page: Page, url: str, *, name: str, role: str, side: str) -> str:
    """Invite somebody, as docs/howto/people.md says; return the code on the sheet."""
    page.goto(url + "/r/cooperation/")
    follow(page, "People")
    follow(page, "Invite somebody")
    page.fill("input[name=name]", name)
    page.select_option("select[name=role]", role)
    page.select_option("select[name=side]", label=side)
    press(page, "Make the invitation")
    return page.inner_text(".invitation-code").strip()


def accept(browser: Browser, url: str, code: str, username: str) -> Page:
    """Open the address on the sheet in another browser, type the code, choose name and password."""
    page = browser.new_context().new_page()
    page.goto(url + "/join/")
    page.fill("input[name=code]", code.lower())
    press(page, "Go on")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=again]", PASSWORD)
    press(page, "Make the account and enter")
    assert "Welcome" in page.inner_text("main")
    return page


def start(page: Page, url: str) -> None:
    """Sign in as the operator and start a register with two sides, as start-a-register.md says."""
    page.goto(url)
    follow(page, "Sign in")
    page.fill("input[name=username]", "operator")
    page.fill("input[name=password]", PASSWORD)
    press(page, "Sign in")
    follow(page, "Start a register")
    page.fill("input[name=title]", "Cooperation of a ministry and an organization")
    page.fill("input[name=slug]", "cooperation")
    page.select_option("select[name=language]", "en")
    press(page, "Start the register")
    for side in ("Ministry", "Organization"):
        page.locator("section[aria-labelledby=sides] input[name=title]").fill(side)
        press(page, "Add the side")


def let_speak(page: Page, url: str, *, name: str, party: str) -> None:
    """Say for whom a focal point speaks, as people.md says."""
    open_person(page, url, name)
    page.get_by_text("Name a party to speak for").click()
    page.select_option("select[name=party]", label=party)
    press(page, "Let them speak for it")
    assert party in page.inner_text("main")


def hand_over(page: Page, url: str, *, source: str, successor: str) -> None:
    """Hand over to a successor, as people.md says."""
    open_person(page, url, source)
    follow(page, "Hand over to a successor")
    page.select_option("select[name=successor]", label=successor)
    page.fill("input[name=reason]", "Another post.")
    press(page, "Hand over")


def test_a_register_is_started_its_people_invited_and_one_of_them_succeeded(
    live_server, transactional_db: None, page: Page, browser: Browser
):
    url = live_server.url
    set_password(by=operator(), account=operator(), password=PASSWORD)
    start(page, url)
    code = invite(page, url, name="Anna Berg", role="focal_point", side="Ministry")
    anna = accept(browser, url, code, "anna")
    office = NewParty("Migration office", "government_agency")
    create_party(administrator(Register.objects.get()), new=office)
    let_speak(page, url, name="Anna Berg", party="Migration office")
    code = invite(page, url, name="Boris Ivanov", role="reader", side="Ministry")
    boris = accept(browser, url, code, "boris")

    hand_over(page, url, source="Anna Berg", successor="Boris Ivanov (reader)")

    assert "Boris Ivanov has taken over from Anna Berg" in page.inner_text("main")
    assert "Migration office" in page.inner_text("main")
    anna.goto(url + "/r/cooperation/")
    assert "You were signed out everywhere" in anna.inner_text("main")
    boris.goto(url + "/")
    assert "Cooperation of a ministry" in boris.inner_text("main")
    assert Record.objects.latest("id").action == "hand_over"


def test_the_operator_leaves_a_register_once_it_has_another_administrator(
    live_server, transactional_db: None, page: Page, browser: Browser
):
    url = live_server.url
    set_password(by=operator(), account=operator(), password=PASSWORD)
    start(page, url)
    open_person(page, url, "Local operator")
    page.get_by_label("Why?").fill("I leave.")
    press(page, "Suspend")
    assert "no administrator left" in page.inner_text("main")
    code = invite(page, url, name="Clara", role="administrator", side="Ministry")
    clara = accept(browser, url, code, "clara")
    open_person(clara, url, "Local operator")
    clara.get_by_label("Why?").fill("The register has its own administrator.")
    press(clara, "Suspend")
    assert "Local operator is suspended" in clara.inner_text("main")
