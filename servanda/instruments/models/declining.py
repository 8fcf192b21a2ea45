"""Ties that were proposed and that a person declined, so that nobody is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from typing_extensions import override

from servanda.instruments.models.provisions import Provision
from servanda.registers.models import Row

if TYPE_CHECKING:
    from servanda.registers.models import Desk


class DeclinedTieQuerySet(models.QuerySet["DeclinedTie"]):
    """Named selections of declined ties."""

    def of(self, desk: Desk) -> DeclinedTieQuerySet:
        """Return those of the desk's register."""
        return self.filter(register=desk.register)


class DeclinedTie(Row):
    """A person said that a provision does not implement another. Unique: both.

    It keeps the tie from being proposed again; it does not keep anybody from making it by hand.
    """

    KIND: ClassVar[str] = "declined_tie"
    PART_OF: ClassVar[str] = "provision"

    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="declined_ties")
    target = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="declined_for")

    objects = DeclinedTieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provision", "target"], name="declined_tie_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.provision}: {self.target}"
