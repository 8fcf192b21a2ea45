"""The list of documents."""

from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from servanda.registers.lists import PROTECTED, Column, EntryList, Facet
from servanda.registers.lists.usual import (
    WHO_SEES,
    WHO_SEES_FACET,
    told_choice,
    told_language,
    told_vague,
)
from servanda.sources.models import Document, DocumentKind

told_kind: Final = told_choice(DocumentKind.choices)

FACTS_OF_MANY: Final = ("kind", "publisher", "language")
"""The facts that many documents may be given at once, beside who sees them."""

DOCUMENTS: Final = EntryList(
    kind=Document.KIND,
    title=_("Documents"),
    model=Document,
    columns=(
        Column("title", _("Title"), ("title",), order="title", leads_to=""),
        Column(
            "published",
            _("Published on"),
            ("published", "published_words"),
            told_vague,
            order="published_latest",
        ),
        Column("kind", _("Kind"), ("kind",), told_kind, order="kind"),
        Column("publisher", _("Publisher"), ("publisher",), order="publisher"),
        Column("language", _("Language"), ("language",), told_language, is_default=False),
        Column("sender", _("From"), ("sender",), order="sender", is_default=False),
        Column("recipient", _("To"), ("recipient",), order="recipient", is_default=False),
        Column("own_reference", _("Our reference"), ("own_reference",), is_default=False),
        Column("foreign_reference", _("Their reference"), ("foreign_reference",), is_default=False),
        replace(WHO_SEES[0], is_default=True),
        *WHO_SEES[1:],
    ),
    facets=(
        Facet("kind", _("Kind"), "kind", told_kind),
        Facet("publisher", _("Publisher"), "publisher"),
        Facet("language", _("Language"), "language", told_language),
        Facet("year", _("Year"), "published_latest"),
        WHO_SEES_FACET,
    ),
    order="published",
    is_descending=True,
    changeable=(*FACTS_OF_MANY, *PROTECTED),
)
LISTS: Final = (DOCUMENTS,)
