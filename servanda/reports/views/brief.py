"""The page of the brief: read, printed on A4, or taken along as a file."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from servanda.meetings.models import MeetingSeries
from servanda.registers.actions import as_known
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.reports.forms import BriefForm, day_told, variants_for
from servanda.reports.models import gather_brief, gather_brief_again, series_known
from servanda.reports.rules.brief import Brief, Variant
from servanda.reports.rules.composing import paper_of, part_of
from servanda.reports.rules.extent import PART
from servanda.reports.rules.words import marking_of
from servanda.reports.templatetags.brief import Place
from servanda.reports.views.printing import (
    CatalogueWords,
    extent_of,
    file_name,
    media_type,
    printed,
    with_checkpoint,
)

WHOLE = "whole"
"""What an address says that asks for the whole brief on one page."""
FILES = (("docx", "Word"), ("pdf", "PDF"), ("md", "Markdown"), ("json", "JSON"))


@require_safe
@register_page
def brief(request: RegisterRequest) -> HttpResponse:
    """Show the brief that an address asks for, or give it as a file."""
    desk = request.desk
    known = day_told(request.GET.get("known", "").strip())
    with as_known(desk.register, known) if known else nullcontext():
        form, found = _made(request, desk, gather_brief if known else gather_brief_again)
    if found is None:
        context = {"form": form, "slug": desk.register.slug}
        return render(request, "reports/brief_choice.html", context, status=400)
    if form.cleaned_data["format"]:
        return _file(with_checkpoint(found, desk.register), form.cleaned_data["format"])
    return _page(request, found, form)


def _made(
    request: RegisterRequest, desk: Desk, gather: Callable[..., Brief]
) -> tuple[BriefForm, Brief | None]:
    """Return the choice made, and the brief; none where the choice cannot be followed."""
    series = list(series_known(desk, on=desk.today))
    form = BriefForm(_asked(request, desk, series), desk=desk, series=series)
    if not form.is_valid():
        return form, None
    chosen = form.cleaned_data
    is_page = not chosen["format"]
    found = gather(
        desk,
        series=_chosen(series, chosen["series"]),
        on=chosen["on"] or desk.today,
        variant=Variant(chosen["variant"]),
        extent=PART if is_page and not _is_whole(request) else extent_of(chosen["format"]),
    )
    return form, replace(found, known=chosen["known"])


def _is_whole(request: RegisterRequest) -> bool:
    """Tell whether the page holds all that a paper does, not its beginning alone."""
    return request.GET.get(WHOLE) == "yes"


def _asked(request: RegisterRequest, desk: Desk, series: list[MeetingSeries]) -> dict[str, str]:
    """Return what the address asks for; what it leaves open is the usual brief.

    That is the one of today, or of the day as whose knowledge it is asked for.
    """
    known = day_told(request.GET.get("known", "").strip())
    usual = {
        "series": str(series[0].uuid) if series else "",
        "on": (known or desk.today).isoformat(),
        "known": "",
        "variant": str(variants_for(desk)[0][0]),
        "format": "",
    }
    given = {name: request.GET.get(name, "").strip() for name in usual}
    return usual | {name: value for name, value in given.items() if value}


def _chosen(known: list[MeetingSeries], uuid: str) -> MeetingSeries | None:
    return next((one for one in known if uuid and one.uuid == UUID(uuid)), None)


def _file(found: Brief, name: str) -> HttpResponse:
    response = HttpResponse(printed(found, name), content_type=media_type(name))
    response["Content-Disposition"] = f'attachment; filename="{file_name(found, name)}"'
    return response


def _page(request: RegisterRequest, found: Brief, form: BriefForm) -> HttpResponse:
    words = CatalogueWords()
    asked = {name: str(value) for name, value in form.data.items() if value and name != "format"}
    is_whole = _is_whole(request)
    whole_url = f"?{urlencode({**asked, WHOLE: 'yes'})}"
    context = {
        "form": form,
        "paper": paper_of(found, words) if is_whole else part_of(found, words),
        "place": Place(found.register.slug, whole_url),
        "whole_url": "" if is_whole else whole_url,
        "handling": marking_of(found, words),
        "slug": found.register.slug,
        "files": FILES,
        "asked": asked,
    }
    return render(request, "reports/brief.html", context)
