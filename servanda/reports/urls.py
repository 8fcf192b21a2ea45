"""Addresses of papers: the brief, reports that are due, the difference of two editions as a file."""

from django.urls import path

from servanda.reports.views.brief import brief
from servanda.reports.views.difference import difference_as_docx, difference_as_xlsx
from servanda.reports.views.duty import duty
from servanda.reports.views.invitation import invitation_docx
from servanda.reports.views.past import past_decisions

DIFFERENCE = "r/<slug:slug>/instrument/<uuid:uuid>/difference"

urlpatterns = [
    path("r/<slug:slug>/brief/", brief, name="brief"),
    path(f"{DIFFERENCE}.docx", difference_as_docx, name="text-difference-docx"),
    path(f"{DIFFERENCE}.xlsx", difference_as_xlsx, name="text-difference-xlsx"),
    path("r/<slug:slug>/meeting/<uuid:uuid>/agenda.docx", invitation_docx, name="invitation-docx"),
    path(
        "r/<slug:slug>/meeting/<uuid:uuid>/past-decisions/", past_decisions, name="past-decisions"
    ),
    path("r/<slug:slug>/duty/<uuid:uuid>/", duty, name="duty"),
]
