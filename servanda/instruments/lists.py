"""The lists of instruments, their editions, who adopted them, and how provisions are tied."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import (
    Adoption,
    Edition,
    Instrument,
    InstrumentKind,
    Link,
    LinkKind,
    Provision,
    Qualification,
    Relation,
    RelationKind,
)
from servanda.instruments.rules import State
from servanda.registers.lists import Column, EntryList, Facet
from servanda.registers.lists.declaring import GatheredCell
from servanda.registers.lists.usual import (
    WHO_SEES,
    WHO_SEES_FACET,
    counted_at,
    names_at,
    told_choice,
    told_vague,
)
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_seen_at

told_kind: Final = told_choice(InstrumentKind.choices)
told_qualified: Final = told_choice(Qualification.choices)
told_relation: Final = told_choice(RelationKind.choices)
told_link: Final = told_choice(LinkKind.choices)
STATES: Final[Mapping[State, str | Promise]] = {
    State.DRAFT: _("draft"),
    State.ADOPTED: _("adopted"),
    State.IN_FORCE: _("in force"),
    State.EXPIRED: _("expired"),
    State.REPLACED: _("replaced"),
    State.NOT_BEGUN: _("not begun"),
}
told_force: Final = told_choice([(state.value, told) for state, told in STATES.items()])
_IN_FORCE: Final = Value(State.IN_FORCE.value)
_INSTRUMENT: Final = Column(
    "instrument",
    _("Instrument"),
    ("instrument__label",),
    order="instrument__label",
    leads_to="",
)


def force_on(desk: Desk) -> Case:
    """Say how far each instrument is on the day, as `state_on` says of one; of a report nothing.

    As on its page, what a person does not see of adoptions and replacements counts for nothing.
    """
    ends = is_seen_at(desk, "instrument__") & is_seen_at(desk, "other__")
    replacing = Relation.objects.visible_to(desk).filter(
        ends, _has_come("date_latest", desk), other=OuterRef("pk"), kind=RelationKind.REPLACES
    )
    given = Adoption.objects.visible_to(desk).given().filter(is_seen_at(desk, "party__"))
    given = given.filter(instrument=OuterRef("pk"))
    adopted = Exists(given.filter(_has_come("date_latest", desk)))
    names_day = Exists(given.filter(force_earliest__isnull=False))
    begun = Q(period_earliest=None) | Q(period_earliest__lte=desk.today)
    return Case(
        When(kind=InstrumentKind.REPORT, then=Value("")),
        When(Exists(replacing), then=Value(State.REPLACED.value)),
        When(period_latest__lt=desk.today, then=Value(State.EXPIRED.value)),
        When(Q(is_draft=True) & ~adopted, then=Value(State.DRAFT.value)),
        When(Exists(given.filter(force_earliest__lte=desk.today)), then=_IN_FORCE),
        When(~names_day & ~Q(period="") & begun, then=_IN_FORCE),
        When(adopted, then=Value(State.ADOPTED.value)),
        When(~Q(period=""), then=Value(State.NOT_BEGUN.value)),
        default=Value(""),
        output_field=CharField(),
    )


def _has_come(name: str, desk: Desk) -> Q:
    return Q(**{name: None}) | Q(**{f"{name}__lte": desk.today})


def adopted_by(desk: Desk, keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Return the parties that adopted each instrument, as far as the person may see them."""
    adoptions = Adoption.objects.visible_to(desk).given().filter(instrument__in=list(keys))
    return names_at(desk, adoptions, of="instrument", way="party", marked=("handling",))


def number_of_provisions(desk: Desk, keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Return how many provisions of each instrument the person sees."""
    return counted_at(Provision.objects.visible_to(desk), keys, of="instrument")


INSTRUMENTS: Final = EntryList(
    kind=Instrument.KIND,
    title=_("Instruments"),
    model=Instrument,
    columns=(
        Column("label", _("Title"), ("label",), order="label", leads_to=""),
        Column("symbol", _("Number or symbol"), ("symbol",), order="symbol", is_default=False),
        Column("kind", _("Kind"), ("kind",), told_kind, order="kind"),
        Column(
            "period", _("Period"), ("period", "period_words"), told_vague, order="period_earliest"
        ),
        Column("force", _("In force"), ("force",), told_force),
        Column("adopted_by", _("Adopted by"), gathered=adopted_by),
        Column("provisions", _("Provisions"), gathered=number_of_provisions),
        *WHO_SEES,
    ),
    facets=(
        Facet("kind", _("Kind"), "kind", told_kind),
        Facet("year", _("Year"), "period_earliest"),
        WHO_SEES_FACET,
    ),
    order="period",
    is_descending=True,
    computed={"force": force_on},
)
EDITIONS: Final = EntryList(
    kind=Edition.KIND,
    title=_("Editions"),
    model=Edition,
    columns=(
        _INSTRUMENT,
        Column("number", _("Number"), ("number",), order="number"),
        Column("date", _("Date"), ("date", "date_words"), told_vague, order="date_latest"),
        Column("reason", _("Why it was made"), ("reason",)),
        *WHO_SEES,
    ),
    facets=(
        Facet("instrument", _("Instrument"), "instrument"),
        Facet("year", _("Year"), "date_latest"),
        WHO_SEES_FACET,
    ),
    order="date",
    is_descending=True,
    found_by=("instrument",),
)
ADOPTIONS: Final = EntryList(
    kind=Adoption.KIND,
    title=_("Adoptions"),
    model=Adoption,
    columns=(
        _INSTRUMENT,
        Column("party", _("Party"), ("party__label",), order="party__label", leads_to="party"),
        Column("date", _("Date"), ("date", "date_words"), told_vague, order="date_latest"),
        Column("qualified", _("How"), ("qualified",), told_qualified, order="qualified"),
        Column("qualification", _("Qualification"), ("qualification",)),
        *WHO_SEES,
    ),
    facets=(
        Facet("party", _("Party"), "party"),
        Facet("qualified", _("How"), "qualified", told_qualified),
        Facet("year", _("Year"), "date_latest"),
        WHO_SEES_FACET,
    ),
    order="date",
    is_descending=True,
    found_by=("instrument", "party"),
)
RELATIONS: Final = EntryList(
    kind=Relation.KIND,
    title=_("Ties between instruments"),
    model=Relation,
    columns=(
        _INSTRUMENT,
        Column("kind", _("Tie"), ("kind",), told_relation, order="kind"),
        Column("other", _("Other instrument"), ("other__label",), leads_to="other"),
        Column("date", _("Date"), ("date", "date_words"), told_vague, order="date_latest"),
        Column("reason", _("Reason"), ("reason",)),
        *WHO_SEES,
    ),
    facets=(Facet("kind", _("Tie"), "kind", told_relation), WHO_SEES_FACET),
    order="instrument",
    found_by=("instrument", "other"),
)
LINKS: Final = EntryList(
    kind=Link.KIND,
    title=_("Ties between provisions"),
    model=Link,
    columns=(
        Column(
            "source",
            _("Provision"),
            ("from_provision__label",),
            order="from_provision__label",
            leads_to="",
        ),
        Column("kind", _("Tie"), ("kind",), told_link, order="kind"),
        Column("target", _("Other provision"), ("to_provision__label",), leads_to="to_provision"),
        Column("reason", _("Reason"), ("reason",)),
        *WHO_SEES,
    ),
    facets=(Facet("kind", _("Tie"), "kind", told_link), WHO_SEES_FACET),
    order="source",
    found_by=("from_provision", "to_provision"),
)
LISTS: Final = (INSTRUMENTS, EDITIONS, ADOPTIONS, RELATIONS, LINKS)
