"""What people write beside a provision: the same in plain language, and their comments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models.provisions import Provision
from servanda.instruments.models.wordings import Wording
from servanda.registers.models import Account, Entry, EntryQuerySet, Row


class PlainText(Row):
    """What a provision says, in plain language. Unique: provision and language.

    `of_wording` is the wording that it renders, and `renders` keeps its words: where the provision has
    others by now, it is stale. It counts as checked when somebody else than its writer read it and
    said so.
    """

    KIND: ClassVar[str] = "plain_text"
    PART_OF: ClassVar[str] = "of"
    UNTOLD: ClassVar[frozenset[str]] = frozenset({"renders"})

    of = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="plain_texts")
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("text"))
    of_wording = models.ForeignKey(
        Wording, on_delete=models.PROTECT, null=True, blank=True, related_name="plain_texts"
    )
    renders = models.TextField(blank=True, editable=False)
    written_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "language"], name="plain_text_language")
        ]

    @override
    def __str__(self) -> str:
        return self.text


class CommentQuerySet(EntryQuerySet["Comment"]):
    """Named selections of comments."""

    def on(self, provision: Provision) -> CommentQuerySet:
        """Return the comments on a provision, oldest first."""
        return self.filter(provision=provision).order_by("id")


class Comment(Entry):
    """A comment of a person on a provision, for the people of the register or for one side."""

    KIND: ClassVar[str] = "comment"
    PARENTS: ClassVar[tuple[str, ...]] = ("provision",)
    PART_OF: ClassVar[str] = "provision"

    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField(_("text"))
    author = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written on"))

    objects = CommentQuerySet.as_manager()

    @override
    def __str__(self) -> str:
        return self.text
