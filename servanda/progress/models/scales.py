"""The scales on which an assessor says something, as data; what each value means in the core."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models import Instrument
from servanda.progress.models.scale_words import told_label
from servanda.registers.models import Row


class Core(models.TextChoices):
    """The small core every scale of status is mapped to."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    PARTLY_DONE = "partly_done", _("partly done")
    DONE = "done", _("done")
    ABANDONED = "abandoned", _("given up")


class ScaleKind(models.TextChoices):
    """What a scale speaks of. The three are never mixed: a standing follows from status alone."""

    STATUS = "status", _("how it stands")
    ACCEPTANCE = "acceptance", _("how it was received")
    RATING = "rating", _("how it is rated")


class Scale(Row):
    """A scale of values, as data. Unique: its code in the register."""

    KIND: ClassVar[str] = "scale"

    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ScaleKind.choices, default=ScaleKind.STATUS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "code"], name="scale_code")]

    @override
    def __str__(self) -> str:
        return self.told

    @property
    def told(self) -> str:
        """The title in the reader's language, where there are words for it."""
        return told_label(self.title)


class ScaleValue(Row):
    """One value of a scale, mapped to the core. Unique: its code on the scale.

    `kind` is that of its scale, kept here so that the last words are found without asking for it.
    A rating of something else than the provision, and what says how a text was received, has no core.
    """

    KIND: ClassVar[str] = "scale_value"

    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="values")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ScaleKind.choices, default=ScaleKind.STATUS)
    core = models.CharField(max_length=20, choices=Core.choices, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "code"], name="scale_value_code"),
            models.CheckConstraint(
                condition=~Q(kind="status") | ~Q(core=""),
                name="scale_value_status_has_core",
                violation_error_message=_("A value that tells how a thing stands has its core."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.told

    @property
    def told(self) -> str:
        """The words for it: those of the core in the reader's language, else its own label."""
        core = str(Core(self.core).label) if self.code == self.core else told_label(self.label)
        return core[:1].upper() + core[1:]


class InstrumentScale(Row):
    """A scale on which updates on an instrument are given. Unique: instrument and scale.

    An instrument has at most one of each kind; without one of status, the register's own counts.
    """

    KIND: ClassVar[str] = "instrument_scale"
    PART_OF: ClassVar[str] = "instrument"

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="scales")
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="instruments")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "scale"], name="instrument_scale_once")
        ]

    @override
    def __str__(self) -> str:
        return str(self.scale)
