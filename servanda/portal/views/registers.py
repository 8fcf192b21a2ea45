"""The first page: the registers a person may open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from servanda.registers.models import Register
from servanda.registers.views import account_of


@never_cache
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """List the registers the person works in and those open to anyone, by title."""
    account = account_of(request)
    context = {
        "registers": Register.objects.visible_to(account).filter(is_library=False),
        "is_signed_in": account is not None,
        "may_start": account is not None and account.is_operator,
        "suspended": Register.objects.closed_to(account),
    }
    return render(request, "portal/registers.html", context)
