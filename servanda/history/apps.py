"""The room: who changed what, and the chain that proves it."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "servanda.history"
