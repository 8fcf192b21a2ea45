"""A communique of two thousand words is reviewed by keyboard alone, and without scripts."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from servanda.registers.actions import mandate_for
from servanda.registers.models import Account, Register
from servanda.review.models import Proposal, ReadingRun
from servanda.review.tests.communique import read_communique
from tests.journeys.conftest import axe_violations, overflow

SignIn = Callable[[Account], Page]
CURRENT = "article.proposal.current"


@pytest.fixture
def run(register: Register, officer: Account) -> ReadingRun:
    return read_communique(mandate_for(register, officer))


@pytest.fixture
def page(page: Page) -> Page:
    page.set_viewport_size({"width": 1280, "height": 800})
    return page


@pytest.fixture
def review(live_server, sign_in: SignIn, officer: Account, run: ReadingRun) -> Page:
    """Return the browser on the review page of the communique."""
    page = sign_in(officer)
    address = {"slug": run.register.slug, "uuid": run.version.uuid}
    page.goto(live_server.url + reverse("review", kwargs=address))
    return page


def ready(page: Page) -> None:
    expect(page.locator("#keys")).to_be_visible()


def at_hand(page: Page) -> None:
    """Wait until the card that the address names has the focus, or a field of its form."""
    ready(page)
    expect(page.locator("article.proposal:focus, article.proposal :focus")).to_have_count(1)


def decide(page: Page, key: str) -> None:
    """Press a key that leads on to another page, and wait for it."""
    ready(page)
    with page.expect_navigation():
        page.keyboard.press(key)
    at_hand(page)


WATCH = """() => {
  const within = (thing) => {
    const box = thing.getBoundingClientRect();
    return box.top < innerHeight - 40 && box.bottom > 40 && (box.top >= -4 || box.height > innerHeight);
  };
  window.seen = [];
  document.addEventListener("keyup", () => {
    const card = document.activeElement.closest("[data-proposal]");
    const place = document.getElementById(`place-${card.dataset.proposal}`);
    const number = Number(card.querySelector(".place").textContent);
    window.seen.push([number, within(card), within(place)]);
  });
}"""
"""Note after each key which card has the focus, and whether it and its words stand in the window."""


def number_of(page: Page) -> int:
    return int(page.locator(f"{CURRENT} .place").inner_text())


def test_every_card_is_reached_in_view_with_its_words_in_the_text(review: Page, run: ReadingRun):
    ready(review)
    review.evaluate(WATCH)
    count = run.proposals.count()
    for _time in range(count):
        review.keyboard.press("j")
    review.keyboard.press("k")
    seen = review.evaluate("window.seen")
    assert [number for number, _card, _words in seen] == [*range(1, count + 1), count - 1]
    assert [number for number, card, words in seen if not (card and words)] == []


def test_the_focus_is_seen(review: Page):
    ready(review)
    review.keyboard.press("j")
    outline = review.locator("article.proposal:focus").evaluate(
        "e => [getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)]"
    )
    assert outline == ["solid", 3]


def test_after_each_decision_the_next_open_one_is_at_hand(review: Page):
    ready(review)
    review.keyboard.press("j")
    for _time in range(4):
        decide(review, "a")
        expect(review.locator("article.proposal:focus")).to_have_attribute("data-open", "")
    here = number_of(review)
    review.keyboard.press("r")
    review.keyboard.type("No undertaking")
    decide(review, "Enter")
    expect(review.locator("article.proposal:focus")).to_have_attribute("data-open", "")
    assert number_of(review) > here


def test_a_decided_one_is_passed_by_the_key_for_the_next_open_one(review: Page, run: ReadingRun):
    first, second, *_rest = run.proposals.in_text_order()
    for proposal in (first, second):
        proposal.state, proposal.reason = "rejected", "No"
        proposal.save()
    review.reload()
    ready(review)
    review.keyboard.press("j")
    review.keyboard.press("k")
    review.keyboard.press("n")
    expect(review.locator("article.proposal:focus")).to_have_attribute("data-open", "")


def test_a_change_is_made_and_taken_back_by_keyboard(review: Page):
    ready(review)
    review.keyboard.press("j")
    decide(review, "c")
    expect(review.locator("form.change :focus")).to_have_count(1)
    review.get_by_role("button", name="Accept with these changes").press("Enter")
    expect(review.locator(".message.success")).to_contain_text("Accepted:")
    at_hand(review)
    review.keyboard.press("k")
    with review.expect_navigation():
        review.keyboard.press("u")
    expect(review.get_by_label("Why?")).to_be_focused()
    review.keyboard.type("A slip")
    with review.expect_navigation():
        review.keyboard.press("Enter")
    at_hand(review)
    expect(review.locator("article.proposal:focus")).to_have_attribute("data-open", "")
    assert not Proposal.objects.decided().exists()


def test_a_rejected_one_is_opened_again_by_keyboard(review: Page):
    ready(review)
    review.keyboard.press("j")
    review.keyboard.press("r")
    review.keyboard.type("No")
    decide(review, "Enter")
    review.keyboard.press("k")
    decide(review, "u")
    assert not Proposal.objects.decided().exists()


def test_why_it_was_found_is_opened_by_keyboard(review: Page):
    ready(review)
    review.keyboard.press("j")
    review.keyboard.press("w")
    expect(review.locator(f"{CURRENT} .why dl")).to_be_visible()
    review.keyboard.press("w")
    expect(review.locator(f"{CURRENT} .why dl")).to_be_hidden()


def test_the_keys_lie_where_they_lie_on_a_russian_keyboard(review: Page):
    ready(review)
    for letter, code in (("о", "KeyJ"), ("о", "KeyJ"), ("л", "KeyK")):
        review.evaluate(
            "([key, code]) => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true}))",
            [letter, code],
        )
    assert number_of(review) == 1


def test_all_of_a_kind_are_accepted_by_keyboard(review: Page):
    ready(review)
    review.get_by_text("Accept many at once").focus()
    review.keyboard.press("Enter")
    review.get_by_role("button", name="Accept all of kind person").focus()
    with review.expect_navigation():
        review.keyboard.press("Enter")
    expect(review.locator(".message.success")).to_contain_text("accepted")
    assert not Proposal.objects.filter(kind="person").open().exists()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_open_to_everyone(review: Page, width: int, scheme):
    review.set_viewport_size({"width": width, "height": 740})
    review.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    ready(review)
    review.keyboard.press("j")
    review.keyboard.press("w")
    review.get_by_text("How often this was right so far").click()
    assert axe_violations(review) == []
    assert overflow(review) <= 0


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_it_is_reviewed_and_taken_back_without_scripts(review: Page):
    first = review.locator("article[data-open]").first
    first.locator(".why summary").click()
    expect(first.locator(".why dl")).to_be_visible()
    first.get_by_role("button", name="Accept").click()
    expect(review.locator(".message.success")).to_contain_text("Accepted:")
    review.get_by_role("link", name="Take it back").first.click()
    review.get_by_label("Why?").fill("A slip")
    review.get_by_role("button", name="Take back").click()
    expect(review.locator(".message.success")).to_contain_text("Taken back")
    assert not Proposal.objects.decided().exists()
