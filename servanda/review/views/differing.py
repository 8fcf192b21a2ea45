"""Where sources differ: the list of what is open, and the page on which a person decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from servanda.instruments.models import (
    Provision,
    Responsibility,
    ResponsibilityRole,
    Timing,
    is_present,
)
from servanda.parties.models import Party
from servanda.progress.views.differing import (
    LABELS,
    DifferingField,
    Told,
    standing_value,
    told_by,
)
from servanda.progress.views.facts import Value
from servanda.progress.views.footnotes import Footnotes
from servanda.registers.actions import EditConflict
from servanda.registers.models import Desk, Entry
from servanda.registers.views import RegisterRequest, register_page
from servanda.review.actions import (
    DIFFERING_KINDS,
    Choice,
    entries_of_kind,
    settle_difference,
)
from servanda.review.forms import STANDS, SettleForm, sentences
from servanda.review.views.access import require_editor
from servanda.review.views.cards import entry_url
from servanda.sources.models import Difference

MOST = 200


@dataclass(frozen=True)
class Line:
    """A field of an entry of which sources differ, in the list of what is open."""

    entry: Entry
    entry_url: str
    label: str
    stands: Value
    told: list[Told]
    url: str


def differences_seen(desk: Desk) -> QuerySet[Difference]:
    """Return the differences of entries that the person sees, told by documents that they see."""
    seen = Q(pk__in=[])
    for kind in DIFFERING_KINDS:
        entries = entries_of_kind(desk, kind).order_by().values("uuid")
        seen |= Q(entry_kind=kind, entry__in=entries)
    return Difference.objects.visible_to(desk).filter(seen)


@require_safe
@register_page
def differences(request: RegisterRequest) -> HttpResponse:
    """List the fields of entries of which sources differ and nobody has decided yet."""
    desk = request.desk
    require_editor(desk)
    rows = list(
        Difference.objects.open()
        .filter(pk__in=differences_seen(desk).values("pk"))
        .with_sources()[:MOST]
    )
    context = {"slug": desk.register.slug, "lines": _lines(desk, rows)}
    return render(request, "review/differences.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def difference(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show the values of one field side by side; a person says which stands, and why."""
    desk = request.desk
    seen = Difference.objects.filter(pk__in=differences_seen(desk).values("pk"))
    found = get_object_or_404(seen.with_sources(), uuid=uuid)
    require_editor(desk)
    if request.method != "POST":
        return _page(request, found, SettleForm(), status=200)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    return _settled(request, found, form)


def _settled(request: RegisterRequest, found: Difference, form: SettleForm) -> HttpResponse:
    told = form.cleaned_data
    choice = Choice(form.chosen(), told["reason"])
    try:
        entry = settle_difference(
            request.mandate, difference=found, choice=choice, revision=told["revision"]
        )
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _page(request, found, form, status=422)
    except EditConflict:
        return _conflict(request, found.uuid, form)
    messages.success(request, _("Decided: %(entry)s.") % {"entry": entry})
    return redirect(entry_url(request.desk.register.slug, entry.KIND, entry.uuid))


def _conflict(request: RegisterRequest, uuid: UUID, form: SettleForm) -> HttpResponse:
    """Show what somebody decided meanwhile, with what this person chose; sending again decides."""
    seen = Difference.objects.filter(pk__in=differences_seen(request.desk).values("pk"))
    found = get_object_or_404(seen.with_sources(), uuid=uuid)
    told = {"person": found.decided_by or _("somebody"), "reason": found.reason}
    form.add_error(
        None,
        _(
            "%(person)s decided in the meantime: “%(reason)s” What stands now is shown below, and "
            "your choice is still marked. Send it again to let it stand instead."
        )
        % told,
    )
    return _page(request, found, form, status=409)


def _page(
    request: RegisterRequest, found: Difference, form: SettleForm, *, status: int
) -> HttpResponse:
    desk = request.desk
    entry = get_object_or_404(entries_of_kind(desk, found.entry_kind), uuid=found.entry)
    rows = Difference.objects.visible_to(desk).filter(entry=found.entry, field=found.field)
    footnotes = Footnotes(desk, [entry.uuid])
    field = DifferingField(
        found.field,
        LABELS[found.field],
        _stands(entry, found.field, _of_provisions(desk, [entry])),
        footnotes.marks(entry, found.field),
        [told_by(desk, entry, row) for row in rows.with_sources()],
        "",
    )
    context = {
        "slug": desk.register.slug,
        "entry": entry,
        "entry_url": entry_url(desk.register.slug, entry.KIND, entry.uuid),
        "field": field,
        "found": found,
        "stands_value": STANDS,
        "form": form,
        "errors": sentences(form) if form.errors else "",
        "notes": footnotes.notes,
        "handling": footnotes.marking(entry),
        "trail": [
            {
                "label": _("Sources differ"),
                "url": reverse("differences", kwargs={"slug": desk.register.slug}),
            }
        ],
    }
    return render(request, "review/difference.html", context, status=status)


def _of_provisions(desk: Desk, entries: Iterable[Entry]) -> dict[tuple[UUID, str], Value]:
    """Return the deadlines and parties that stand on those of the entries which are provisions.

    Parties that the person may not see are left out. Two queries.
    """
    provisions = [entry.pk for entry in entries if isinstance(entry, Provision)]
    present = is_present("wording__") & Q(wording__provision__in=provisions)
    timings = Timing.objects.filter(present)
    found = {
        (uuid, "due"): Value(edtf=due, words=told)
        for uuid, due, told in timings.values_list("wording__provision__uuid", "due", "due_words")
    }
    leading = Responsibility.objects.filter(
        present, role=ResponsibilityRole.LEAD, party__in=Party.objects.visible_to(desk)
    )
    names: dict[UUID, list[str]] = {}
    rows = leading.order_by("id").values_list("wording__provision__uuid", "party__label")
    for uuid, name in rows:
        names.setdefault(uuid, []).append(name)
    return found | {(uuid, "by"): Value("; ".join(those)) for uuid, those in names.items()}


def _stands(entry: Entry, field: str, others: Mapping[tuple[UUID, str], Value]) -> Value:
    if isinstance(entry, Provision):
        return others.get((UUID(str(entry.uuid)), field), Value())
    return standing_value(entry, field)


def _lines(desk: Desk, rows: Sequence[Difference]) -> list[Line]:
    """Return one line for each field, with all that open sources tell of it: a query a kind."""
    by_field: dict[tuple[UUID, str], list[Difference]] = {}
    for row in rows:
        by_field.setdefault((row.entry, row.field), []).append(row)
    entries = {
        entry.uuid: entry
        for kind in {row.entry_kind for row in rows}
        for entry in entries_of_kind(desk, kind).filter(uuid__in={row.entry for row in rows})
    }
    slug, others = desk.register.slug, _of_provisions(desk, entries.values())
    return [
        Line(
            entries[uuid],
            entry_url(slug, entries[uuid].KIND, uuid),
            str(LABELS[field]),
            _stands(entries[uuid], field, others),
            [told_by(desk, entries[uuid], one) for one in those],
            reverse("difference", kwargs={"slug": slug, "uuid": those[0].uuid}),
        )
        for (uuid, field), those in by_field.items()
    ]
