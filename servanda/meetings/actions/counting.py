"""Deadlines that are counted from a meeting, and follow its day."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.actions import Amendment, Seen, amend_provision, lasting_wording
from servanda.instruments.models import CountedFrom, Provision
from servanda.instruments.rules import DueTold
from servanda.meetings.models import Meeting, MeetingStatus
from servanda.registers.actions import Mandate, change
from servanda.registers.rules import Ability


def day_counted(meeting: Meeting) -> str:
    """Return the day from which deadlines are counted; empty where the meeting has none to count on."""
    counts = meeting.status in {MeetingStatus.PLANNED, MeetingStatus.HELD}
    return meeting.date if counts else ""


def count_from_meeting(
    mandate: Mandate,
    *,
    provision: Provision,
    meeting: Meeting,
    told: DueTold,
    seen: Seen | None = None,
) -> bool:
    """Let a provision be due so long before or after a meeting, as `told`; its day follows the meeting.

    Raises ValidationError for a meeting that fewer people see than the provision, EditConflict where
    the wording of the provision is not as it was seen.
    """
    with change(mandate, "amend_provision", Ability.EDIT):
        if meeting.is_more_hidden_than(lasting_wording(provision, seen), mandate.desk.today):
            hidden = _("Fewer people see this meeting than the provision: its day would be told.")
            raise ValidationError({"meeting": hidden})
        due = replace(
            told,
            due="",
            relative_to=told.relative_to or meeting.label,
            relative_kind=CountedFrom.MEETING.value,
            relative_entry=meeting.uuid,
            relative_day=day_counted(meeting),
        )
        return amend_provision(mandate, provision=provision, amendment=Amendment(due=due))
