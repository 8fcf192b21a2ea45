"""Guarding an account in the browser: a passkey, the code of an app, recovery codes."""

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse
from playwright.sync_api import Page

from servanda.registers.models import Account
from servanda.registers.tests.factories import PASSWORD
from tests.journeys.conftest import axe_violations, overflow

pytestmark = pytest.mark.slow
SignIn = Callable[[Account], Page]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def key_device(page: Page) -> Iterator[None]:
    """Put a device with passkeys beside the browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield
    session.detach()


def look(page: Page) -> None:
    """Hold a page against what every page keeps."""
    page.set_viewport_size({"width": 320, "height": 800})
    assert not overflow(page), page.url
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert not axe_violations(page), page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def press(page: Page, words: str) -> None:
    """Press a button, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str | re.Pattern[str]) -> None:
    """Follow a link, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("link", name=words).click()


def confirm(page: Page) -> None:
    look(page)
    page.fill("input[name=password]", PASSWORD)
    press(page, "Go on")


def code_of(secret: str) -> str:
    code: str = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    return code


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_load_state()


def test_a_person_adds_a_passkey_and_signs_in_with_it_alone(
    live_server, key_device: None, sign_in: SignIn, officer: Account
):
    page = sign_in(officer)
    page.goto(live_server.url + reverse("mfa_index"))
    look(page)
    follow(page, "Add a passkey")
    confirm(page)
    look(page)
    page.fill("input[name=name]", "telephone")
    press(page, "Add the passkey")
    page.wait_for_url("**/codes/")
    look(page)
    assert page.locator("main li code").count() == 10
    page.goto(live_server.url + reverse("mfa_list_webauthn"))
    look(page)
    assert "telephone" in page.inner_text("main")
    follow(page, "Rename")
    look(page)
    page.fill("input[name=name]", "key on the ring")
    press(page, "Save")
    assert "key on the ring" in page.inner_text("main")

    sign_out(page)
    page.goto(live_server.url + reverse("sign-in") + "?next=/account/")
    look(page)
    press(page, "Sign in with a passkey")
    page.wait_for_url("**/account/")
    assert page.input_value("input[name=name]") == str(officer)


def test_a_passkey_is_removed_after_it_was_used_to_confirm(
    live_server, key_device: None, sign_in: SignIn, officer: Account
):
    page = sign_in(officer)
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    confirm(page)
    press(page, "Add the passkey")
    page.wait_for_url("**/codes/")
    sign_out(page)
    page.goto(live_server.url + reverse("sign-in"))
    press(page, "Sign in with a passkey")
    page.wait_for_url(live_server.url + "/")
    page.goto(live_server.url + reverse("mfa_list_webauthn"))
    follow(page, "Remove")
    look(page)
    follow(page, re.compile("security key"))
    look(page)
    press(page, "Use the passkey")
    page.wait_for_url("**/remove/")
    look(page)
    press(page, "Remove")
    page.wait_for_url("**/passkeys/")
    assert "There is none yet" in page.inner_text("main")


def test_a_passkey_is_the_second_factor_after_the_password(
    live_server, key_device: None, sign_in: SignIn, officer: Account
):
    page = sign_in(officer)
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    confirm(page)
    page.uncheck("input[name=passwordless]")
    press(page, "Add the passkey")
    page.wait_for_url("**/codes/")
    sign_out(page)
    page.goto(live_server.url + reverse("sign-in"))
    page.fill("input[name=username]", officer.username)
    page.fill("input[name=password]", PASSWORD)
    press(page, "Sign in")
    page.wait_for_url("**/second-factor/")
    look(page)
    press(page, "Use the passkey")
    page.wait_for_url(live_server.url + "/")
    assert officer.name in page.inner_text("header")


def test_an_app_is_set_up_and_asked_for_and_turned_off(
    live_server, sign_in: SignIn, officer: Account
):
    page = sign_in(officer)
    page.goto(live_server.url + reverse("mfa_activate_totp"))
    confirm(page)
    look(page)
    secret = page.inner_text("main ol code")
    page.fill("input[name=code]", code_of(secret))
    press(page, "Use this app")
    page.wait_for_url("**/codes/")
    recovery = page.locator("main li code").first.inner_text()
    sign_out(page)
    page.goto(live_server.url + reverse("sign-in"))
    page.fill("input[name=username]", officer.username)
    page.fill("input[name=password]", PASSWORD)
    press(page, "Sign in")
    page.fill("input[name=code]", recovery)
    press(page, "Sign in")
    assert officer.name in page.inner_text("header")
    page.goto(live_server.url + reverse("mfa_generate_recovery_codes"))
    assert re.search("/account/confirm/", page.url)
    look(page)


def test_a_browser_without_passkeys_offers_none(live_server, page: Page, transactional_db: None):
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto(live_server.url + reverse("sign-in"))
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
