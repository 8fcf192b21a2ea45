"""Leaving out of what an address asks the one sign that PostgreSQL takes in no text."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\x00"


def leave_out_nul(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer each request as if its query had no NUL in it, whichever page reads which parameter.

    No browser sends one, and no text has one: the page is answered for what else was asked.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        asked = [(name, value) for name, values in request.GET.lists() for value in values]
        if any(NUL in one for pair in asked for one in pair):
            kept = [(name.replace(NUL, ""), value.replace(NUL, "")) for name, value in asked]
            request.GET = QueryDict(urlencode(kept))
        return get_response(request)

    return answer
