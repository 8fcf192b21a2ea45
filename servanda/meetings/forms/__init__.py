"""What a person may type about series, meetings and parties, and in a note of their side."""

from servanda.meetings.forms.agenda import AgendaItemForm
from servanda.meetings.forms.meetings import MeetingForm, NewMeetingForm, link_seen
from servanda.meetings.forms.notes import NoteForm
from servanda.meetings.forms.parties import ChairForm, SuccessionForm
from servanda.meetings.forms.series import NewSeriesForm, SeriesForm

__all__ = [
    "AgendaItemForm",
    "ChairForm",
    "MeetingForm",
    "NewMeetingForm",
    "NewSeriesForm",
    "NoteForm",
    "SeriesForm",
    "SuccessionForm",
    "link_seen",
]
