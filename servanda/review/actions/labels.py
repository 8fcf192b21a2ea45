"""What a meeting and a series are called when a document told of them without a name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.parties.models import Party, PartyName
from servanda.reading.edtf import describe
from servanda.registers.models import Desk, Entry
from servanda.registers.models.entries import NameKind

LABEL_LENGTH = 300
PARTIES_LENGTH = 200
INITIALS = re.compile(r"\w{2,8}")
"""An abbreviation as a text introduces it in brackets: one short word, all in capitals."""


@dataclass(frozen=True)
class Namer:
    """Who gives a name, and beside what it stands: it tells no party that is more hidden."""

    desk: Desk
    beside: Entry


def series_label(namer: Namer, parties: tuple[Party, ...]) -> str:
    """Return the name of a series: its parties in full, in the language of the register."""
    with override(namer.desk.register.language):
        told = {"parties": _joined(party.label for party in _named(namer, parties))}
        return _("Regular meetings: %(parties)s") % told if told["parties"] else _("Meetings")


def meeting_label(namer: Namer, when: str, place: str, parties: tuple[Party, ...]) -> str:
    """Return the name of a meeting: place, date (EDTF) and parties, abbreviated where that is known."""
    language = namer.desk.register.language
    short = _abbreviations(parties, language)
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(spoken):
        told = {
            "parties": _joined(short.get(p.pk, p.label) for p in _named(namer, parties)),
            "place": place,
            "date": _plain(describe(when, spoken)) if when else _("date not known"),
        }
        return (_pattern(place, told["parties"]) % told)[:LABEL_LENGTH]


def _plain(words: str) -> str:
    """Return words as they are typed and sought: with spaces that break."""
    return words.replace("\u00a0", " ")


def _pattern(place: str, parties: str) -> str:
    if place and parties:
        return _("Meeting in %(place)s, %(date)s: %(parties)s")
    if place:
        return _("Meeting in %(place)s, %(date)s")
    return _("Meeting, %(date)s: %(parties)s") if parties else _("Meeting, %(date)s")


def _named(namer: Namer, parties: tuple[Party, ...]) -> list[Party]:
    """Return the parties that a name may tell: none that is more hidden than it."""
    day = namer.desk.today
    return [p for p in parties if not p.is_more_hidden_than(namer.beside, day)]


def _joined(names: Iterable[str]) -> str:
    return " – ".join(names)[:PARTIES_LENGTH]


def _abbreviations(parties: tuple[Party, ...], language: str) -> dict[int, str]:
    """Return the first abbreviation of each party in a language, by the party's key: one query."""
    names = PartyName.objects.filter(of__in=parties, language__in=(language, "")).order_by("-id")
    return {name.of_id: name.text for name in names if _is_abbreviation(name)}


def _is_abbreviation(name: PartyName) -> bool:
    if name.kind in (NameKind.ABBREVIATION, NameKind.SHORT):
        return True
    is_initials = INITIALS.fullmatch(name.text) is not None and name.text.isupper()
    return name.kind == NameKind.ALIAS and is_initials
