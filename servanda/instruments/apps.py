"""The room: instruments, editions, provisions, wordings, links."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "servanda.instruments"
