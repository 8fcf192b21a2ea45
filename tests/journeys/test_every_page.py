"""What every page keeps: no fault for axe, no sideways scroll, no script needed, both directions.

One register holds a few of everything; each test visits all its pages and names every fault.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, Response

from servanda.registers.actions import mandate_for
from servanda.registers.models import Account
from servanda.registers.tests.factories import person
from tests.addresses import GUARDED, path_of, shown_addresses
from tests.growing import grow, long_text
from tests.journeys.conftest import axe_violations, overflow
from tests.world import World, make_world

LEADS_ON = {
    "list-change",
    "meeting-of-record",
    "post",
    "proposal",
    "saved-view",
    "text-change",  # its pages answer a form: test_changing_a_text.py
    "text-on",
    "update",
}
FILES = {
    "checkpoint-file",
    "coverage-svg",
    "coverage-xlsx",
    "document-file",
    "document-page-picture",
    "list-csv",
    "list-xlsx",
    "invitation-docx",
    "meeting-ics",
    "matrix-xlsx",
    "round-workbook",
    "text-difference-docx",
    "text-difference-xlsx",
    "review-cases",
}
COLOURS = ("color-contrast", "link-in-text-block")
NO_PAGE = LEADS_ON | FILES | GUARDED | {"patterns", "sign-in"}
SignIn = Callable[[Account], Page]


@dataclass(frozen=True)
class Site:
    """The running site, a register with a few of everything, and who may see all of it."""

    url: str
    world: World
    account: Account

    def visit(self, page: Page) -> Iterator[str]:
        """Open every page of the site, one after the other; yield the name of each."""
        for name in sorted(shown_addresses()):
            if name not in NO_PAGE:
                answer = page.goto(self.url + path_of(name, self.world))
                assert isinstance(answer, Response)
                assert answer.status == 200, f"{name}: {answer.status}"
                yield name


def faults_in_both_schemes(page: Page) -> list[str]:
    """Return what axe finds in light; of the colours, all that differs, in dark as well."""
    page.emulate_media(color_scheme="light")
    found = axe_violations(page)
    page.emulate_media(color_scheme="dark")
    return found + axe_violations(page, only=COLOURS)


def told(found: Mapping[str, object]) -> str:
    return "\n".join(f"{name}: {what}" for name, what in found.items())


@pytest.fixture
def site(live_server, transactional_db: None) -> Site:
    world = make_world("r", is_public=True, text=long_text(3))
    register = world.register
    register.handling, register.is_fictional = "For official use", True
    register.title = "Cooperation of the Republic of Arvenia and the Office for Mobility"
    register.save()
    account = person(register, "administrator", side="ours")
    account.is_operator = True
    account.save()
    grow(world, mandate_for(register, account), number=3)
    return Site(live_server.url, world, account)


def test_axe_finds_no_fault_on_any_page(site: Site, sign_in: SignIn):
    page = sign_in(site.account)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    faults = {name: found for name in site.visit(page) if (found := faults_in_both_schemes(page))}
    assert not faults, told(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_on_pages_for_those_who_are_not_signed_in(
    live_server, page: Page, transactional_db: None, scheme: Literal["light", "dark"]
):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    register = make_world("r").register
    faults = {}
    for path in ("/", reverse("sign-in"), f"/r/{register.slug}/", "/missing/"):
        page.goto(live_server.url + path)
        if found := axe_violations(page):
            faults[path] = found
    assert not faults, told(faults)


def test_no_page_scrolls_sideways_on_the_narrowest_screen(site: Site, sign_in: SignIn):
    page = sign_in(site.account)
    page.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for name in site.visit(page):
        for direction in ("ltr", "rtl"):
            page.evaluate("direction => document.documentElement.dir = direction", direction)
            if over := overflow(page):
                wide[f"{name}, {direction}"] = over
    assert not wide, told(wide)


def test_a_title_of_either_direction_begins_where_the_page_begins(site: Site, sign_in: SignIn):
    page = sign_in(site.account)
    page.goto(site.url + path_of("instrument", site.world))
    for direction, side in (("ltr", "left"), ("rtl", "right")):
        page.evaluate("direction => document.documentElement.dir = direction", direction)
        heading = page.locator("h1[dir=auto]")
        assert heading.evaluate("heading => getComputedStyle(heading).textAlign") == side


def test_every_page_can_be_read_in_russian_on_the_narrowest_screen(site: Site, sign_in: SignIn):
    page = sign_in(site.account)
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("button", name="Русский").click()
    wide = {}
    for name in site.visit(page):
        assert page.locator("html").get_attribute("lang") == "ru", name
        if over := overflow(page):
            wide[name] = over
    assert not wide, told(wide)


def test_every_page_works_without_scripts(site: Site, context_without_scripts: BrowserContext):
    page = context_without_scripts.new_page()
    page.goto(site.url + reverse("sign-in"))
    page.fill("input[name=username]", site.account.username)
    page.fill("input[name=password]", "correct horse battery")
    page.locator("main form button").first.click()
    empty = [
        name
        for name in site.visit(page)
        if page.locator("h1:visible").count() != 1 or not page.inner_text("main").strip()
    ]
    assert not empty


def test_every_page_has_a_title_of_its_own(site: Site, sign_in: SignIn):
    page = sign_in(site.account)
    titles: dict[str, str] = {}
    for name in site.visit(page):
        assert page.title() not in titles, f"{name} is called as {titles[page.title()]}"
        titles[page.title()] = name


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(site: Site, sign_in: SignIn):
    page = sign_in(site.account)
    page.goto(site.url + path_of("register", site.world))
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.locator("main:focus").count() == 1


def test_the_brief_is_printed_without_the_frame_and_bears_its_marking(site: Site, sign_in: SignIn):
    page = sign_in(site.account)
    page.goto(site.url + path_of("brief", site.world))
    page.emulate_media(media="print")
    for hidden in (".masthead-line", ".navigation", "form", ".brief-files", ".footing"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    assert page.locator("h1:visible").count() == 1
    assert page.locator("html").get_attribute("data-marking")
    page.set_viewport_size({"width": 660, "height": 900})
    assert overflow(page) == 0
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
