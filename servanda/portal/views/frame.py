"""The frame of every page: register, navigation, person and languages, as `frame` in templates."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from servanda.portal.lists import SECTIONS as LISTS_IN
from servanda.registers.models import Account, Desk
from servanda.registers.rules import Ability
from servanda.registers.views import account_of

SECTIONS: tuple[tuple[str, Promise, frozenset[str]], ...] = (
    ("register", _("Home"), frozenset({""})),
    ("brief", _("Brief"), frozenset({"brief"})),
    ("meetings", _("Meetings"), frozenset({"meetings", "meeting", "series"})),
    (
        "instruments",
        _("Instruments"),
        frozenset({"instruments", "instrument", "points", "provision", "update"}),
    ),
    ("coverage", _("Coverage"), frozenset({"coverage", "objective"})),
    ("parties", _("Parties"), frozenset({"parties", "party", "person", "post"})),
    ("documents", _("Documents"), frozenset({"documents", "document", "review"})),
    ("timeline", _("Timeline"), frozenset({"timeline"})),
    ("history", _("History"), frozenset({"history", "record", "access"})),
)
"""The navigation in its order: name of the address (with the register's `slug`), label, and the
first words of the addresses that belong to it, as in /r/<slug>/<word>/."""
FOR_ASSESSORS: tuple[tuple[str, Promise, frozenset[str]], ...] = (
    ("tasks", _("Tasks"), frozenset({"tasks", "round", "question", "answer"})),
)
"""What the navigation has besides for who says what became of things."""
FOR_ADMINISTRATORS: tuple[tuple[str, Promise, frozenset[str]], ...] = (
    ("people", _("People"), frozenset({"people"})),
    ("register-settings", _("Settings"), frozenset({"settings"})),
)
"""What the navigation has besides for an administrator of the register."""


@dataclass(frozen=True)
class Link:
    """A link of the navigation; `is_current` where the page lies under it."""

    url: str
    label: str
    is_current: bool


@dataclass(frozen=True)
class FrameRegister:
    """What the frame tells of the register."""

    name: str
    url: str
    is_fictional: bool


@dataclass(frozen=True)
class FrameLanguage:
    """A language of the pages, under its own name."""

    code: str
    name: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """All that base.html asks for. `register` is None on pages outside a register.

    `marking` is the register's handling marking; a page with a marking of its own passes it to its
    template as `handling`. `sign_in_url` is empty for a person who is signed in. `search_url` searches the
    register or, outside of one and for who is signed in, all; it is empty on the search page, which has
    a larger field.
    """

    register: FrameRegister | None
    navigation: list[Link]
    search_url: str
    marking: str
    person: str
    sign_in_url: str
    here: str
    languages: list[FrameLanguage]


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Return the frame of a page; asks the database for nothing but the session's account."""
    desk: Desk | None = getattr(request, "desk", None)
    account = account_of(request) if hasattr(request, "user") else None
    here = request.get_full_path() if request.method == "GET" else request.path
    navigation = _navigation(desk, request.path) if desk else []
    return {
        "frame": Frame(
            register=_register(desk, navigation) if desk else None,
            navigation=navigation,
            search_url=_search_url(desk, account, request.path),
            marking=desk.register.handling if desk else "",
            person=str(account) if account else "",
            sign_in_url=_sign_in_url(here) if account is None else "",
            here=here,
            languages=_languages(),
        )
    }


def _register(desk: Desk, navigation: list[Link]) -> FrameRegister:
    url = navigation[0].url if navigation else "/"
    return FrameRegister(desk.register.title, url, desk.register.is_fictional)


def _navigation(desk: Desk, path: str) -> list[Link]:
    slug = desk.register.slug
    word, _slash, rest = path.removeprefix(reverse("register", kwargs={"slug": slug})).partition(
        "/"
    )
    if word == "list":
        kind = rest.partition("/")[0]
        word = next((name for name, kinds in LISTS_IN.items() if kind in kinds), word)
    sections = SECTIONS + (FOR_ASSESSORS if desk.can_assess else ())
    sections += FOR_ADMINISTRATORS if desk.may(Ability.ADMINISTER) else ()
    found = ((_address(name, slug), label, words) for name, label, words in sections)
    return [Link(url, str(label), word in words) for url, label, words in found if url]


def _search_url(desk: Desk | None, account: Account | None, path: str) -> str:
    if desk is not None:
        url = _address("search", desk.register.slug)
    else:
        url = reverse("search-all") if account is not None else ""
    return "" if path == url else url


def _address(name: str, slug: str) -> str:
    """Return the address of a section, or nothing where its room has no page yet."""
    try:
        return reverse(name, kwargs={"slug": slug})
    except NoReverseMatch:
        return ""


def _sign_in_url(here: str) -> str:
    """Return the address that leads back here after signing in; none on the sign-in page itself."""
    page = reverse("sign-in")
    return "" if here.startswith(page) else f"{page}?{urlencode({'next': here})}"


def _languages() -> list[FrameLanguage]:
    current = get_language()
    return [
        FrameLanguage(
            code, str(get_language_info(code)["name_local"]).capitalize(), code == current
        )
        for code, _name in settings.LANGUAGES
    ]
