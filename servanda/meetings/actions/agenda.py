"""The agenda of a meeting: adding a point, past decisions first, moving and removing one."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from servanda.meetings.models import AgendaItem, AgendaSubject, Meeting
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.rules import Ability
from servanda.sources.actions import remove_cited


def add_agenda_item(mandate: Mandate, *, meeting: Meeting, title: str) -> AgendaItem:
    """Add a point to the end of a meeting's agenda."""
    with change(mandate, "add_agenda_item", Ability.EDIT) as changes:
        last = meeting.agenda.order_by("order").last()
        order = last.order + 1 if last else 1
        item = AgendaItem(meeting=meeting, order=order, title=title, visibility=meeting.visibility)
        return changes.create(item)


def put_past_decisions_first(mandate: Mandate, *, meeting: Meeting) -> AgendaItem:
    """Let the agenda of a meeting begin with the past decisions; where it has them, they stay."""
    with change(mandate, "put_past_decisions_first", Ability.EDIT) as changes:
        found = meeting.agenda.filter(about=AgendaSubject.PAST_DECISIONS).first()
        if found is not None:
            return found
        _shift(changes, meeting.agenda.all(), by=1)
        item = AgendaItem(
            meeting=meeting,
            order=1,
            title=_("State of past decisions"),
            about=AgendaSubject.PAST_DECISIONS,
            visibility=meeting.visibility,
        )
        return changes.create(item)


def move_item_up(mandate: Mandate, *, item: AgendaItem) -> None:
    """Move a point of an agenda before the one that the person sees before it."""
    seen = AgendaItem.objects.visible_to(mandate.desk).filter(meeting=item.meeting_id)
    _swap(mandate, item, seen.filter(order__lt=item.order).order_by("order").last())


def move_item_down(mandate: Mandate, *, item: AgendaItem) -> None:
    """Move a point of an agenda behind the one that the person sees behind it."""
    seen = AgendaItem.objects.visible_to(mandate.desk).filter(meeting=item.meeting_id)
    _swap(mandate, item, seen.filter(order__gt=item.order).order_by("order").first())


def remove_agenda_item(mandate: Mandate, *, item: AgendaItem) -> None:
    """Take a point off an agenda; those behind it move up. The history keeps it."""
    with change(mandate, "remove_agenda_item", Ability.EDIT) as changes:
        behind = list(AgendaItem.objects.filter(meeting=item.meeting_id, order__gt=item.order))
        remove_cited(changes, item)
        _shift(changes, behind, by=-1)


def _swap(mandate: Mandate, item: AgendaItem, other: AgendaItem | None) -> None:
    if other is None:
        return
    with change(mandate, "move_agenda_item", Ability.EDIT) as changes:
        item.order, other.order = other.order, item.order
        changes.update(item)
        changes.update(other)


def _shift(changes: Changes, items: Iterable[AgendaItem], *, by: int) -> None:
    for item in items:
        item.order += by
        changes.update(item)
