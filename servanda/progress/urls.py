"""Addresses of what became of instruments and provisions."""

from django.urls import path

from servanda.progress.views.instrument import instrument
from servanda.progress.views.provision import provision, update
from servanda.progress.views.standings import points
from servanda.progress.views.updating import update_new

urlpatterns = [
    path("r/<slug:slug>/points/", points, name="points"),
    path("r/<slug:slug>/instrument/<uuid:uuid>/", instrument, name="instrument"),
    path("r/<slug:slug>/provision/<uuid:uuid>/", provision, name="provision"),
    path("r/<slug:slug>/provision/<uuid:uuid>/update/", update_new, name="update-new"),
    path("r/<slug:slug>/update/<uuid:uuid>/", update, name="update"),
]
