"""The list of updates: who said what of which provision, and when."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from servanda.progress.models import Core, Update
from servanda.registers.lists import Column, EntryList, Facet
from servanda.registers.lists.usual import WHO_SEES, told_language


def told_core(code: str) -> str:
    """Return the words for a value of the small core."""
    return str(Core(code).label) if code in Core.values else code


def told_value(code: str, label: str, core: str) -> str:
    """Return the words for a value of a scale: those of the core where it bears its name."""
    told = told_core(core) if code == core else label
    return told[:1].upper() + told[1:]


UPDATES: Final = EntryList(
    kind=Update.KIND,
    title=_("Updates"),
    model=Update,
    columns=(
        Column("stated_on", _("Stated on"), ("stated_on",), order="stated_on", leads_to=""),
        Column("value", _("Value"), ("value__code", "value__label", "value__core"), told_value),
        Column("assessor", _("Assessor"), ("assessor__label",), leads_to="assessor"),
        Column("provision", _("Provision"), ("provision__label",), leads_to="provision"),
        Column("narrative", _("What was done"), ("narrative",), is_default=False),
        Column("language", _("Language"), ("language",), told_language, is_default=False),
        *WHO_SEES,
    ),
    facets=(
        Facet("assessor", _("Assessor"), "assessor"),
        Facet("value", _("Value"), "value", told_core, key="core"),
        Facet("language", _("Language"), "language", told_language),
        Facet("year", _("Year"), "stated_on"),
    ),
    order="stated_on",
    is_descending=True,
    through=("provision", "provision__instrument"),
    found_by=("", "provision", "assessor"),
)
LISTS: Final = (UPDATES,)
