"""Writing and checking translations in place, and the list of those that are stale or missing."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.instruments.actions import (
    OriginalChanged,
    check_translation,
    put_authoritative,
    translate_beside,
)
from servanda.instruments.models import Provision, Wording, WordingText, is_present
from servanda.progress.forms.translating import AuthoritativeForm, TranslationForm
from servanda.progress.views.commenting import page_about, read_on, text_conflict
from servanda.progress.views.entry_forms import form_page, require_editor, tell_faults
from servanda.progress.views.facts import language_name
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.instrument_editing import instrument_to_change
from servanda.progress.views.points import provisions_seen
from servanda.registers.actions import ChangedMeanwhile
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_seen_at
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.forms import language_choices

AT_MOST = 100
STATES: dict[str, str | Promise] = {
    "stale": gettext_lazy("of an earlier wording"),
    "unchecked": gettext_lazy("not checked"),
    "missing": gettext_lazy("missing"),
}


@dataclass(frozen=True)
class ToTranslate:
    """A text that asks for work: the words of the provision, in which instrument, where it is done."""

    text: str
    language: str
    instrument: str
    url: str


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def translation_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Write a provision in another language; whoever comes second sees what the first wrote."""
    desk = request.desk
    found = get_object_or_404(provisions_seen(desk), uuid=uuid)
    require_editor(desk)
    page = page_about(desk, found, heading=_("Translate it"), save=_("Save the translation"))
    asked = request.GET.get("language", "")
    there = _text_of(desk, found, asked)
    stands = {"language": asked, "text": there, "seen": there, "read": read_on(desk, found)}
    form = TranslationForm(request.POST or None, initial=stands)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, page, form)
    said = form.cleaned_data
    try:
        translate_beside(request.mandate, provision=found, new=form.rendering())
    except OriginalChanged as changed:
        form.read_anew(str(changed.stands))
        return form_page(request, page, form)
    except ChangedMeanwhile as changed:
        return text_conflict(request, page, form, stands=str(changed.stands))
    except ValidationError as error:
        tell_faults(form, error)
        return form_page(request, page, form)
    messages.success(request, _("The translation was saved. Somebody can check it now."))
    return redirect(_beside(desk, found, left=said["beside"], right=said["language"]))


@require_POST
@register_page
def translation_check(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say that a translation was read beside the original as it stands and is right."""
    desk = request.desk
    texts = WordingText.objects.filter(is_seen_at(desk, "of__"), is_original=False)
    text = get_object_or_404(texts.select_related("of__provision"), uuid=uuid)
    found = get_object_or_404(provisions_seen(desk), pk=text.of.provision_id)
    require_editor(desk)
    try:
        read, seen = request.POST.get("read", ""), request.POST.get("seen", text.text)
        check_translation(request.mandate, text=text, seen=seen, read=read)
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody changed this meanwhile: look again."))
    else:
        messages.success(request, _("Saved."))
    left = request.POST.get("beside", "")
    return redirect(_beside(desk, found, left=left, right=text.language))


@require_POST
@register_page
def authoritative(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say in which languages the texts of an instrument are authoritative."""
    desk = request.desk
    found = instrument_to_change(desk, uuid)
    form = AuthoritativeForm(request.POST)
    here = reverse("instrument-languages", kwargs={"slug": desk.register.slug, "uuid": found.uuid})
    if not form.is_valid():
        messages.warning(request, _("At least one text is authoritative."))
        return redirect(here)
    provisions = list(provisions_seen(desk).filter(instrument=found))
    chosen, seen = form.cleaned_data["languages"], request.POST.getlist("seen")
    try:
        put_authoritative(
            request.mandate, provisions=provisions, languages=chosen, seen=seen or None
        )
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody changed this meanwhile: look again."))
    else:
        messages.success(request, _("Saved."))
    return redirect(here)


@require_safe
@register_page
def translations(request: RegisterRequest) -> HttpResponse:
    """List the texts of a register that are stale, unchecked or missing in a language."""
    desk = request.desk
    known = dict(language_choices()[1:])
    language = request.GET.get("language", "")
    language = language if language in known else ""
    state = request.GET.get("state", "")
    state = state if state in STATES else "stale"
    if state == "missing" and not language:
        language = "ru" if desk.register.language != "ru" else "en"
    found = _asking(desk, state, language)
    rows = list(found.select_related("of__provision__instrument").order_by("pk")[: AT_MOST + 1])
    context = {
        "slug": desk.register.slug,
        "rows": [_row(desk, text, language) for text in rows[:AT_MOST]],
        "is_more": len(rows) > AT_MOST,
        "states": STATES.items(),
        "state": state,
        "language": language,
        "choices": known.items(),
        "trail": instrument_trail(desk),
        "handling": desk.marking(*(one for row in rows[:AT_MOST] for one in _markings(row))),
    }
    return render(request, "progress/translations.html", context)


def _asking(desk: Desk, state: str, language: str) -> QuerySet[WordingText]:
    texts = WordingText.objects.filter(is_present("of__"), register=desk.register)
    for leading in ("of__", "of__provision__", "of__provision__instrument__"):
        texts = texts.filter(is_seen_at(desk, leading))
    if state == "missing":
        return texts.untranslated(language)
    if language:
        texts = texts.filter(language=language)
    if state == "unchecked":
        return texts.filter(is_original=False, checked_by=None)
    return texts.stale()


def _markings(text: WordingText) -> tuple[str, str, str]:
    provision = text.of.provision
    return (provision.instrument.handling, provision.handling, text.of.handling)


def _row(desk: Desk, text: WordingText, language: str) -> ToTranslate:
    provision = text.of.provision
    into = text.language if not text.is_original else language
    url = _beside(desk, provision, left="", right=into)
    return ToTranslate(text.text, language_name(into), provision.instrument.label, url)


def _beside(desk: Desk, found: Provision, *, left: str, right: str) -> str:
    """Return the place of a provision on the page that shows its instrument in two languages."""
    names = {"slug": desk.register.slug, "uuid": found.instrument.uuid}
    asked = {"right": right, **({"left": left} if left else {}), "at": str(found.uuid)}
    return f"{reverse('instrument-languages', kwargs=names)}?{urlencode(asked)}#row-{found.uuid}"


def _text_of(desk: Desk, found: Provision, language: str) -> str:
    present = Wording.objects.visible_to(desk).present().filter(provision=found)
    text = WordingText.objects.filter(of__in=present, language=language).first()
    return text.text if text is not None else ""
