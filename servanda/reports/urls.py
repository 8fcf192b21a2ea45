"""Addresses of the brief and of reports that are due."""

from django.urls import path

from servanda.reports.views.brief import brief
from servanda.reports.views.duty import duty

urlpatterns = [
    path("r/<slug:slug>/brief/", brief, name="brief"),
    path("r/<slug:slug>/duty/<uuid:uuid>/", duty, name="duty"),
]
