"""Telling a person whose session ended why it did, on the next page they open."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.registers.models import Account


def tell_ended_session(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """End the session of an account that may not go on, and say so; the page is shown as to anyone."""

    def answer(request: HttpRequest) -> HttpResponse:
        named = request.session.get(SESSION_KEY)
        if named is not None and not request.user.is_authenticated:
            account = Account.objects.filter(pk=named).first()
            request.session.flush()
            messages.warning(request, _why(account))
        return get_response(request)

    return answer


def _why(account: Account | None) -> str:
    if account is not None and not account.is_active:
        return _("Your account is suspended. The operator of this installation can restore it.")
    return _("You were signed out everywhere. If you work here still, sign in again.")
