"""What is said of a provision beside its value: the columns of an update, and of an answer to be one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DelayReason(models.TextChoices):
    """Why something is late, in the few words that can be counted over bodies and years."""

    MONEY = "money", _("no money")
    PEOPLE = "people", _("no staff")
    LAW = "law", _("a law or decision is awaited")
    PARTNER = "partner", _("a partner is awaited")
    PROCUREMENT = "procurement", _("procurement takes longer")
    CAPACITY = "capacity", _("knowledge or equipment is lacking")
    EVENT = "event", _("an event that nobody could foresee")
    PRIORITY = "priority", _("something else came first")
    OTHER = "other", _("another reason")


class Said(models.Model):
    """What is said: what was done, by when, how far, why late, what comes next, what it cost."""

    LONG: ClassVar[tuple[str, ...]] = ("narrative", "challenges", "way_forward", "reason_for_delay")

    # what was done
    narrative = models.TextField(_("what was done"), blank=True)
    percent = models.PositiveSmallIntegerField(_("per cent done"), null=True, blank=True)
    challenges = models.TextField(_("what stood in the way"), blank=True)
    way_forward = models.TextField(_("way forward"), blank=True)
    # why late
    delay = models.CharField(
        _("kind of reason"), max_length=20, choices=DelayReason.choices, blank=True
    )
    reason_for_delay = models.TextField(_("reason for delay"), blank=True)
    # what comes next
    next_step = models.CharField(_("next step"), max_length=500, blank=True)
    next_step_by = models.CharField(_("next step by"), max_length=60, blank=True)
    next_step_by_words = models.CharField(max_length=200, blank=True)
    next_step_by_earliest = models.DateField(null=True, blank=True)
    next_step_by_latest = models.DateField(null=True, blank=True)
    # what it cost
    spent = models.DecimalField(
        _("money spent"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    # of what time it speaks
    as_of = models.CharField(_("as of"), max_length=60, blank=True)
    as_of_words = models.CharField(max_length=200, blank=True)
    as_of_earliest = models.DateField(null=True, blank=True)
    as_of_latest = models.DateField(null=True, blank=True)
    period = models.CharField(_("period"), max_length=60, blank=True)
    period_words = models.CharField(max_length=200, blank=True)
    period_earliest = models.DateField(null=True, blank=True)
    period_latest = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def words(self) -> list[str]:
        """What was written, text by text."""
        told = [getattr(self, name) for name in (*self.LONG, "next_step")]
        return [words for words in told if words]

    @property
    def has_more(self) -> bool:
        """Tell whether more is said than what was done and why it is late."""
        more = (self.challenges, self.way_forward, self.next_step, self.delay, self.period)
        return any(more) or self.percent is not None or self.spent is not None


def said_constraints(table: str) -> list[models.BaseConstraint]:
    """Return what must hold of what is said, under names of the table's own."""
    return [
        models.CheckConstraint(
            condition=Q(percent=None) | Q(percent__lte=100),
            name=f"{table}_percent",
            violation_error_message=_("A share goes from 0 to 100 per cent."),
        ),
        models.CheckConstraint(
            condition=Q(spent=None) | (Q(spent__gte=0) & ~Q(currency="")),
            name=f"{table}_spent",
            violation_error_message=_("Money spent is not negative, and needs its currency."),
        ),
    ]
