"""A person's own account: name, e-mail, language, and the end of all their sessions."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from servanda.portal.forms.account import AccountForm
from servanda.portal.views.doors import drop_language, put_language
from servanda.registers.actions import AccountFacts, change_account, end_sessions
from servanda.registers.models import Account
from servanda.registers.views import account_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show and change the account of whoever is signed in.

    Where the e-mail changes, which opens the account again when the password is lost, the person
    confirms first that it is them.
    """
    mine = _mine(request)
    if request.method != "POST":
        return _page(request, AccountForm(initial=vars(AccountFacts.of(mine))))
    form = AccountForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    facts = form.facts()
    if facts.email != mine.email:
        raise_if_reauthentication_required(request, app="servanda.portal")
    change_account(account=mine, facts=facts)
    messages.success(request, _("Saved. It counts from now on."))
    answer = redirect("account")
    if facts.language:
        put_language(answer, facts.language)
    else:
        drop_language(answer)
    return answer


@require_POST
@login_required
def end_own_sessions(request: HttpRequest) -> HttpResponse:
    """Sign the person out wherever they are signed in, here as well."""
    end_sessions(by=_mine(request), account=_mine(request))
    return redirect("sign-in")


def _mine(request: HttpRequest) -> Account:
    found = account_of(request)
    if found is None:
        raise TypeError("login_required lets nobody else come here")
    return found


def _page(request: HttpRequest, form: AccountForm, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/account.html", {"form": form}, status=status)
