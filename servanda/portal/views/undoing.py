"""Taking back what one record of the history did."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.history.models import Record
from servanda.portal.forms.entries import ReasonForm
from servanda.portal.views.entries import EntryLink, entry_links, marking_of
from servanda.portal.views.records import deed_of
from servanda.progress.views.facts import Step
from servanda.registers.actions import Mandate, NotAllowed, StandsInTheWay, in_the_way
from servanda.registers.actions import undo as take_back
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def undo(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say what a record did and what stands in the way of taking it back; take it back."""
    desk = request.desk
    record = get_object_or_404(Record.objects.of_register(desk.register.uuid), uuid=uuid)
    if not desk.can_edit:
        raise PermissionDenied
    if request.method != "POST":
        form = ReasonForm()
        form.fields["reason"].widget.attrs["autofocus"] = True
        return _page(request, record, form, found=in_the_way(record))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, record, form, found=in_the_way(record), status=422)
    try:
        take_back(Mandate(desk, form.cleaned_data["reason"]), record=record)
    except StandsInTheWay as found:
        return _page(request, record, form, found=found, status=422)
    except NotAllowed as error:
        raise Http404 from error
    messages.success(request, _("Taken back. The history keeps both."))
    return redirect(_back_url(request))


def _page(
    request: RegisterRequest,
    record: Record,
    form: ReasonForm,
    *,
    found: StandsInTheWay | None,
    status: int = 200,
) -> HttpResponse:
    desk = request.desk
    back = reverse("history", kwargs={"slug": desk.register.slug})
    deed, built = deed_of(desk, record), _named(desk, found) if found else []
    context = {
        "deed": deed,
        "form": form,
        "in_the_way": " ".join(found.messages) if found else "",
        "built": built,
        "handling": marking_of(desk, [*(deed.entries if deed else ()), *built]),
        "trail": [Step(_("History"), back)],
        "back_url": _back_url(request),
    }
    return render(request, "portal/undo.html", context, status=status)


def _back_url(request: RegisterRequest) -> str:
    """Return the page of this site that the person came from and named, else the history."""
    named = request.GET.get("next", "")
    if named.startswith("/") and url_has_allowed_host_and_scheme(named, allowed_hosts=None):
        return named
    return reverse("history", kwargs={"slug": request.desk.register.slug})


def _named(desk: Desk, found: StandsInTheWay) -> list[EntryLink]:
    """Return what was built since, as far as the person sees it."""
    links = entry_links(desk, [(one.kind, one.uuid) for one in found.built])
    return list(links.values())
