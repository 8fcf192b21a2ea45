"""How a page finds its register, and refuses whoever has nothing to see there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from servanda.registers.actions import Mandate, desk_in, moved_to
from servanda.registers.models import Account, Desk

Rest = ParamSpec("Rest")


class RegisterRequest(HttpRequest):
    """A request inside a register: `desk` says who looks and with which rights."""

    desk: Desk
    mandate: Mandate


@dataclass(frozen=True)
class TwoVersions:
    """A field that two people put differently: as it stands, and as the second wants it."""

    label: str
    stands: str
    wanted: str


def account_of(request: HttpRequest) -> Account | None:
    """Return the person who is signed in, if any."""
    return request.user if isinstance(request.user, Account) else None


def register_page(
    view: Callable[Concatenate[RegisterRequest, Rest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Wrap a view of one register: find it by `slug`, set `request.desk` and `request.mandate`.

    A register that does not exist and one that the person may not see give the same 404. What is
    shown depends on the person, so no cache keeps it, nor the browser once they signed out, unless the
    view says otherwise of what anyone may see.
    """

    @wraps(view)
    def page(
        request: HttpRequest, slug: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        desk = desk_in(slug, account_of(request))
        if desk is None:
            raise Http404(_("There is no such page."))
        inside = cast("RegisterRequest", request)
        inside.desk = desk
        inside.mandate = Mandate(desk)
        try:
            response = view(inside, *args, **kwargs)
        except Http404:
            response = _where_it_was_merged(inside)
        if "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_store=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    return page


def _where_it_was_merged(request: RegisterRequest) -> HttpResponseBase:
    """Lead from the address of an entry that was merged to that of the other; else it is not there."""
    match = request.resolver_match
    uuid = match.kwargs.get("uuid") if match else None
    found = moved_to(request.desk, uuid) if isinstance(uuid, UUID) else None
    if match is None or found is None or request.method not in {"GET", "HEAD"}:
        raise Http404(_("There is no such page."))
    there: HttpResponseBase = redirect(match.view_name, **{**match.kwargs, "uuid": found})
    return there
