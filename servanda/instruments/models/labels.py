"""The words and numbers by which provisions of frameworks are known, and how sure these are."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models.provisions import Provision
from servanda.registers.models import Row


class LabelKind(models.TextChoices):
    """What a label is to its provision; the number is the one by which people speak of it."""

    NUMBER = "number", _("number")
    TITLE = "title", _("title")
    SHORT = "short", _("short title")


class Certainty(models.TextChoices):
    """How sure it is that a label is right."""

    SEEN = "seen", _("seen in the source")
    UNVERIFIED = "unverified", _("unverified")
    INFERENCE = "inference", _("concluded from what was seen")
    OWN = "own", _("words of our own")


class ProvisionLabel(Row):
    """A number or a title of a provision in one language. Unique: provision, kind and language.

    `source` says where it was read, `reviewed_by` who read it beside the source; a number has no
    language. Labels come with the files of a framework and are changed with them alone.
    """

    KIND: ClassVar[str] = "provision_label"
    PART_OF: ClassVar[str] = "provision"
    FEEDS: ClassVar[str] = "provision"

    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="labels")
    kind = models.CharField(_("kind"), max_length=20, choices=LabelKind.choices)
    language = models.CharField(_("language"), max_length=10, blank=True)
    text = models.CharField(_("text"), max_length=500)
    certainty = models.CharField(_("how sure"), max_length=20, choices=Certainty.choices)
    source = models.CharField(_("source"), max_length=500, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "kind", "language"], name="provision_label_once"
            )
        ]

    @override
    def __str__(self) -> str:
        return self.text
