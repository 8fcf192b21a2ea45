"""Addresses of the review: the queue, the page of a version, what is decided on a proposal."""

from django.urls import path

from servanda.review.views.cases import review_cases
from servanda.review.views.deciding import (
    proposal,
    proposal_accept,
    proposal_change,
    proposal_reject,
    proposal_reopen,
    review_accept_all,
)
from servanda.review.views.differing import difference, differences
from servanda.review.views.modelling import review_model
from servanda.review.views.reading import review, review_queue, review_read
from servanda.review.views.redacting import document_redact
from servanda.review.views.tallying import review_tally

urlpatterns = [
    path("r/<slug:slug>/review/", review_queue, name="review-queue"),
    path("r/<slug:slug>/review/tally/", review_tally, name="review-tally"),
    path("r/<slug:slug>/review/cases/", review_cases, name="review-cases"),
    path("r/<slug:slug>/review/<uuid:uuid>/", review, name="review"),
    path("r/<slug:slug>/review/<uuid:uuid>/read/", review_read, name="review-read"),
    path("r/<slug:slug>/review/<uuid:uuid>/model/", review_model, name="review-model"),
    path(
        "r/<slug:slug>/review/<uuid:uuid>/accept-all/", review_accept_all, name="review-accept-all"
    ),
    path("r/<slug:slug>/document/<uuid:uuid>/redact/", document_redact, name="document-redact"),
    path("r/<slug:slug>/differences/", differences, name="differences"),
    path("r/<slug:slug>/difference/<uuid:uuid>/", difference, name="difference"),
    path("r/<slug:slug>/proposal/<uuid:uuid>/", proposal, name="proposal"),
    path("r/<slug:slug>/proposal/<uuid:uuid>/accept/", proposal_accept, name="proposal-accept"),
    path("r/<slug:slug>/proposal/<uuid:uuid>/change/", proposal_change, name="proposal-change"),
    path("r/<slug:slug>/proposal/<uuid:uuid>/reject/", proposal_reject, name="proposal-reject"),
    path("r/<slug:slug>/proposal/<uuid:uuid>/reopen/", proposal_reopen, name="proposal-reopen"),
]
