"""The saved views of a list as its page tells them, and those that a register shares on its home."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from servanda.portal.lists import ENTRY_LISTS
from servanda.registers.lists import ListQuery
from servanda.registers.models import Desk
from servanda.registers.models.saved_views import ViewLine, query_text, shared_at, views_at
from servanda.registers.rules import Ability


@dataclass(frozen=True)
class SavedLine:
    """A view as a link; `edit_url` is empty for who may not change it."""

    name: str
    url: str
    edit_url: str
    is_shared: bool
    is_current: bool
    list_title: str | Promise


@dataclass(frozen=True)
class SavedLines:
    """The views of a list that the person sees; `save_url` keeps the list as it is, empty for visitors."""

    lines: list[SavedLine]
    save_url: str


def saved_lines(desk: Desk, query: ListQuery) -> SavedLines:
    """Return the views of a list, with which of them the list is at present: one query."""
    if not desk.may(Ability.READ):
        return SavedLines([], "")
    here = query_text(query)
    lines = [_line(desk, one, is_current=one.query == here) for one in views_at(desk, query.kind)]
    there = reverse("view-new", kwargs={"slug": desk.register.slug, "kind": query.kind})
    return SavedLines(lines, f"{there}?{here}" if here else there)


def shared_lines(desk: Desk) -> list[SavedLine]:
    """Return the views that the register shares, of all lists: one query, none for visitors."""
    if not desk.may(Ability.READ):
        return []
    known = (one for one in shared_at(desk) if one.list_kind in ENTRY_LISTS)
    return [_line(desk, one, is_current=False) for one in known]


def _line(desk: Desk, one: ViewLine, *, is_current: bool) -> SavedLine:
    place = {"slug": desk.register.slug, "uuid": one.uuid}
    may_change = desk.can_edit or not one.is_shared
    return SavedLine(
        name=one.name,
        url=reverse("saved-view", kwargs=place),
        edit_url=reverse("saved-view-edit", kwargs=place) if may_change else "",
        is_shared=one.is_shared,
        is_current=is_current,
        list_title=ENTRY_LISTS[one.list_kind].title,
    )
