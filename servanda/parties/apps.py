"""The room: states, organizations, bodies, posts, persons, and their names."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "servanda.parties"
