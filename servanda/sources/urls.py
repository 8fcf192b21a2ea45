"""Addresses of documents; the page of one document stands in the portal, which shows its entries."""

from django.urls import path

from servanda.sources.views.documents import document_edit, document_file
from servanda.sources.views.pictures import document_page_picture
from servanda.sources.views.uploading import document_new
from servanda.sources.views.versions import document_compare, document_version_new

urlpatterns = [
    path("r/<slug:slug>/document/new/", document_new, name="document-new"),
    path("r/<slug:slug>/document/<uuid:uuid>/edit/", document_edit, name="document-edit"),
    path("r/<slug:slug>/document/<uuid:uuid>/file/", document_file, name="document-file"),
    path(
        "r/<slug:slug>/document/<uuid:uuid>/page/<int:number>/picture.png",
        document_page_picture,
        name="document-page-picture",
    ),
    path(
        "r/<slug:slug>/document/<uuid:uuid>/new-version/",
        document_version_new,
        name="document-version-new",
    ),
    path("r/<slug:slug>/document/<uuid:uuid>/compare/", document_compare, name="document-compare"),
]
