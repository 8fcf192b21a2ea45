"""Addresses of meetings, and of the pages that show who met whom."""

from django.urls import path

from servanda.meetings.views.agenda import agenda_edit
from servanda.meetings.views.calendar import meeting_ics
from servanda.meetings.views.counting import deadline_from_meeting
from servanda.meetings.views.listing import meeting_of_record
from servanda.meetings.views.meeting import meeting
from servanda.meetings.views.meeting_editing import meeting_edit, meeting_new
from servanda.meetings.views.note import note_new
from servanda.meetings.views.party import party
from servanda.meetings.views.person import person
from servanda.meetings.views.series import series
from servanda.meetings.views.series_editing import series_edit, series_new
from servanda.meetings.views.succeeding import chair_new, succession_new, succession_remove

urlpatterns = [
    path("r/<slug:slug>/series/new/", series_new, name="series-new"),
    path("r/<slug:slug>/series/<uuid:uuid>/", series, name="series"),
    path("r/<slug:slug>/series/<uuid:uuid>/edit/", series_edit, name="series-edit"),
    path("r/<slug:slug>/meeting/new/", meeting_new, name="meeting-new"),
    path("r/<slug:slug>/meeting/<uuid:uuid>/", meeting, name="meeting"),
    path("r/<slug:slug>/meeting/<uuid:uuid>/agenda/", agenda_edit, name="agenda-edit"),
    path("r/<slug:slug>/meeting/<uuid:uuid>/meeting.ics", meeting_ics, name="meeting-ics"),
    path("r/<slug:slug>/meeting/<uuid:uuid>/edit/", meeting_edit, name="meeting-edit"),
    path(
        "r/<slug:slug>/instrument/<uuid:uuid>/meeting/", meeting_of_record, name="meeting-of-record"
    ),
    path(
        "r/<slug:slug>/provision/<uuid:uuid>/from-meeting/",
        deadline_from_meeting,
        name="deadline-from-meeting",
    ),
    path("r/<slug:slug>/party/<uuid:uuid>/", party, name="party"),
    path("r/<slug:slug>/party/<uuid:uuid>/became/", succession_new, name="succession-new"),
    path("r/<slug:slug>/party/<uuid:uuid>/chair/", chair_new, name="chair-new"),
    path(
        "r/<slug:slug>/succession/<uuid:uuid>/remove/", succession_remove, name="succession-remove"
    ),
    path("r/<slug:slug>/person/<uuid:uuid>/", person, name="person"),
    path("r/<slug:slug>/note/<slug:kind>/<uuid:uuid>/", note_new, name="note-new"),
]
