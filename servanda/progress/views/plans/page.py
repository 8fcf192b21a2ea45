"""Bringing a plan in from a page: its file, then what was read of it, then the plan, or what it corrects.

Nothing is stored before the last step: between the steps the file is held, and the form tells the rest.
"""

from collections.abc import Iterator
from typing import Final, cast

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from servanda.instruments.actions import save_mapping
from servanda.instruments.importing import (
    Imported,
    PlanOrder,
    Preview,
    import_plan,
    preview_plan,
    title_of,
)
from servanda.instruments.rules import counted
from servanda.progress.forms.plans import FIELDS, PlanFileForm, PlanReadForm
from servanda.progress.views.entry_forms import require_editor, tell_faults
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.plans.difference import difference_of, markings_in
from servanda.progress.views.plans.rows import (
    column_lines,
    counted_kinds,
    row_lines,
    sheets_of,
    table_doubts,
)
from servanda.progress.views.plans.telling import order_told
from servanda.reading.errors import DocumentError
from servanda.reading.formats import limit_notice
from servanda.reading.matrices.model import Field
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.actions import PASTED, Upload, held_file, hold_file
from servanda.sources.views.uploading import LimitedUpload, take_files, too_much_typed

MOST_AT_ONCE: Final = 500
"""So many rows are brought in while a person waits for the page; more by the command."""
ROWS_A_PAGE: Final = 300
MOST_NAMES: Final = 50
"""So many names of which the party is not known are asked for at once."""
_TOLD: Final = ("heading", "field", "name", "party", "place", "pair", "sheets")


@csrf_exempt  # checked in _plan_new: the check reads the body, and the limit must stand first
@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def plan_new(request: RegisterRequest) -> HttpResponse:
    """Take the file of a plan, show what was read of it, and bring it in."""
    require_editor(request.desk)
    guard = take_files(request)
    try:
        return _plan_new(request, guard)
    except RequestDataTooBig:
        return too_much_typed(request)


@csrf_protect
def _plan_new(request: RegisterRequest, guard: LimitedUpload) -> HttpResponse:
    if request.method != "POST":
        return _file_page(request, PlanFileForm(desk=request.desk), status=200)
    if "held" in request.POST:
        return _read_again(request)
    form = PlanFileForm(request.POST, request.FILES, desk=request.desk)
    if guard.too_large is not None:
        form.errors.clear()
        form.add_error("file", limit_notice(guard.too_large, limit_bytes=guard.limit).told(_))
        return _file_page(request, form, status=413)
    if not form.is_valid():
        return _file_page(request, form, status=422)
    return _read_first(request, form)


def _read_first(request: RegisterRequest, form: PlanFileForm) -> HttpResponse:
    """Read the file that was brought, and hold it where there is a plan in it."""
    upload, order = form.upload(), form.order()
    try:
        preview = preview_plan(request.desk, upload=upload, order=order)
    except DocumentError as error:
        form.add_error("text" if upload.file_name == PASTED else "file", error.told(_))
        return _file_page(request, form, status=422)
    except ValidationError as error:
        tell_faults(form, error)
        return _file_page(request, form, status=422)
    asked = request.POST.copy()
    asked["held"] = hold_file(request.mandate, upload=upload)
    asked["title"] = title_of(order, preview.points)
    asked.setlist("sheets", list(sheets_of(preview)))
    return _read_page(request, PlanReadForm(asked), order, preview)


def _read_again(request: RegisterRequest) -> HttpResponse:
    """Read a held file as a person tells it by now; bring it in where that is asked for."""
    form = PlanReadForm(request.POST)
    try:
        upload = held_file(request.mandate, word=request.POST["held"])
    except ValidationError as error:
        again = PlanFileForm(request.POST, desk=request.desk)
        again.errors.clear()
        tell_faults(again, error)
        return _file_page(request, again, status=422)
    if not form.is_valid():
        return _mend_page(request, form)
    try:
        order = order_told(request.desk, form.order(), request.POST)
        if request.POST.get("deed") == "bring":
            return _bring_in(request, form, upload, order)
        preview = preview_plan(request.desk, upload=upload, order=order)
        _save_columns(request, form, order, preview)
    except DocumentError as error:
        form.add_error(None, error.told(_))
    except ValidationError as error:
        tell_faults(form, error)
    else:
        return _read_page(request, form, order, preview)
    return _mend_page(request, form)


def _bring_in(
    request: RegisterRequest, form: PlanReadForm, upload: Upload, order: PlanOrder
) -> HttpResponse:
    """Bring a plan in and lead on to its matrix; the message has the way back."""
    preview = preview_plan(request.desk, upload=upload, order=order)
    if preview.correction is None and len(preview.points.points) > MOST_AT_ONCE:
        raise ValidationError(
            _(
                "This plan has %(rows)s rows; from a page %(most)s are brought in at most. Bring it in "
                "by “servanda plan import”, or choose one of its sheets."
            )
            % {"rows": len(preview.points.points), "most": MOST_AT_ONCE}
        )
    _save_columns(request, form, order, preview)
    done = import_plan(request.mandate, upload=upload, order=order)
    _tell(request, done)
    return redirect("matrix", slug=request.desk.register.slug, uuid=done.instrument.uuid)


def _save_columns(
    request: RegisterRequest, form: PlanReadForm, order: PlanOrder, preview: Preview
) -> None:
    """Keep what the columns are, told or found, under the name that a person gives."""
    name = form.cleaned_data["save_as"].strip()
    if not name:
        return
    columns = [column for table in preview.reading.tables for column in table.columns]
    found = {c.heading: c.field for c in columns if c.heading and c.field is not Field.OTHER}
    save_mapping(request.mandate, name=name, fields={**found, **order.fields})
    messages.success(request, _("What the columns are was saved as “%(name)s”.") % {"name": name})


def _tell(request: RegisterRequest, done: Imported) -> None:
    if done.record is None:
        messages.info(request, _("The file says nothing otherwise: nothing was changed."))
        return
    said = (
        _("“%(title)s” was brought in.")
        if done.preview.correction is None
        else _("“%(title)s” was corrected.")
    ) % {"title": done.instrument.label}
    slug = request.desk.register.slug
    url = reverse("undo", kwargs={"slug": slug, "uuid": done.record.uuid})
    back = _("Take it back as a whole")
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, url, back))


def _file_page(request: RegisterRequest, form: PlanFileForm, *, status: int) -> HttpResponse:
    context = {"form": form, "trail": instrument_trail(request.desk)}
    return render(request, "progress/plan_new.html", context, status=status)


def _mend_page(request: RegisterRequest, form: PlanReadForm) -> HttpResponse:
    """Show what is wrong with what a person told; the rest of it is kept."""
    asked = cast("QueryDict", form.data)
    context = {
        "form": form,
        "trail": instrument_trail(request.desk),
        "carried": [(name, value) for name in _TOLD for value in asked.getlist(name)],
        **dict.fromkeys(("columns", "choices", "chosen", "difference", "doubts", "rows")),
    }
    return render(request, "progress/plan_read.html", context, status=422)


def _read_page(
    request: RegisterRequest, form: PlanReadForm, order: PlanOrder, preview: Preview
) -> HttpResponse:
    rows = row_lines(preview)
    doubtful = [row for row in rows if row.doubts]
    shown = doubtful if request.POST.get("only") == "doubts" else rows
    correction, choices = preview.correction, preview.matching.choices
    context = {
        "form": form,
        "trail": instrument_trail(request.desk),
        "carried": [("sheets", name) for name in cast("QueryDict", form.data).getlist("sheets")],
        "counts": counted_kinds(counted(preview.points.points)),
        "binding": preview.binding,
        "columns": column_lines(preview, order),
        "fields": [(field.value, label) for field, label in FIELDS.items()],
        "chosen": list(order.parties.items()),
        "choices": choices[:MOST_NAMES],
        "more_choices": len(choices[MOST_NAMES:]),
        "doubts": table_doubts(preview),
        "rows": shown[:ROWS_A_PAGE],
        "more_rows": len(shown[ROWS_A_PAGE:]),
        "number": len(rows),
        "doubtful": len(doubtful),
        "only": request.POST.get("only") == "doubts",
        "difference": difference_of(correction) if correction else None,
        "pairs": list(order.pairs.items()),
        "handling": request.desk.marking(*_markings(order, preview)),
    }
    return render(request, "progress/plan_read.html", context)


def _markings(order: PlanOrder, preview: Preview) -> Iterator[str]:
    """Give the handling markings of the entries that are named beside what was read."""
    offered = (party for choice in preview.matching.choices for party in choice.parties)
    yield from (party.handling for party in (*order.parties.values(), *offered))
    if preview.correction is not None:
        yield from markings_in(preview.correction)
