"""Keeping a list under a name, for oneself or for the register; renaming, sharing, removing it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from servanda.registers.actions.changing import change
from servanda.registers.actions.mandates import Mandate, NotAllowed
from servanda.registers.actions.recording import ChangedMeanwhile
from servanda.registers.models import Account, Desk, OwnView, SharedView
from servanda.registers.models.saved_views import LONGEST_NAME, LONGEST_QUERY, MOST_VIEWS
from servanda.registers.rules import Ability, writable
from servanda.registers.rules.lists import ListQuery

SHARING = Ability.EDIT
"""What a person must be able to do to share views and to change those that are shared."""


def save_view(mandate: Mandate, *, query: ListQuery, name: str) -> OwnView:
    """Keep what is asked of a list under a name, for oneself alone; no history tells of it.

    Raises ValidationError for a name that is none, is too long or is taken, and for too many.
    """
    account = _require_place(mandate.desk)
    view = OwnView(register=mandate.desk.register, account=account, name=_named(name))
    view.put(query)
    with transaction.atomic():
        mandate.desk.register.hold()
        _require_room(mandate.desk, view)
        view.save(force_insert=True)
    return view


def share_view(mandate: Mandate, *, query: ListQuery, name: str) -> SharedView:
    """Keep what is asked of a list under a name for all people of the register.

    Raises ValidationError as `save_view` does.
    """
    view = SharedView(register=mandate.desk.register, name=_named(name))
    view.put(query)
    with change(mandate, "share_view", SHARING) as changes:
        _require_room(mandate.desk, view)
        return changes.create(view)


def share_own_view(mandate: Mandate, *, view: OwnView) -> SharedView:
    """Share a view of one's own with the people of the register: it is the register's then."""
    _require_own(mandate.desk, view)
    with transaction.atomic():
        shared = share_view(mandate, query=view.asks, name=view.name)
        view.delete()
    return shared


def rename_view(
    mandate: Mandate, *, view: OwnView | SharedView, name: str, seen: str | None = None
) -> None:
    """Give a view another name; `seen` is the name that the person saw.

    Raises ChangedMeanwhile where it bears another one, and ValidationError as `save_view` does.
    """
    if isinstance(view, SharedView):
        with change(mandate, "rename_view", SHARING) as changes:
            _put_name(mandate.desk, view, name, seen)
            changes.rewrite(view)
        return
    _require_own(mandate.desk, view)
    with transaction.atomic():
        mandate.desk.register.hold()
        _put_name(mandate.desk, view, name, seen)
        view.save()


def remove_view(mandate: Mandate, *, view: OwnView | SharedView) -> None:
    """Remove a view; the history keeps what a shared one was.

    Raises ObjectDoesNotExist where somebody removed it meanwhile, as the actions above do.
    """
    if isinstance(view, SharedView):
        with change(mandate, "remove_view", SHARING) as changes:
            view.refresh_from_db()
            changes.remove(view)
        return
    _require_own(mandate.desk, view)
    view.delete()


def _require_place(desk: Desk) -> Account:
    """Refuse who does not work in the register: what visitors ask for stands in the address."""
    if desk.account is None or not desk.may(Ability.READ):
        raise NotAllowed(_("Your role in this register does not allow this."))
    return desk.account


def _require_own(desk: Desk, view: OwnView) -> None:
    account = _require_place(desk)
    if view.account_id != account.pk or view.register_id != desk.register.pk:
        raise NotAllowed(_("This view is not yours."))


def _named(name: str) -> str:
    """Return a name as it is kept."""
    told = " ".join(writable(name).split())
    if not told:
        raise ValidationError({"name": _("Give the view a name.")})
    if len(told) > LONGEST_NAME:
        limit = {"number": LONGEST_NAME}
        raise ValidationError({"name": _("A name has at most %(number)d letters.") % limit})
    return told


def _put_name(desk: Desk, view: OwnView | SharedView, name: str, seen: str | None) -> None:
    view.refresh_from_db()
    if seen is not None and seen != view.name:
        raise ChangedMeanwhile(view.name)
    view.name = _named(name)
    _require_free(desk, view)


def _require_room(desk: Desk, view: OwnView | SharedView) -> None:
    """Refuse one view too many, one that asks too much, and a name that is taken."""
    if len(view.query) > LONGEST_QUERY:
        raise ValidationError(
            _("This asks for more at once than a view can keep: narrow the list by less.")
        )
    if _beside(desk, view).count() >= MOST_VIEWS:
        told = _("There are %(number)d views already: remove one of them first.")
        raise ValidationError(told % {"number": MOST_VIEWS})
    _require_free(desk, view)


def _require_free(desk: Desk, view: OwnView | SharedView) -> None:
    """Refuse a name that another view of the list has, large or small letters alike."""
    others = _beside(desk, view).exclude(pk=view.pk).filter(list_kind=view.list_kind)
    if view.name.casefold() in {name.casefold() for name in others.values_list("name", flat=True)}:
        told = _("There is a view “%(name)s” of this list already: give another name.")
        raise ValidationError({"name": told % {"name": view.name}})


def _beside(desk: Desk, view: OwnView | SharedView) -> QuerySet[OwnView] | QuerySet[SharedView]:
    if isinstance(view, OwnView):
        return OwnView.objects.of(desk)
    return SharedView.objects.seen_at(desk)
