"""Parties and bodies with their names, who belongs to which body, who speaks for whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.reading.same_names import same_keys
from servanda.registers.models import Account, Desk, Entry, EntryQuerySet, Name, Row
from servanda.registers.rules import Ability, RoleKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from servanda.search.rules import IndexPage


class PartyKind(models.TextChoices):
    """What kind of actor a party is."""

    STATE = "state", _("State")
    GOVERNMENT_AGENCY = "government_agency", _("government agency")
    INTERNATIONAL_ORGANIZATION = "international_organization", _("international organization")
    BODY = "body", _("body")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    COMPANY = "company", _("company")
    OTHER = "other", _("other")


class BodyKind(models.TextChoices):
    """What kind of body a party of kind body is."""

    WORKING_GROUP = "working_group", _("working group")
    NETWORK = "network", _("network")
    COMMISSION = "commission", _("commission")
    COMMITTEE = "committee", _("committee")
    COUNCIL = "council", _("council")
    OTHER = "other", _("other body")


class Lasting(models.Model):
    """From when until when, as vaguely as the source says."""

    since = models.CharField(_("since"), max_length=60, blank=True)
    since_words = models.CharField(max_length=200, blank=True)
    since_earliest = models.DateField(null=True, blank=True)
    since_latest = models.DateField(null=True, blank=True)
    until = models.CharField(_("until"), max_length=60, blank=True)
    until_words = models.CharField(max_length=200, blank=True)
    until_earliest = models.DateField(null=True, blank=True)
    until_latest = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class PartyQuerySet(EntryQuerySet["Party"]):
    """Named selections of parties."""

    def named(self, name: str) -> PartyQuerySet:
        """Return the parties that bear a name, under any spelling and in any language known."""
        return self.filter(names__key__in=same_keys(name)).distinct()

    def bodies(self) -> PartyQuerySet:
        return self.filter(kind=PartyKind.BODY).order_by("label")

    def spoken_for_at(self, desk: Desk) -> PartyQuerySet:
        """Return the parties whose word the person may give on the day.

        A focal point gives the word of those they represent; who edits, of every one.
        """
        if desk.role != RoleKind.FOCAL_POINT:
            return self
        return self.represented_by(desk)

    def represented_by(self, desk: Desk) -> PartyQuerySet:
        """Return the parties that the person represents on the day, whatever their role is."""
        held = Representation.objects.filter(account=desk.account, register=desk.register)
        return self.filter(pk__in=held.on(desk.today).values("party"))


class Party(Entry, Lasting):
    """An actor: a State, an agency, an organization, a body of several parties.

    `label` is the name shown in lists, kept by the action; all names stand in `names`.
    """

    KIND: ClassVar[str] = "party"
    IS_FOUND: ClassVar[bool] = True

    # identity
    label = models.CharField(_("name"), max_length=500)
    kind = models.CharField(_("kind"), max_length=30, choices=PartyKind.choices)
    body_kind = models.CharField(
        _("kind of body"), max_length=20, choices=BodyKind.choices, blank=True
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="body") | Q(body_kind=""),
                name="party_body_kind_of_bodies_only",
                violation_error_message=_("Only a body has a kind of body."),
            )
        ]

    @override
    def __str__(self) -> str:
        return self.label

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        for party in entries.prefetch_related("names"):
            names = tuple(name.text for name in party.names.all())
            yield replace(party.index_page(party.label), names=names)


class PartyName(Name):
    """A name of a party. Unique: party, key and language."""

    of = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="names")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "text", "language"], name="party_name_once")
        ]


class MembershipQuerySet(EntryQuerySet["Membership"]):
    """Memberships; `visible_to` says which."""


class Membership(Entry, Lasting):
    """A party in a body, with its role there."""

    KIND: ClassVar[str] = "membership"
    PARENTS: ClassVar[tuple[str, ...]] = ("party", "body")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(_("role"), max_length=100, blank=True)

    objects = MembershipQuerySet.as_manager()

    @override
    def __str__(self) -> str:
        return f"{self.party} in {self.body}"


class RepresentationQuerySet(models.QuerySet["Representation"]):
    """Named selections of who speaks for whom."""

    def on(self, day: date) -> RepresentationQuerySet:
        """Return those that count on a day."""
        return self.during(day, day)

    def during(self, since: date, until: date | None) -> RepresentationQuerySet:
        """Return those that count on some day of a time; one without an end lasts for ever."""
        found = self.filter(Q(until=None) | Q(until__gte=since))
        return found if until is None else found.filter(since__lte=until)


class Representation(Row):
    """A person who speaks for a party, from one day until another, both included.

    A focal point assesses for these parties only. No entry: the administrators alone see it.
    """

    KIND: ClassVar[str] = "representation"
    CHANGED_WITH: ClassVar[Ability] = Ability.ADMINISTER

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="representations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="representations")
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="representation_days_in_order",
                violation_error_message=_("The last day is before the first one."),
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.account}, {self.party}"
