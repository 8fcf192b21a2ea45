"""Accepting an invitation: with a new account, or with the one a person has."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from servanda.parties.actions import (
    accept_to_represent,
    invited_party,
    join_to_represent,
)
from servanda.portal.forms.people import CodeForm, JoinForm
from servanda.portal.views.doors import put_language
from servanda.registers.actions import InvitationRefused, invitation_for
from servanda.registers.models import Account, Invitation
from servanda.registers.views import account_of

SIGNED_IN_BY = settings.AUTHENTICATION_BACKENDS[0]


@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: HttpRequest) -> HttpResponse:
    """Ask for the code of an invitation, show what it is, and let the person in."""
    code = request.POST.get("code", request.GET.get("code", ""))
    if request.method != "POST" and not code:
        return _code_page(request, CodeForm())
    try:
        invitation = invitation_for(code, now=timezone.now())
        if request.method != "POST":
            return _page(request, invitation, JoinForm(initial=_began(invitation, code)))
        account = account_of(request)
        if account is not None:
            accept_to_represent(code=code, account=account, now=timezone.now())
            return _welcome(request, invitation, account)
    except InvitationRefused as refused:
        return _refusal(request, code, refused)
    return _make_account(request, invitation)


def _make_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _page(request, invitation, form, status=422)
    try:
        account = join_to_represent(
            code=form.cleaned_data["code"], new=form.person(), now=timezone.now()
        )
    except InvitationRefused as refused:
        return _refusal(request, form.cleaned_data["code"], refused)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, invitation, form, status=422)
    login(request, account, backend=SIGNED_IN_BY)
    with override(account.language or get_language()):  # the words of the page it is told on
        answer = _welcome(request, invitation, account)
    put_language(answer, account.language)
    return answer


def _began(invitation: Invitation, code: str) -> dict[str, str]:
    return {"code": code, "name": invitation.name}


def _code_page(request: HttpRequest, form: Form, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/join_code.html", {"form": form}, status=status)


def _refusal(request: HttpRequest, code: str, refused: InvitationRefused) -> HttpResponse:
    form = CodeForm({"code": code[:200]})
    form.full_clean()
    form.add_error(None, refused.messages)
    return _code_page(request, form, status=422)


def _page(
    request: HttpRequest, invitation: Invitation, form: JoinForm, *, status: int = 200
) -> HttpResponse:
    code = str(form["code"].value() or "")
    here = f"{reverse('join')}?{urlencode({'code': code})}"
    context = {
        "invitation": invitation,
        "party": invited_party(invitation),
        "form": form,
        "code": code,
        "account": account_of(request),
        "sign_in_url": f"{reverse('sign-in')}?{urlencode({'next': here})}",
    }
    return render(request, "portal/join.html", context, status=status)


def _welcome(request: HttpRequest, invitation: Invitation, account: Account) -> HttpResponse:
    told = {"name": account, "register": invitation.register}
    messages.success(request, _("Welcome, %(name)s: you now work in %(register)s.") % told)
    return redirect("register", slug=invitation.register.slug)
