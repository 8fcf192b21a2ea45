"""From an upload to entries of the register: by keyboard, and without any script."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from servanda.meetings.models import Meeting
from servanda.parties.models import Party
from servanda.registers.actions import mandate_for
from servanda.registers.models import Account, Register
from servanda.review.models import Proposal
from servanda.review.tests.factories import TALKS, make_run
from tests.journeys.conftest import axe_violations, overflow

SignIn = Callable[[Account], Page]


def upload(page: Page, live_server, register: Register) -> None:
    """Paste a document and take it in; the review page follows."""
    page.goto(live_server.url + reverse("document-new", kwargs={"slug": register.slug}))
    page.get_by_label("Title").fill("Talks of February 2020")
    page.get_by_label("Published on").fill("2020-03-02")
    page.locator("textarea[name=text]").fill(TALKS)
    page.get_by_role("button", name="Take in the document").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Talks of February 2020")


def press(page: Page, *keys: str) -> None:
    """Press keys of the review page, once its script runs and shows them."""
    expect(page.locator("#keys")).to_be_visible()
    for key in keys:
        page.keyboard.press(key)


def open_ones() -> int:
    return Proposal.objects.open().count()


def test_a_document_is_reviewed_by_keyboard(
    live_server, sign_in: SignIn, register: Register, officer: Account
):
    page = sign_in(officer)
    upload(page, live_server, register)
    expect(page.get_by_role("button", name="Read this document")).to_be_focused()
    page.keyboard.press("Enter")
    cards = page.locator("article.proposal")
    press(page)
    there = open_ones()
    assert there > 3

    for key, place in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        expect(cards.nth(place)).to_be_focused()
    expect(page.locator("mark.current").first).to_be_visible()
    press(page, "a")
    expect(page.locator(".message.success")).to_contain_text("Accepted:")
    assert open_ones() < there
    focused = page.locator("article.proposal:focus")
    expect(focused).to_have_attribute("data-open", "")

    press(page, "r")
    page.keyboard.type("Not for this register")
    page.keyboard.press("Enter")
    expect(page.locator(".message.success")).to_contain_text("Rejected:")
    rejected = Proposal.objects.get(state="rejected")
    assert rejected.reason == "Not for this register"

    press(page, "c")
    form = page.locator("form.change")
    expect(form).to_be_visible()
    expect(form.locator(":focus")).to_have_count(1)
    page.get_by_role("button", name="Accept with these changes").press("Enter")
    expect(page.locator(".message.success")).to_contain_text("Accepted:")

    page.locator(".message.success a").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_likely_entry_is_chosen_by_keyboard(
    live_server, sign_in: SignIn, register: Register, officer: Account
):
    mandate = mandate_for(register, officer)
    first = make_run(mandate)
    for _time in range(2):
        make_run(mandate, f"Again: {TALKS}")
    page = sign_in(officer)
    address = {"slug": register.slug, "uuid": first.version.uuid}
    page.goto(live_server.url + reverse("review", kwargs=address))
    page.get_by_text("Accept many at once").click()
    page.get_by_role("button", name="Accept everything open").click()
    expect(page.get_by_text("Everything is decided.")).to_be_visible()
    count = Party.objects.count()

    page.goto(live_server.url + reverse("review-queue", kwargs={"slug": register.slug}))
    page.locator("main td, main th").get_by_role("link").first.click()
    press(page, "j", "m")
    focused = page.locator("input[name=match]:focus")
    expect(focused).to_be_checked()
    press(page, "a")
    expect(page.locator(".message.success")).to_contain_text("Accepted:")
    assert Party.objects.count() == count
    meetings = Meeting.objects.count()

    press(page, "m")
    page.keyboard.press("ArrowDown")
    press(page, "a")
    expect(page.locator(".message.success")).to_contain_text("Meeting, February 2020")
    assert Party.objects.count() == count
    assert Meeting.objects.count() == meetings + 1


def test_the_keys_are_shown_and_can_be_switched_off(
    live_server, sign_in: SignIn, register: Register, officer: Account
):
    run = make_run(mandate_for(register, officer))
    page = sign_in(officer)
    address = {"slug": register.slug, "uuid": run.version.uuid}
    page.goto(live_server.url + reverse("review", kwargs=address))
    press(page, "?")
    expect(page.locator("#keys .keys")).to_be_visible()
    page.get_by_label("Use these keys").uncheck()
    press(page, "j", "a")
    expect(page.locator("article.proposal.current")).to_have_count(0)
    assert open_ones() == 6


def test_a_key_typed_into_a_field_is_a_letter(
    live_server, sign_in: SignIn, register: Register, officer: Account
):
    run = make_run(mandate_for(register, officer))
    page = sign_in(officer)
    address = {"slug": register.slug, "uuid": run.version.uuid}
    page.goto(live_server.url + reverse("review", kwargs=address))
    press(page, "j", "r")
    page.keyboard.type("a jar")
    expect(page.locator("input[name=reason]:focus")).to_have_value("a jar")
    page.keyboard.press("Escape")
    expect(page.locator("article.proposal:focus")).to_have_count(1)
    assert open_ones() == 6


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_open_to_everyone(
    live_server, sign_in: SignIn, register: Register, officer: Account, width: int, scheme
):
    run = make_run(mandate_for(register, officer))
    page = sign_in(officer)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    address = {"slug": register.slug, "uuid": run.version.uuid}
    review = live_server.url + reverse("review", kwargs=address)
    queue = live_server.url + reverse("review-queue", kwargs={"slug": register.slug})
    proposal = run.proposals.get(kind="meeting")
    for url in (review, f"{review}?change={proposal.uuid}", queue):
        page.goto(url)
        page.keyboard.press("j")
        assert axe_violations(page) == []
        assert overflow(page) <= 0


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_document_is_reviewed_without_scripts(
    live_server, sign_in: SignIn, register: Register, officer: Account
):
    page = sign_in(officer)
    upload(page, live_server, register)
    page.get_by_role("button", name="Read this document").click()
    there = open_ones()
    first = page.locator("article[data-open]").first
    first.get_by_role("button", name="Accept").click()
    expect(page.locator(".message.success")).to_contain_text("Accepted:")
    assert open_ones() < there
    assert "#proposal-" in page.url

    target = page.locator("article.proposal:target")
    target.get_by_text("Reject").first.click()
    target.get_by_label("Why is it rejected?").fill("Not for this register")
    target.get_by_role("button", name="Reject with this reason").click()
    assert Proposal.objects.get(state="rejected").reason == "Not for this register"

    page.locator("article.proposal:target").get_by_role("link", name="Change").click()
    page.get_by_role("button", name="Accept with these changes").click()
    expect(page.locator(".message.success")).to_contain_text("Accepted:")

    page.get_by_text("Accept many at once").click()
    page.get_by_role("button", name="Accept everything open").click()
    expect(page.get_by_text("Everything is decided.")).to_be_visible()
    assert open_ones() == 0
