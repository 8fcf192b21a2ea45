"""Addresses: each room brings its own; what belongs to a register stands under /r/<slug>/."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = ("portal", "review", "reports", "meetings", "progress", "instruments", "parties", "sources")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"servanda.{room}.urls"))
    for room in ROOMS
    if find_spec(f"servanda.{room}.urls")
]
