"""Starting a register, and what its administrator decides about it as a whole."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from servanda.portal.forms.registers import NewRegisterForm, SettingsForm, SideForm
from servanda.portal.forms.seen import sealed
from servanda.portal.views.people import administrator_of
from servanda.registers.actions import (
    ChangedMeanwhile,
    NotAllowed,
    RegisterFacts,
    change_register,
    create_register,
    create_side,
)
from servanda.registers.models import Register, Side
from servanda.registers.views import RegisterRequest, TwoVersions, account_of, register_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_new(request: HttpRequest) -> HttpResponse:
    """Start a register; whoever does it is its first administrator."""
    account = account_of(request)
    if account is None or not account.is_operator:
        raise NotAllowed(_("Only the operator of the installation starts a register."))
    if request.method != "POST":
        return _new_page(request, NewRegisterForm(initial={"language": get_language()}))
    form = NewRegisterForm(request.POST)
    if not form.is_valid():
        return _new_page(request, form, status=422)
    try:
        made = create_register(by=account, new=form.register())
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _new_page(request, form, status=422)
    messages.success(request, _("The register is there. Name its sides, then invite its people."))
    return redirect("register-settings", slug=made.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def register_settings(request: RegisterRequest) -> HttpResponse:
    """Show and change title, language, openness and marking of a register, and its sides."""
    by = administrator_of(request)
    register = request.desk.register
    if request.method != "POST":
        return _page(request, _settings_form(register), SideForm())
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, SideForm(), status=422)
    try:
        change_register(by=by, register=register, facts=form.facts(), seen=form.seen_facts())
    except ChangedMeanwhile:
        return _conflict(request, form)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, form, SideForm(), status=422)
    messages.success(request, _("Saved. It counts from now on."))
    return redirect("register-settings", slug=register.slug)


@require_POST
@register_page
def side_new(request: RegisterRequest) -> HttpResponse:
    """Name a side of the register."""
    by = administrator_of(request)
    register = request.desk.register
    form = SideForm(request.POST)
    stands = _settings_form(register)
    if not form.is_valid():
        return _page(request, stands, form, status=422)
    try:
        create_side(
            by=by, register=register, key=form.key(register), title=form.cleaned_data["title"]
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, stands, form, status=422)
    return redirect("register-settings", slug=register.slug)


def _new_page(request: HttpRequest, form: NewRegisterForm, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/register_new.html", {"form": form}, status=status)


def _settings_form(register: Register, wanted: RegisterFacts | None = None) -> SettingsForm:
    """Return the form with what is wanted in it, over the facts as they stand."""
    stands = RegisterFacts.of(register)
    return SettingsForm(initial={**vars(wanted or stands), "seen": sealed(vars(stands))})


def _conflict(request: RegisterRequest, sent: SettingsForm) -> HttpResponse:
    """Show what another administrator saved beside what this one wants; saving again decides."""
    register = Register.objects.get(pk=request.desk.register.pk)
    stands, wanted = RegisterFacts.of(register), sent.facts()
    differences = [
        TwoVersions(str(sent[name].label), _shown(value), _shown(getattr(wanted, name)))
        for name, value in vars(stands).items()
        if value != getattr(wanted, name)
    ]
    form = _settings_form(register, wanted)
    return _page(request, form, SideForm(), differences=differences, status=409)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _page(
    request: RegisterRequest,
    form: SettingsForm,
    side_form: SideForm,
    *,
    differences: Sequence[TwoVersions] = (),
    status: int = 200,
) -> HttpResponse:
    register = request.desk.register
    context = {
        "form": form,
        "differences": differences,
        "side_form": side_form,
        "sides": Side.objects.filter(register=register).order_by("title"),
        "slug": register.slug,
    }
    return render(request, "portal/register_settings.html", context, status=status)
