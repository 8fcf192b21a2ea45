"""The page on which a person writes a note that only their own side sees."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.instruments.models import Instrument
from servanda.meetings.forms import NoteForm
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.meetings.views.series import meeting_trail
from servanda.progress.views.facts import Step
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.points import provisions_seen
from servanda.progress.views.provision import provision_trail
from servanda.registers.actions import NotAllowed, write_note
from servanda.registers.models import Desk, Entry
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def note_new(request: RegisterRequest, kind: str, uuid: UUID) -> HttpResponse:
    desk = request.desk
    found, trail = _subject(desk, kind, uuid)
    if not desk.can_note:
        raise NotAllowed(_("Only people who stand on a side of this register keep its notes."))
    url = reverse(found.KIND, kwargs={"slug": desk.register.slug, "uuid": found.uuid})
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        write_note(request.mandate, on=found, kind=said["kind"], text=said["text"])
        messages.success(
            request,
            _("Your note on “%(entry)s” was saved. Only your side sees it.")
            % {"entry": Truncator(str(found)).words(12)},
        )
        return redirect(f"{url}#own-side")
    context = {"form": form, "entry": found, "url": url, "trail": trail}
    return render(request, "meetings/note_new.html", context)


def _subject(desk: Desk, kind: str, uuid: UUID) -> tuple[Entry, list[Step]]:
    """Return the entry of a kind that the note is on, with the way to it."""
    found: Entry | None = None
    trail: list[Step] = []
    if kind == "provision":
        provision = provisions_seen(desk).filter(uuid=uuid).first()
        found, trail = provision, provision_trail(desk, provision) if provision else []
    elif kind == Meeting.KIND:
        found, trail = (
            Meeting.objects.visible_to(desk).filter(uuid=uuid).first(),
            meeting_trail(desk),
        )
    elif kind == MeetingSeries.KIND:
        series = MeetingSeries.objects.visible_to(desk)
        found, trail = series.filter(uuid=uuid).first(), meeting_trail(desk)
    elif kind == Instrument.KIND:
        instruments = Instrument.objects.visible_to(desk)
        found, trail = instruments.filter(uuid=uuid).first(), instrument_trail(desk)
    if found is None:
        raise Http404(_("There is no such page."))
    url = reverse(kind, kwargs={"slug": desk.register.slug, "uuid": found.uuid})
    return found, [*trail, Step(Truncator(str(found)).words(8), url)]
