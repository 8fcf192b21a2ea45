"""Many entries of a list changed at once: what to change, what it would do, done with a reason."""

from dataclasses import dataclass, field
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from servanda.portal.actions import MOST_AT_ONCE, ask_for_change, changeable
from servanda.portal.forms.bulk import ChangeForm, ValueForm, told_seen
from servanda.portal.views.bulk_lines import PreviewPage, preview_page
from servanda.portal.views.list_addresses import Pairs, list_of, list_url, pairs_of
from servanda.portal.views.list_steps import fields_changed
from servanda.registers.actions import (
    BulkChange,
    BulkPreview,
    Mandate,
    change_in_bulk,
    preview_change,
    seal,
)
from servanda.registers.lists import EntryList, ListQuery, asked, selected, selection
from servanda.registers.models import Entry
from servanda.registers.rules.lists import ALL, CHOSEN
from servanda.registers.views import RegisterRequest, register_page


@dataclass(frozen=True)
class ChosenEntries:
    """The entries of a list that somebody chose: those named, or all that a query selects.

    `faults` are sentences on what the list does not know of the query: then nothing is changed by it.
    """

    listed: EntryList
    among: QuerySet[Entry]
    named: list[UUID] | None
    pairs: Pairs = field(default_factory=list)
    faults: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """How many of them are there."""
        if self.named is None:
            return self.among.count()
        return self.among.filter(uuid__in=self.named).count()


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def list_change(request: RegisterRequest, kind: str) -> HttpResponse:
    """Ask which field of the chosen entries is to have which value; show what it does; do it."""
    listed = list_of(kind)
    if not fields_changed(listed):
        raise Http404(_("There is no such page."))
    if not request.desk.can_edit:
        raise PermissionDenied
    choice = _choice(request, listed)
    if choice.faults:
        return redirect(list_url(request.desk, kind, choice.pairs))
    try:
        return _answer(request, choice)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(list_url(request.desk, kind, choice.pairs))


def _choice(request: RegisterRequest, listed: EntryList) -> ChosenEntries:
    """Read from the address which entries are chosen; what is no name of an entry is left out."""
    desk = request.desk
    pairs = [(name, value) for name, value in pairs_of(request) if name not in {CHOSEN, ALL}]
    if ALL in request.GET:
        checked = asked(desk, listed, ListQuery.from_pairs(listed.kind, pairs).whole())
        return ChosenEntries(listed, selection(desk, checked), None, pairs, checked.faults)
    named = [uuid for one in request.GET.getlist(CHOSEN) if (uuid := _uuid(one))]
    return ChosenEntries(listed, selected(desk, listed, ListQuery(listed.kind)), named, pairs)


def _answer(request: RegisterRequest, choice: ChosenEntries) -> HttpResponse:
    number = choice.number
    if not number:
        raise ValidationError(_("No entry is chosen: tick some in the list."))
    if request.method != "POST":
        return _fields_page(request, choice, number)
    name, kind = request.POST.get("field", ""), choice.listed.kind
    found = changeable(kind, name) if name in fields_changed(choice.listed) else None
    if found is None:
        raise ValidationError(_("This field is not changed for many entries at once."))
    form = ValueForm(request.POST, kind=kind, name=name)
    if not form.is_valid():
        return _fields_page(request, choice, number, wrong=form)
    wanted = BulkChange(found, form.cleaned_data["value"])
    preview = preview_change(request.desk, among=choice.among, named=choice.named, wanted=wanted)
    if "seal" in request.POST:
        return _done(request, choice, form, preview)
    return _preview_page(request, choice, PreviewPage(form, preview, _asking(preview)))


def _done(
    request: RegisterRequest, choice: ChosenEntries, form: ValueForm, preview: BulkPreview
) -> HttpResponse:
    """Change the entries if all are as they were seen, else show once more what the change does."""
    asked_why = ChangeForm(request.POST)
    if not asked_why.is_valid():
        return _preview_page(request, choice, PreviewPage(form, preview, asked_why))
    told = asked_why.cleaned_data
    if told["seal"] != seal(preview.seen):
        again = PreviewPage(form, preview, _asking(preview, told["reason"]), told["seen"])
        return _preview_page(request, choice, again)
    mandate = Mandate(request.desk, told["reason"])
    if len(preview.changing) > MOST_AT_ONCE:
        task = ask_for_change(
            mandate, model=choice.listed.model, seen=preview.seen, wanted=preview.wanted
        )
        return redirect("list-change-task", slug=request.desk.register.slug, uuid=task.uuid)
    number = change_in_bulk(mandate, among=choice.among, seen=preview.seen, wanted=preview.wanted)
    messages.success(request, _told_done(number))
    return redirect(list_url(request.desk, choice.listed.kind, choice.pairs))


def _told_done(number: int) -> str:
    told = ngettext(
        "%(number)s entry was changed. The history can take it back.",
        "%(number)s entries were changed. The history can take it back as a whole.",
        number,
    )
    return told % {"number": number}


def _asking(preview: BulkPreview, reason: str = "") -> ChangeForm:
    """Return the form that asks why, with what the person sees now."""
    seen = preview.seen
    few = told_seen(seen) if len(seen) <= MOST_AT_ONCE else ""
    return ChangeForm(initial={"seal": seal(seen), "seen": few, "reason": reason})


def _fields_page(
    request: RegisterRequest, choice: ChosenEntries, number: int, *, wrong: ValueForm | None = None
) -> HttpResponse:
    listed = choice.listed
    forms = [
        wrong if wrong and wrong.name == name else ValueForm(kind=listed.kind, name=name)
        for name in fields_changed(listed)
    ]
    context = {
        "listed": listed,
        "number": number,
        "forms": forms,
        "back_url": list_url(request.desk, listed.kind, choice.pairs),
        "here": request.get_full_path(),
    }
    return render(request, "portal/list_change.html", context, status=422 if wrong else 200)


def _preview_page(
    request: RegisterRequest, choice: ChosenEntries, page: PreviewPage
) -> HttpResponse:
    listed = choice.listed
    context = {
        "listed": listed,
        "back_url": list_url(request.desk, listed.kind, choice.pairs),
        "here": request.get_full_path(),
        **preview_page(request.desk, listed, page),
    }
    return render(request, "portal/list_change_preview.html", context, status=page.status)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
