"""The room: home, pages that show several rooms, base templates."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "servanda.portal"
