"""What a page tells of an instrument beside its text: its state, who adopted it, what it stands to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servanda.instruments.models import (
    Adoption,
    HeldText,
    Instrument,
    InstrumentKind,
    Qualification,
    Relation,
    RelationKind,
)
from servanda.instruments.rules import Life, State, gap_between, state_on
from servanda.progress.views.facts import Fact, Value
from servanda.progress.views.footnotes import Footnotes, Mark, told_day
from servanda.progress.views.points import Tie, entry_url
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_seen_at
from servanda.sources.models import Document

RELATIONS_OUT: Mapping[str, str | Promise] = {
    RelationKind.FOLLOWS: gettext_lazy("Follows"),
    RelationKind.REPLACES: gettext_lazy("Replaces"),
    RelationKind.SUPPLEMENTS: gettext_lazy("Supplements"),
    RelationKind.COPIES: gettext_lazy("Regional copy of"),
    RelationKind.STANDS_ON: gettext_lazy("Made because of"),
    RelationKind.GROUPS: gettext_lazy("Groups the provisions of"),
}
RELATIONS_IN: Mapping[str, str | Promise] = {
    RelationKind.FOLLOWS: gettext_lazy("Followed by"),
    RelationKind.REPLACES: gettext_lazy("Replaced by"),
    RelationKind.SUPPLEMENTS: gettext_lazy("Supplemented by"),
    RelationKind.COPIES: gettext_lazy("Copied by a region as"),
    RelationKind.STANDS_ON: gettext_lazy("Gave rise to"),
    RelationKind.GROUPS: gettext_lazy("Grouped by"),
}


@dataclass(frozen=True)
class AdoptionLine:
    """How one party adopted an instrument; the signatory is left out where the person is hidden."""

    adoption: Adoption
    party: Tie
    signatory: Tie | None
    post: str
    marks: list[Mark]

    @property
    def is_unsigned(self) -> bool:
        return self.adoption.qualified == Qualification.UNSIGNED


@dataclass(frozen=True)
class Agreed:
    """All that stands around an instrument, as far as the person may see it: three queries."""

    instrument: Instrument
    adoptions: list[Adoption]
    relations: list[Relation]
    held: list[HeldText]


@dataclass(frozen=True)
class Removable:
    """A tie as the page lists it on which it may be taken away."""

    label: str | Promise
    text: str
    url: str
    remove_url: str


def agreed_on(desk: Desk, found: Instrument) -> Agreed:
    """Read who adopted an instrument, what it stands to, and which documents hold it."""
    return Agreed(found, _adoptions(desk, found), _relations(desk, found), _held(desk, found))


def state_of(desk: Desk, agreed: Agreed) -> State | None:
    """Return how far an instrument is on the day of the desk, by what the person may see of it.

    A report is never in force.
    """
    found = agreed.instrument
    if found.kind == InstrumentKind.REPORT:
        return None
    given = [one for one in agreed.adoptions if one.qualified != Qualification.UNSIGNED]
    life = Life(
        is_draft=found.is_draft,
        adopted=[one.date_latest for one in given],
        force=[one.force_earliest for one in given if one.force_earliest],
        has_period=bool(found.period),
        begins=found.period_earliest,
        ends=found.period_latest,
        replaced=[
            one.date_latest
            for one in agreed.relations
            if one.kind == RelationKind.REPLACES and one.other_id == found.pk
        ],
    )
    return state_on(life, desk.today)


def adoption_lines(desk: Desk, agreed: Agreed, footnotes: Footnotes) -> list[AdoptionLine]:
    """Return how each party adopted an instrument, with the sources of each."""
    return [
        AdoptionLine(
            adoption=one,
            party=Tie(one.party.label, entry_url(desk, "party", one.party)),
            signatory=_signatory(desk, one),
            post=one.post.label if one.post and _is_seen(one, "post") else "",
            marks=footnotes.marks(
                one, "party", "date", "signatory", "qualification", "qualified", "force"
            ),
        )
        for one in agreed.adoptions
    ]


def relation_facts(desk: Desk, agreed: Agreed, footnotes: Footnotes) -> list[Fact]:
    """Return what an instrument stands to, by kind, and the documents that hold it."""
    values: dict[str | Promise, list[Value]] = defaultdict(list)
    marks: dict[str | Promise, list[Mark]] = defaultdict(list)
    for relation in agreed.relations:
        label, other = _seen_from(agreed.instrument, relation)
        values[label].append(
            Value(
                other.label,
                url=entry_url(desk, "instrument", other),
                edtf=relation.date,
                words=relation.date_words,
                detail=relation.reason,
            )
        )
        marks[label] += footnotes.marks(relation, "kind", "reason", "date")
    facts = [Fact(str(label), ties, marks[label]) for label, ties in values.items()]
    texts = [
        Value(
            one.document.title,
            url=reverse("document", kwargs={"slug": desk.register.slug, "uuid": one.document.uuid}),
            detail=one.get_part_display(),
        )
        for one in agreed.held
    ]
    return [*facts, Fact(_("Its text stands in"), texts, needs_source=False)]


def relation_lines(desk: Desk, agreed: Agreed) -> list[Removable]:
    """Return the ties of an instrument to others as they may be taken away."""
    slug = desk.register.slug
    lines = []
    for one in agreed.relations:
        label, other = _seen_from(agreed.instrument, one)
        away = reverse("relation-remove", kwargs={"slug": slug, "uuid": one.uuid})
        lines.append(Removable(label, other.label, entry_url(desk, "instrument", other), away))
    return lines


def held_lines(desk: Desk, agreed: Agreed) -> list[Removable]:
    """Return the documents that hold an instrument as they may be taken away."""
    slug = desk.register.slug
    return [
        Removable(
            one.get_part_display(),
            one.document.title,
            _document_url(desk, one.document),
            reverse("held-text-remove", kwargs={"slug": slug, "uuid": one.uuid}),
        )
        for one in agreed.held
    ]


def gaps_around(agreed: Agreed) -> list[str]:
    """Say between which neighbours of its line no text was in force, and from when to when."""
    return [told for one in agreed.relations for told in _gap(agreed.instrument, one)]


def cited_around(agreed: Agreed) -> Iterable[UUID]:
    """Give the public names of what stands around an instrument and has sources of its own."""
    return [*(one.uuid for one in agreed.adoptions), *(one.uuid for one in agreed.relations)]


def _gap(found: Instrument, relation: Relation) -> Iterator[str]:
    later, earlier = relation.instrument, relation.other
    if relation.kind != RelationKind.FOLLOWS:
        return
    gap = gap_between(earlier.period_latest, later.period_earliest)
    if gap is None:
        return
    told = {
        "first": told_day(gap.first),
        "last": told_day(gap.last),
        "earlier": earlier.label,
        "later": later.label,
    }
    if found.kind == InstrumentKind.ACTION_PLAN:
        yield (
            _(
                "No plan in force from %(first)s to %(last)s, between “%(earlier)s” and "
                "“%(later)s”, as far as this register knows."
            )
            % told
        )
        return
    yield (
        _(
            "No text of this line in force from %(first)s to %(last)s, between “%(earlier)s” and "
            "“%(later)s”, as far as this register knows."
        )
        % told
    )


def _document_url(desk: Desk, document: Document) -> str:
    return reverse("document", kwargs={"slug": desk.register.slug, "uuid": document.uuid})


def _seen_from(found: Instrument, relation: Relation) -> tuple[str | Promise, Instrument]:
    if relation.instrument_id == found.pk:
        return RELATIONS_OUT[relation.kind], relation.other
    return RELATIONS_IN[relation.kind], relation.instrument


def _adoptions(desk: Desk, found: Instrument) -> list[Adoption]:
    """Return the adoptions by parties that are seen; `sees_…` tell whether the person is."""
    seen = {
        f"sees_{name}": ExpressionWrapper(
            is_seen_at(desk, f"{name}__"), output_field=BooleanField()
        )
        for name in ("signatory", "post")
    }
    rows = Adoption.objects.visible_to(desk).filter(is_seen_at(desk, "party__"), instrument=found)
    return list(
        rows.annotate(**seen)
        .select_related("party", "signatory", "post")
        .order_by(F("date_earliest").asc(nulls_last=True), "id")
    )


def _relations(desk: Desk, found: Instrument) -> list[Relation]:
    both = is_seen_at(desk, "instrument__") & is_seen_at(desk, "other__")
    rows = Relation.objects.visible_to(desk).filter(both)
    return list(
        rows.filter(Q(instrument=found) | Q(other=found))
        .select_related("instrument", "other")
        .order_by("date_earliest", "id")
    )


def _held(desk: Desk, found: Instrument) -> list[HeldText]:
    rows = HeldText.objects.visible_to(desk).filter(is_seen_at(desk, "document__"))
    return list(rows.filter(instrument=found).select_related("document").order_by("id"))


def _signatory(desk: Desk, adoption: Adoption) -> Tie | None:
    if adoption.signatory is None or not _is_seen(adoption, "signatory"):
        return None
    names = {"slug": desk.register.slug, "uuid": adoption.signatory.uuid}
    return Tie(adoption.signatory.label, reverse("person", kwargs=names))


def _is_seen(adoption: Adoption, name: str) -> bool:
    return bool(getattr(adoption, f"sees_{name}"))
