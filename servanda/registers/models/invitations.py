"""Invitations: a code that lets one person into a register, once, within its days."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from uuid_utils.compat import uuid7

from servanda.registers.models.people import ROLE_CHOICES, Account, Side
from servanda.registers.models.registers import Register

LASTS = timedelta(days=14)
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Letters and digits that are not mistaken for one another on paper."""
GROUPS, GROUP = 5, 5


def new_code() -> str:
    """Return a code that nobody guesses (122 bits), in groups that are easily typed from paper."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def code_hash(code: str) -> str:
    """Return what is kept of a code; small letters, spaces and missing dashes do not matter."""
    plain = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    return sha256(plain.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Named selections of invitations."""

    def waiting(self, now: datetime) -> "InvitationQuerySet":
        """Return those that somebody may still accept."""
        return self.filter(is_revoked=False, accepted_by=None, expires_at__gt=now)


class Invitation(models.Model):
    """One person asked into a register, with the role and side they will have there.

    `party` is the public name of the party they will speak for, from `since` (empty: the day they
    join) until `until` (empty: until further notice). Unique: the code, of which the hash alone is
    kept: nobody reads it from the database.
    """

    KIND: ClassVar[str] = "invitation"

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="invitations")
    # who is asked, and as what
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=ROLE_CHOICES)
    side = models.ForeignKey(Side, on_delete=models.PROTECT, null=True, blank=True)
    # for whom they will speak
    party = models.UUIDField(_("party"), null=True, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    # life
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    is_revoked = models.BooleanField(default=False)
    accepted_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]

    @override
    def __str__(self) -> str:
        return self.name
