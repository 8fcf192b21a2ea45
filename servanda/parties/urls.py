"""Addresses of posts; the pages of parties and persons stand in meetings, which knows whom they met."""

from django.urls import path

from servanda.parties.views import post

urlpatterns = [
    path("r/<slug:slug>/post/<uuid:uuid>/", post, name="post"),
]
