"""What the address of a list asks for, and the address that asks for it."""

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from servanda.portal.lists import ENTRY_LISTS
from servanda.registers.lists import EntryList, ListQuery
from servanda.registers.models import Desk
from servanda.registers.rules.lists import AFTER, BEFORE
from servanda.registers.views import RegisterRequest

Pairs = list[tuple[str, str]]


def list_of(kind: str) -> EntryList:
    """Return the list of a kind; a kind that has none has no page."""
    listed = ENTRY_LISTS.get(kind)
    if listed is None:
        raise Http404(_("There is no such page."))
    return listed


def pairs_of(request: RegisterRequest) -> Pairs:
    """Return what the address asks for, in its order."""
    return [(name, value) for name, values in request.GET.lists() for value in values]


def list_url(desk: Desk, kind: str, pairs: Pairs) -> str:
    """Return the address of a list with what is asked of it, known to the list or not."""
    page = reverse("list", kwargs={"slug": desk.register.slug, "kind": kind})
    return f"{page}?{urlencode(pairs)}" if pairs else page


def address(desk: Desk, query: ListQuery) -> str:
    """Return the address of a page of a list: the same for whoever it is shared with."""
    place = [(AFTER, str(query.after))] if query.after else []
    place += [(BEFORE, str(query.before))] if query.before else []
    return list_url(desk, query.kind, [*query.pairs(), *place])
