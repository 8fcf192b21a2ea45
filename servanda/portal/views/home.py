"""The home of a register."""

from django.http import HttpResponse
from django.shortcuts import render

from servanda.registers.views import RegisterRequest, register_page


@register_page
def register_home(request: RegisterRequest) -> HttpResponse:
    """Show what the register is and the ways into it."""
    return render(request, "portal/register_home.html", {"register": request.desk.register})
