"""Addresses of the instruments of a register."""

from django.urls import path

from servanda.instruments.views import instruments

urlpatterns = [path("r/<slug:slug>/instruments/", instruments, name="instruments")]
