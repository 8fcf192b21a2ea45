"""The room: the index of words, written with each change and asked within rights."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "servanda.search"
