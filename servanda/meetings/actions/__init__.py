"""Series, meetings, who took part, and the record that carries a meeting's points."""

from servanda.meetings.actions.agenda import (
    add_agenda_item,
    move_item_down,
    move_item_up,
    put_past_decisions_first,
    remove_agenda_item,
)
from servanda.meetings.actions.attending import Attendee, add_participation
from servanda.meetings.actions.counting import count_from_meeting
from servanda.meetings.actions.meetings import (
    MeetingFacts,
    NewMeeting,
    change_meeting,
    create_meeting,
    ensure_record,
)
from servanda.meetings.actions.series import (
    NewSeries,
    SeriesFacts,
    change_series,
    create_series,
    put_in_series,
    take_out_of_series,
)

__all__ = [
    "Attendee",
    "MeetingFacts",
    "NewMeeting",
    "NewSeries",
    "SeriesFacts",
    "add_agenda_item",
    "add_participation",
    "change_meeting",
    "change_series",
    "count_from_meeting",
    "create_meeting",
    "create_series",
    "ensure_record",
    "move_item_down",
    "move_item_up",
    "put_in_series",
    "put_past_decisions_first",
    "remove_agenda_item",
    "take_out_of_series",
]
