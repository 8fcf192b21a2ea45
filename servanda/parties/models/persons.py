"""Persons and the posts they held, as holders of public office."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.parties.models.parties import Lasting, Party
from servanda.reading.names import person_key
from servanda.registers.models import Entry, EntryQuerySet, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.search.rules import IndexPage


class PersonQuerySet(EntryQuerySet["Person"]):
    """Named selections of persons."""

    def named(self, name: str) -> PersonQuerySet:
        """Return the persons who bear a name, under any spelling of it."""
        return self.filter(names__key=person_key(name)).distinct()


class Person(Entry):
    """A person, named as a holder of public office. `label` is the name shown in lists."""

    KIND: ClassVar[str] = "person"
    IS_FOUND: ClassVar[bool] = True

    label = models.CharField(_("name"), max_length=300)

    objects = PersonQuerySet.as_manager()

    @override
    def __str__(self) -> str:
        return self.label

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        for person in entries.prefetch_related("names"):
            names = tuple(name.text for name in person.names.all())
            yield replace(person.index_page(person.label), names=names)


class PersonName(Name):
    """A name of a person. Unique: person, text and language."""

    of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "text", "language"], name="person_name_once")
        ]

    @classmethod
    @override
    def key_of(cls, text: str) -> str:
        return person_key(text)


class PostQuerySet(EntryQuerySet["Post"]):
    """Posts; `visible_to` says which."""


class Post(Entry):
    """An office in a party, whoever holds it: Minister of Foreign Affairs of Turkmenistan.

    `key` is the folded title, so the same post is found under its spellings.
    """

    KIND: ClassVar[str] = "post"
    IS_FOUND: ClassVar[bool] = True
    PARENTS: ClassVar[tuple[str, ...]] = ("organization",)

    label = models.CharField(_("title of the post"), max_length=300)
    key = models.CharField(max_length=300, db_index=True, editable=False)
    organization = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )

    objects = PostQuerySet.as_manager()

    @override
    def __str__(self) -> str:
        return self.label

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        for post in entries.exclude(organization=None).select_related("organization"):
            page = post.index_page(post.label)
            organization = post.organization.uuid if post.organization else None
            yield replace(page, shown_kind=Party.KIND, shown=organization)


class TenureQuerySet(EntryQuerySet["Tenure"]):
    """Tenures; `visible_to` says which."""


class Tenure(Entry, Lasting):
    """A person in a post. `since` and `until` only where a source says so.

    `known_from` and `known_until` are the days by which the earliest and the latest source shows
    the person in the post; beside them each as vague as that source has it (EDTF).
    """

    KIND: ClassVar[str] = "tenure"
    PARENTS: ClassVar[tuple[str, ...]] = ("person", "post")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    known_from = models.DateField(null=True, blank=True)
    known_from_edtf = models.CharField(max_length=60, blank=True)
    known_until = models.DateField(null=True, blank=True)
    known_until_edtf = models.CharField(max_length=60, blank=True)

    objects = TenureQuerySet.as_manager()

    @override
    def __str__(self) -> str:
        return f"{self.person}, {self.post}"
