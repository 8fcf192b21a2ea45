"""The room: duties and the brief."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "servanda.reports"
