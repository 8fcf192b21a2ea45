"""The room: documents, versions, passages, citations."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "servanda.sources"
