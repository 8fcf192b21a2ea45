"""What is done with the provisions chosen in a text: moved, numbered, added to, withdrawn."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from servanda.instruments.actions import (
    MOVES,
    add_provisions,
    lasting_tree,
    move_provisions,
    renumber_provisions,
    withdraw_alone,
    withdraw_provisions,
)
from servanda.instruments.models import Provision, Wording
from servanda.progress.forms.text import UNDER, NewProvisionsForm, NumbersForm
from servanda.progress.views.facts import Step
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.points import entry_url, provisions_seen
from servanda.progress.views.text.chosen import Chosen, to_text
from servanda.progress.views.text.rows import last_edition_seen
from servanda.registers.actions import EditConflict, NotAllowed
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def text_change(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Do what was asked for with the provisions that were ticked, or ask what is needed for it."""
    desk = request.desk
    chosen = Chosen.of(desk, uuid, request.POST.getlist("chosen"))
    if not desk.can_edit:
        raise NotAllowed(_("Your role in this register does not allow this."))
    step = STEPS.get(request.POST.get("do", ""))
    if step is None:
        return to_text(desk, chosen.instrument, is_done=False)
    try:
        return step(request, chosen)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except EditConflict:
        messages.error(
            request,
            _(
                "Somebody else changed one of these provisions since you opened the page. Nothing "
                "was done: here is the text as it stands now."
            ),
        )
    first = chosen.provisions[0] if chosen.provisions else None
    return to_text(desk, chosen.instrument, at=first, is_done=False)


def _move(request: RegisterRequest, chosen: Chosen) -> HttpResponse:
    _require_some(chosen)
    number = move_provisions(
        request.mandate,
        instrument=chosen.instrument,
        seen=chosen.seen,
        how=request.POST["do"],
    )
    if not number:
        messages.info(request, _("There is no place to move to in this direction."))
    at = chosen.provisions[0]
    return to_text(request.desk, chosen.instrument, at=at, is_done=number > 0)


def _number(request: RegisterRequest, chosen: Chosen) -> HttpResponse:
    _require_some(chosen)
    wordings = Wording.objects.filter(provision__in=chosen.provisions, to_edition=None)
    codes = dict(wordings.values_list("provision", "code"))
    numbered = [(one, codes.get(one.pk, "")) for one in chosen.provisions]
    is_sent = request.POST["do"] == "put-numbers"
    form = NumbersForm(request.POST if is_sent else None, provisions=numbered)
    if not is_sent or not form.is_valid():
        heading = _("Give other numbers?")
        return _page(request, chosen, "text_numbers", form=form, heading=heading)
    told = {one: form.cleaned_data[str(one.uuid)] for one in chosen.provisions}
    number = renumber_provisions(request.mandate, codes=told, seen=chosen.seen)
    return to_text(request.desk, chosen.instrument, at=chosen.provisions[0], is_done=number > 0)


def _add(request: RegisterRequest, chosen: Chosen) -> HttpResponse:
    beside = chosen.provisions[-1] if chosen.provisions else None
    is_sent = request.POST["do"] == "put-added"
    form = NewProvisionsForm(
        request.POST if is_sent else None,
        desk=request.desk,
        beside=Truncator(beside.label).words(8) if beside else "",
    )
    if not is_sent or not form.is_valid():
        heading = _("Add provisions")
        return _page(request, chosen, "text_add", form=form, heading=heading)
    is_under = form.cleaned_data.get("where") == UNDER
    added = add_provisions(
        request.mandate,
        instrument=chosen.instrument,
        after=None if is_under else beside,
        under=beside if is_under else _parent(request.desk, chosen, beside),
        news=form.news(chosen.instrument.visibility),
    )
    return to_text(request.desk, chosen.instrument, at=added[0])


def _parent(desk: Desk, chosen: Chosen, beside: Provision | None) -> Provision | None:
    if beside is None:
        return None
    key = lasting_tree(chosen.instrument).parent_of(beside.pk)
    return provisions_seen(desk).filter(pk=key).first() if key else None


def _withdraw(request: RegisterRequest, chosen: Chosen) -> HttpResponse:
    """Say what goes with what is withdrawn, before anything is."""
    _require_some(chosen)
    tree = lasting_tree(chosen.instrument)
    keys = [one.pk for one in chosen.provisions if one.pk in tree.nodes]
    led = {below for key in keys for below in tree.led_by(key)} - set(keys)
    going = provisions_seen(request.desk).in_bulk(led)
    number = len(keys)
    heading = ngettext(
        "Withdraw %(number)s provision?", "Withdraw %(number)s provisions?", number
    ) % {"number": number}
    return _page(
        request,
        chosen,
        "text_withdraw",
        heading=heading,
        led=[going[key] for key, _depth in tree.walk() if key in going],
    )


def _withdraw_now(request: RegisterRequest, chosen: Chosen) -> HttpResponse:
    _require_some(chosen)
    is_alone = request.POST["do"] == "withdraw-alone"
    withdraw = withdraw_alone if is_alone else withdraw_provisions
    withdraw(request.mandate, instrument=chosen.instrument, seen=chosen.seen)
    return to_text(request.desk, chosen.instrument)


def _page(request: RegisterRequest, chosen: Chosen, name: str, **context: object) -> HttpResponse:
    """Ask what is needed, with what was chosen; 422 where what was sent is wrong."""
    desk, instrument = request.desk, chosen.instrument
    url = entry_url(desk, "instrument", instrument)
    edition = last_edition_seen(desk, instrument)
    markings = [edition.handling if edition else "", *(one.handling for one in chosen.provisions)]
    context |= {
        "slug": desk.register.slug,
        "instrument": instrument,
        "chosen": chosen,
        "handling": desk.marking(instrument.handling, *markings),
        "trail": instrument_trail(desk, Step(instrument.label, url)),
    }
    status = 422 if request.POST["do"].startswith("put-") else 200
    return render(request, f"progress/{name}.html", context, status=status)


def _require_some(chosen: Chosen) -> None:
    if not chosen.provisions:
        raise ValidationError(_("No provision is chosen: tick some in the text."))


STEPS: Mapping[str, Callable[[RegisterRequest, Chosen], HttpResponse]] = {
    **dict.fromkeys(MOVES, _move),
    "number": _number,
    "put-numbers": _number,
    "add": _add,
    "put-added": _add,
    "withdraw": _withdraw,
    "withdraw-all": _withdraw_now,
    "withdraw-alone": _withdraw_now,
}
"""What is done, by the name of the button that asks for it."""
