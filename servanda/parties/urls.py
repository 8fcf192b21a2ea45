"""Addresses of the parties of a register."""

from django.urls import path

from servanda.parties.views import parties, post

urlpatterns = [
    path("r/<slug:slug>/parties/", parties, name="parties"),
    path("r/<slug:slug>/post/<uuid:uuid>/", post, name="post"),
]
