"""The page on which a person says what became of a provision."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from servanda.instruments.models import Provision
from servanda.parties.models import Party
from servanda.progress.actions import (
    About,
    add_update_with_evidence,
    submit_answer,
    value_code,
    waits,
)
from servanda.progress.forms import UpdateForm
from servanda.progress.forms.telling import told_initial
from servanda.progress.models import Update
from servanda.progress.views.entry_forms import tell_faults
from servanda.progress.views.points import entry_url, provisions_seen
from servanda.progress.views.provision import provision_trail
from servanda.reading.errors import DocumentError
from servanda.reading.formats import limit_notice
from servanda.registers.actions import NotAllowed
from servanda.registers.models import Desk
from servanda.registers.rules import RoleKind, Visibility
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.actions import Ingested
from servanda.sources.views.uploading import LimitedUpload, take_files


@csrf_exempt  # checked in _update_new: the check reads the body, and the limit must stand first
@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def update_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    desk = request.desk
    found = get_object_or_404(provisions_seen(desk).commitments(), uuid=uuid)
    if not desk.can_assess:
        raise NotAllowed(_("Your role in this register does not allow adding updates."))
    if desk.role == RoleKind.FOCAL_POINT and not Party.objects.spoken_for_at(desk).exists():
        raise NotAllowed(
            _(
                "You represent no party of this register today. Its administrator names the "
                "parties you speak for, and from which day."
            )
        )
    return _update_new(request, found, take_files(request))


@csrf_protect
def _update_new(request: RegisterRequest, found: Provision, guard: LimitedUpload) -> HttpResponse:
    desk = request.desk
    if request.method != "POST":
        form = UpdateForm(initial=_initial(request, found), desk=desk, provision=found)
        return _page(request, found, form)
    form = UpdateForm(request.POST, request.FILES, desk=desk, provision=found)
    if guard.too_large is not None:
        form.add_error("file", limit_notice(guard.too_large, limit_bytes=guard.limit).told(_))
        return _page(request, found, form)
    done = None
    if form.is_valid():
        done = _submit(request, found, form) if waits(desk) else _save(request, found, form)
    return done or _page(request, found, form)


def _save(request: RegisterRequest, found: Provision, form: UpdateForm) -> HttpResponse | None:
    try:
        update, ingested = add_update_with_evidence(
            request.mandate,
            provision=found,
            new=form.new_update(),
            evidence=form.new_evidence(),
        )
    except DocumentError as error:
        form.add_error("file", error.told(_))
        return None
    except ValidationError as error:
        tell_faults(form, error)
        return None
    messages.success(
        request,
        _("The update on “%(provision)s” was saved. The brief tells it from now on.")
        % {"provision": Truncator(found.label).words(12)},
    )
    _tell_known_files(request, ingested)
    url = entry_url(request.desk, "provision", found)
    return redirect(f"{url}#update-{update.uuid}")


def _submit(request: RegisterRequest, found: Provision, form: UpdateForm) -> HttpResponse | None:
    """Let what was said wait for the secretariat, where the register says so."""
    try:
        submit_answer(
            request.mandate,
            about=About(found, form.cleaned_data["assessor"]),
            new=form.new_answer(),
        )
    except DocumentError as error:
        form.add_error("file", error.told(_))
        return None
    except ValidationError as error:
        tell_faults(form, error)
        return None
    told = _("What you said of “%(provision)s” was submitted; it waits to be accepted.")
    messages.success(request, told % {"provision": Truncator(found.label).words(12)})
    return redirect("tasks", slug=request.desk.register.slug)


def _tell_known_files(request: RegisterRequest, ingested: Iterable[Ingested]) -> None:
    for one in ingested:
        if not one.is_new:
            messages.info(
                request,
                _("The register has this file already, as “%(document)s”; the update stands on it.")
                % {"document": one.document.title},
            )


def _initial(request: RegisterRequest, found: Provision) -> dict[str, object]:
    desk = request.desk
    corrected = _corrected(desk, found, request.GET.get("corrects", ""))
    initial: dict[str, object] = {
        "stated_on": desk.today,
        "visibility": Visibility.REGISTER,  # nobody publishes by leaving a choice as it stands
    }
    if corrected is not None:
        initial |= {
            "corrects": corrected,
            "assessor": corrected.assessor,
            "value": value_code(corrected.value.scale, corrected.value),
            "stated_on": corrected.stated_on,
            "visibility": corrected.visibility,
            **told_initial(corrected),
        }
    return initial


def _corrected(desk: Desk, found: Provision, name: str) -> Update | None:
    """Return the update that the address names as the one to correct."""
    try:
        uuid = UUID(name)
    except ValueError:
        return None
    updates = (
        Update.objects.visible_to(desk)
        .filter(provision=found)
        .select_related("value__scale", "assessor")
    )
    return updates.filter(uuid=uuid).first()


def _page(request: RegisterRequest, found: Provision, form: UpdateForm) -> HttpResponse:
    context = {
        "slug": request.desk.register.slug,
        "provision": found,
        "form": form,
        "url": entry_url(request.desk, "provision", found),
        "trail": provision_trail(request.desk, found, itself=True),
    }
    return render(request, "progress/update_new.html", context)
