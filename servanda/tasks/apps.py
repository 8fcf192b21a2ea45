"""The room: work that takes long: taken once, taken again when a worker dies."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "servanda.tasks"
