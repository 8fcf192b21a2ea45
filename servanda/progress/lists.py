"""The lists of provisions, with who does them and where they stand, and of updates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from django.db.models import Expression, ExpressionWrapper, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import Consent, Provision, ProvisionKind, Responsibility, Wording
from servanda.progress.models import Core, Update
from servanda.progress.rules import headline, is_overdue
from servanda.registers.lists import Column, EntryList, Facet
from servanda.registers.lists.declaring import GatheredCell
from servanda.registers.lists.rights import field_at
from servanda.registers.lists.usual import (
    WHO_SEES,
    WHO_SEES_FACET,
    names_at,
    told_choice,
    told_language,
    told_vague,
    told_yes,
)
from servanda.registers.models import Desk

told_kind: Final = told_choice(ProvisionKind.choices)
told_consent: Final = told_choice(Consent.choices)
STANDINGS: Final[Mapping[str, Promise]] = {
    "overdue": _("Overdue"),
    "disputed": _("Disputed"),
    "no_information": _("No information"),
    "not_started": _("Not started"),
    "in_progress": _("In progress"),
    "partly_done": _("Partly done"),
    "done": _("Done"),
    "abandoned": _("Given up"),
}
"""Where a commitment stands, in the order in which pages tell it: overdue before all else."""


def told_core(code: str) -> str:
    """Return the words for a value of the small core."""
    words = str(Core(code).label) if code in Core.values else code
    return words[:1].upper() + words[1:]


def told_value(code: str, label: str, core: str) -> str:
    """Return the words for a value of a scale: those of the core where it bears its name."""
    return told_core(core) if code == core else label[:1].upper() + label[1:]


def code_of(desk: Desk) -> Expression:
    """Return the official number of a provision."""
    return _present(desk, "code")


def due_of(desk: Desk) -> Expression:
    """Return when a provision is due (EDTF)."""
    return _present(desk, "timing__due")


def due_words_of(desk: Desk) -> Expression:
    """Return when a provision is due, as the source has it."""
    return _present(desk, "timing__due_words")


def due_latest_of(desk: Desk) -> Expression:
    """Return the last day on which a provision is due."""
    return _present(desk, "timing__due_latest")


def told_due(edtf: str | None, words: str | None) -> str:
    """Tell when a provision is due; nothing where nothing is said of it."""
    return told_vague(edtf or "", words or "")


def responsible_for(desk: Desk, keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Return who answers for each provision, as far as the person may see them."""
    rows = Responsibility.objects.filter(wording__in=_wordings(desk, keys))
    marked = ("wording__handling",)
    return names_at(desk, rows, of="wording__provision", way="party", marked=marked)


def standing_of(desk: Desk, keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Return where each commitment stands on the day, by the updates that the person may see."""
    keys = list(keys)
    values: dict[int, list[str]] = defaultdict(list)
    handling: dict[int, list[str]] = defaultdict(list)
    due: dict[int, date | None] = {}
    present = _wordings(desk, keys).values_list("provision", "timing__due_latest", "handling")
    for provision, latest, marking in present:
        due[provision] = latest
        handling[provision].append(marking)
    said = Update.objects.visible_to(desk).filter(provision__in=keys).stated_by(desk.today)
    last = said.last_words().values_list("provision", "value__core", "handling")
    for provision, core, marking in last:
        values[provision].append(core)
        handling[provision].append(marking)
    binding = Provision.objects.filter(pk__in=keys).commitments().values_list("pk", flat=True)
    return {
        key: GatheredCell(
            str(STANDINGS[_standing(due.get(key), values[key], desk.today)]),
            tuple(filter(None, dict.fromkeys(handling[key]))),
        )
        for key in binding
    }


def _standing(due_latest: date | None, values: list[str], day: date) -> str:
    if is_overdue(due_latest=due_latest, values=values, on=day):
        return "overdue"
    return str(headline(values))


def _present(desk: Desk, path: str) -> Expression:
    wordings = Wording.objects.visible_to(desk).present().filter(provision=OuterRef("pk"))
    found = Subquery(wordings.order_by().values(path)[:1])
    return ExpressionWrapper(found, output_field=field_at(Wording, path))


def _wordings(desk: Desk, keys: Iterable[int]) -> QuerySet[Wording]:
    return Wording.objects.visible_to(desk).present().filter(provision__in=list(keys)).order_by()


PROVISIONS: Final = EntryList(
    kind=Provision.KIND,
    title=_("Provisions"),
    model=Provision,
    columns=(
        Column("label", _("Text"), ("label",), order="label", leads_to=""),
        Column("code", _("Number"), ("code",), order="code"),
        Column("kind", _("Kind"), ("kind",), told_kind, order="kind", is_default=False),
        Column("instrument", _("Instrument"), ("instrument__label",), leads_to="instrument"),
        Column("by", _("Who"), gathered=responsible_for),
        Column("due", _("Due"), ("due", "due_words"), told_due, order="due_latest"),
        Column("standing", _("Standing"), gathered=standing_of),
        Column("binds", _("Binds someone"), ("binds",), told_yes, is_default=False),
        Column("consent", _("Consent"), ("consent",), told_consent, is_default=False),
        *WHO_SEES,
    ),
    facets=(
        Facet("instrument", _("Instrument"), "instrument"),
        Facet("kind", _("Kind"), "kind", told_kind),
        Facet("binds", _("Binds someone"), "binds"),
        Facet("consent", _("Consent"), "consent", told_consent),
        WHO_SEES_FACET,
    ),
    order="label",
    through=("instrument",),
    found_by=("", "instrument"),
    computed={
        "code": code_of,
        "due": due_of,
        "due_words": due_words_of,
        "due_latest": due_latest_of,
    },
)
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
    found_by=("", "provision", "assessor"),
)
LISTS: Final = (PROVISIONS, UPDATES)
