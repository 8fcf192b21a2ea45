"""Who sees an entry, until when it is kept back, and which marking its papers bear."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.portal.forms.entries import AccessForm
from servanda.portal.views.entries import KINDS, WITHOUT_PAGE, entries_seen, entry_links
from servanda.progress.views.facts import Step
from servanda.registers.actions import EditConflict, Mandate, Protection
from servanda.registers.models import Entry
from servanda.registers.views import RegisterRequest, register_page
from servanda.review.actions import protect


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def entry_access(request: RegisterRequest, kind: str, uuid: UUID) -> HttpResponse:
    """Show and change who sees an entry; notes and proposals have rules of their own."""
    desk = request.desk
    if not desk.can_edit:
        raise PermissionDenied
    if kind not in KINDS or kind in WITHOUT_PAGE:
        raise Http404
    entry = get_object_or_404(entries_seen(desk, kind), uuid=uuid)
    usual = {
        "visibility": entry.visibility,
        "embargo_until": entry.embargo_until,
        "handling": entry.handling,
        "revision": entry.revision,
    }
    form = AccessForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        done = _protected(request, form, entry)
        if done is not None:
            return done
    return _page(request, form, entry)


def _protected(request: RegisterRequest, form: AccessForm, entry: Entry) -> HttpResponse | None:
    told = form.cleaned_data
    wanted = Protection(told["visibility"], told["embargo_until"], told["handling"])
    mandate = Mandate(request.desk, told["reason"])
    try:
        protect(mandate, entry=entry, as_told=wanted, revision=told["revision"])
    except ValidationError as error:
        form.add_error("visibility", ValidationError(error.messages))
        return None
    except EditConflict:
        messages.warning(request, _("Somebody changed this meanwhile: look again."))
        return redirect(request.path)
    messages.success(request, _("Saved. What hangs on it is as strict now."))
    if not entries_seen(request.desk, entry.KIND).filter(pk=entry.pk).exists():
        return redirect("history", slug=request.desk.register.slug)
    return redirect(_history_url(request, entry))


def _page(request: RegisterRequest, form: AccessForm, entry: Entry) -> HttpResponse:
    desk = request.desk
    link = entry_links(desk, [(entry.KIND, entry.uuid)])[entry.uuid]
    back = _history_url(request, entry)
    context = {
        "entry": link,
        "is_stricter": entry.effective_visibility != entry.visibility,
        "kept_back_until": _kept_back_by_others(entry),
        "form": form,
        "handling": desk.marking(entry.handling),
        "trail": [Step(_("History: %(entry)s") % {"entry": link.label}, back)],
        "back_url": link.url or back,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/access.html", context, status=status)


def _kept_back_by_others(entry: Entry) -> date | None:
    """Return until when what an entry hangs on keeps it back, where that is longer than its own embargo."""
    until = entry.effective_embargo
    return until if until != entry.embargo_until else None


def _history_url(request: RegisterRequest, entry: Entry) -> str:
    names = {"slug": request.desk.register.slug, "kind": entry.KIND, "uuid": entry.uuid}
    return reverse("entry-history", kwargs=names)
