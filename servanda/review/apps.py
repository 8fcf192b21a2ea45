"""The room: reading runs, proposals, their acceptance."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "servanda.review"
