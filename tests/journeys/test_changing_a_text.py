"""What is done with provisions chosen in a text: the pages that a form answers, and every step of it."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from servanda.instruments.models import Instrument
from servanda.instruments.tests.texts import Written
from servanda.progress.views.text.changing import STEPS
from servanda.registers.actions import mandate_for
from servanda.registers.models import Account, Register
from servanda.registers.tests.factories import PASSWORD
from tests.journeys.conftest import axe_violations, overflow

SignIn = Callable[[Account], Page]
TITLE = "Plan of Arvenia for the Orderly Reception of Persons in Need of Protection"
CENTRE = "1.1 Open a centre in the town of Velmar"


class Text:
    """The draft of a text, changed on its page: rows are ticked by their words, buttons pressed."""

    def __init__(self, url: str, clerk: Account, register: Register) -> None:
        self.written = Written(mandate_for(register, clerk))
        Instrument.objects.filter(pk=self.written.plan.pk).update(label=TITLE)
        goal, _shelters, _staff = self.written.add("Reception", "Open shelters", "Train staff")
        self.written.open()
        self.written.add("Open a centre in the town of Velmar", under=goal, code="1.1")
        names = {"slug": register.slug, "uuid": self.written.plan.uuid, "number": 2}
        self.url = url + reverse("edition", kwargs=names)
        self.pressed: list[str] = []

    def press(self, page: Page, step: str) -> None:
        self.pressed.append(step)
        with page.expect_navigation():
            page.locator(f"main button[name=do][value={step}]").click()

    def choose(self, page: Page, step: str, words: str) -> None:
        """Tick the row of a provision on the page of the text, and press the button of a step."""
        page.get_by_label(f"Choose “{words}”", exact=True).check()
        self.press(page, step)

    def pages(self, page: Page) -> Iterator[str]:
        """Open each page that a step answers with, and the one that says what is wrong."""
        page.goto(self.url)
        yield "draft"
        for step in ("number", "add", "withdraw"):
            page.goto(self.url)
            self.choose(page, step, "Reception")
            assert page.url.endswith("/tree/"), page.inner_text("main")
            yield step
        page.goto(self.url)
        self.choose(page, "add", "Reception")
        page.fill("textarea[name=texts]", f"{'1' * 41}\tOpen a shelter")
        self.press(page, "put-added")
        assert "A number has at most 40 signs." in page.inner_text("main")
        yield "put-added"


@pytest.fixture
def text(live_server, register: Register, officer: Account) -> Text:
    return Text(live_server.url, officer, register)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_on_the_pages_of_a_change(
    text: Text, sign_in: SignIn, officer: Account, scheme: Literal["light", "dark"]
):
    page = sign_in(officer)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    faults = {name: found for name in text.pages(page) if (found := axe_violations(page))}
    assert not faults


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_pages_of_a_change_do_not_scroll_sideways(
    text: Text, sign_in: SignIn, officer: Account, direction: str
):
    page = sign_in(officer)
    page.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for name in text.pages(page):
        page.evaluate("direction => document.documentElement.dir = direction", direction)
        if over := overflow(page):
            wide[name] = over
    assert not wide


def test_every_step_is_done_without_scripts(
    text: Text, live_server, officer: Account, context_without_scripts: BrowserContext
):
    page = context_without_scripts.new_page()
    page.goto(live_server.url + reverse("sign-in"))
    page.fill("input[name=username]", officer.username)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.goto(text.url)
    assert moved(page, text) == {
        "up": ["Reception", f"-{CENTRE}", "Train staff", "Open shelters"],
        "down": ["Reception", f"-{CENTRE}", "Open shelters", "Train staff"],
        "indent": ["Reception", f"-{CENTRE}", "Open shelters", "-Train staff"],
        "outdent": ["Reception", f"-{CENTRE}", "Open shelters", "Train staff"],
    }
    text.choose(page, "number", "Train staff")
    page.get_by_label("Train staff", exact=True).fill("2")
    text.press(page, "put-numbers")
    text.choose(page, "add", "Train staff")
    page.fill("textarea[name=texts]", "3\tOpen a school")
    text.press(page, "put-added")
    assert text.written.told(2)[2:] == ["Open shelters", "2 Train staff", "3 Open a school"]
    text.choose(page, "withdraw", "Open a school")
    text.press(page, "withdraw-all")
    text.choose(page, "withdraw", "Reception")
    text.press(page, "withdraw-alone")
    assert text.written.told(2) == [CENTRE, "Open shelters", "2 Train staff"]
    assert text.written.told(1) == ["Reception", "Open shelters", "Train staff"]
    assert set(text.pressed) == set(STEPS)


def moved(page: Page, text: Text) -> dict[str, list[str]]:
    """Move a provision each way; return how the draft reads after each."""
    read = {}
    for step in ("up", "down", "indent", "outdent"):
        text.choose(page, step, "Train staff")
        read[step] = text.written.told(2)
    return read
