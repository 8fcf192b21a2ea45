"""Addresses of the text of an instrument, of its editions and of what differs between them."""

from django.urls import path

from servanda.progress.views.text.amending import amend
from servanda.progress.views.text.changing import text_change
from servanda.progress.views.text.difference import text_difference
from servanda.progress.views.text.edition import edition, provision_in_edition, text_on
from servanda.progress.views.text.opening import edition_in_force, edition_new
from servanda.progress.views.text.rewording import reword

INSTRUMENT = "r/<slug:slug>/instrument/<uuid:uuid>"
PROVISION = "r/<slug:slug>/provision/<uuid:uuid>"

text_addresses = [
    path(f"{INSTRUMENT}/on/", text_on, name="text-on"),
    path(f"{INSTRUMENT}/difference/", text_difference, name="text-difference"),
    path(f"{INSTRUMENT}/tree/", text_change, name="text-change"),
    path(f"{INSTRUMENT}/edition/new/", edition_new, name="edition-new"),
    path(f"{INSTRUMENT}/edition/<int:number>/", edition, name="edition"),
    path(f"{INSTRUMENT}/edition/<int:number>/in-force/", edition_in_force, name="edition-in-force"),
    path(f"{PROVISION}/amend/", amend, name="amend"),
    path(f"{PROVISION}/reword/", reword, name="reword"),
    path(f"{PROVISION}/edition/<int:number>/", provision_in_edition, name="provision-in-edition"),
]
