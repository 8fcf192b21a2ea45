"""The page of a form about an entry, as all pages of this room show it; two who save at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from servanda.progress.forms import When
from servanda.progress.views.facts import Step
from servanda.registers.actions import NotAllowed
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, TwoVersions


@dataclass(frozen=True)
class FormPage:
    """What stands around a form: its heading, what it is about and where, the word of its button.

    `saved` is what is said afterwards, where it is more than that it was saved.
    """

    kind: str
    heading: str
    about: str
    url: str
    save: str
    trail: Sequence[Step]
    handling: str = ""
    saved: str = ""


def require_editor(desk: Desk) -> None:
    """Refuse whoever may not change entries of the register."""
    if not desk.can_edit:
        raise NotAllowed(_("Your role in this register does not allow this."))


def form_page(
    request: RegisterRequest,
    page: FormPage,
    form: forms.Form,
    *,
    differences: Iterable[TwoVersions] = (),
) -> HttpResponse:
    """Show a form; 422 where what was sent is wrong, 409 where somebody else saved meanwhile."""
    versions = list(differences)
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form, "differences": versions, "trail": page.trail}
    context["handling"] = page.handling
    return render(request, "progress/entry_form.html", context, status=409 if versions else status)


def save_by_form(
    request: RegisterRequest,
    page: FormPage,
    form: forms.Form,
    save: Callable[[], object],
    *,
    part: str = "",
) -> HttpResponse:
    """Show a form until `save` took what was sent, then lead on to the page, or a part of it.

    What `save` refuses as a ValidationError is told at its field; anything else it raises is raised.
    """
    if request.method != "POST" or not form.is_valid():
        return form_page(request, page, form)
    try:
        save()
    except ValidationError as error:
        tell_faults(form, error)
        return form_page(request, page, form)
    messages.success(request, page.saved or _("Saved."))
    return redirect(f"{page.url}#{part}" if part else page.url)


def tell_faults(form: forms.Form, error: ValidationError) -> None:
    """Put each message at its field, and above the form what belongs to none."""
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, sentences in told.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


def conflict_page(
    request: RegisterRequest,
    page: FormPage,
    form: forms.Form,
    *,
    stands: Mapping[str, object],
    revision: int,
) -> HttpResponse:
    """Show what stands now beside what the person wanted; saving again replaces what stands."""
    data = cast("QueryDict", form.data).copy()
    data["revision"] = str(revision)
    form.data = data
    differing = []
    for name, value in stands.items():
        now, wanted = (_shown(form.fields[name], one) for one in (value, form.cleaned_data[name]))
        if now != wanted:
            differing.append(TwoVersions(str(form.fields[name].label), now, wanted))
    if not differing and getattr(form, "source", None) is not None:
        told = _("Somebody else saved the same meanwhile. Save again to add your source to it.")
        form.add_error(None, told)
    elif not differing:
        messages.info(request, _("Somebody else saved the same meanwhile."))
        return redirect(page.url)
    return form_page(request, page, form, differences=differing)


def _shown(field: forms.Field, value: object) -> str:
    if isinstance(value, (list, QuerySet)):
        return ", ".join(sorted(_shown(field, one) for one in value))
    if isinstance(value, When):
        return value.words or value.edtf
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _chosen_shown(field, value) if isinstance(field, forms.ChoiceField) else str(value)


def _chosen_shown(field: forms.ChoiceField, value: object) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return _entry_shown(field, value)
    return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # a flat list


def _entry_shown(field: "forms.ModelChoiceField[Model]", value: object) -> str:
    """Return what a choice among entries calls one, which stands there itself or by its name."""
    if isinstance(value, Model):
        return str(value)
    found = field.queryset.filter(uuid=value).first() if field.queryset is not None else None
    return str(found or "")
