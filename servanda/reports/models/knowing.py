"""What was known on a day: what a source published by then told, and who may see the source."""

from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from servanda.parties.models import Party
from servanda.registers.models import Desk, Entry
from servanda.sources.models import Citation

KnownEntry = TypeVar("KnownEntry", bound=Entry)

PUBLISHED = "passage__version__document__published_latest"


def known_on(entries: QuerySet[KnownEntry], day: date) -> QuerySet[KnownEntry]:
    """Return the entries that a document published by a day tells, or that no dated document tells."""
    dated = Citation.objects.filter(**{f"{PUBLISHED}__isnull": False}, entry=OuterRef("uuid"))
    return entries.filter(Exists(dated.filter(**{f"{PUBLISHED}__lte": day})) | ~Exists(dated))


def shown_parties(desk: Desk) -> QuerySet[Party]:
    """Return the parties whose names may stand in what the desk reads."""
    return Party.objects.visible_to(desk).order_by()
