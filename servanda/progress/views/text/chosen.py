"""The provisions that a person ticked in a text, each in the state in which they saw it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from servanda.history.models import Record
from servanda.instruments.actions import Seen
from servanda.instruments.models import Instrument, Provision
from servanda.progress.views.points import provisions_seen
from servanda.progress.views.text.rows import edition_url, last_edition_seen
from servanda.registers.models import Desk


@dataclass(frozen=True)
class Chosen:
    """Provisions of one instrument, in the order in which they stand on the page."""

    instrument: Instrument
    provisions: list[Provision]
    seen: dict[Provision, Seen]
    marks: list[str]

    @classmethod
    def of(cls, desk: Desk, uuid: UUID, marks: Iterable[str]) -> "Chosen":
        """Return what was ticked; what is none of these provisions is left out."""
        instrument = get_object_or_404(Instrument.objects.visible_to(desk), uuid=uuid)
        told = {name: (seen, mark) for mark in marks for name, seen in _read(mark)}
        found = provisions_seen(desk).filter(instrument=instrument, uuid__in=told.keys())
        by_name = {one.uuid: one for one in found}
        there = [by_name[name] for name in told if name in by_name]
        return cls(
            instrument,
            there,
            {one: told[one.uuid][0] for one in there},
            [told[one.uuid][1] for one in there],
        )


def _read(mark: str) -> Iterable[tuple[UUID, Seen]]:
    """Read what a row has for whoever chooses it; nothing for what no row has."""
    try:
        name, wording, revision = mark.split(".")
        yield UUID(name), Seen(UUID(wording), int(revision))
    except ValueError:
        return


def to_text(
    desk: Desk, instrument: Instrument, *, at: Provision | None = None, is_done: bool = True
) -> HttpResponse:
    """Lead to the last edition, opened at a provision; what was just done can be taken back there."""
    edition = last_edition_seen(desk, instrument)
    if edition is None:
        raise Http404(_("There is no such page."))
    asked = {
        "open": str(at.uuid) if at else "",
        "done": last_record(desk) if is_done else "",
    }
    given = urlencode({name: value for name, value in asked.items() if value})
    row = f"#p-{at.uuid}" if at else ""
    return redirect(f"{edition_url(desk, edition)}{'?' if given else ''}{given}{row}")


def last_record(desk: Desk) -> str:
    """Return the public name of what the person did last in the register."""
    records = Record.objects.of_register(desk.register.uuid).filter(actor=desk.actor)
    last = records.order_by("-sequence").first()
    return str(last.uuid) if last else ""
