"""People who sign in, the sides they belong to, and what they are in a register."""

import re
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from uuid_utils.compat import uuid7

from servanda.registers.models.registers import Register
from servanda.registers.rules import RoleKind

ROLE_CHOICES = [
    (RoleKind.READER.value, _("reader")),
    (RoleKind.FOCAL_POINT.value, _("focal point")),
    (RoleKind.EDITOR.value, _("editor")),
    (RoleKind.SECRETARIAT.value, _("secretariat")),
    (RoleKind.ADMINISTRATOR.value, _("administrator")),
]
SESSION_SALT = "servanda.registers.models.people.Account"


class AccountManager(BaseUserManager["Account"]):
    """Accounts are found by their user name, without regard to case."""

    def named(self, username: str) -> "models.QuerySet[Account]":
        """Return the account of a user name, in large or small letters of any script.

        SQLite knows those of Latin letters only where it compares by itself, so two accounts of former
        days may differ in nothing else: the one whose name it is letter by letter comes first.
        """
        is_exact = models.Case(models.When(username=username, then=0), default=1)
        found = self.filter(username__iregex=f"^{re.escape(username)}$")
        return found.order_by(is_exact, "pk")

    def create_account(self, *, username: str, password: str | None, name: str = "") -> "Account":
        """Make an account; without a password nobody can sign in to it."""
        account = self.model(username=username, name=name)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who may sign in. Unique: the user name."""

    KIND: ClassVar[str] = "account"

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    username = models.CharField(_("user name"), max_length=150, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_operator = models.BooleanField(
        default=False, help_text=_("The operator of this installation, in whose name commands act")
    )
    sessions_ended = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("How often all sessions of the account were ended")
    )

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    objects: ClassVar[AccountManager] = AccountManager()

    @override
    def __str__(self) -> str:
        return self.name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must show to go on: it changes with the password and at each end.

        So all sessions of an account end at once, wherever their rows are kept. Django asks for
        it under this name, with the present secret and with those it fell back from.
        """
        seal = f"{self.password}\n{self.sessions_ended}"
        return salted_hmac(SESSION_SALT, seal, secret=secret, algorithm="sha256").hexdigest()


class Side(models.Model):
    """One side of a cooperation: a State's ministries, an organization. Unique: its key there."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="sides")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "key"], name="side_key")]

    @override
    def __str__(self) -> str:
        return self.title


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Named selections of assignments."""

    def at_work(self) -> "AssignmentQuerySet":
        """Return those of people who may sign in and are not suspended in the register."""
        return self.filter(is_suspended=False, account__is_active=True)

    def administrators(self) -> "AssignmentQuerySet":
        return self.filter(role=RoleKind.ADMINISTRATOR.value)


class Assignment(models.Model):
    """What a person is in a register, and on whose side. Unique: person and register.

    Who is suspended keeps role and side, and sees the register as anyone does until restored.
    """

    KIND: ClassVar[str] = "assignment"

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assignments")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    side = models.ForeignKey(Side, on_delete=models.PROTECT, null=True, blank=True)
    is_suspended = models.BooleanField(_("suspended"), default=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "register"],
                name="assignment_account_register",
                violation_error_message="This person already has a role in the register.",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.account} {self.role}"
