"""Addresses of instruments and provisions, and of what became of them."""

from django.urls import path

from servanda.progress.views.adopting import adoption_edit, adoption_new
from servanda.progress.views.instrument import instrument
from servanda.progress.views.instrument_editing import (
    instrument_edit,
    instrument_facts,
    instrument_new,
    title_new,
)
from servanda.progress.views.provision import provision, update
from servanda.progress.views.relating import (
    held_text_new,
    held_text_remove,
    relation_new,
    relation_remove,
)
from servanda.progress.views.standings import points
from servanda.progress.views.updating import update_new

INSTRUMENT = "r/<slug:slug>/instrument/<uuid:uuid>"
PROVISION = "r/<slug:slug>/provision/<uuid:uuid>"

urlpatterns = [
    path("r/<slug:slug>/points/", points, name="points"),
    path("r/<slug:slug>/instrument/new/", instrument_new, name="instrument-new"),
    path(f"{INSTRUMENT}/", instrument, name="instrument"),
    path(f"{INSTRUMENT}/edit/", instrument_edit, name="instrument-edit"),
    path(f"{INSTRUMENT}/facts/", instrument_facts, name="instrument-facts"),
    path(f"{INSTRUMENT}/title/", title_new, name="title-new"),
    path(f"{INSTRUMENT}/adoption/", adoption_new, name="adoption-new"),
    path(f"{INSTRUMENT}/tie/", relation_new, name="relation-new"),
    path(f"{INSTRUMENT}/text/", held_text_new, name="held-text-new"),
    path("r/<slug:slug>/adoption/<uuid:uuid>/", adoption_edit, name="adoption-edit"),
    path("r/<slug:slug>/tie/<uuid:uuid>/remove/", relation_remove, name="relation-remove"),
    path("r/<slug:slug>/text/<uuid:uuid>/remove/", held_text_remove, name="held-text-remove"),
    path(f"{PROVISION}/", provision, name="provision"),
    path(f"{PROVISION}/update/", update_new, name="update-new"),
    path("r/<slug:slug>/update/<uuid:uuid>/", update, name="update"),
]
