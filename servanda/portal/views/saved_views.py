"""Pages of saved views: keeping a list under a name, opening it again, changing what is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.portal.forms.saved_views import ViewForm, ViewNameForm
from servanda.portal.lists import ENTRY_LISTS
from servanda.portal.views.list_addresses import address, list_of, pairs_of
from servanda.progress.views.facts import Step
from servanda.registers.actions import (
    ChangedMeanwhile,
    remove_view,
    rename_view,
    save_view,
    share_own_view,
    share_view,
)
from servanda.registers.lists import Asked, ListQuery, asked
from servanda.registers.models import Desk, OwnView, SharedView
from servanda.registers.rules import Ability
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def view_new(request: RegisterRequest, kind: str) -> HttpResponse:
    """Keep the list that the address asks for under a name."""
    desk, checked = request.desk, _asked_by(request, kind)
    if not desk.may(Ability.READ):
        raise PermissionDenied
    if request.method != "POST":
        return _new_page(request, checked, ViewForm(may_share=desk.can_edit))
    form = ViewForm(request.POST, may_share=desk.can_edit)
    if not form.is_valid():
        return _new_page(request, checked, form, status=422)
    save = share_view if form.cleaned_data.get("is_shared") else save_view
    try:
        view = save(request.mandate, query=checked.query, name=form.cleaned_data["name"])
    except ValidationError as error:
        form.add_error(None, error)
        return _new_page(request, checked, form, status=422)
    messages.success(request, _("Saved as “%(name)s”.") % {"name": view.name})
    return redirect(address(desk, checked.query))


@require_safe
@register_page
def saved_view(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Lead to the list as a view asks for it; say what of it is not there any more."""
    desk, view = request.desk, _view_at(request.desk, uuid)
    listed = ENTRY_LISTS.get(view.list_kind)
    if listed is None:
        messages.warning(request, _("The list of this view is not there any more."))
        return redirect("register", slug=desk.register.slug)
    checked = asked(desk, listed, view.asks)
    for told in checked.faults_of_others:
        messages.warning(request, told)
    return redirect(address(desk, checked.query))


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def saved_view_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Rename a view; share one's own, or remove it."""
    view = _own_to_change(request.desk, uuid)
    if request.method != "POST":
        seen = {"name": view.name, "seen": view.name}
        return _edit_page(request, view, ViewNameForm(initial=seen))
    form = ViewNameForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, view, form, status=422)
    name, seen = form.cleaned_data["name"], form.cleaned_data["seen"]
    try:
        with _while_it_is_there():
            rename_view(request.mandate, view=view, name=name, seen=seen)
    except ChangedMeanwhile as error:
        told = _("Somebody else named it “%(name)s” since you opened this page.")
        form = ViewNameForm({"name": name, "seen": error.stands})
        form.add_error("name", told % {"name": error.stands})
        return _edit_page(request, view, form, status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return _edit_page(request, view, form, status=422)
    messages.success(request, _("The view is named “%(name)s” now.") % {"name": view.name})
    return _to_list(request, view)


@require_POST
@register_page
def saved_view_share(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Share a view of one's own with the people of the register."""
    view = _own_to_change(request.desk, uuid)
    if not isinstance(view, OwnView):
        raise Http404(_("There is no such page."))
    try:
        share_own_view(request.mandate, view=view)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("saved-view-edit", slug=request.desk.register.slug, uuid=uuid)
    messages.success(
        request,
        _("The people of the register find “%(name)s” above the list.") % {"name": view.name},
    )
    return _to_list(request, view)


@require_POST
@register_page
def saved_view_remove(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Remove a view."""
    view = _own_to_change(request.desk, uuid)
    with _while_it_is_there():
        remove_view(request.mandate, view=view)
    messages.success(request, _("The view “%(name)s” is removed.") % {"name": view.name})
    return _to_list(request, view)


def _asked_by(request: RegisterRequest, kind: str) -> Asked:
    return asked(request.desk, list_of(kind), ListQuery.from_pairs(kind, pairs_of(request)))


@contextmanager
def _while_it_is_there() -> Iterator[None]:
    """Find no page where somebody removed the view meanwhile."""
    try:
        yield
    except ObjectDoesNotExist as error:
        raise Http404(_("There is no such page.")) from error


def _view_at(desk: Desk, uuid: UUID) -> OwnView | SharedView:
    """Return a view that the person may open; another person's is not there."""
    found = OwnView.objects.of(desk).filter(uuid=uuid).first()
    view = found or SharedView.objects.seen_at(desk).filter(uuid=uuid).first()
    if view is None:
        raise Http404(_("There is no such page."))
    return view


def _own_to_change(desk: Desk, uuid: UUID) -> OwnView | SharedView:
    """Return a view that the person may change: their own, or a shared one where they edit."""
    view = _view_at(desk, uuid)
    if isinstance(view, SharedView) and not desk.can_edit:
        raise PermissionDenied
    return view


def _to_list(request: RegisterRequest, view: OwnView | SharedView) -> HttpResponse:
    desk = request.desk
    listed = ENTRY_LISTS.get(view.list_kind)
    if listed is None:
        return redirect("register", slug=desk.register.slug)
    return redirect(address(desk, asked(desk, listed, view.asks).query))


def _new_page(
    request: RegisterRequest, checked: Asked, form: ViewForm, *, status: int = 200
) -> HttpResponse:
    form.fields["name"].widget.attrs["autofocus"] = True
    back = address(request.desk, checked.query)
    context = {
        "form": form,
        "faults": checked.faults,
        "back_url": back,
        "trail": [Step(str(checked.listed.title), back)],
    }
    return render(request, "portal/view_new.html", context, status=status)


def _edit_page(
    request: RegisterRequest,
    view: OwnView | SharedView,
    form: ViewNameForm,
    *,
    status: int = 200,
) -> HttpResponse:
    listed = ENTRY_LISTS.get(view.list_kind)
    back = address(request.desk, ListQuery(view.list_kind)) if listed else ""
    context = {
        "form": form,
        "view": view,
        "may_share": isinstance(view, OwnView) and request.desk.can_edit,
        "is_shared": isinstance(view, SharedView),
        "trail": [Step(str(listed.title), back)] if listed else [],
    }
    return render(request, "portal/view_edit.html", context, status=status)
