"""Starting a register, and what its administrator decides about it as a whole."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from servanda.portal.forms.people import NewRegisterForm, SettingsForm, SideForm
from servanda.portal.views.people import administrator_of
from servanda.registers.actions import (
    NotAllowed,
    RegisterFacts,
    change_register,
    create_register,
    create_side,
)
from servanda.registers.models import Register, Side
from servanda.registers.views import RegisterRequest, account_of, register_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_new(request: HttpRequest) -> HttpResponse:
    """Start a register; whoever does it is its first administrator."""
    account = account_of(request)
    if account is None or not account.is_operator:
        raise NotAllowed(_("Only the operator of the installation starts a register."))
    form = NewRegisterForm(request.POST) if request.method == "POST" else NewRegisterForm()
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "portal/register_new.html", {"form": form}, status=status)
    made = create_register(by=account, new=form.register())
    messages.success(request, _("The register is there. Name its sides, then invite its people."))
    return redirect("register-settings", slug=made.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def register_settings(request: RegisterRequest) -> HttpResponse:
    """Show and change title, language, openness and marking of a register, and its sides."""
    by = administrator_of(request)
    register = request.desk.register
    if request.method != "POST":
        return _page(request, SettingsForm(initial=vars(_facts(register))), SideForm())
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, SideForm(), status=422)
    change_register(by=by, register=register, facts=form.facts())
    messages.success(request, _("Saved. It counts from now on."))
    return redirect("register-settings", slug=register.slug)


@require_POST
@register_page
def side_new(request: RegisterRequest) -> HttpResponse:
    """Name a side of the register."""
    by = administrator_of(request)
    register = request.desk.register
    form = SideForm(request.POST)
    stands = SettingsForm(initial=vars(_facts(register)))
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


def _facts(register: Register) -> RegisterFacts:
    return RegisterFacts(
        register.title,
        register.language,
        is_public=register.is_public,
        handling=register.handling,
    )


def _page(
    request: RegisterRequest, form: SettingsForm, side_form: SideForm, *, status: int = 200
) -> HttpResponse:
    register = request.desk.register
    context = {
        "form": form,
        "side_form": side_form,
        "sides": Side.objects.filter(register=register).order_by("title"),
        "slug": register.slug,
    }
    return render(request, "portal/register_settings.html", context, status=status)
