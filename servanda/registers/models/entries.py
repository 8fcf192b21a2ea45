"""What every entry has: a public name, a register, a visibility, a revision; names and texts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from uuid_utils.compat import uuid7

from servanda.reading.names import name_key, script_of
from servanda.registers.models.people import Account, Side
from servanda.registers.models.registers import Desk, Register
from servanda.registers.rules import (
    STRICTNESS,
    Ability,
    Visibility,
    is_stricter,
    latest_embargo,
    visible_kinds,
)
from servanda.search.rules import IndexPage, Shelf

EntryModel_co = TypeVar("EntryModel_co", bound="Entry", covariant=True)

VISIBILITY_CHOICES = [
    (Visibility.PUBLIC.value, _("Public")),
    (Visibility.REGISTER.value, _("People of the register")),
    (Visibility.RESTRICTED.value, _("Secretariat and administrators")),
    (Visibility.OWN_SIDE.value, _("Own side only")),
]


class Row(models.Model):
    """A row of a register with a public name. The public name is used outside, never the key."""

    KIND: ClassVar[str]
    UNTOLD: ClassVar[frozenset[str]] = frozenset()
    """Long fields, of which the history keeps the fingerprint alone."""
    PART_OF: ClassVar[str] = ""
    """The field that leads to the entry of which this is a part: it is restored with that entry."""
    CHANGED_WITH: ClassVar[Ability] = Ability.EDIT
    """What a person must be able to do to take a change of such a row back."""
    FEEDS: ClassVar[str] = ""
    """The entry that is found by the words of this row, as a path of fields; none where empty."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class EntryQuerySet(models.QuerySet[EntryModel_co]):
    """Selections every kind of entry has. A reading that skips `visible_to` stands out."""

    def visible_to(self, desk: Desk) -> Self:
        """Return the entries of the desk's register that the person there may see.

        Entries merged into another are left out: the other stands for them.
        """
        return self.filter(is_seen_at(desk))

    def visible_at(self, desks: Iterable[Desk]) -> Self:
        """Return the entries that a person may see at one or another of their desks."""
        by_role: dict[str | None, list[Desk]] = defaultdict(list)
        for desk in desks:
            by_role[desk.role].append(desk)
        if not by_role:
            return self.none()
        return self.filter(reduce(or_, (_seen_at(alike, "") for alike in by_role.values())))


def is_seen_at(desk: Desk, leading: str = "") -> Q:
    """Say what holds of the entries that the person may see; `leading` is the way to them (`party__`).

    For a reading that names entries over others in one query; else `visible_to` is the way.
    """
    return _seen_at([desk], leading)


def is_within_reach(desk: Desk, leading: str = "") -> Q:
    """Say what holds of the entries that the person may see here, and of those of the library.

    What the library holds is seen by everybody: a framework is public.
    """
    until = f"{leading}effective_embargo"
    library = {
        "register__is_library": True,
        "register__is_public": True,
        "effective_visibility": Visibility.PUBLIC,
        "merged_into": None,
    }
    there = Q(**{f"{leading}{name}": value for name, value in library.items()})
    there &= Q(**{until: None}) | Q(**{f"{until}__lte": desk.today})
    return is_seen_at(desk, leading) | there


def _seen_at(alike: Sequence[Desk], leading: str) -> Q:
    """Say what holds of the entries that a person may see at desks where their role is the same."""
    desk = alike[0]
    seen = Q(**{f"{leading}effective_visibility__in": sorted(visible_kinds(desk.role))})
    sides = [one.side_id for one in alike if one.side_id is not None]
    if desk.role is not None and sides:
        own = {"effective_visibility": Visibility.OWN_SIDE, **_one_of("side_id", sides)}
        seen |= Q(**{f"{leading}{name}": value for name, value in own.items()})
    here = {**_one_of("register", [one.register for one in alike]), "merged_into": None}
    seen &= Q(**{f"{leading}{name}": value for name, value in here.items()})
    if desk.may(Ability.EDIT):
        return seen
    until = f"{leading}effective_embargo"
    return seen & (Q(**{until: None}) | Q(**{f"{until}__lte": desk.today}))


def _one_of(name: str, values: Sequence[object]) -> dict[str, object]:
    return {name: values[0]} if len(values) == 1 else {f"{name}__in": values}


class Entry(Row):
    """The base of all that is recorded.

    `effective_visibility` is the strictest of the entry's own and its parents', and
    `effective_embargo` the latest: set by the action that creates or moves it. `revision` counts
    changes: an action is told which revision the person saw, and refuses another. An entry merged
    into another is kept and redirects.
    """

    PARENTS: ClassVar[tuple[str, ...]] = ()
    """The entries this one is never more open than, as paths of fields."""
    HOLDS: ClassVar[tuple[str, ...]] = ()
    """Fields that lead to entries of lower rooms which are never more open than this one."""
    IS_FOUND: ClassVar[bool] = False
    """Whether the search finds entries of this kind; then `index_pages` says by what."""

    # who may see it
    visibility = models.CharField(
        _("visible to"),
        max_length=20,
        choices=VISIBILITY_CHOICES,
        default=Visibility.REGISTER.value,
    )
    effective_visibility = models.CharField(
        max_length=20, default=Visibility.REGISTER.value, editable=False
    )
    side = models.ForeignKey(
        Side, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    embargo_until = models.DateField(_("embargo until"), null=True, blank=True)
    effective_embargo = models.DateField(null=True, editable=False)
    handling = models.CharField(_("handling marking"), max_length=100, blank=True)
    # life
    revision = models.PositiveIntegerField(default=1, editable=False)
    # Without an index: nearly every entry is merged into none, and SQLite would read all of them
    # through it, believing that they are few.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @classmethod
    def require_whole(cls, uuids: Collection[UUID]) -> None:
        """Refuse what became of some entries of this kind that no action of their room changed.

        Asked after undoing, restoring and merging. Raises ValidationError with the reason.
        """

    def require_mergeable_into(self, into: Self) -> None:
        """Raise ValidationError where what hangs on two entries of this kind cannot be one's."""

    def told_under(self, changed: Collection[str]) -> Iterable[Row]:
        """Return the rows that tell something else once these fields of this entry are otherwise.

        They are found anew, and who changed one of them has built on the change.
        """
        return ()

    def is_kept_back(self, day: date) -> bool:
        """Tell whether an embargo, of the entry or of what it hangs on, holds on a day."""
        return self.effective_embargo is not None and self.effective_embargo > day

    def is_more_hidden_than(self, other: "Entry", day: date) -> bool:
        """Tell whether fewer people see this entry than another on a day, or see it later."""
        if is_stricter(self.effective_visibility, other.effective_visibility):
            return True
        both = latest_embargo([self.effective_embargo, other.effective_embargo])
        return self.is_kept_back(day) and both != other.effective_embargo

    @classmethod
    def index_pages(cls, entries: "models.QuerySet[Self]") -> Iterator[IndexPage]:
        """Give by what the search finds some entries of this kind."""
        raise NotImplementedError(cls.KIND)

    def index_page(self, title: str, language: str = "") -> IndexPage:
        """Return by what the search finds this entry, where a title is all; others replace more.

        Words of no known language count as those of the register's.
        """
        openness = STRICTNESS[Visibility(self.effective_visibility)]
        shelf = Shelf(self.register_id, openness, self.side_id, self.effective_embargo)
        told = language or self.register.language
        return IndexPage(shelf, self.KIND, self.uuid, title, language=told)


class NameKind(models.TextChoices):
    """What a name is to the thing it names."""

    FULL = "full", _("full name")
    SHORT = "short", _("short name")
    ABBREVIATION = "abbreviation", _("abbreviation")
    ALIAS = "alias", _("other name")
    FORMER = "former", _("former name")
    MISSPELLING = "misspelling", _("misspelling")


class Name(Row):
    """A name of a party, a person, an instrument; each room has its table, with `of`.

    `key` is the folded, transliterated form by which the thing is found under any spelling.
    """

    KIND: ClassVar[str] = "name"
    PART_OF: ClassVar[str] = "of"
    FEEDS: ClassVar[str] = "of"

    text = models.CharField(_("name"), max_length=500)
    language = models.CharField(_("language"), max_length=10, blank=True)
    script = models.CharField(max_length=4, blank=True, editable=False)
    kind = models.CharField(max_length=20, choices=NameKind.choices, default=NameKind.FULL)
    source = models.CharField(_("source of the name"), max_length=500, blank=True)
    key = models.CharField(max_length=500, db_index=True, editable=False)

    class Meta:
        abstract = True

    @override
    def __str__(self) -> str:
        return self.text

    def put_text(self, text: str) -> None:
        """Set the name with its script and key."""
        self.text, self.script, self.key = text, script_of(text), self.key_of(text)

    @classmethod
    def key_of(cls, text: str) -> str:
        """Return the key under which a name is looked up."""
        return name_key(text)


class Text(Row):
    """The text of something in one language; each room has its table, with `of`.

    `renders` keeps the words of the original that a translation renders: where the original has
    others by now, it is stale and shown as such. Empty where nobody noted them.
    """

    KIND: ClassVar[str] = "text"
    PART_OF: ClassVar[str] = "of"
    UNTOLD: ClassVar[frozenset[str]] = frozenset({"renders"})

    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("text"))
    is_original = models.BooleanField(default=True)
    is_authoritative = models.BooleanField(default=True)
    checked_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    renders = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @override
    def __str__(self) -> str:
        return self.text

    def is_stale_beside(self, original: str) -> bool:
        """Tell whether it is a translation of other words than those that the original has."""
        return not self.is_original and self.renders not in ("", original)
