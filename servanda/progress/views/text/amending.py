"""The page on which a person changes what a provision says; whoever comes second sees both versions."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.instruments.actions import Amendment, Answering, Seen, amend_provision
from servanda.instruments.models import Provision, Wording
from servanda.instruments.rules import DueTold
from servanda.progress.forms.amending import AmendForms, typed_beside
from servanda.progress.views.deadlines import told_due
from servanda.progress.views.facts import Step, language_name
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.points import entry_url, party_ties, provisions_seen
from servanda.progress.views.text.chosen import to_text
from servanda.progress.views.text.rows import KINDS, ROLES, last_edition_seen, told_money
from servanda.registers.actions import EditConflict, NotAllowed
from servanda.registers.models import Desk
from servanda.registers.rules import is_same_text
from servanda.registers.views import RegisterRequest, TwoVersions, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def amend(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Change what a provision says in the last edition of its instrument."""
    desk = request.desk
    found = get_object_or_404(provisions_seen(desk), uuid=uuid)
    if not desk.can_edit:
        raise NotAllowed(_("Your role in this register does not allow this."))
    wording = lasting_seen(desk, found)
    if wording is None:
        return _page(request, found, None)
    if request.method != "POST":
        stands = _shown(desk, Amendment.of(wording))
        return _page(request, found, AmendForms(desk=desk, stands=stands, seen=mark_of(wording)))
    if seen_of(request.POST.get("seen", "")) != Seen.of(wording):
        return _conflict(request, found, wording)
    return _save(request, found, wording)


def _save(request: RegisterRequest, found: Provision, wording: Wording) -> HttpResponse:
    stands = _shown(request.desk, Amendment.of(wording))
    forms = AmendForms(request.POST, desk=request.desk, stands=stands)
    if not forms.is_valid():
        return _page(request, found, forms, status=422)
    whole = _with_hidden(request.desk, found, forms.amendment())
    try:
        is_done = amend_provision(
            request.mandate, provision=found, amendment=whole, seen=Seen.of(wording)
        )
    except ValidationError as error:
        forms.tell(error)
        return _page(request, found, forms, status=422)
    except EditConflict:
        return _conflict(request, found, lasting_seen(request.desk, found))
    return to_text(request.desk, found.instrument, at=found, is_done=is_done)


def lasting_seen(desk: Desk, found: Provision) -> Wording | None:
    wordings = Wording.objects.visible_to(desk).filter(provision=found, to_edition=None)
    return wordings.select_related("provision", "from_edition").first()


def _shown(desk: Desk, stands: Amendment) -> Amendment:
    """Return what a provision says without the parties that the person may not see."""
    answering = stands.answering or ()
    seen = party_ties(desk, [one.party.pk for one in answering])
    return replace(stands, answering=tuple(one for one in answering if one.party.pk in seen))


def _with_hidden(desk: Desk, found: Provision, wanted: Amendment) -> Amendment:
    """Return what is wanted with the parties that the person did not see, where they stood."""
    wording = lasting_seen(desk, found)
    stands = (Amendment.of(wording).answering if wording else None) or ()
    seen = party_ties(desk, [one.party.pk for one in stands])
    answering = list(wanted.answering or ())
    for place, one in enumerate(stands):
        if one.party.pk not in seen:
            answering.insert(place, one)
    return replace(wanted, answering=tuple(answering))


def seen_of(told: str) -> Seen:
    """Return which wording a person saw, in which state; what names none is a state of none."""
    name, _dot, revision = told.partition(".")
    try:
        return Seen(UUID(name), int(revision))
    except ValueError:
        return Seen(UUID(int=0), 0)


def _conflict(request: RegisterRequest, found: Provision, wording: Wording | None) -> HttpResponse:
    """Show what stands beside what the person wants; saving again replaces what stands."""
    if wording is None:
        return _page(request, found, None, status=409)
    stands = _shown(request.desk, Amendment.of(wording))
    data = typed_beside(stands, request.POST)
    data["seen"] = mark_of(wording)
    forms = AmendForms(data, desk=request.desk, stands=stands)
    differences = differing(stands, forms.amendment() if forms.is_valid() else forms.typed(stands))
    return _page(request, found, forms, status=409, differences=differences)


def mark_of(wording: Wording) -> str:
    """Return what the page keeps of the wording that the person sees, and of its state."""
    return f"{wording.uuid}.{wording.revision}"


def _page(
    request: RegisterRequest,
    found: Provision,
    forms: AmendForms | None,
    *,
    status: int = 200,
    differences: list[TwoVersions] | None = None,
) -> HttpResponse:
    """Show the forms; None where the provision was withdrawn, and nothing is changed."""
    desk, instrument = request.desk, found.instrument
    context = {
        "slug": desk.register.slug,
        "provision": found,
        "forms": forms,
        "differences": differences or [],
        "url": entry_url(desk, "provision", found),
        "handling": desk.marking(*markings_of(desk, found)),
        "trail": instrument_trail(
            desk, Step(instrument.label, entry_url(desk, "instrument", instrument))
        ),
    }
    return render(request, "progress/amend.html", context, status=status)


def markings_of(desk: Desk, found: Provision) -> Iterator[str]:
    """Give the handling markings of what is changed and of the edition in which it will stand."""
    edition, wording = last_edition_seen(desk, found.instrument), lasting_seen(desk, found)
    marked = (found.instrument, edition, found, wording, wording and wording.from_edition)
    return (one.handling for one in marked if one is not None)


def differing(stands: Amendment, wanted: Amendment) -> list[TwoVersions]:
    """Return where what stands and what a person wants are otherwise, in words."""
    told = [(_told(stands, name), _told(wanted, name), label) for name, label in _labels()]
    texts = {**(stands.texts or {}), **(wanted.texts or {})}
    for language in texts:
        one, other = (stands.texts or {}).get(language, ""), (wanted.texts or {}).get(language, "")
        label = _("Text, %(language)s") % {"language": language_name(language)}
        told.append((one, other, label))
    differing = [(label, one, other) for one, other, label in told if not is_same_text(one, other)]
    return [TwoVersions(*one) for one in differing]


def _labels() -> list[tuple[str, str]]:
    return [
        ("code", _("Official number")),
        ("kind", _("Kind")),
        ("due", _("Due")),
        ("answering", _("Who")),
        ("money", _("Money")),
    ]


def _told(amendment: Amendment, name: str) -> str:
    """Return what is asked for in one thing, in words."""
    if name == "code":
        return amendment.code or ""
    if name == "kind":
        return str(KINDS.get(amendment.kind or "", ""))
    if name == "due":
        return told_due(amendment.due or DueTold())
    if name == "answering":
        return "; ".join(map(_told_answering, amendment.answering or ()))
    return "; ".join(told_money(one) for one in amendment.money or ())


def _told_answering(one: Answering) -> str:
    """Return who answers as what, and with which others of whom one is enough."""
    alternative = _("alternative %(number)s") % {"number": one.alternative}
    told = [
        str(ROLES.get(one.role, one.role)),
        _("by consent") if one.by_consent else "",
        alternative if one.alternative is not None else "",
        one.condition,
    ]
    return f"{one.party.label} ({', '.join(filter(None, told))})"
