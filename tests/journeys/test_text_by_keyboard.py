"""Somebody changes the tree of a text by keyboard alone."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from servanda.instruments.tests.texts import Written
from servanda.registers.actions import mandate_for
from servanda.registers.models import Account, Register

SignIn = Callable[[Account], Page]


def test_a_row_is_moved_in_and_out_with_the_arrow_keys(
    live_server, sign_in: SignIn, register: Register, officer: Account
):
    written = Written(mandate_for(register, officer))
    written.add("Open shelters", "Train staff")
    page = sign_in(officer)
    names = {"slug": register.slug, "uuid": written.plan.uuid, "number": 1}
    page.goto(live_server.url + reverse("edition", kwargs=names))
    page.locator("input[name=chosen]").first.focus()
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowRight")
    assert written.told(1) == ["Open shelters", "-Train staff"]
    assert "Take it back" in page.content()
    expect(page.locator("input[name=chosen]").nth(1)).to_be_focused()  # the row that was moved
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowLeft")
    assert written.told(1) == ["Open shelters", "Train staff"]


def test_a_row_is_worded_anew_in_its_place_by_keyboard(
    live_server, sign_in: SignIn, register: Register, officer: Account
):
    written = Written(mandate_for(register, officer))
    written.add("Open shelters", "Train staff")
    page = sign_in(officer)
    names = {"slug": register.slug, "uuid": written.plan.uuid, "number": 1}
    page.goto(live_server.url + reverse("edition", kwargs=names))
    row = page.locator("input[name=chosen]").nth(1)
    row.focus()
    page.keyboard.press("F2")
    words = page.locator(".in-row textarea")
    expect(words).to_be_focused()
    page.keyboard.press("Escape")
    expect(words).to_have_count(0)
    row.focus()
    page.keyboard.press("F2")
    words.fill("  ")
    page.keyboard.press("Tab")
    page.locator(".in-row button[type=submit]").click()
    expect(page.locator(".in-row .errors")).to_be_focused()  # refused in its place
    words.fill("Train forty staff")
    with page.expect_navigation():
        page.locator(".in-row button[type=submit]").click()
    assert written.told(1) == ["Open shelters", "Train forty staff"]
    assert "Take it back" in page.content()
