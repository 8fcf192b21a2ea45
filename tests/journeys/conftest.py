"""What the journeys share: people who sign in, and what every page must keep.

Each journey fails at its end when a page asked another host or the browser reported an error,
for instance a script that the content security policy forbids.
"""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

from servanda.registers.models import Account, Register
from servanda.registers.tests.factories import PASSWORD, make_register, person

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
OWN_HOSTS = {"127.0.0.1", "localhost"}
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"duplicate-id": {"enabled": True}, "duplicate-id-active": {"enabled": True}},
}
"""What axe looks for; two elements of one id besides, as a label then leads to the wrong field."""
QUICKLY = {"resultTypes": ["violations"], "selectors": False, "iframes": False}
"""Of what holds and of where it holds nothing is told: that takes most of the time."""


@pytest.fixture
def register(transactional_db: None) -> Register:
    """Return an empty register whose administrator is the operator."""
    return make_register("cooperation")


@pytest.fixture
def officer(register: Register) -> Account:
    """Return a person who may do everything with the entries of the register."""
    return person(register, "editor", side="ours")


@pytest.fixture
def sign_in(live_server, page: Page) -> Callable[[Account], Page]:
    """Return how a person signs in on the page of the journey."""

    def do(account: Account) -> Page:
        page.goto(live_server.url + reverse("sign-in"))
        page.fill("input[name=username]", account.username)
        page.fill("input[name=password]", PASSWORD)
        page.locator("main form button, main form input[type=submit]").first.click()
        page.wait_for_load_state()
        assert "sign-in" not in urlsplit(page.url).path, page.inner_text("main")
        return page

    return do


@pytest.fixture
def context_without_scripts(new_context) -> BrowserContext:
    found: BrowserContext = new_context(java_script_enabled=False)
    return found


@pytest.fixture(autouse=True)
def nothing_from_other_hosts(context: BrowserContext) -> Iterator[list[str]]:
    """Collect the requests to other hosts; at the end there must be none."""
    asked: list[str] = []

    def look(request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in OWN_HOSTS:
            asked.append(request.url)

    context.on("request", look)
    yield asked
    assert not asked, f"a page asked another host: {asked}"


@pytest.fixture(autouse=True)
def no_error_in_the_browser(context: BrowserContext) -> Iterator[list[str]]:
    """Collect what the browser reports as an error; at the end there must be nothing."""
    reported: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            reported.append(message.text)

    context.on("console", listen)
    context.on("weberror", lambda error: reported.append(str(error.error)))
    yield reported
    assert not reported, f"the browser reported: {reported}"


def axe_violations(page: Page, *, only: tuple[str, ...] = ()) -> list[str]:
    """Return what axe finds on the page as it stands: rule, help and the first places.

    Named rules are the `only` ones that are held, else all of `RULES`.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {"runOnly": {"type": "rule", "values": list(only)}} if only else RULES
    found = page.evaluate("options => axe.run(options)", {**rules, **QUICKLY})
    return [
        f"{fault['id']}: {fault['help']}: {[node['html'][:160] for node in fault['nodes'][:3]]}"
        for fault in found["violations"]
    ]


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    width: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


class Transfer:
    """Counts what a visit costs: requests, and bytes as a server sends them, compressed."""

    def __init__(self, page: Page) -> None:
        self.responses: list[Response] = []
        page.on("response", self.keep)

    def keep(self, answer: Response) -> None:
        self.responses.append(answer)

    def kilobytes(self) -> float:
        bodies = [answer.body() for answer in self.responses if answer.status == 200]
        return sum(len(gzip.compress(body)) for body in bodies) / 1024
