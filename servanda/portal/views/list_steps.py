"""Where one goes on from a list: to its files, and to a change of many of its entries."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from servanda.portal.views.entries import KINDS, WITHOUT_PAGE
from servanda.registers.lists import EntryList, ListQuery
from servanda.registers.models import Desk
from servanda.registers.rules.lists import ALL


def fields_changed(listed: EntryList) -> tuple[str, ...]:
    """Return the fields that may be changed for many entries at once: of those with a page of their own."""
    has_page = listed.kind in KINDS and listed.kind not in WITHOUT_PAGE
    return listed.changeable if has_page else ()


@dataclass(frozen=True)
class ListSteps:
    """The addresses that lead on; those of a change are empty where the person may make none.

    `kept` is what the query asks for, carried along by the form of those that are ticked.
    """

    csv_url: str
    xlsx_url: str
    change_url: str
    change_all_url: str
    kept: list[tuple[str, str]]


def list_steps(desk: Desk, listed: EntryList, query: ListQuery) -> ListSteps:
    """Return where one goes on from a list as it is narrowed, ordered and shown."""
    here, kept = {"slug": desk.register.slug, "kind": listed.kind}, query.pairs()
    asked = f"?{urlencode(kept)}" if kept else ""
    change = reverse("list-change", kwargs=here) if desk.can_edit and fields_changed(listed) else ""
    return ListSteps(
        csv_url=reverse("list-csv", kwargs=here) + asked,
        xlsx_url=reverse("list-xlsx", kwargs=here) + asked,
        change_url=change,
        change_all_url=f"{change}?{urlencode([*kept, (ALL, 'yes')])}" if change else "",
        kept=kept,
    )
