"""The list of reports that are due."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from servanda.registers.lists import Column, EntryList, Facet
from servanda.registers.lists.usual import WHO_SEES, WHO_SEES_FACET, told_vague
from servanda.reports.models import ReportingDuty

DUTIES: Final = EntryList(
    kind=ReportingDuty.KIND,
    title=_("Reporting duties"),
    model=ReportingDuty,
    columns=(
        Column("label", _("Report"), ("label",), order="label", leads_to=""),
        Column("due", _("Due"), ("due", "due_words"), told_vague, order="due_latest"),
        Column("debtor", _("Who owes it"), ("debtor__label",), leads_to="debtor"),
        Column("recipient", _("To whom"), ("recipient",), order="recipient"),
        Column("instrument", _("Instrument"), ("instrument__label",), leads_to="instrument"),
        Column("rule", _("Rule for the deadline"), ("rule",), is_default=False),
        *WHO_SEES,
    ),
    facets=(
        Facet("debtor", _("Who owes it"), "debtor"),
        Facet("instrument", _("Instrument"), "instrument"),
        Facet("year", _("Year"), "due_latest"),
        WHO_SEES_FACET,
    ),
    order="due",
    found_by=("", "debtor", "instrument"),
)
LISTS: Final = (DUTIES,)
