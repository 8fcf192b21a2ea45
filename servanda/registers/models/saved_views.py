"""Lists as somebody left them, under a name: one's own, and those shared with the register."""

from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db import models
from django.db.models import Value
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from uuid_utils.compat import uuid7

from servanda.registers.models.entries import Row
from servanda.registers.models.people import Account
from servanda.registers.models.registers import Desk, Register
from servanda.registers.rules.lists import ListQuery

LONGEST_NAME: Final = 100
LONGEST_QUERY: Final = 4_000
MOST_VIEWS: Final = 50
"""So many one person keeps in a register, and so many a register shares."""


class SavedView(models.Model):
    """What was asked of the list of a kind: `query` is its canonical string (`ListQuery.pairs`)."""

    list_kind = models.CharField(max_length=40)
    name = models.CharField(_("name of the view"), max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)

    class Meta:
        abstract = True

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def asks(self) -> ListQuery:
        """What the view asks of its list, which may know less by now than when it was saved."""
        return ListQuery.from_pairs(self.list_kind, parse_qsl(self.query))

    def put(self, query: ListQuery) -> None:
        """Keep what is asked of a list, from its beginning."""
        self.list_kind, self.query = query.kind, query_text(query)


class OwnViewQuerySet(models.QuerySet["OwnView"]):
    """Named selections of views of one's own."""

    def of(self, desk: Desk) -> "OwnViewQuerySet":
        """Return those that the person at a desk keeps there; none for who works there no more."""
        if desk.role is None:
            return self.none()
        return self.filter(register=desk.register, account=desk.account)


class SharedViewQuerySet(models.QuerySet["SharedView"]):
    """Named selections of shared views."""

    def seen_at(self, desk: Desk) -> "SharedViewQuerySet":
        """Return those of the desk's register, for its people."""
        return self.none() if desk.role is None else self.filter(register=desk.register)


class OwnView(SavedView):
    """A view that one person keeps for themself; nobody else learns of it, nor does the history.

    Unique: register, person, kind and name.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")

    objects = OwnViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "account", "list_kind", "name"], name="own_view_name"
            )
        ]


class SharedView(Row, SavedView):
    """A view that the people of a register share. Unique: register, kind and name.

    No entry: all people of the register see it, and no visitor does.
    """

    KIND: ClassVar[str] = "shared_view"

    objects = SharedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "list_kind", "name"], name="shared_view_name"
            )
        ]


@dataclass(frozen=True)
class ViewLine:
    """A view as a page lists it."""

    uuid: UUID
    list_kind: str
    name: str
    query: str
    is_shared: bool


def query_text(query: ListQuery) -> str:
    """Return what is asked of a list as one canonical string, the same for the same list."""
    return urlencode(query.whole().pairs())


def views_at(desk: Desk, kind: str) -> list[ViewLine]:
    """Return the views of a list that the person sees, their own first: one query."""
    own = _lines(OwnView.objects.of(desk).filter(list_kind=kind), is_shared=False)
    shared = _lines(SharedView.objects.seen_at(desk).filter(list_kind=kind), is_shared=True)
    return _in_order(own.union(shared, all=True))


def shared_at(desk: Desk) -> list[ViewLine]:
    """Return the views of all lists that the register shares: one query."""
    return _in_order(_lines(SharedView.objects.seen_at(desk), is_shared=True))


_Told = tuple[UUID, str, str, str, bool]


def _lines(
    views: "models.QuerySet[OwnView] | models.QuerySet[SharedView]", *, is_shared: bool
) -> "models.QuerySet[models.Model, _Told]":
    told = Value(is_shared, output_field=models.BooleanField())
    return views.order_by().values_list("uuid", "list_kind", "name", "query", told)


def _in_order(rows: "models.QuerySet[models.Model, _Told]") -> list[ViewLine]:
    lines = [ViewLine(*told) for told in rows]
    return sorted(lines, key=lambda line: (line.is_shared, line.name.casefold()))
