"""The register itself, and the desk somebody sits at when looking into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from uuid_utils.compat import uuid7

from servanda.registers.rules import STRICTNESS, Ability, joined_markings, may, visible_kinds
from servanda.search.models import Sight

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from servanda.registers.models.people import Account


class RegisterQuerySet(models.QuerySet["Register"]):
    """Named selections of registers."""

    def visible_to(self, account: Account | None) -> RegisterQuerySet:
        """Return what a person works in, and what is public."""
        public = models.Q(is_public=True)
        if account is None:
            return self.filter(public)
        works_in = models.Q(assignments__account=account, assignments__is_suspended=False)
        return self.filter(public | works_in).distinct()

    def closed_to(self, account: Account | None) -> RegisterQuerySet:
        """Return those in which a person is suspended."""
        if account is None:
            return self.none()
        return self.filter(assignments__account=account, assignments__is_suspended=True)


class Register(models.Model):
    """One cooperation or mechanism with its people and languages. Unique: its slug."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    # identity
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("main language"), max_length=10, default="en")
    # standing
    is_public = models.BooleanField(_("anyone may read what is public in it"), default=False)
    is_fictional = models.BooleanField(_("everything in it is invented"), default=False)
    is_library = models.BooleanField(_("holds frameworks for all registers"), default=False)
    waits_for_acceptance = models.BooleanField(
        _("what focal points say waits to be accepted"), default=False
    )
    handling = models.CharField(_("handling marking"), max_length=100, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    @override
    def __str__(self) -> str:
        return self.title

    def hold(self) -> None:
        """Let nobody else change what is in this register until the transaction ends."""
        Register.objects.select_for_update(no_key=True).only("pk").get(pk=self.pk)


@dataclass(frozen=True)
class Desk:
    """Who looks into a register, in which role and on which side; every reading asks for it."""

    register: Register
    account: Account | None
    role: str | None
    side_id: int | None
    today: date

    def may(self, ability: Ability) -> bool:
        """Tell whether the person may do what an action asks for."""
        return may(self.role, ability)

    def marking(self, *of_entries: str) -> str:
        """Return the handling marking of a page: the register's and those of what it shows."""
        return joined_markings([self.register.handling, *of_entries])

    @property
    def can_edit(self) -> bool:
        return self.may(Ability.EDIT)

    @property
    def can_assess(self) -> bool:
        return self.may(Ability.ASSESS)

    @property
    def can_note(self) -> bool:
        return self.may(Ability.NOTE) and self.side_id is not None

    @property
    def sight(self) -> Sight:
        """What the search may find for the person here."""
        openness = max(STRICTNESS[kind] for kind in visible_kinds(self.role))
        side = self.side_id if self.role is not None else None
        return Sight(self.register.pk, openness, side, self.can_edit, self.today)

    @property
    def actor(self) -> UUID | None:
        """The account that acts, as the history names it."""
        return self.account.uuid if self.account else None
