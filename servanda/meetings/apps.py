"""The room: series, meetings, agenda, participants."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "servanda.meetings"
